#include "app/teach/lessons/Lesson.h"

#include "core/base/Suggest.h"
#include "core/base/Text.h"

#include <array>

namespace termscope {
namespace {

const QString fence = QStringLiteral("```");

/// A line of a block: "key: value", with the lines that go on from it.
struct Entry {
    int line = 0; ///< from 1
    std::string key;
    QString value;
};

/// Reads a lesson line by line into its parts.
class LessonReader {
public:
    LessonReader(const QString& name, const ExpressionNames& names) : known_(names), names_(names)
    {
        lesson_.name = name;
    }

    Result<Lesson> read(const QString& markdown);

private:
    template <class... Parts>
    tl::unexpected<Error> problem(int line, const Parts&... parts) const
    {
        return fail(lesson_.name.toStdString(), ": line ", line, ": ", parts...);
    }

    Result<void> heading(const QString& line);
    Result<void> block(const QString& kind, const std::vector<Entry>& entries);
    Result<void> lessonEntry(const Entry& entry);
    Result<void> stepEntry(const Entry& entry);
    Result<void> questionEntry(const Entry& entry);
    Result<void> formula(const Entry& entry, std::string& place);
    Result<void> setEntry(const Entry& entry);
    Result<void> drawEntry(const Entry& entry);
    Result<void> finishStep();
    Result<void> pageText(const QStringList& lines);
    void addText(const QString& line);

    Lesson lesson_;
    const ExpressionNames& known_;
    ExpressionNames names_; ///< with the draws of the step
    std::optional<LessonQuestion> question_;
    int stepLine_ = 0;
    int line_ = 0;
    bool hasBlock_ = false; ///< the step, or the lesson before its first step, has its block
};

template <class Key, std::size_t Size>
std::string nearestKey(const std::string& key, const std::array<Key, Size>& keys)
{
    return nearest(key, std::vector<std::string>(keys.begin(), keys.end()));
}

/// The entries of a block; lines that begin with a blank go on with the entry before.
Result<std::vector<Entry>> entriesOf(const QStringList& lines, int firstLine)
{
    std::vector<Entry> entries;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QString& line = lines[i];
        const int number = firstLine + static_cast<int>(i);
        if (line.trimmed().isEmpty())
            continue;
        if (line.front().isSpace() && !entries.empty()) {
            entries.back().value += QLatin1Char(' ') + line.trimmed();
            continue;
        }
        const qsizetype colon = line.indexOf(QLatin1Char(':'));
        if (colon < 1)
            return fail("line ", number, ": expected \"key: value\", found ", inQuotes(line.toStdString()));
        entries.push_back({number, line.left(colon).trimmed().toStdString(), line.mid(colon + 1).trimmed()});
    }
    return entries;
}

void addLine(QString& place, const QString& line)
{
    if (!place.isEmpty() || !line.trimmed().isEmpty())
        place += line + QLatin1Char('\n');
}

} // namespace

Result<Lesson> LessonReader::read(const QString& markdown)
{
    const QStringList lines = markdown.split(QLatin1Char('\n'));
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QString& line = lines[i];
        line_ = static_cast<int>(i) + 1;
        if (line.startsWith(fence)) {
            const QString kind = line.mid(fence.size()).trimmed();
            QStringList inside;
            const int first = line_ + 1;
            for (++i; i < lines.size() && !lines[i].startsWith(fence); ++i)
                inside << lines[i];
            if (i == lines.size())
                return problem(line_, "expected a line \"```\" that ends the block, found the end of the lesson");
            if (kind == QLatin1String("page")) {
                if (const Result<void> done = pageText(inside); !done)
                    return tl::unexpected(done.error());
                continue;
            }
            if (kind != QLatin1String("lesson") && kind != QLatin1String("step")) {
                addText(line + QLatin1Char('\n') + inside.join(QLatin1Char('\n')) + QLatin1Char('\n') + fence);
                continue;
            }
            const Result<std::vector<Entry>> entries = entriesOf(inside, first);
            if (!entries)
                return fail(lesson_.name.toStdString(), ": ", entries.error().message);
            if (const Result<void> done = block(kind, *entries); !done)
                return tl::unexpected(done.error());
        } else if (line.startsWith(QLatin1String("# ")) || line.startsWith(QLatin1String("## "))) {
            if (const Result<void> done = heading(line); !done)
                return tl::unexpected(done.error());
        } else {
            addText(line);
        }
    }
    if (const Result<void> done = finishStep(); !done)
        return tl::unexpected(done.error());
    if (lesson_.title.isEmpty())
        return fail(lesson_.name.toStdString(), ": expected a title, a line \"# …\", found none");
    if (lesson_.steps.empty())
        return fail(lesson_.name.toStdString(), ": expected at least one step, a line \"## …\", found none");
    return std::move(lesson_);
}

/// What to do on the page: not for paper.
Result<void> LessonReader::pageText(const QStringList& lines)
{
    if (lesson_.steps.empty())
        return problem(line_, "expected a step, a line \"## …\", before what to do on the page, found it first");
    for (const QString& line : lines)
        addLine(lesson_.steps.back().markdown, line);
    return {};
}

void LessonReader::addText(const QString& line)
{
    if (lesson_.steps.empty())
        return addLine(lesson_.summary, line);
    addLine(lesson_.steps.back().markdown, line);
    addLine(lesson_.steps.back().printed, line);
}

Result<void> LessonReader::heading(const QString& line)
{
    if (line.startsWith(QLatin1String("# "))) {
        if (!lesson_.title.isEmpty())
            return problem(line_, "expected one title, found a second one, ", inQuotes(line.toStdString()));
        lesson_.title = line.mid(2).trimmed();
        return {};
    }
    if (Result<void> done = finishStep(); !done)
        return done;
    LessonStep step;
    step.title = line.mid(3).trimmed();
    lesson_.steps.push_back(std::move(step));
    names_ = known_;
    stepLine_ = line_;
    hasBlock_ = false;
    return {};
}

Result<void> LessonReader::block(const QString& kind, const std::vector<Entry>& entries)
{
    const bool ofStep = kind == QLatin1String("step");
    if (ofStep == lesson_.steps.empty())
        return problem(line_, "expected ",
                       ofStep ? "a step, a line \"## …\", before its block" : "this block before the first step",
                       ", found it ", ofStep ? "first" : "after");
    if (hasBlock_)
        return problem(line_, "expected one block, found a second one");
    hasBlock_ = true;
    for (const Entry& entry : entries)
        if (Result<void> done = ofStep ? stepEntry(entry) : lessonEntry(entry); !done)
            return done;
    return {};
}

Result<void> LessonReader::lessonEntry(const Entry& entry)
{
    if (entry.key == "example") {
        lesson_.example = entry.value;
        return {};
    }
    if (entry.key != "minutes")
        return problem(entry.line, "expected minutes or example, found ", inQuotes(entry.key));
    bool isNumber = false;
    lesson_.minutes = entry.value.toInt(&isNumber);
    if (!isNumber || lesson_.minutes < 1 || lesson_.minutes > 120)
        return problem(entry.line, "minutes: expected 1…120, found ", inQuotes(entry.value.toStdString()));
    return {};
}

Result<void> LessonReader::stepEntry(const Entry& entry)
{
    static constexpr std::array keys{"set",       "point",    "until", "draw", "ask",    "choices", "answer",
                                     "tolerance", "assemble", "most",  "hint", "reason", "print"};
    LessonStep& step = lesson_.steps.back();
    if (std::ranges::find(keys, entry.key) == keys.end())
        return problem(entry.line, "expected a key of a step, such as ", nearestKey(entry.key, keys), ", found ",
                       inQuotes(entry.key));
    if (entry.value.isEmpty())
        return problem(entry.line, entry.key, ": expected a value, found nothing");
    if (entry.key == "set")
        return setEntry(entry);
    if (entry.key == "draw")
        return drawEntry(entry);
    if (entry.key == "until")
        return formula(entry, step.until);
    if (entry.key == "point") {
        step.point = entry.value;
        return {};
    }
    return questionEntry(entry);
}

Result<void> LessonReader::questionEntry(const Entry& entry)
{
    if (entry.key == "ask") {
        question_.emplace();
        question_->text = entry.value;
        return {};
    }
    if (!question_)
        return problem(entry.line, entry.key, ": expected a question, \"ask: …\", before it, found none");
    if (entry.key == "choices") {
        question_->kind = QuestionKind::Choice;
        for (const QString& choice : entry.value.split(QLatin1Char('|')))
            question_->choices << choice.trimmed();
        if (question_->choices.size() < 2 || question_->choices.contains(QString()))
            return problem(entry.line, "choices: expected at least two sentences with | between them, found ",
                           inQuotes(entry.value.toStdString()));
        return {};
    }
    if (entry.key == "assemble") {
        question_->kind = QuestionKind::Terms;
        return formula(entry, question_->answer);
    }
    if (entry.key == "answer")
        return formula(entry, question_->answer);
    if (entry.key == "tolerance")
        return formula(entry, question_->tolerance);
    if (entry.key == "most")
        return formula(entry, question_->most);
    (entry.key == "hint"    ? question_->hint
     : entry.key == "print" ? question_->printed
                            : question_->reason) = entry.value;
    return {};
}

Result<void> LessonReader::formula(const Entry& entry, std::string& place)
{
    place = entry.value.toStdString();
    if (const Result<void> read = checkExpression(place, names_); !read)
        return problem(entry.line, entry.key, ": ", read.error().message);
    return {};
}

/// "page=terms budget=12"
Result<void> LessonReader::setEntry(const Entry& entry)
{
    for (const QString& word : entry.value.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        const qsizetype equals = word.indexOf(QLatin1Char('='));
        if (equals < 1)
            return problem(entry.line, "set: expected key=value, found ", inQuotes(word.toStdString()));
        lesson_.steps.back().set.emplace_back(word.left(equals).toStdString(), word.mid(equals + 1).toStdString());
    }
    return {};
}

/// "n 17…255"
Result<void> LessonReader::drawEntry(const Entry& entry)
{
    const QStringList words = entry.value.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    const QStringList ends = words.size() == 2 ? words[1].split(QStringLiteral("…")) : QStringList();
    bool isFirst = false;
    bool isLast = false;
    const int smallest = ends.size() == 2 ? ends[0].toInt(&isFirst) : 0;
    const int largest = ends.size() == 2 ? ends[1].toInt(&isLast) : 0;
    if (!isFirst || !isLast || smallest > largest)
        return problem(entry.line, "draw: expected a name and a range, such as \"n 17…255\", found ",
                       inQuotes(entry.value.toStdString()));
    const std::string name = words[0].toStdString();
    if (names_.values.contains(name) || names_.functions.contains(name))
        return problem(entry.line, "draw: expected a new name, found ", inQuotes(name));
    lesson_.steps.back().draws.push_back({name, smallest, largest});
    names_.values[name] = 0.0;
    return {};
}

/// What the parts of a question must hold together.
Result<void> LessonReader::finishStep()
{
    if (question_) {
        if (question_->answer.empty())
            return problem(stepLine_,
                           "expected \"answer: …\" or \"assemble: …\" for the question of this step, found none");
        if (!question_->most.empty() && question_->kind != QuestionKind::Terms)
            return problem(stepLine_, "most: expected beside assemble, found without it");
        lesson_.steps.back().question = std::move(question_);
    }
    question_.reset();
    return {};
}

Result<Lesson> parseLesson(const QString& name, const QString& markdown, const ExpressionNames& names)
{
    return LessonReader(name, names).read(markdown);
}

} // namespace termscope
