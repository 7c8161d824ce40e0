#include "app/teach/handout/LessonHandout.h"

#include "app/teach/handout/HandoutText.h"
#include "app/teach/lessons/LessonPictures.h"
#include "app/teach/lessons/LessonText.h"
#include "core/base/Text.h"
#include "core/terms/Encoder.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace termscope {
namespace {

HandoutSpan strong(const QString& text)
{
    HandoutSpan span;
    span.text = text;
    span.strong = true;
    return span;
}

/// "+2⁵ −2² −2⁰"
QString termsOf(double number)
{
    QStringList parts;
    for (const Term& term : encodeTerms(static_cast<std::int64_t>(std::abs(number)), Encoding::Hese)) {
        const bool plus = (term.sign > 0) == (number >= 0.0);
        parts << (plus ? QStringLiteral("+") : QStringLiteral("−")) + powerText(term.exponent);
    }
    return parts.isEmpty() ? QStringLiteral("0") : parts.join(QLatin1Char(' '));
}

/// A number as texts of lessons have it.
QString numberText(double value)
{
    ExpressionNames names;
    names.values["value"] = value;
    return filledIn(QStringLiteral("{value}"), names);
}

/// Writes the steps of one lesson with one set of numbers.
class LessonWriter {
    Q_DECLARE_TR_FUNCTIONS(termscope::LessonWriter)

public:
    LessonWriter(const Lesson& lesson, const std::vector<StepFacts>& facts, const LessonHandoutConfig& config)
        : lesson_(lesson), facts_(facts), config_(config)
    {
    }

    Result<LessonHandout> write();

private:
    void addHead();
    Result<void> addStep(int index);
    void addText(const QString& markdown, bool picturesOnly);
    Result<void> addQuestion(int index, const LessonQuestion& question);
    void addRoom(const LessonQuestion& question, double answer);
    QString answerText(const LessonQuestion& question, double answer) const;
    std::optional<HandoutPicture> picture(const QString& address, const QString& alt) const;
    QString shown(const QString& markdown) const { return filledIn(markdown, names_); }

    template <class Block>
    void add(Block block)
    {
        sheet_.push_back(std::move(block));
    }

    const Lesson& lesson_;
    const std::vector<StepFacts>& facts_;
    const LessonHandoutConfig& config_;
    std::vector<HandoutBlock> sheet_;
    std::vector<HandoutBlock> answers_;
    ExpressionNames names_; ///< of the step, with its draws
    const StepFacts* step_ = nullptr;
    int questions_ = 0;
};

Result<LessonHandout> LessonWriter::write()
{
    addHead();
    answers_.push_back(HandoutHeading{1, tr("%1: answers").arg(lesson_.title)});
    answers_.push_back(HandoutParagraph{plainLine(tr("Sheet %1").arg(config_.sheet)), true, true});
    for (int i = 0; i < static_cast<int>(lesson_.steps.size()); ++i)
        if (const Result<void> done = addStep(i); !done)
            return tl::unexpected(done.error());
    if (questions_ == 0)
        answers_.clear();
    const QString footer = tr("%1 · sheet %2").arg(lesson_.title).arg(config_.sheet);
    const QString title = config_.exercisesOnly ? tr("%1: worksheet %2").arg(lesson_.title).arg(config_.sheet)
                                                : lesson_.title;
    return LessonHandout{{title, footer, std::move(sheet_)}, {title, footer, std::move(answers_)}};
}

void LessonWriter::addHead()
{
    add(HandoutHeading{1, lesson_.title});
    if (config_.exercisesOnly) {
        const QString name = config_.student.isEmpty() ? QString(28, QLatin1Char('_')) : config_.student;
        add(HandoutParagraph{
            {strong(tr("Sheet %1").arg(config_.sheet)), plainLine(tr("    Name: %1").arg(name)).front()}});
        add(HandoutParagraph{plainLine(tr("Check your answers: start the lesson "
                                          "“%1” in TermScope with the sheet "
                                          "number %2; it asks the same.")
                                           .arg(lesson_.title)
                                           .arg(config_.sheet)),
                             true});
        return;
    }
    add(HandoutParagraph{
        plainLine(tr("%1 min · the exercises have the numbers of sheet %2").arg(lesson_.minutes).arg(config_.sheet)),
        true});
    if (!facts_.empty()) {
        step_ = &facts_.front();
        names_ = step_->names;
    }
    addText(lesson_.summary, false);
}

Result<void> LessonWriter::addStep(int index)
{
    const LessonStep& step = lesson_.steps[static_cast<std::size_t>(index)];
    if (config_.exercisesOnly && !step.question)
        return {};
    step_ = &facts_[static_cast<std::size_t>(index)];
    names_ = step_->names;
    for (const auto& [name, value] : drawn(step.draws, static_cast<quint32>(config_.sheet), index))
        names_.values[name] = value;
    questions_ += step.question ? 1 : 0;
    add(HandoutHeading{2, config_.exercisesOnly ? tr("%1. %2").arg(questions_).arg(step.title) : step.title});
    addText(step.printed, config_.exercisesOnly && !config_.withText);
    if (!step.set.empty() && !config_.exercisesOnly) {
        HandoutSpan link;
        link.text = tr("Open the page of this step in TermScope");
        link.link = step_->link;
        add(HandoutParagraph{{link}, true});
    }
    if (!step.question)
        return {};
    return addQuestion(index, *step.question);
}

void LessonWriter::addText(const QString& markdown, bool picturesOnly)
{
    const auto pictures = [this](const QString& address, const QString& alt) { return picture(address, alt); };
    for (HandoutBlock& block : handoutBlocks(shown(markdown), pictures))
        if (!picturesOnly || std::holds_alternative<HandoutPicture>(block))
            sheet_.push_back(std::move(block));
}

std::optional<HandoutPicture> LessonWriter::picture(const QString& address, const QString& alt) const
{
    if (const auto view = step_->views.find(address); view != step_->views.end()) {
        HandoutPicture found = view->second;
        found.alt = tr("%1: %2").arg(alt, found.alt);
        return found;
    }
    const LessonDrawing drawn = lessonDrawing(address, names_, nullptr);
    if (drawn.size.isEmpty())
        return std::nullopt;
    return HandoutPicture{drawn.drawing, drawn.size, alt};
}

Result<void> LessonWriter::addQuestion(int index, const LessonQuestion& question)
{
    const Result<double> answer = evaluateExpression(question.answer, names_);
    if (!answer)
        return fail(lesson_.name.toStdString(), ": step ", index + 1, ": answer: ", answer.error().message);
    HandoutLine asked = handoutLine(shown(question.printed.isEmpty() ? question.text : question.printed));
    asked.insert(asked.begin(), strong(config_.exercisesOnly ? tr("Question: ") : tr("Question %1: ").arg(questions_)));
    add(HandoutParagraph{std::move(asked), false, true});
    addRoom(question, *answer);

    HandoutLine said{strong(tr("%1. %2").arg(questions_).arg(answerText(question, *answer)))};
    said.push_back(plainLine(QStringLiteral("  ")).front());
    const HandoutLine reason = handoutLine(shown(question.reason));
    said.insert(said.end(), reason.begin(), reason.end());
    answers_.push_back(HandoutParagraph{std::move(said)});
    return {};
}

void LessonWriter::addRoom(const LessonQuestion& question, double answer)
{
    switch (question.kind) {
    case QuestionKind::Number: return add(AnswerLine{});
    case QuestionKind::Choice: {
        AnswerChoices room;
        for (const QString& choice : question.choices)
            room.choices << shown(choice);
        return add(std::move(room));
    }
    case QuestionKind::Terms:
        // As on screen: one exponent above the highest bit.
        return add(AnswerTerms{std::clamp(std::ilogb(std::max(std::abs(answer), 1.0)) + 1, 1, 16)});
    }
}

QString LessonWriter::answerText(const LessonQuestion& question, double answer) const
{
    if (question.kind == QuestionKind::Choice)
        return shown(question.choices.value(static_cast<qsizetype>(std::lround(answer)) - 1));
    if (question.kind == QuestionKind::Terms)
        return tr("%1 = %2, for example.").arg(numberText(answer), termsOf(answer));
    const Result<double> tolerance = evaluateExpression(question.tolerance, names_);
    return tolerance && *tolerance > 0.0 ? tr("%1 (± %2)").arg(numberText(answer), numberText(*tolerance))
                                         : numberText(answer);
}

} // namespace

Result<LessonHandout> lessonHandout(const Lesson& lesson, const std::vector<StepFacts>& facts,
                                    const LessonHandoutConfig& config)
{
    return LessonWriter(lesson, facts, config).write();
}

Handout withAnswers(const LessonHandout& handout)
{
    Handout whole = handout.sheet;
    if (handout.answers.blocks.empty())
        return whole;
    whole.blocks.push_back(HandoutPageBreak{});
    whole.blocks.insert(whole.blocks.end(), handout.answers.blocks.begin(), handout.answers.blocks.end());
    return whole;
}

} // namespace termscope
