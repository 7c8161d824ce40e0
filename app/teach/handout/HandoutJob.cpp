#include "app/teach/handout/HandoutJob.h"

#include "app/teach/handout/HandoutHtml.h"
#include "app/teach/handout/HandoutPdf.h"
#include "app/teach/handout/ViewHandout.h"
#include "core/base/Limits.h"
#include "core/base/Text.h"
#include "core/files/Files.h"
#include "widgets/export/Csv.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace termscope {
namespace {

/// "3-weights"; of a lesson of one's own the name of its file, or of its folder
/// where that says more.
QString shortName(const Lesson& lesson)
{
    const QFileInfo file(lesson.name);
    if (!file.isAbsolute())
        return lesson.name;
    const QString name = file.completeBaseName();
    return name == QLatin1String("lesson") ? file.dir().dirName() : name;
}

} // namespace

Result<void> checkHandout(const HandoutRequest& request)
{
    const int count = request.lastSheet - request.firstSheet + 1;
    if (request.firstSheet < 1 || request.lastSheet > largestSheet || count < 1)
        return fail("sheets: expected a range of 1…", largestSheet, " such as 1-30, found ", request.firstSheet, "-",
                    request.lastSheet);
    if (count > mostSheets)
        return fail("sheets: expected at most ", mostSheets, " at a time, found ", count);
    if (!request.names.isEmpty() && request.names.size() != count)
        return fail("names: expected one for each of the ", count, " sheets, found ", request.names.size());
    if (request.together && request.format != HandoutFormat::Pdf)
        return fail("all sheets in one file: expected the format pdf, found html");
    if (request.kind == HandoutKind::Worksheet
        && std::ranges::none_of(request.lesson.steps, [](const LessonStep& step) { return step.question.has_value(); }))
        return fail("worksheet: expected a lesson that asks something, found none in ",
                    request.lesson.name.toStdString());
    return {};
}

QStringList handoutFiles(const HandoutRequest& request, const QString& page)
{
    const QString ending = request.format == HandoutFormat::Pdf ? QStringLiteral(".pdf") : QStringLiteral(".html");
    if (request.kind == HandoutKind::View)
        return {QStringLiteral("view-") + page + ending};
    const QString name = shortName(request.lesson);
    QStringList files;
    if (request.kind == HandoutKind::Lesson)
        files << name + ending;
    else if (request.together)
        files << QStringLiteral("%1-worksheets-%2-%3.pdf").arg(name).arg(request.firstSheet).arg(request.lastSheet);
    else
        for (int sheet = request.firstSheet; sheet <= request.lastSheet; ++sheet)
            files << QStringLiteral("%1-worksheet-%2%3").arg(name).arg(sheet).arg(ending);
    if (request.answers == AnswerPlace::OwnFile)
        files << QStringLiteral("%1-answers-%2-%3%4")
                     .arg(name)
                     .arg(request.firstSheet)
                     .arg(request.lastSheet)
                     .arg(ending);
    return files;
}

Result<QStringList> readNames(const QString& path)
{
    const std::string name = QFile::encodeName(path).toStdString();
    const Result<Bytes> bytes = readFile(name, limits::namesFile);
    if (!bytes)
        return tl::unexpected(bytes.error());
    const std::string_view text(reinterpret_cast<const char*>(bytes->data()), bytes->size());
    if (!isUtf8(text))
        return fail(name, ": expected names in UTF-8, found bytes that are none");
    QStringList names;
    QString all = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    all.remove(QChar(0xFEFF)).remove(QLatin1Char('\r')).replace(QLatin1Char(';'), QLatin1Char(','));
    for (const QStringList& cells : csvRows(all))
        if (const QString student = cells.join(QLatin1Char(' ')).simplified(); !student.isEmpty())
            names << student;
    if (!names.isEmpty() && names.front().compare(QLatin1String("name"), Qt::CaseInsensitive) == 0)
        names.removeFirst();
    if (names.isEmpty())
        return fail(name, ": expected names, one a line, found none");
    return names;
}

HandoutJob::HandoutJob(const WindowParts& window, HandoutRequest request, QObject* parent)
    : QObject(parent), window_(window), request_(std::move(request)),
      files_(handoutFiles(request_, window.session().view().page))
{
    next_.setSingleShot(true);
    connect(&next_, &QTimer::timeout, this, &HandoutJob::writeNext);
    connect(&tour_, &LessonTour::progressed, this,
            [this](int done, int all) { emit progressed(done, all + fileCount()); });
    connect(&tour_, &LessonTour::finished, this, [this] { next_.start(0); });
    connect(&tour_, &LessonTour::failed, this, &HandoutJob::failed);
}

void HandoutJob::start()
{
    if (!QDir().mkpath(request_.folder)) {
        failedToWrite_ = true;
        emit failed(tr("%1: the folder cannot be made").arg(request_.folder));
        return;
    }
    if (request_.kind == HandoutKind::View)
        next_.start(0);
    else
        tour_.start(request_.lesson, window_.session());
}

void HandoutJob::writeNext()
{
    const int index = static_cast<int>(written_.size());
    const Result<QByteArray> bytes = makeFile(index);
    if (!bytes) {
        emit failed(QString::fromStdString(bytes.error().message));
        return;
    }
    const QString path = QDir(request_.folder).filePath(files_[index]);
    const std::string_view text(bytes->constData(), static_cast<std::size_t>(bytes->size()));
    if (const Result<void> done = writeFile(QFile::encodeName(path).toStdString(), text); !done) {
        failedToWrite_ = true;
        emit failed(QString::fromStdString(done.error().message));
        return;
    }
    written_ << path;
    const int steps = static_cast<int>(tour_.facts().size());
    emit progressed(steps + index + 1, steps + fileCount());
    if (index + 1 < fileCount())
        next_.start(0);
    else
        emit finished();
}

Result<QByteArray> HandoutJob::makeFile(int index) const
{
    if (request_.kind == HandoutKind::View) {
        constexpr int rowsOnPaper = 24;
        constexpr int rowsOnScreen = 500;
        return drawn(viewHandout(window_, request_.format == HandoutFormat::Pdf ? rowsOnPaper : rowsOnScreen));
    }
    if (request_.answers == AnswerPlace::OwnFile && index + 1 == fileCount())
        return makeAnswers();
    const bool withThem = request_.answers == AnswerPlace::LastPage;
    if (!request_.together) {
        Result<LessonHandout> made = makeSheet(request_.firstSheet + index);
        if (!made)
            return tl::unexpected(made.error());
        return drawn(withThem ? withAnswers(*made) : made->sheet);
    }
    std::vector<Handout> sheets;
    std::vector<Handout> answers;
    for (int sheet = request_.firstSheet; sheet <= request_.lastSheet; ++sheet) {
        Result<LessonHandout> made = makeSheet(sheet);
        if (!made)
            return tl::unexpected(made.error());
        sheets.push_back(std::move(made->sheet));
        if (withThem)
            answers.push_back(std::move(made->answers));
    }
    sheets.insert(sheets.end(), answers.begin(), answers.end());
    return handoutPdf(sheets, request_.paper, request_.lesson.title);
}

/// Of all sheets, one below the other.
Result<QByteArray> HandoutJob::makeAnswers() const
{
    Handout all;
    for (int sheet = request_.firstSheet; sheet <= request_.lastSheet; ++sheet) {
        Result<LessonHandout> made = makeSheet(sheet);
        if (!made)
            return tl::unexpected(made.error());
        Handout& answers = made->answers;
        all.title = tr("%1: answers").arg(request_.lesson.title);
        all.footer = all.title;
        all.blocks.insert(all.blocks.end(), std::make_move_iterator(answers.blocks.begin()),
                          std::make_move_iterator(answers.blocks.end()));
    }
    return drawn(all);
}

Result<LessonHandout> HandoutJob::makeSheet(int sheet) const
{
    LessonHandoutConfig config;
    config.sheet = sheet;
    config.student = request_.names.value(sheet - request_.firstSheet);
    config.exercisesOnly = request_.kind == HandoutKind::Worksheet;
    config.withText = request_.withText;
    return lessonHandout(request_.lesson, tour_.facts(), config);
}

QByteArray HandoutJob::drawn(const Handout& handout) const
{
    return request_.format == HandoutFormat::Pdf ? handoutPdf({&handout, 1}, request_.paper, handout.title)
                                                 : handoutHtml(handout);
}

} // namespace termscope
