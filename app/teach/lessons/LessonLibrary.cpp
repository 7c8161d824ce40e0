#include "app/teach/lessons/LessonLibrary.h"

#include "app/teach/lessons/LessonNames.h"
#include "core/base/Limits.h"
#include "core/base/Text.h"
#include "core/files/Files.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace termscope {
namespace {

/// "10-lab" comes after "9-registers".
int numberOf(const QString& folder)
{
    return folder.section(QLatin1Char('-'), 0, 0).toInt();
}

} // namespace

std::vector<Lesson> embeddedLessons(Language language)
{
    const QString translation = QStringLiteral("/lesson.%1.md").arg(nameOf(resolved(language)));
    const QString root = QStringLiteral(":/lessons/");
    QStringList folders = QDir(root).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    std::ranges::sort(folders, {}, numberOf);
    std::vector<Lesson> lessons;
    for (const QString& folder : folders) {
        const QString path = root + folder + translation;
        QFile file(QFile::exists(path) ? path : root + folder + QStringLiteral("/lesson.md"));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("the embedded lesson %s cannot be read", qPrintable(folder));
        Result<Lesson> lesson = parseLesson(folder, QString::fromUtf8(file.readAll()), lessonNames());
        if (!lesson)
            qFatal("%s", lesson.error().message.c_str());
        lessons.push_back(std::move(*lesson));
    }
    return lessons;
}

Result<Lesson> readLesson(const QString& path)
{
    const std::string name = QFile::encodeName(path).toStdString();
    const Result<Bytes> bytes = readFile(name, limits::lessonFile);
    if (!bytes)
        return tl::unexpected(bytes.error());
    const std::string_view text(reinterpret_cast<const char*>(bytes->data()), bytes->size());
    if (!isUtf8(text))
        return fail(name, ": expected a lesson in UTF-8, found bytes that are none");
    return parseLesson(path, QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())), lessonNames());
}

} // namespace termscope
