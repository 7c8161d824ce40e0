// The first page: go on where one left, open something, an example, a lesson.
#pragma once

#include "app/files/FileActions.h"
#include "app/recovery/Autosave.h"
#include "app/teach/lessons/Lesson.h"

#include <QWidget>

class QCheckBox;
class QVBoxLayout;

namespace termscope {

class CardButton;

class WelcomePage : public QWidget {
    Q_OBJECT

public:
    explicit WelcomePage(FileActions& files, QWidget* parent = nullptr);

    /// Those that can be begun, in their order.
    void setLessons(const std::vector<Lesson>& lessons);
    /// The session that was open when the program was last closed; an empty path: there is none.
    void setLastSession(const LeftSession& last);

    /// The program begins with this page unless the user said otherwise.
    static bool isWanted();

signals:
    void lessonChosen(int index);
    void lastSessionWanted();

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* buildStart();
    QWidget* buildExamples();
    QWidget* buildLessons();
    void showRecent();
    void orderTabs();
    void showProgress();

    struct Entry {
        QString lesson; ///< its name
        int minutes = 0;
        int steps = 0;
        CardButton* button = nullptr;
    };

    FileActions& files_;
    CardButton* last_ = nullptr;
    QVBoxLayout* recent_ = nullptr;
    QCheckBox* wanted_ = nullptr; ///< at the end of the page
    QVBoxLayout* lessons_ = nullptr;
    std::vector<Entry> entries_;
};

} // namespace termscope
