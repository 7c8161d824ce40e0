// The pane of lessons: the list of them, or the step under way with its question.
#pragma once

#include "app/lessons/LessonPlayer.h"

#include <QWidget>

#include <functional>

class QLabel;
class QListWidget;
class QProgressBar;
class QPushButton;
class QStackedWidget;
class QTextBrowser;

namespace termscope {

class QuestionBox;
class Spotlight;

class LessonPane : public QWidget {
    Q_OBJECT

public:
    /// `window`: the one whose widgets lessons point at and draw.
    LessonPane(LessonPlayer& player, std::vector<Lesson> lessons, QWidget& window);

    const std::vector<Lesson>& lessons() const { return lessons_; }
    Spotlight& spotlight() { return *spotlight_; }

public slots:
    /// Range: 0 ≤ index < lessons().size(). Goes on after the last step done, from the start when all are.
    void start(int index);

private:
    QWidget* buildList();
    QWidget* buildStep();
    void showLessons();
    void showStep();
    void showState();
    void showText();

    LessonPlayer& player_;
    std::vector<Lesson> lessons_;
    QWidget& window_;
    Spotlight* spotlight_;
    QStackedWidget* stack_;
    QListWidget* list_ = nullptr;
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
