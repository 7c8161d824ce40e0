#include "app/teach/handout/HandoutCommand.h"

#include "app/teach/lessons/LessonLibrary.h"
#include "core/base/Suggest.h"
#include "core/base/Text.h"

#include <QEventLoop>
#include <QFileInfo>

#include <cstdio>

namespace termscope {
namespace {

/// A lesson of the program by its name, or one of a file.
Result<Lesson> findLesson(const std::string& name)
{
    std::vector<std::string> known;
    for (Lesson& lesson : embeddedLessons()) {
        if (lesson.name.toStdString() == name)
            return std::move(lesson);
        known.push_back(lesson.name.toStdString());
    }
    const QString path = QString::fromStdString(name);
    if (path.endsWith(QLatin1String(".md"), Qt::CaseInsensitive) || QFileInfo::exists(path))
        return readLesson(QFileInfo(path).absoluteFilePath());
    return fail("--handout: expected a lesson such as ", nearest(name, known), " or a file ending with .md, found ",
                inQuotes(name));
}

/// "17", "1-30"
Result<void> setSheets(HandoutRequest& request, const std::string& text)
{
    const QStringList ends = QString::fromStdString(text).split(QLatin1Char('-'));
    bool isFirst = false;
    bool isLast = false;
    request.firstSheet = ends.front().toInt(&isFirst);
    request.lastSheet = ends.back().toInt(&isLast);
    if (!isFirst || !isLast || ends.size() > 2)
        return fail("--sheets: expected a number or a range such as 1-30, found ", inQuotes(text));
    return {};
}

} // namespace

Result<HandoutRequest> handoutRequest(const HandoutArguments& arguments)
{
    constexpr std::string_view lessonWord = "lesson:";
    HandoutRequest request;
    request.format = arguments.format == "pdf" ? HandoutFormat::Pdf : HandoutFormat::Html;
    request.paper = arguments.paper == "letter" ? QPageSize::Letter : QPageSize::A4;
    request.folder = QString::fromStdString(arguments.folder);
    request.together = arguments.together;
    request.withText = !arguments.questionsOnly;
    request.answers = arguments.answers == "own-file" ? AnswerPlace::OwnFile
                      : arguments.answers == "none"   ? AnswerPlace::Nowhere
                                                      : AnswerPlace::LastPage;
    const bool isWorksheet = !arguments.sheets.empty() || !arguments.names.empty();
    if (arguments.folder.empty())
        return fail("--handout: expected --output FOLDER beside it");
    if (arguments.what == "view") {
        if (isWorksheet)
            return fail("--handout view: expected no --sheets and no --names, which "
                        "are for lessons");
        return request;
    }
    if (!arguments.what.starts_with(lessonWord))
        return fail("--handout: expected view or lesson:NAME, found ", inQuotes(arguments.what));
    Result<Lesson> lesson = findLesson(arguments.what.substr(lessonWord.size()));
    if (!lesson)
        return tl::unexpected(lesson.error());
    request.lesson = std::move(*lesson);
    request.kind = isWorksheet ? HandoutKind::Worksheet : HandoutKind::Lesson;
    if (!arguments.names.empty()) {
        Result<QStringList> names = readNames(QString::fromStdString(arguments.names));
        if (!names)
            return tl::unexpected(names.error());
        request.names = std::move(*names);
        request.lastSheet = static_cast<int>(request.names.size());
    }
    if (!arguments.sheets.empty())
        if (const Result<void> set = setSheets(request, arguments.sheets); !set)
            return tl::unexpected(set.error());
    if (const Result<void> checked = checkHandout(request); !checked)
        return fail("--handout: ", checked.error().message);
    return request;
}

int writeHandout(const WindowParts& window, const HandoutRequest& request)
{
    HandoutJob job(window, request);
    QEventLoop loop;
    QString complaint;
    // The job may fail before it returns from start(): then the loop ends as soon
    // as it begins.
    QObject::connect(&job, &HandoutJob::failed, &loop, [&](const QString& sentence) {
        complaint = sentence;
        QMetaObject::invokeMethod(&loop, &QEventLoop::quit, Qt::QueuedConnection);
    });
    QObject::connect(&job, &HandoutJob::finished, &loop, &QEventLoop::quit, Qt::QueuedConnection);
    job.start();
    loop.exec();
    for (const QString& path : job.written())
        std::printf("%s\n", path.toLocal8Bit().constData());
    if (complaint.isEmpty())
        return 0;
    std::fprintf(stderr, "termscope: %s\n", complaint.toLocal8Bit().constData());
    return job.failedToWrite() ? 2 : 1;
}

} // namespace termscope
