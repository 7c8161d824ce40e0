#include "app/FileActions.h"

#include "app/WeightExport.h"
#include "app/session/Link.h"
#include "app/session/SessionFile.h"

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
    add(menu, tr("Open &embedded example"), {}, tr("The digits network and the 10,000 digits it never saw"), &FileActions::openExamples);
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
        reads.emplace_back([this, what] { return readRequest(what); });
    load(std::move(reads));
}

Result<FileActions::Show> FileActions::readRequest(const QString& pathOrLink)
{
    Result<OpenRequest> request = classify(pathOrLink);
    if (!request)
        return tl::unexpected(request.error());
    switch (request->kind) {
    case OpenKind::Network: {
        Result<NetworkPtr> network = openNetworkFile(request->path);
        if (!network)
            return tl::unexpected(network.error());
        return showNetwork(*network, request->path);
    }
    case OpenKind::Dataset: return readImages(request->path, {});
    case OpenKind::View: break;
    }
    Result<OpenedView> view = openView(request->view.saved);
    if (!view)
        return tl::unexpected(view.error());
    return showView(std::move(*view), request->path, request->view.warnings);
}

Result<FileActions::Show> FileActions::readImages(const QString& images, const QString& labels)
{
    Result<DatasetPtr> dataset = openDatasetFile(images, labels);
    if (!dataset)
        return tl::unexpected(dataset.error());
    return showDataset(*dataset, images, labels);
}

Result<FileActions::Show> FileActions::readExamples()
{
    Result<OpenedView> view = openView(SavedView{});
    if (!view)
        return tl::unexpected(view.error());
    view->view.group = brightestGroup(view->network->layers.front(), *view->dataset, view->view.image, view->view.settings.groupSize);
    return showView(std::move(*view), {}, {});
}

void FileActions::openImages(const QString& images, const QString& labels)
{
    load({[this, images, labels] { return readImages(images, labels); }});
}

void FileActions::openExamples()
{
    load({[this] { return readExamples(); }});
}

void FileActions::openAtStart(const QStringList& pathsOrLinks, const QString& images)
{
    std::vector<std::function<Result<Show>()>> reads{[this] { return readExamples(); }};
    for (const QString& what : pathsOrLinks)
        reads.emplace_back([this, what] { return readRequest(what); });
    if (!images.isEmpty()) {
        // A file whose own name has a comma is found first.
        const qsizetype comma = QFileInfo::exists(images) ? -1 : images.lastIndexOf(QLatin1Char(','));
        const QString labels = comma < 0 ? QString() : images.mid(comma + 1);
        reads.emplace_back([this, path = images.left(comma < 0 ? images.size() : comma), labels] { return readImages(path, labels); });
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

FileActions::Show FileActions::showDataset(DatasetPtr dataset, const QString& images, const QString& labels)
{
    return [this, dataset = std::move(dataset), images, labels] {
        session_.openDataset(dataset, images, labels);
        recent_.add(RecentFiles::Kind::Dataset, {images, labels});
        emit said(tr("Opened %1: %2 images.").arg(fileName(images)).arg(dataset->count()));
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
    load({[this, path, network = session_.network(), source = session_.files().network, settings = session_.settings()]()
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
