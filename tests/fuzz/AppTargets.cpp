// Readers of the app: sessions, links, lessons.
#include "app/session/Link.h"
#include "app/session/SessionFile.h"
#include "app/teach/lessons/Lesson.h"
#include "tests/fuzz/Targets.h"

#include <cmath>

namespace termscope::fuzz {

void session(ByteView bytes)
{
    const QString folder = QStringLiteral("/folder");
    const auto parsed = parseSession(bytes, "f.json", folder);
    if (!taken(parsed))
        return;
    for (const std::string& warning : parsed->warnings)
        requireSentence(warning);
    const std::string json = sessionJson(parsed->saved, folder);
    const auto again = parseSession(bytesOf(json), "f.json", folder);
    require(taken(again) && sessionJson(again->saved, folder) == json, "a session that is written reads as the same");
}

void link(ByteView bytes)
{
    const auto parsed = parseLink(QString::fromUtf8(textOf(bytes).data(), static_cast<qsizetype>(bytes.size())));
    if (!taken(parsed))
        return;
    for (const std::string& warning : parsed->warnings)
        requireSentence(warning);
    const QString made = makeLink(parsed->saved);
    const auto again = parseLink(made);
    require(taken(again) && makeLink(again->saved) == made, "a link that is made reads as the same");
}

void lesson(ByteView bytes)
{
    ExpressionNames names;
    for (const char* name : {"budget", "group_size", "accuracy", "k", "g", "on_terms"})
        names.values[name] = 1.0;
    names.functions["terms"] = [](double value) { return std::floor(value); };
    const QString text = QString::fromUtf8(textOf(bytes).data(), static_cast<qsizetype>(bytes.size()));
    const auto parsed = parseLesson(QStringLiteral("f.md"), text, names);
    if (!taken(parsed))
        return;
    require(!parsed->title.isEmpty() && !parsed->steps.empty(), "a lesson has a title and steps");
    for (const LessonStep& step : parsed->steps)
        if (step.question)
            require(!step.question->answer.empty(), "a question has an answer");
}

} // namespace termscope::fuzz
