#include "app/teach/lessons/QuestionBox.h"

#include "app/teach/lessons/LessonText.h"
#include "widgets/controls/TabOrder.h"
#include "widgets/language/Numbers.h"
#include "widgets/terms/TermPicker.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

#include <cmath>

namespace termscope {
namespace {

QLabel* wrappedLabel(const char* name)
{
    auto* label = new QLabel;
    label->setObjectName(QLatin1String(name));
    label->setWordWrap(true);
    label->setTextFormat(Qt::MarkdownText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

} // namespace

QuestionBox::QuestionBox(LessonPlayer& player, QWidget* parent)
    : QGroupBox(tr("Question"), parent), player_(player), text_(wrappedLabel("question")), place_(new QVBoxLayout),
      check_(new QPushButton(tr("Check"))), hint_(new QPushButton(tr("Hint"))), giveUp_(new QPushButton(tr("Show me"))),
      verdict_(wrappedLabel("lessonVerdict"))
{
    check_->setObjectName(QStringLiteral("check"));
    hint_->setObjectName(QStringLiteral("hint"));
    giveUp_->setObjectName(QStringLiteral("giveUp"));
    check_->setToolTip(tr("Is the answer right?"));
    hint_->setToolTip(tr("Something that helps to find the answer"));
    giveUp_->setToolTip(tr("The answer and its reason"));
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(text_);
    layout->addLayout(place_);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(check_);
    buttons->addWidget(hint_);
    buttons->addWidget(giveUp_);
    buttons->addStretch();
    layout->addLayout(buttons);
    layout->addWidget(verdict_);
    connect(check_, &QPushButton::clicked, this, &QuestionBox::check);
    connect(hint_, &QPushButton::clicked, this,
            [this] { say(filledIn(player_.current().question->hint, player_.names())); });
    connect(giveUp_, &QPushButton::clicked, this, &QuestionBox::giveUp);
}

void QuestionBox::showQuestion()
{
    delete input_;
    input_ = nullptr;
    number_ = nullptr;
    choices_ = nullptr;
    terms_ = nullptr;
    const bool asks = player_.lesson() != nullptr && player_.current().question.has_value();
    setVisible(asks);
    if (!asks)
        return;
    const LessonQuestion& question = *player_.current().question;
    text_->setText(filledIn(question.text, player_.names()));
    hint_->setVisible(!question.hint.isEmpty());
    input_ = new QWidget;
    new QVBoxLayout(input_);
    input_->layout()->setContentsMargins(0, 0, 0, 0);
    switch (question.kind) {
    case QuestionKind::Number: addNumber(); break;
    case QuestionKind::Choice: addChoices(question); break;
    case QuestionKind::Terms: addTerms(question); break;
    }
    place_->addWidget(input_);
    QList<QWidget*> fields = input_->findChildren<QWidget*>();
    fields.removeIf([](const QWidget* field) { return !(field->focusPolicy() & Qt::TabFocus); });
    putBeforeInTabOrder(*check_, fields);
    say({});
}

void QuestionBox::addNumber()
{
    number_ = new QLineEdit;
    number_->setObjectName(QStringLiteral("answer"));
    number_->setAccessibleName(tr("Your answer, a number"));
    number_->setToolTip(tr("Type a number; Return checks it"));
    number_->setMaximumWidth(fontMetrics().averageCharWidth() * 20);
    connect(number_, &QLineEdit::returnPressed, this, &QuestionBox::check);
    input_->layout()->addWidget(number_);
}

void QuestionBox::addChoices(const LessonQuestion& question)
{
    choices_ = new QButtonGroup(input_);
    for (qsizetype i = 0; i < question.choices.size(); ++i) {
        auto* choice = new QRadioButton(filledIn(question.choices[i], player_.names()));
        choice->setToolTip(tr("Space takes this answer"));
        choices_->addButton(choice, static_cast<int>(i) + 1);
        input_->layout()->addWidget(choice);
    }
}

void QuestionBox::addTerms(const LessonQuestion& question)
{
    // One exponent above the number's highest bit: what a run of ones is rounded up to.
    const Result<double> number = evaluateExpression(question.answer, player_.names());
    const int highest = number ? std::clamp(std::ilogb(std::max(std::abs(*number), 1.0)) + 1, 1, 16) : 8;
    terms_ = new TermPicker(highest);
    terms_->setObjectName(QStringLiteral("terms"));
    input_->layout()->addWidget(terms_);
}

void QuestionBox::say(const QString& sentence)
{
    verdict_->setText(sentence);
    verdict_->setVisible(!sentence.isEmpty());
}

void QuestionBox::check()
{
    LessonAnswer answer;
    if (number_ != nullptr) {
        const std::optional<double> number = numberFromText(number_->text());
        if (!number)
            return say(tr("Please type a number."));
        answer.number = *number;
    } else if (choices_ != nullptr) {
        if (choices_->checkedId() < 0)
            return say(tr("Please choose one."));
        answer.number = choices_->checkedId();
    } else {
        answer.terms = terms_->terms();
    }
    const QString reason = filledIn(player_.current().question->reason, player_.names());
    switch (player_.answer(answer)) {
    case Verdict::Right: return say(tr("✓ Right. %1").arg(reason));
    case Verdict::Wrong: return say(tr("✗ Not yet. Try again, or take a hint."));
    case Verdict::TooManyTerms: return say(tr("✗ The sum is right, but it takes fewer terms."));
    case Verdict::Unknown: return say(tr("That is not known yet; wait until the computation is done."));
    }
}

void QuestionBox::giveUp()
{
    const LessonQuestion& question = *player_.current().question;
    const std::optional<double> right = player_.giveUp();
    if (!right)
        return say(tr("That is not known yet; wait until the computation is done."));
    const QString reason = filledIn(question.reason, player_.names());
    if (question.kind == QuestionKind::Choice) {
        const auto index = static_cast<qsizetype>(std::lround(*right)) - 1;
        return say(tr("It is “%1”. %2").arg(question.choices.value(index), reason));
    }
    ExpressionNames names;
    names.values["right"] = *right;
    say(tr("It is %1. %2").arg(filledIn(QStringLiteral("{right}"), names), reason));
}

} // namespace termscope
