#include "app/window/MainWindow.h"

#include "app/commands/UndoKeys.h"
#include "app/commands/WindowCommands.h"
#include "app/highlight/HighlightLine.h"
#include "app/language/LanguageMenu.h"
#include "app/layout/Reveal.h"
#include "app/pages/ArrayPage.h"
#include "app/pages/PageWidgets.h"
#include "app/pages/WeightsPage.h"
#include "app/pages/WelcomePage.h"
#include "app/recovery/Recovery.h"
#include "app/session/Link.h"
#include "app/session/Origin.h"
#include "app/teach/lessons/LessonPane.h"
#include "app/teach/presenter/Presenter.h"
#include "app/theme/TypeSize.h"
#include "app/window/JobProgress.h"
#include "app/window/LessonDock.h"
#include "app/window/NoticeBar.h"
#include "app/window/PlotExporter.h"
#include "app/window/StripController.h"
#include "app/window/StripPlace.h"
#include "resources/Embedded.h"
#include "widgets/controls/ProgressPanel.h"
#include "widgets/controls/SettingsStrip.h"
#include "widgets/controls/TightTabs.h"
#include "widgets/language/Translated.h"

#include <QApplication>
#include <QClipboard>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QScrollArea>
#include <QStatusBar>
#include <QTabWidget>

namespace termscope {
namespace {

QString shownName(const QString& path, const char* embeddedName)
{
    return path.isEmpty() ? translated(embeddedName) : QFileInfo(path).fileName();
}

/// What the program is built on, with the licences: names that no language changes.
QString librariesTable()
{
    struct Library {
        const char* name;
        const char* licence;
    };
    static constexpr Library libraries[] = {{"QCustomPlot 2.1", "GPL-3.0-or-later"},
                                            {"oneDNN", "Apache-2.0"},
                                            {"Eigen 3", "MPL-2.0"},
                                            {"ONNX", "Apache-2.0"},
                                            {"Protocol Buffers", "BSD-3-Clause"},
                                            {"libzip", "BSD-3-Clause"},
                                            {"zlib", "Zlib"},
                                            {"libjpeg", "IJG"},
                                            {"libpng", "libpng-2.0"},
                                            {"nlohmann/json", "MIT"},
                                            {"tl::expected", "CC0-1.0"},
                                            {"CLI11", "BSD-3-Clause"},
                                            {"muParser", "BSD-2-Clause"},
                                            {"giflib", "MIT"}};
    QString rows =
        QStringLiteral("<tr><td>Qt %1&nbsp;&nbsp;</td><td>LGPL-3.0</td></tr>").arg(QLatin1String(qVersion()));
    for (const Library& library : libraries)
        rows += QStringLiteral("<tr><td>%1&nbsp;&nbsp;</td><td>%2</td></tr>")
                    .arg(QLatin1String(library.name), QLatin1String(library.licence));
    return QStringLiteral("<table>%1</table>").arg(rows);
}

} // namespace

MainWindow::MainWindow(QWidget* parent)
    : QMainWindow(parent), workbench_(std::make_unique<Workbench>(session_)),
      files_(std::make_unique<FileActions>(session_, *this))
{
    setAcceptDrops(true);
    resize(1280, 800);
    buildPages();
    buildStrip();
    auto* central = new QWidget;
    auto* layout = new QHBoxLayout(central);
    layout->setContentsMargins(6, 6, 6, 0);
    auto* column = new QVBoxLayout;
    column->addWidget(new NoticeBar(session_, *workbench_, *files_));
    column->addWidget(pages_, 1);
    layout->addLayout(column, 1);
    layout->addWidget(strip_);
    setCentralWidget(central);
    buildLessons();
    place_ = new StripPlace(*strip_, *layout, *player_, *lessons_, *this);
    buildStatusBar();
    register_ = PartRegister(*this); // all that has a name is there
    buildMenus();
    connectExports();
    new UndoKeys(*this);

    connect(&session_, &Session::pageChanged, this, &MainWindow::showPage);
    connect(&session_, &Session::filesChanged, this, &MainWindow::showTitle);
    connect(&session_, &Session::overridesDropped, this, [this](const QStringList& layers) {
        statusBar()->showMessage(tr("Settings of layers that this network does not have were dropped: %1")
                                     .arg(layers.join(QStringLiteral(", "))),
                                 8000);
    });
    connect(workbench_.get(), &Workbench::failed, this, &MainWindow::complain);
    connect(files_.get(), &FileActions::failed, this, &MainWindow::complain);
    connect(files_.get(), &FileActions::said, this,
            [this](const QString& text) { statusBar()->showMessage(text, 8000); });
    showTitle();
    layout_ = std::make_unique<WindowLayout>(*this);
    layout_->restore();
}

/// The jobs end before the pages they talk to.
MainWindow::~MainWindow()
{
    delete recovery_;
    files_.reset();
    delete presenter_;
    delete lessons_;
    delete player_;
    delete takeCentralWidget();
    workbench_.reset();
}

void MainWindow::buildPages()
{
    pages_ = new QTabWidget;
    pages_->setDocumentMode(true);
    pages_->setAccessibleName(tr("Pages"));
    const PageContext context{session_, *workbench_, *files_, [this](const QString& sentence) { complain(sentence); },
                              [this](const QString& sentence) { statusBar()->showMessage(sentence, 8000); }};
    for (const PageInfo& info : pagesTable()) {
        QWidget* const page = newPage(QString::fromUtf8(info.key), context);
        if (auto* welcome = qobject_cast<WelcomePage*>(page))
            welcome_ = welcome;
        if (auto* weights = qobject_cast<WeightsPage*>(page))
            weights_ = weights;
        if (auto* array = qobject_cast<ArrayPage*>(page))
            connect(array, &ArrayPage::partWanted, this, &MainWindow::showPart);
        auto* scroll = new QScrollArea; // where the window is too small for the page
        scroll->setFrameShape(QFrame::NoFrame);
        scroll->setFocusPolicy(Qt::NoFocus);
        scroll->setWidgetResizable(true);
        scroll->setWidget(page);
        pages_->addTab(scroll, translated(info.title));
    }
    keepTabsTight(*pages_);
    showPage(session_.view().page);
    connect(pages_, &QTabWidget::currentChanged, this,
            [this](int) { session_.changePage(currentPage()->objectName()); });
}

void MainWindow::buildStrip()
{
    strip_ = new SettingsStrip;
    new StripController(*strip_, session_, *workbench_);
    connect(strip_, &SettingsStrip::editLayerRequested, this, [this] {
        session_.changePage(QStringLiteral("weights"));
        weights_->editLayer();
    });
}

void MainWindow::buildLessons()
{
    player_ = new LessonPlayer(session_, *workbench_, this);
    lessons_ = new LessonDock(*player_, *files_, *this);
    addDockWidget(Qt::LeftDockWidgetArea, lessons_);
    lessons_->hide();
    connect(player_, &LessonPlayer::failed, this, &MainWindow::complain);
    welcome_->setLessons(lessons());
    connect(welcome_, &WelcomePage::lessonChosen, lessons_, &LessonDock::start);
}

void MainWindow::buildMenus()
{
    commands_ = new WindowCommands(*this, session_, *player_, [this] { lessons_->show(); });
    QMenu& file = *menuBar()->addMenu(tr("&File"));
    files_->fill(file);
    QAction* handout = file.addAction(tr("&Hand out …"), QKeySequence(Qt::CTRL | Qt::Key_P), this,
                                      &MainWindow::handoutWanted);
    handout->setStatusTip(tr("Write this page, a lesson or worksheets as HTML or PDF"));
    file.addSeparator();
    file.addAction(tr("&Quit"), QKeySequence::Quit, this, &QWidget::close);

    QMenu& edit = *menuBar()->addMenu(tr("&Edit"));
    edit.addAction(session_.undoAction());
    edit.addAction(session_.redoAction());
    edit.addSeparator();
    edit.addAction(tr("&Reset all settings"), &session_, &Session::resetSettings);
    edit.addAction(highlight_->clearAction());
    QAction* sides = edit.addAction(tr("S&witch sides A and B"), QKeySequence(Qt::Key_F7), this, [this] {
        session_.switchSides();
        const bool isA = session_.view().study.compare.stripIsA;
        statusBar()->showMessage((isA ? tr("Side A: %1") : tr("Side B: %1")).arg(settingsText(session_.settings())));
    });
    sides->setObjectName(QStringLiteral("switchSides"));
    sides->setStatusTip(
        tr("The strip takes the settings of the other side of the comparison, and keeps its own for it"));

    QMenu& view = *menuBar()->addMenu(tr("&View"));
    for (int i = 0; i < pages_->count(); ++i)
        view.addAction(pages_->tabText(i),
                       pages_->widget(i)->isAncestorOf(welcome_)
                           ? QKeySequence(Qt::ALT | Qt::Key_Home)
                           : QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_0 + i)),
                       this, [this, i] { pages_->setCurrentIndex(i); });
    view.addSeparator();
    QAction* lessons = lessons_->toggleViewAction();
    lessons->setText(tr("&Lessons"));
    lessons->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L));
    view.addAction(lessons);
    fillThemeMenu(*view.addMenu(tr("&Theme")));
    fillTypeSizeMenu(*view.addMenu(tr("T&ype")));
    fillLanguageMenu(*view.addMenu(tr("L&anguage")));
    view.addSeparator();
    presenter_ = new Presenter(*this, *player_, {lessons_->pane().reader(), {state_}});
    presenter_->fill(view);
    connect(presenter_, &Presenter::stopped, this, &MainWindow::showStrip);
    connect(place_, &StripPlace::changed, this, [this] {
        if (presenter_->isPresenting())
            place_->arrange(); // it shows the strip where a step needs it
        else
            showStrip();
    });
    view.addAction(tr("&Full screen"), QKeySequence(Qt::SHIFT | Qt::Key_F11), this,
                   [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); });
    commands_->fillViewMenu(view);
    view.addSeparator();
    QAction* reset = view.addAction(tr("&Reset layout"), this, &MainWindow::resetLayout);
    reset->setObjectName(QStringLiteral("resetLayout"));
    reset->setStatusTip(tr("Window, panes and tabs as they were at the first start"));

    QMenu& help = *menuBar()->addMenu(tr("&Help"));
    commands_->fillHelpMenu(help);
    help.addSeparator();
    help.addAction(tr("&About TermScope"), this, &MainWindow::showAbout);
}

void MainWindow::buildStatusBar()
{
    state_ = new QLabel;
    statusBar()->addPermanentWidget(newJobProgress(*files_, *workbench_));
    highlight_ = new HighlightLine(session_, *workbench_);
    statusBar()->addWidget(highlight_, 1);
    statusBar()->addPermanentWidget(state_);
}

QDockWidget& MainWindow::lessonDock() const
{
    return *lessons_;
}

QList<QDockWidget*> MainWindow::docks() const
{
    return {lessons_};
}

void MainWindow::connectExports()
{
    restoreSaysOrigin();
    for (ExportableView* view : register_.views()) {
        connect(view, &ExportableView::exportRequested, this, [this](ExportableView* which, ExportKind kind) {
            exportInteractively(*which, kind, ExportableView::saysOrigin() ? originOf(session_) : ExportOrigin{});
        });
        connect(view, &ExportableView::saysOriginChanged, this, keepSaysOrigin);
    }
}

Recovery& MainWindow::keepSession()
{
    if (recovery_) // a second one would write beside it, and outlive the session at the end
        return *recovery_;
    recovery_ = new Recovery(session_, *files_, *this);
    connect(recovery_, &Recovery::failed, this, &MainWindow::complain);
    connect(welcome_, &WelcomePage::lastSessionWanted, recovery_, &Recovery::goOn);
    welcome_->setLastSession(recovery_->autosave().lastSession());
    return *recovery_;
}

QWidget* MainWindow::currentPage() const
{
    return static_cast<QScrollArea*>(pages_->currentWidget())->widget();
}

void MainWindow::resetLayout()
{
    presenter_->stop();
    layout_->reset();
}

const std::vector<Lesson>& MainWindow::lessons() const
{
    return lessons_->pane().lessons();
}

void MainWindow::showPage(const QString& key)
{
    for (int i = 0; i < pages_->count(); ++i)
        if (static_cast<QScrollArea*>(pages_->widget(i))->widget()->objectName() == key)
            pages_->setCurrentIndex(i);
    if (strip_ != nullptr && (presenter_ == nullptr || !presenter_->isPresenting()))
        showStrip();
}

void MainWindow::showPart(const QString& page, const QString& name)
{
    session_.changePage(page);
    if (QWidget* widget = part(name))
        revealPart(widget);
}

void MainWindow::showStrip()
{
    const bool hasRoom = place_ == nullptr || place_->arrange();
    strip_->setVisible(hasRoom && needsOf(session_.view().page).settings);
}

void MainWindow::showTitle()
{
    const OpenFiles& files = session_.files();
    setWindowTitle(tr("%1 – TermScope").arg(shownName(files.network, exampleOf(files).networkName)));
    const bool isText = session_.readsText();
    const QString source =
        isText ? (session_.text() ? shownName(files.tokens, exampleOf(files).dataName) : tr("no text"))
               : (session_.dataset() ? shownName(files.images, exampleOf(files).dataName) : tr("no images"));
    state_->setText(source);
}

void MainWindow::showAbout()
{
    auto* box = new QMessageBox(
        QMessageBox::Information, tr("About TermScope"),
        tr("<h3>TermScope %1</h3><p>Explores Term Revealing: run-time quantization of trained networks by "
           "signed powers of two.</p><p>H. T. Kung, B. McDanel, S. Q. Zhang, “Term Revealing: Furthering "
           "Quantization at Run Time on Quantized DNNs”, arXiv 2007.06389.</p>"
           "<p>Licence: GPL, version 3 or later. It is built on these libraries:</p>%2")
            .arg(QApplication::applicationVersion(), librariesTable()),
        QMessageBox::Ok, this);
    box->setObjectName(QStringLiteral("about"));
    box->setTextFormat(Qt::RichText);
    box->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

void MainWindow::complain(const QString& sentence)
{
    auto* box = new QMessageBox(QMessageBox::Warning, tr("TermScope"), sentence, QMessageBox::Ok, this);
    box->setObjectName(QStringLiteral("complaint"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    const QMimeData* dragged = event->mimeData();
    if (dragged->hasUrls() || isLink(dragged->text()))
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    const QMimeData* dragged = event->mimeData();
    QStringList dropped;
    const QList<QUrl> urls = dragged->urls();
    for (const QUrl& url : urls)
        dropped << (url.isLocalFile() ? url.toLocalFile() : url.toString());
    files_->open(dropped.isEmpty() ? QStringList{dragged->text()} : dropped);
    event->acceptProposedAction();
}

/// The window's own: presenter mode's full screen is not kept.
void MainWindow::fitToScreen()
{
    layout_->fitToScreen();
}

void MainWindow::keepLayout()
{
    presenter_->stop();
    layout_->keep();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    keepLayout();
    event->accept();
}

} // namespace termscope
