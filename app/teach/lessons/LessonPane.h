// The pane of lessons: the list of them, or the step under way with its question.
#pragma once

#include "app/layout/WindowParts.h"
#include "app/teach/lessons/LessonPlayer.h"

#include <QWidget>

#include <functional>

class QLabel;
class QListWidget;
class QProgressBar;
class QPushButton;
class QSpinBox;
class QStackedWidget;
class QTextBrowser;

namespace termscope {

class QuestionBox;
class Spotlight;

class LessonPane : public QWidget {
    Q_OBJECT

public:
    /// `window`: whose parts lessons point at and draw.
    LessonPane(LessonPlayer& player, std::vector<Lesson> lessons, WindowParts& window);

    const std::vector<Lesson>& lessons() const { return lessons_; }
    /// The text of the step under way.
    QWidget* reader() const;
    Spotlight& spotlight() { return *spotlight_; }

    /// Lessons of a user's own come after those there are; one of the same name takes the place of the other.
    void add(const Lesson& lesson);

public slots:
    /// Shows a lesson just opened, and starts it.
    void open(const termscope::Lesson& lesson);
    /// The file of a lesson was changed: what is under way goes on in it, at the same step with the same numbers.
    void update(const termscope::Lesson& lesson);
    /// The file of a lesson was changed and cannot be read; the lesson stays as it was.
    void showTrouble(const QString& path, const QString& sentence);
    /// Range: 0 ≤ index < lessons().size(). Goes on after the last step done, from the start when all are.
    void start(int index);

private:
    QWidget* buildList();
    QWidget* buildSheetNumber();
    QWidget* buildStep();
    void showLessons();
    void showStep();
    void showState();
    void showNext(const QString& finished);
    void showText();

    LessonPlayer& player_;
    std::vector<Lesson> lessons_;
    WindowParts& window_;
    Spotlight* spotlight_;
    QStackedWidget* stack_;
    QListWidget* list_ = nullptr;
    QSpinBox* sheet_ = nullptr;
    QLabel* trouble_ = nullptr;
    QLabel* done_ = nullptr; ///< what was finished, and what comes next
    QString troubled_;       ///< the lesson that trouble_ is about
    QLabel* title_ = nullptr;
    QProgressBar* progress_ = nullptr;
    QTextBrowser* text_ = nullptr;
    QuestionBox* question_ = nullptr;
    QLabel* task_ = nullptr;
    QPushButton* back_ = nullptr;
    QPushButton* again_ = nullptr;
    QPushButton* skip_ = nullptr;
    QPushButton* next_ = nullptr;
    QString shown_; ///< the text as it is on screen
};

} // namespace termscope
