// Opens and saves: networks, images, sessions, links, lessons, revealed weights. Owns the File menu's actions.
//
// Files are read on a worker thread; the session changes only when everything was read without error.
#pragma once

#include "app/session/FileOpener.h"
#include "app/session/RecentFiles.h"
#include "app/session/Session.h"
#include "app/teach/lessons/Lesson.h"
#include "app/worker/LatestJob.h"

#include <QObject>
#include <QPointer>
#include <QSettings>

class QAction;
class QMenu;

namespace termscope {

class ImagesDialog;

class FileActions : public QObject {
    Q_OBJECT

public:
    /// `window` is the parent of dialogs.
    FileActions(Session& session, QWidget& window);

    /// Adds everything to the File menu.
    void fill(QMenu& menu);

    /// Opens whatever these are, by their contents, one after another: paths or links. What is wrong is said; the rest
    /// is opened. Of images that leave something open the form asks.
    void open(const QStringList& pathsOrLinks);
    /// Opens images with labels in a file of their own, or found beside them.
    void openImages(const QString& images, const QString& labels = {});
    /// Opens what was opened before, as it was: a network with the images it was run on, or images.
    void openRecent(RecentFiles::Kind kind, const RecentFile& file);
    /// The form that asks for images, beginning with `files`; `message`: why it is there.
    void askForImages(const OpenFiles& files, const QString& message = {});
    /// The form that is open now, or null.
    ImagesDialog* imagesForm() const;
    /// Opens `files.tokens` with its vocabulary and streams.
    void openText(const OpenFiles& files);
    /// Names the classes of the open images by a file with a line for each.
    void nameClasses(const QString& path);
    /// Names the tokens of the arrays that are open by a vocabulary.
    void nameTokens(const QString& path);
    /// Opens an embedded network with its data; empty: the digits.
    void openExample(const QString& name = {});
    /// Reads the open images again, in another way. A text that is none is refused.
    void changePreprocessing(const QString& preprocess);
    /// Gives sizes that the open network's file leaves open, as parseInputShapes reads them; empty: leaves them open.
    void changeInputShapes(const QString& shapes);
    /// The embedded example first, then what the command line names; `files.images` as IMAGES[,LABELS], empty for none;
    /// what else `files` says of images and text. `page`: the one to begin with.
    void openAtStart(const QStringList& pathsOrLinks, const OpenFiles& files, const QString& page = {});

    bool isBusy() const { return loader_.isRunning(); }
    QList<RecentFile> recent(RecentFiles::Kind kind) { return recent_.list(kind); }
    /// Files that are opened from now on are not the user's doing: they are not among the recent ones.
    void forgetWhatIsOpened() { remembers_ = false; }

    /// Opens a session that no user saved: the next save asks for a name. `opened` is called once it is open.
    void recover(const QString& path, std::function<void()> opened);

    /// Where "Save session" writes; empty: it asks.
    const QString& sessionPath() const { return sessionPath_; }
    void setSessionPath(const QString& path) { sessionPath_ = path; }

    /// Writes the session to its file; false if the user gave up or it failed.
    bool saveSession(const QString& path);
    /// Writes the revealed weights; the extension decides the format. On a worker thread.
    void exportWeights(const QString& path);

public slots:
    /// Stops reading or writing: what is open stays open, what was to be written is not there.
    void cancel();
    /// With a dialog.
    void askForNetwork();
    void askForImages();
    void askForFolder();
    /// The open images once more, and with tryPresets what others than the present preprocessing give.
    void askForPreprocessing();
    void tryPreprocessings();
    void askForText();
    void askForSession();
    /// A pad to draw on, beside the window.
    void askForDrawing();

signals:
    /// A sentence for the status bar.
    void said(const QString& sentence);
    /// Something could not be opened or saved; nothing was changed.
    void failed(const QString& sentence);
    /// A lesson was read from a file, whose absolute path is its name.
    void lessonOpened(const termscope::Lesson& lesson);
    /// Nothing is being read or written any more.
    void idle();
    /// Something is being read or written: "Opening images" or so, and how far it is, 0…1.
    void busyChanged(bool busy, const QString& what);
    void progressChanged(double fraction);

private:
    QAction* add(QMenu& menu, const QString& text, const QKeySequence& keys, const QString& help,
                 void (FileActions::*slot)());
    void askForInputShapes();
    void askForClassNames();
    void askForVocabulary();
    void askForLesson();
    void save();
    void saveAs();
    void askForExport();
    void copyLink();
    void pasteLink();
    void fillRecent();

    using Show = std::function<void()>;
    using Read = std::function<Result<Show>(const Progress&)>;
    /// `what`: a title for who waits.
    void load(const QString& what, std::vector<Read> reads);
    /// `asks`: the form asks what images leave open.
    Result<Show> readRequest(const QString& pathOrLink, OpenFiles files, bool asks, const Progress& progress);
    Result<Show> readDropped(const OpenFiles& files, const Progress& progress);
    Result<Show> readPair(const OpenFiles& files, const Progress& progress);
    Result<Show> readImages(const OpenFiles& files, const Progress& progress);
    Result<Show> readText(const OpenFiles& files);
    Result<Show> readExample(const QString& name, std::int64_t limit = 0, const QString& page = {});
    void leaveWelcome();
    void rememberData(const OpenFiles& files);
    OpenFiles withImages(const QString& images, const QString& labels) const;
    Show showNetwork(NetworkPtr network, const QString& path);
    Show showLesson(Lesson lesson);
    void remember(RecentFiles::Kind kind, const RecentFile& file);
    Show showDataset(DatasetPtr dataset, const OpenFiles& files);
    Show showView(OpenedView view, const QString& path, std::vector<std::string> warnings);

    Session& session_;
    QWidget& window_;
    QSettings store_;
    RecentFiles recent_;
    bool remembers_ = true;
    QMenu* recentMenu_ = nullptr;
    QPointer<ImagesDialog> imagesForm_;
    QString sessionPath_;
    QString loading_;    ///< what is being read or written
    NetworkPtr reading_; ///< that images which are read now are for; of the loader's thread alone
    LatestJob loader_;   ///< goes first: its work refers to this
};

} // namespace termscope
