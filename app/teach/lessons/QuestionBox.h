// A question of a lesson, what the learner answers it with, and what is said of the answer.
#pragma once

#include "app/teach/lessons/LessonPlayer.h"

#include <QGroupBox>

class QButtonGroup;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace termscope {

class TermPicker;

class QuestionBox : public QGroupBox {
    Q_OBJECT

public:
    explicit QuestionBox(LessonPlayer& player, QWidget* parent = nullptr);

    /// The question of the present step; hides itself where there is none.
    void showQuestion();

private:
    void addNumber();
    void addChoices(const LessonQuestion& question);
    void addTerms(const LessonQuestion& question);
    void check();
    void giveUp();
    void say(const QString& sentence);

    LessonPlayer& player_;
    QLabel* text_;
    QVBoxLayout* place_; ///< of what the learner answers with
    QWidget* input_ = nullptr;
    QLineEdit* number_ = nullptr;
    QButtonGroup* choices_ = nullptr;
    TermPicker* terms_ = nullptr;
    QPushButton* check_;
    QPushButton* hint_;
    QPushButton* giveUp_;
    QLabel* verdict_;
};

} // namespace termscope
