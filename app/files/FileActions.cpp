#include "app/files/FileActions.h"

#include "app/files/FormatTexts.h"
#include "app/files/WeightExport.h"
#include "app/session/FileDialogs.h"
#include "app/session/Link.h"
#include "app/session/SessionFile.h"
#include "core/base/Cancel.h"
#include "widgets/language/Translated.h"

#include <QAction>
#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMenu>

namespace termscope {
namespace {

QString sentence(const Error& error)
{
    return QString::fromStdString(error.message);
}

QString fileName(const QString& path)
{
    return QFileInfo(path).fileName();
}

} // namespace

FileActions::FileActions(Session& session, QWidget& window) : session_(session), window_(window), recent_(store_)
{
    connect(&loader_, &LatestJob::failed, this, &FileActions::failed);
    connect(&loader_, &LatestJob::progressChanged, this, &FileActions::progressChanged);
    connect(&loader_, &LatestJob::runningChanged, this, [this](bool running) {
        emit busyChanged(running, loading_);
        if (!running)
            emit idle();
    });
}

QAction* FileActions::add(QMenu& menu, const QString& text, const QKeySequence& keys, const QString& help,
                          void (FileActions::*slot)())
{
    QAction* action = menu.addAction(text);
    action->setShortcut(keys);
    action->setStatusTip(help);
    connect(action, &QAction::triggered, this, slot);
    return action;
}

void FileActions::fill(QMenu& menu)
{
    add(menu, tr("&Open network …"), QKeySequence::Open, tr("Open a network: %1").arg(formatTitlesShown()),
        &FileActions::askForNetwork);
    add(menu, tr("Open &images …"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O),
        tr("Open images: a file or a folder, labels, class names and preprocessing"), &FileActions::askForImages);
    recentMenu_ = menu.addMenu(tr("Open &recent"));
    connect(recentMenu_, &QMenu::aboutToShow, this, &FileActions::fillRecent);
    add(menu, tr("Open image &folder …"), {},
        tr("Open JPEG and PNG files: a folder for each class, or with a file of labels"), &FileActions::askForFolder);
    add(menu, tr("&Preprocessing of images …"), {}, tr("How pictures become what the network takes: size, scale, mean"),
        &FileActions::askForPreprocessing);
    add(menu, tr("Input si&zes …"), {}, tr("Sizes that the open network leaves open, so that its work is known"),
        &FileActions::askForInputShapes);
    add(menu, tr("Class &names …"), {}, tr("Name the classes of the open images by a file with a line for each"),
        &FileActions::askForClassNames);
    add(menu, tr("&Words of tokens …"), {},
        tr("Name the tokens of the open arrays by a file with a word a line, number 0 first"),
        &FileActions::askForVocabulary);
    add(menu, tr("&Draw an image …"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_D),
        tr("Draw a digit or a garment, or open one picture, and see what float and TR take it for"),
        &FileActions::askForDrawing);
    add(menu, tr("Open &text …"), QKeySequence(Qt::CTRL | Qt::Key_T), tr("Open a text for a language model"),
        &FileActions::askForText);
    QMenu* examples = menu.addMenu(tr("Open exa&mple"));
    for (const embedded::Example& example : embedded::examples()) {
        const QString name = QString::fromUtf8(example.name.data(), static_cast<qsizetype>(example.name.size()));
        connect(examples->addAction(translated(example.title)), &QAction::triggered, this,
                [this, name] { openExample(name); });
    }
    add(menu, tr("Open l&esson …"), {}, tr("Open a lesson of your own, a Markdown file"), &FileActions::askForLesson);
    menu.addSeparator();
    add(menu, tr("Open &session …"), {}, tr("Open settings, view and files saved before"), &FileActions::askForSession);
    add(menu, tr("Sa&ve session"), QKeySequence::Save, tr("Save settings, view and open files"), &FileActions::save);
    add(menu, tr("Save session &as …"), QKeySequence::SaveAs, tr("Save the session under another name"),
        &FileActions::saveAs);
    menu.addSeparator();
    add(menu, tr("&Copy link"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C),
        tr("Copy a termscope: link that opens this view"), &FileActions::copyLink);
    add(menu, tr("Open &link …"), QKeySequence(Qt::CTRL | Qt::Key_L), tr("Open a termscope: link"),
        &FileActions::pasteLink);
    menu.addSeparator();
    add(menu, tr("E&xport revealed weights …"), QKeySequence(Qt::CTRL | Qt::Key_E),
        tr("Write the revealed network as %1").arg(writtenTitlesShown()), &FileActions::askForExport);
}

void FileActions::fillRecent()
{
    recentMenu_->clear();
    for (const auto kind : {RecentFiles::Kind::Network, RecentFiles::Kind::Dataset, RecentFiles::Kind::Lesson}) {
        const QList<RecentFile> files = recent_.list(kind);
        const QStringList titles = titlesOf(files);
        for (qsizetype i = 0; i < files.size(); ++i) {
            QAction* const action = recentMenu_->addAction(QString(titles[i]).replace(u'&', QStringLiteral("&&")));
            action->setStatusTip(files[i].path);
            connect(action, &QAction::triggered, this, [this, kind, file = files[i]] { openRecent(kind, file); });
        }
        recentMenu_->addSeparator();
    }
    if (!std::ranges::any_of(recentMenu_->actions(), [](const QAction* action) { return !action->isSeparator(); }))
        recentMenu_->addAction(tr("No files yet"))->setEnabled(false);
}

/// Reads on the worker thread; what each returns is done on the GUI thread.
void FileActions::load(const QString& what, std::vector<Read> reads)
{
    loading_ = what;
    loader_.submit([this, network = session_.network(), reads = std::move(reads)](const JobToken& token) {
        reading_ = network;
        for (const Read& read : reads) {
            Result<Show> show = read(token.progress());
            checkCancelled();
            if (show)
                token.deliver(*show);
            else
                token.deliver([this, text = sentence(show.error())] { emit failed(text); });
        }
    });
}

void FileActions::open(const QStringList& pathsOrLinks)
{
    std::vector<Read> reads;
    for (const QString& what : pathsOrLinks)
        reads.emplace_back([this, what, files = session_.files()](const Progress& progress) {
            return readRequest(what, files, true, progress);
        });
    load(tr("Opening %1").arg(pathsOrLinks.isEmpty() ? QString() : fileName(pathsOrLinks.front())), std::move(reads));
}

void FileActions::openImages(const QString& images, const QString& labels)
{
    load(tr("Opening %1").arg(fileName(images)), {[this, files = withImages(images, labels)](const Progress& progress) {
             return readImages(files, progress);
         }});
}

void FileActions::openRecent(RecentFiles::Kind kind, const RecentFile& file)
{
    if (kind == RecentFiles::Kind::Lesson || (kind == RecentFiles::Kind::Network && file.images.isEmpty()))
        return open({file.path});
    OpenFiles files = session_.files();
    files.images = kind == RecentFiles::Kind::Network ? file.images : file.path;
    files.labels = file.labels;
    files.classNames = file.classNames;
    files.vocabulary.clear();
    files.preprocess = file.preprocess;
    if (kind == RecentFiles::Kind::Network)
        files.network = file.path;
    load(tr("Opening %1").arg(fileName(file.path)), {[this, kind, files](const Progress& progress) {
             return kind == RecentFiles::Kind::Network ? readPair(files, progress) : readImages(files, progress);
         }});
}

/// Other images, whose classes are others too, in the way of the open ones.
OpenFiles FileActions::withImages(const QString& images, const QString& labels) const
{
    OpenFiles files = session_.files();
    files.images = images;
    files.labels = labels;
    files.classNames.clear();
    files.vocabulary.clear();
    return files;
}

void FileActions::openText(const OpenFiles& files)
{
    load(tr("Opening %1").arg(fileName(files.tokens)), {[this, files](const Progress&) { return readText(files); }});
}

void FileActions::nameClasses(const QString& path)
{
    OpenFiles files = session_.files();
    if (files.images.isEmpty()) {
        emit failed(tr("Expected images of a file, found those of an example; open images first."));
        return;
    }
    files.classNames = path;
    load(tr("Opening %1").arg(fileName(files.images)),
         {[this, files](const Progress& progress) { return readImages(files, progress); }});
}

void FileActions::nameTokens(const QString& path)
{
    OpenFiles files = session_.files();
    if (!session_.readsArrays() || files.images.isEmpty()) {
        emit failed(
            tr("Expected arrays of a file with tokens among them, found none; a text is opened together with its "
               "vocabulary."));
        return;
    }
    files.vocabulary = path;
    load(tr("Opening %1").arg(fileName(path)),
         {[this, files](const Progress& progress) { return readImages(files, progress); }});
}

void FileActions::openExample(const QString& name)
{
    load(tr("Opening the example"), {[this, name](const Progress&) { return readExample(name); }});
}

void FileActions::openAtStart(const QStringList& pathsOrLinks, const OpenFiles& files, const QString& page)
{
    const QString& images = files.images;
    std::vector<Read> reads{
        [this, files, page](const Progress&) { return readExample(files.example, files.limit, page); }};
    for (const QString& what : pathsOrLinks)
        reads.emplace_back(
            [this, what, files](const Progress& progress) { return readRequest(what, files, false, progress); });
    if (!images.isEmpty()) {
        // A file whose own name has a comma is found first.
        const qsizetype comma = QFileInfo::exists(images) ? -1 : images.lastIndexOf(QLatin1Char(','));
        OpenFiles wanted = files;
        wanted.labels = comma < 0 ? QString() : images.mid(comma + 1);
        wanted.images = images.left(comma < 0 ? images.size() : comma);
        reads.emplace_back([this, wanted](const Progress& progress) { return readImages(wanted, progress); });
    }
    if (!files.tokens.isEmpty())
        reads.emplace_back([this, wanted = files, networks = pathsOrLinks](const Progress&) {
            OpenFiles with = wanted;
            with.network = networks.value(0); // its words are not those of the example
            return readText(with);
        });
    load(tr("Opening files"), std::move(reads));
}

void FileActions::recover(const QString& path, std::function<void()> opened)
{
    load(tr("Opening the session"),
         {[this, path, opened = std::move(opened)](const Progress& progress) -> Result<Show> {
             const Result<ParsedView> read = readSession(path);
             if (!read)
                 return tl::unexpected(read.error());
             Result<OpenedView> view = openView(read->saved, progress);
             if (!view)
                 return tl::unexpected(view.error());
             return Show([show = showView(std::move(*view), {}, read->warnings), opened] {
                 show();
                 opened();
             });
         }});
}

void FileActions::changePreprocessing(const QString& preprocess)
{
    if (const Result<Preprocessing> parsed = parsePreprocessing(preprocess.toStdString()); !parsed) {
        emit failed(sentence(parsed.error()));
        return;
    }
    OpenFiles files = session_.files();
    files.preprocess = preprocess;
    load(tr("Reading the images again"), {[this, files](const Progress& progress) -> Result<Show> {
             Result<DatasetPtr> dataset = openDatasetFile(files, progress, reading_.get());
             if (!dataset)
                 return tl::unexpected(dataset.error());
             if (!*dataset)
                 return Show([] {});
             return Show([this, read = *dataset, files] {
                 session_.openDataset(read, files);
                 rememberData(files);
             });
         }});
}

void FileActions::changeInputShapes(const QString& shapes)
{
    OpenFiles files = session_.files();
    files.inputShapes = shapes;
    load(tr("Reading the network again"), {[this, files](const Progress&) -> Result<Show> {
             Result<NetworkPtr> network = openNetworkFile(files);
             if (!network)
                 return tl::unexpected(network.error());
             reading_ = *network;
             return Show([this, read = *network, files] { session_.changeInputShapes(read, files.inputShapes); });
         }});
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
    chooseFileToSave(window_, tr("Save session"), QStringLiteral("session.termscope.json"), tr("Sessions (*.json)"),
                     [this](const QString& path) { saveSession(path); });
}

void FileActions::exportWeights(const QString& path)
{
    load(tr("Writing %1").arg(fileName(path)),
         {[this, path, network = session_.network(), source = session_.files(),
           settings = session_.settings()](const Progress& progress) -> Result<Show> {
             const auto written = writeRevealedNetwork(network, source, settings, path, progress);
             if (!written)
                 return tl::unexpected(written.error());
             return [this, path, warnings = *written] {
                 QString text = tr("Wrote the revealed weights to %1.").arg(fileName(path));
                 for (const std::string& warning : warnings)
                     text += QLatin1Char(' ') + QString::fromStdString(warning);
                 emit said(text);
             };
         }});
}

void FileActions::cancel()
{
    loader_.cancel();
}

void FileActions::copyLink()
{
    QGuiApplication::clipboard()->setText(makeLink(session_.saved()));
    emit said(tr("The link is on the clipboard."));
}

} // namespace termscope
