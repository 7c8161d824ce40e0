// What FileActions reads on the worker thread, and what it shows of it on the GUI thread.
#include "app/files/FileActions.h"
#include "app/teach/lessons/LessonLibrary.h"
#include "core/evaluate/GraphPath.h"
#include "widgets/language/Numbers.h"
#include "widgets/language/Translated.h"

#include <QFileInfo>

#include <algorithm>
#include <cmath>

namespace termscope {
namespace {

/// The group whose inputs the image lights up most: the corner of a digit has nothing to show.
std::int64_t brightestGroup(const Dataset& dataset, std::int64_t image, const GroupsOfRow& row)
{
    const std::span<const float> pixels = dataset.image(image);
    if (static_cast<std::int64_t>(pixels.size()) != row.columns)
        return 0;
    std::vector<double> sums(static_cast<std::size_t>(row.count()), 0.0);
    for (std::size_t i = 0; i < pixels.size(); ++i)
        sums[static_cast<std::size_t>(row.holding(static_cast<std::int64_t>(i)))] += std::abs(pixels[i]);
    return std::ranges::max_element(sums) - sums.begin();
}

/// A place in an example's text that has words before it to be read.
constexpr std::int64_t exampleToken = 64;

QString nameOf(const QString& path)
{
    return QFileInfo(path).fileName();
}

} // namespace

/// `files`: how images and texts are to be read.
Result<FileActions::Show> FileActions::readRequest(const QString& pathOrLink, OpenFiles files, bool asks,
                                                   const Progress& progress)
{
    Result<OpenRequest> request = classify(pathOrLink, reading_.get());
    if (!request)
        return tl::unexpected(request.error());
    switch (request->kind) {
    case OpenKind::Network: {
        files.network = request->path;
        files.inputShapes.clear();
        Result<NetworkPtr> network = openNetworkFile(files);
        if (!network)
            return tl::unexpected(network.error());
        reading_ = *network;
        return showNetwork(*network, request->path);
    }
    case OpenKind::Dataset:
        files.images = request->path;
        files.labels.clear();
        files.classNames.clear();
        if (asks)
            files.vocabulary.clear(); // of what was open before
        return asks ? readDropped(files, progress) : readImages(files, progress);
    case OpenKind::Text: files.tokens = request->path; return readText(files);
    case OpenKind::Lesson: {
        Result<Lesson> lesson = readLesson(request->path);
        if (!lesson)
            return tl::unexpected(lesson.error());
        return showLesson(std::move(*lesson));
    }
    case OpenKind::View: break;
    }
    Result<OpenedView> view = openView(request->view.saved, progress);
    if (!view)
        return tl::unexpected(view.error());
    reading_ = view->network;
    return showView(std::move(*view), request->path, request->view.warnings);
}

Result<FileActions::Show> FileActions::readImages(const OpenFiles& files, const Progress& progress)
{
    Result<DatasetPtr> dataset = openDatasetFile(files, progress, reading_.get());
    if (!dataset)
        return tl::unexpected(dataset.error());
    return showDataset(*dataset, files);
}

/// Images as somebody points at them: what they leave open is asked, and what is wrong is said, in the form.
Result<FileActions::Show> FileActions::readDropped(const OpenFiles& files, const Progress& progress)
{
    const Result<DatasetPtr> listed = listDatasetFile(files, reading_.get());
    if (listed && !needsQuestions(files, **listed, reading_.get()))
        return readImages(files, progress);
    return Show([this, files, message = listed ? QString() : QString::fromStdString(listed.error().message)] {
        askForImages(files, message);
    });
}

/// A network and the images it was run on.
Result<FileActions::Show> FileActions::readPair(const OpenFiles& files, const Progress& progress)
{
    Result<NetworkPtr> network = openNetworkFile(files);
    if (!network)
        return tl::unexpected(network.error());
    Result<DatasetPtr> dataset = openDatasetFile(files, progress, network->get());
    if (!dataset)
        return tl::unexpected(dataset.error());
    reading_ = *network;
    return Show([this, network = *network, dataset = *dataset, files] {
        ViewState view = session_.view();
        view.layer = firstRevealedLayer(*network, view.settings);
        session_.restore(files, network, dataset, view, session_.text());
        leaveWelcome();
        rememberData(files);
        emit said(tr("Opened %1 with %2.").arg(nameOf(files.network), nameOf(files.images)));
    });
}

Result<FileActions::Show> FileActions::readText(const OpenFiles& files)
{
    Result<OpenTextPtr> text = openTextFile(files);
    if (!text)
        return tl::unexpected(text.error());
    return Show([this, text = *text, files] {
        session_.openText(text, files);
        leaveWelcome();
        QString sentence = tr("Opened %1: %2 tokens.").arg(nameOf(files.tokens)).arg(countText(tokenCount(text.get())));
        if (text->text->unknown > 0)
            sentence += tr(" The vocabulary lacks %1 of them.").arg(countText(text->text->unknown));
        emit said(sentence);
    });
}

Result<FileActions::Show> FileActions::readExample(const QString& name, std::int64_t limit, const QString& page)
{
    SavedView saved;
    if (!page.isEmpty())
        saved.view.page = page;
    saved.files.example = name;
    saved.files.limit = limit;
    Result<OpenedView> view = openView(saved);
    if (!view)
        return tl::unexpected(view.error());
    reading_ = view->network;
    // A layer that has something to reveal, and a group of it that the image lights up.
    const Network& network = *view->network;
    view->view.layer = firstRevealedLayer(network, view->view.settings);
    view->view.token = std::min<std::int64_t>(exampleToken,
                                              std::max<std::int64_t>(tokenCount(view->text.get()) - 1, 0));
    if (view->dataset)
        view->view.group = brightestGroup(*view->dataset, view->view.image, groupsOfRow(view->view, network));
    return showView(std::move(*view), {}, {});
}

FileActions::Show FileActions::showNetwork(NetworkPtr network, const QString& path)
{
    return [this, network = std::move(network), path] {
        session_.openNetwork(network, path);
        leaveWelcome();
        remember(RecentFiles::Kind::Network, {path, {}, {}, {}, {}});
        QString text = tr("Opened %1.").arg(nameOf(path));
        for (const std::string& warning : network->warnings)
            text += QLatin1Char(' ') + QString::fromStdString(warning);
        emit said(text);
    };
}

void FileActions::remember(RecentFiles::Kind kind, const RecentFile& file)
{
    if (remembers_)
        recent_.add(kind, file);
}

FileActions::Show FileActions::showLesson(Lesson lesson)
{
    return [this, lesson = std::move(lesson)] {
        remember(RecentFiles::Kind::Lesson, {lesson.name, {}, {}, {}, {}});
        emit said(tr("Opened %1.").arg(nameOf(lesson.name)));
        emit lessonOpened(lesson);
    };
}

FileActions::Show FileActions::showDataset(DatasetPtr dataset, const OpenFiles& files)
{
    return [this, dataset = std::move(dataset), files] {
        session_.openDataset(dataset, files);
        leaveWelcome();
        rememberData(files);
        const QString name = files.images.isEmpty() ? QString::fromStdString(dataset->name) : nameOf(files.images);
        QString text = (dataset->parts.empty() ? tr("Opened %1: %2 images.") : tr("Opened %1: %2 samples."))
                           .arg(name, countText(dataset->count()));
        if (!dataset->skipped.empty())
            text += QLatin1Char(' ')
                    + QString::fromStdString(toText(dataset->skipped, dataset->count() + std::ssize(dataset->skipped)));
        for (const std::string& warning : dataset->warnings)
            text += QLatin1Char(' ') + QString::fromStdString(warning);
        emit said(text);
    };
}

FileActions::Show FileActions::showView(OpenedView view, const QString& path, std::vector<std::string> warnings)
{
    return [this, view = std::move(view), path, warnings = std::move(warnings)] {
        session_.restore(view.files, view.network, view.dataset, view.view, view.text);
        sessionPath_ = path;
        QString text = tr("Opened %1.").arg(path.isEmpty() ? translated(view.network->name) : nameOf(path));
        for (const std::string& warning : warnings)
            text += QLatin1Char(' ') + QString::fromStdString(warning);
        emit said(text);
    };
}

/// Images belong to the network they were opened for, where that is the user's own and takes them.
void FileActions::rememberData(const OpenFiles& files)
{
    if (files.images.isEmpty())
        return;
    const QString& network = session_.files().network;
    if (network.isEmpty() || !session_.network()->graph || !session_.dataset()
        || !GraphPath::fits(*session_.network(), *session_.dataset()))
        remember(RecentFiles::Kind::Dataset, {files.images, files.labels, {}, files.classNames, files.preprocess});
    else
        remember(RecentFiles::Kind::Network, {network, files.labels, files.images, files.classNames, files.preprocess});
}

/// A user who opened something wants to see it.
void FileActions::leaveWelcome()
{
    if (session_.view().page == QLatin1String(welcomePage))
        session_.changePage(ViewState().page);
}

} // namespace termscope
