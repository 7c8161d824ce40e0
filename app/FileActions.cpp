#include "app/FileActions.h"

#include "app/WeightExport.h"
#include "app/session/Link.h"
#include "app/session/SessionFile.h"
#include "core/study/LayerSettings.h"

#include <QAction>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QInputDialog>
#include <QMenu>

#include <algorithm>
#include <cmath>

namespace termscope {
namespace {

QString sentence(const Error& error)
{
    return QString::fromStdString(error.message);
}

/// The group whose inputs the image lights up most: the corner of a digit has nothing to show.
std::int64_t brightestGroup(const WeightLayer& layer, const Dataset& dataset, std::int64_t image, int groupSize)
{
    const std::span<const float> pixels = dataset.image(image);
    if (static_cast<std::int64_t>(pixels.size()) != layer.inputs())
        return 0;
    std::vector<double> sums(static_cast<std::size_t>(groupsPerRow(layer, groupSize)), 0.0);
    for (std::size_t i = 0; i < pixels.size(); ++i)
        sums[i / static_cast<std::size_t>(groupSize)] += std::abs(pixels[i]);
    return std::ranges::max_element(sums) - sums.begin();
}

QString fileName(const QString& path)
{
    return QFileInfo(path).fileName();
}

} // namespace

FileActions::FileActions(Session& session, QWidget& window) : session_(session), window_(window), recent_(store_)
{
    connect(&loader_, &LatestJob::failed, this, &FileActions::failed);
    connect(&loader_, &LatestJob::runningChanged, this, [this](bool running) {
        if (!running)
            emit idle();
    });
}

QAction* FileActions::add(QMenu& menu, const QString& text, const QKeySequence& keys, const QString& help, void (FileActions::*slot)())
{
    QAction* action = menu.addAction(text);
    action->setShortcut(keys);
    action->setStatusTip(help);
    connect(action, &QAction::triggered, this, slot);
    return action;
}

void FileActions::fill(QMenu& menu)
{
    add(menu, tr("&Open network …"), QKeySequence::Open, tr("Open an ONNX, safetensors or npz file"), &FileActions::askForNetwork);
    add(menu, tr("Open &images …"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O), tr("Open labelled images: IDX or npz"), &FileActions::askForImages);
    recentMenu_ = menu.addMenu(tr("Open &recent"));
    connect(recentMenu_, &QMenu::aboutToShow, this, &FileActions::fillRecent);
    add(menu, tr("Open image &folder …"), {}, tr("Open JPEG and PNG files: a folder for each class, or with a file of labels"), &FileActions::askForFolder);
    add(menu, tr("&Preprocessing of images …"), {}, tr("How pictures become what the network takes: size, scale, mean"), &FileActions::askForPreprocessing);
    QMenu* examples = menu.addMenu(tr("Open &example"));
    for (const embedded::Example& example : embedded::examples()) {
        const QString name = QString::fromUtf8(example.name.data(), static_cast<qsizetype>(example.name.size()));
        connect(examples->addAction(QString::fromUtf8(example.title.data(), static_cast<qsizetype>(example.title.size()))), &QAction::triggered,
                this, [this, name] { openExample(name); });
    }
    menu.addSeparator();
    add(menu, tr("Open &session …"), {}, tr("Open settings, view and files saved before"), &FileActions::askForSession);
    add(menu, tr("&Save session"), QKeySequence::Save, tr("Save settings, view and open files"), &FileActions::save);
    add(menu, tr("Save session &as …"), QKeySequence::SaveAs, tr("Save the session under another name"), &FileActions::saveAs);
    menu.addSeparator();
    add(menu, tr("&Copy link"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), tr("Copy a termscope: link that opens this view"), &FileActions::copyLink);
    add(menu, tr("Open &link …"), QKeySequence(Qt::CTRL | Qt::Key_L), tr("Open a termscope: link"), &FileActions::pasteLink);
    menu.addSeparator();
    add(menu, tr("E&xport revealed weights …"), QKeySequence(Qt::CTRL | Qt::Key_E),
        tr("Write the revealed network as safetensors, npz or ONNX"), &FileActions::askForExport);
}

void FileActions::fillRecent()
{
    recentMenu_->clear();
    for (const RecentFile& file : recent_.list(RecentFiles::Kind::Network))
        connect(recentMenu_->addAction(file.path), &QAction::triggered, this, [this, file] { open({file.path}); });
    recentMenu_->addSeparator();
    for (const RecentFile& file : recent_.list(RecentFiles::Kind::Dataset))
        connect(recentMenu_->addAction(file.path), &QAction::triggered, this, [this, file] { openImages(file.path, file.labels); });
    if (recentMenu_->isEmpty())
        recentMenu_->addAction(tr("No files yet"))->setEnabled(false);
}

/// Reads on the worker thread; what each returns is done on the GUI thread.
void FileActions::load(std::vector<std::function<Result<Show>()>> reads)
{
    loader_.submit([this, reads = std::move(reads)](const JobToken& token) {
        for (const auto& read : reads) {
            Result<Show> show = read();
            if (show)
                token.deliver(*show);
            else
                token.deliver([this, text = sentence(show.error())] { emit failed(text); });
        }
    });
}

void FileActions::open(const QStringList& pathsOrLinks)
{
    std::vector<std::function<Result<Show>()>> reads;
    for (const QString& what : pathsOrLinks)
        reads.emplace_back([this, what, preprocess = session_.files().preprocess] { return readRequest(what, preprocess); });
    load(std::move(reads));
}

Result<FileActions::Show> FileActions::readRequest(const QString& pathOrLink, const QString& preprocess)
{
    Result<OpenRequest> request = classify(pathOrLink);
    if (!request)
        return tl::unexpected(request.error());
    switch (request->kind) {
    case OpenKind::Network: {
        OpenFiles files;
        files.network = request->path;
        Result<NetworkPtr> network = openNetworkFile(files);
        if (!network)
            return tl::unexpected(network.error());
        return showNetwork(*network, request->path);
    }
    case OpenKind::Dataset: return readImages(request->path, {}, preprocess);
    case OpenKind::View: break;
    }
    Result<OpenedView> view = openView(request->view.saved);
    if (!view)
        return tl::unexpected(view.error());
    return showView(std::move(*view), request->path, request->view.warnings);
}

Result<FileActions::Show> FileActions::readImages(const QString& images, const QString& labels, const QString& preprocess)
{
    OpenFiles files;
    files.images = images;
    files.labels = labels;
    files.preprocess = preprocess;
    Result<DatasetPtr> dataset = openDatasetFile(files);
    if (!dataset)
        return tl::unexpected(dataset.error());
    return showDataset(*dataset, files);
}

Result<FileActions::Show> FileActions::readExample(const QString& name)
{
    SavedView saved;
    saved.files.example = name;
    Result<OpenedView> view = openView(saved);
    if (!view)
        return tl::unexpected(view.error());
    // A layer that has something to reveal, and a group of it that the image lights up.
    const Network& network = *view->network;
    const int groupSize = view->view.settings.groupSize;
    const int layers = static_cast<int>(network.layers.size());
    while (view->view.layer + 1 < layers && !isRevealed(network, view->view.layer, view->view.settings))
        ++view->view.layer;
    if (view->dataset)
        view->view.group = brightestGroup(network.layers[static_cast<std::size_t>(view->view.layer)], *view->dataset, view->view.image, groupSize);
    return showView(std::move(*view), {}, {});
}

void FileActions::openImages(const QString& images, const QString& labels)
{
    load({[this, images, labels, preprocess = session_.files().preprocess] { return readImages(images, labels, preprocess); }});
}

void FileActions::openExample(const QString& name)
{
    load({[this, name] { return readExample(name); }});
}

void FileActions::openAtStart(const QStringList& pathsOrLinks, const OpenFiles& files)
{
    const QString& images = files.images;
    std::vector<std::function<Result<Show>()>> reads{[this, name = files.example] { return readExample(name); }};
    for (const QString& what : pathsOrLinks)
        reads.emplace_back([this, what, preprocess = files.preprocess] { return readRequest(what, preprocess); });
    if (!images.isEmpty()) {
        // A file whose own name has a comma is found first.
        const qsizetype comma = QFileInfo::exists(images) ? -1 : images.lastIndexOf(QLatin1Char(','));
        const QString labels = comma < 0 ? QString() : images.mid(comma + 1);
        reads.emplace_back([this, path = images.left(comma < 0 ? images.size() : comma), labels, preprocess = files.preprocess] {
            return readImages(path, labels, preprocess);
        });
    }
    load(std::move(reads));
}

FileActions::Show FileActions::showNetwork(NetworkPtr network, const QString& path)
{
    return [this, network = std::move(network), path] {
        session_.openNetwork(network, path);
        recent_.add(RecentFiles::Kind::Network, {path, {}});
        QString text = tr("Opened %1.").arg(fileName(path));
        for (const std::string& warning : network->warnings)
            text += QLatin1Char(' ') + QString::fromStdString(warning);
        emit said(text);
    };
}

FileActions::Show FileActions::showDataset(DatasetPtr dataset, const OpenFiles& files)
{
    return [this, dataset = std::move(dataset), files] {
        session_.openDataset(dataset, files.images, files.labels, files.preprocess);
        recent_.add(RecentFiles::Kind::Dataset, {files.images, files.labels});
        QString text = tr("Opened %1: %2 images.").arg(fileName(files.images)).arg(dataset->count());
        if (!dataset->skipped.empty())
            text += QLatin1Char(' ') + QString::fromStdString(toText(dataset->skipped, dataset->count() + std::ssize(dataset->skipped)));
        emit said(text);
    };
}

FileActions::Show FileActions::showView(OpenedView view, const QString& path, std::vector<std::string> warnings)
{
    return [this, view = std::move(view), path, warnings = std::move(warnings)] {
        session_.restore(view.files, view.network, view.dataset, view.view);
        sessionPath_ = path;
        QString text = tr("Opened %1.").arg(path.isEmpty() ? QString::fromStdString(view.network->name) : fileName(path));
        for (const std::string& warning : warnings)
            text += QLatin1Char(' ') + QString::fromStdString(warning);
        emit said(text);
    };
}

void FileActions::askForNetwork()
{
    const QString path = QFileDialog::getOpenFileName(&window_, tr("Open network"), {},
                                                      tr("Networks (*.onnx *.safetensors *.npz);;All files (*)"));
    if (!path.isEmpty())
        open({path});
}

void FileActions::askForImages()
{
    const QString path = QFileDialog::getOpenFileName(&window_, tr("Open images"), {},
                                                      tr("Images (*ubyte* *.npz *.idx *.gz);;All files (*)"));
    if (!path.isEmpty())
        openImages(path);
}

void FileActions::askForFolder()
{
    const QString path = QFileDialog::getExistingDirectory(&window_, tr("Open image folder"));
    if (!path.isEmpty())
        openImages(path);
}

void FileActions::askForPreprocessing()
{
    QStringList presets;
    for (const std::string_view preset : preprocessingPresets())
        presets << QString::fromUtf8(preset.data(), static_cast<qsizetype>(preset.size()));
    const QString& now = session_.files().preprocess;
    if (!now.isEmpty() && !presets.contains(now))
        presets << now;
    bool accepted = false;
    const QString chosen = QInputDialog::getItem(
        &window_, tr("Preprocessing of images"),
        tr("A preset, and after a colon what differs from it: torchvision:resize=0,crop=0\nKeys: resize, crop, channels, scale, mean, std, layout."),
        presets, static_cast<int>(std::max<qsizetype>(0, presets.indexOf(now))), true, &accepted);
    if (accepted)
        changePreprocessing(chosen.trimmed());
}

void FileActions::changePreprocessing(const QString& preprocess)
{
    if (const Result<Preprocessing> parsed = parsePreprocessing(preprocess.toStdString()); !parsed) {
        emit failed(sentence(parsed.error()));
        return;
    }
    OpenFiles files = session_.files();
    files.preprocess = preprocess;
    load({[this, files]() -> Result<Show> {
        Result<DatasetPtr> dataset = openDatasetFile(files);
        if (!dataset)
            return tl::unexpected(dataset.error());
        if (!*dataset)
            return Show([] {});
        return Show([this, read = *dataset, files] { session_.openDataset(read, files.images, files.labels, files.preprocess); });
    }});
}

void FileActions::askForSession()
{
    const QString path = QFileDialog::getOpenFileName(&window_, tr("Open session"), {}, tr("Sessions (*.json);;All files (*)"));
    if (!path.isEmpty())
        open({path});
}

bool FileActions::saveSession(const QString& path)
{
    if (const Result<void> written = writeSession(session_.saved(), path); !written) {
        emit failed(sentence(written.error()));
        return false;
    }
    sessionPath_ = path;
    emit said(tr("Saved %1.").arg(fileName(path)));
    return true;
}

void FileActions::save()
{
    if (sessionPath_.isEmpty())
        saveAs();
    else
        saveSession(sessionPath_);
}

void FileActions::saveAs()
{
    const QString path = QFileDialog::getSaveFileName(&window_, tr("Save session"), QStringLiteral("session.json"), tr("Sessions (*.json)"));
    if (!path.isEmpty())
        saveSession(path);
}

void FileActions::askForExport()
{
    const QString path = QFileDialog::getSaveFileName(&window_, tr("Export revealed weights"), QStringLiteral("revealed.safetensors"),
                                                      tr("Weights (*.safetensors *.npz *.onnx)"));
    if (!path.isEmpty())
        exportWeights(path);
}

void FileActions::exportWeights(const QString& path)
{
    load({[this, path, network = session_.network(), source = session_.files(), settings = session_.settings()]()
              -> Result<Show> {
        if (const Result<void> written = writeRevealedNetwork(*network, source, settings, path); !written)
            return tl::unexpected(written.error());
        return [this, path] { emit said(tr("Wrote the revealed weights to %1.").arg(fileName(path))); };
    }});
}

void FileActions::copyLink()
{
    QGuiApplication::clipboard()->setText(makeLink(session_.saved()));
    emit said(tr("The link is on the clipboard."));
}

void FileActions::pasteLink()
{
    const QString clipboard = QGuiApplication::clipboard()->text();
    bool accepted = false;
    const QString link = QInputDialog::getText(&window_, tr("Open link"), tr("A termscope: link:"), QLineEdit::Normal,
                                               isLink(clipboard) ? clipboard : QString(), &accepted);
    if (accepted && !link.trimmed().isEmpty())
        open({link.trimmed()});
}

} // namespace termscope
