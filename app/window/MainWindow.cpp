#include "app/window/MainWindow.h"

#include "app/commands/WindowCommands.h"
#include "app/highlight/HighlightLine.h"
#include "app/language/LanguageMenu.h"
#include "app/pages/PageWidgets.h"
#include "app/pages/WeightsPage.h"
#include "app/pages/WelcomePage.h"
#include "app/recovery/Recovery.h"
#include "app/session/Link.h"
#include "app/teach/lessons/LessonFiles.h"
#include "app/teach/lessons/LessonLibrary.h"
#include "app/teach/lessons/LessonPane.h"
#include "app/teach/presenter/Presenter.h"
#include "app/theme/TypeSize.h"
#include "app/window/PlotExporter.h"
#include "core/settings/LayerSettings.h"
#include "resources/Embedded.h"
#include "widgets/controls/ProgressPanel.h"
#include "widgets/controls/SettingsStrip.h"
#include "widgets/controls/TightTabs.h"
#include "widgets/language/LayerTexts.h"
#include "widgets/language/Translated.h"

#include <QApplication>
#include <QClipboard>
#include <QDockWidget>
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

/// Of the first layer that the file quantizes; none where there is none.
std::optional<GivenFigure> givenFigure(const Network& network, const Settings& settings)
{
    const auto layer = std::ranges::find_if(network.layers, &WeightLayer::isGiven);
    if (layer == network.layers.end()) {
        const auto alone = std::ranges::find_if(network.layers,
                                                [](const WeightLayer& each) { return each.given != nullptr; });
        return alone == network.layers.end() ? std::nullopt : std::optional(GivenFigure{storedAsText(*alone), {}});
    }
    return GivenFigure{
        MainWindow::tr("weights %1, data %2").arg(storedAsText(*layer), QString::fromStdString(layer->givenData->type)),
        provisionedPairs(network, Method::Given, settings)};
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
    layout->addWidget(pages_, 1);
    layout->addWidget(strip_);
    setCentralWidget(central);
    buildLessons();
    buildStatusBar();
    buildMenus();
    connectExports();

    connect(&session_, &Session::pageChanged, this, &MainWindow::showPage);
    connect(&session_, &Session::settingsChanged, this, &MainWindow::showSettings);
    connect(&session_, &Session::filesChanged, this, &MainWindow::showTitle);
    connect(&session_, &Session::layerChanged, this, &MainWindow::showLayerHint);
    connect(&session_, &Session::overridesDropped, this, [this](const QStringList& layers) {
        statusBar()->showMessage(tr("Settings of layers that this network does not have were dropped: %1")
                                     .arg(layers.join(QStringLiteral(", "))),
                                 8000);
    });
    connect(workbench_.get(), &Workbench::evaluationChanged, this, &MainWindow::showFigures);
    connect(workbench_.get(), &Workbench::obstacleChanged, this, &MainWindow::showFigures);
    connect(workbench_.get(), &Workbench::failed, this, &MainWindow::complain);
    connect(files_.get(), &FileActions::failed, this, &MainWindow::complain);
    connect(files_.get(), &FileActions::said, this,
            [this](const QString& text) { statusBar()->showMessage(text, 8000); });
    showSettings();
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
    connect(strip_, &SettingsStrip::settingEdited, this, [this](const QString& key, int value, bool inProgress) {
        session_.changeSetting(key.toStdString(), value, inProgress);
    });
    connect(strip_, &SettingsStrip::resetAllRequested, &session_, &Session::resetSettings);
    connect(strip_, &SettingsStrip::editLayerRequested, this, [this] {
        session_.changePage(QStringLiteral("weights"));
        findChild<WeightsPage*>()->editLayer();
    });
    connect(strip_, &SettingsStrip::resetLayerRequested, this, [this] {
        if (const WeightLayer* layer = session_.layer())
            session_.overrideLayers({layer->name}, {});
    });
}

void MainWindow::buildLessons()
{
    player_ = new LessonPlayer(session_, *workbench_, this);
    lessons_ = new QDockWidget(tr("Lessons"), this);
    lessons_->setObjectName(QStringLiteral("lessonDock"));
    auto* pane = new LessonPane(*player_, embeddedLessons(), *this);
    lessons_->setWidget(pane);
    addDockWidget(Qt::LeftDockWidgetArea, lessons_);
    lessons_->hide();
    connect(player_, &LessonPlayer::exampleWanted, files_.get(), &FileActions::openExample);
    connect(player_, &LessonPlayer::failed, this, &MainWindow::complain);
    auto* own = new LessonFiles(this);
    connect(files_.get(), &FileActions::lessonOpened, pane, [this, pane, own](const Lesson& lesson) {
        own->watch(lesson.name);
        lessons_->show();
        pane->open(lesson);
    });
    connect(own, &LessonFiles::changed, pane, &LessonPane::update);
    connect(own, &LessonFiles::broken, pane, &LessonPane::showTrouble);
    welcome_->setLessons(pane->lessons());
    connect(welcome_, &WelcomePage::lessonChosen, this, [this, pane](int index) {
        lessons_->show();
        pane->start(index);
    });
    connect(lessons_, &QDockWidget::visibilityChanged, player_, [this](bool shown) {
        if (!shown && lessons_->isHidden())
            player_->stop();
    });
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
    presenter_ = new Presenter(*this, *player_, {pages_, strip_, lessons_, {state_}});
    presenter_->fill(view);
    connect(presenter_, &Presenter::stopped, this, &MainWindow::showStrip);
    view.addAction(tr("&Full screen"), QKeySequence(Qt::SHIFT | Qt::Key_F11), this,
                   [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); });
    commands_->fillViewMenu(view);
    view.addSeparator();
    QAction* reset = view.addAction(tr("&Reset layout"), this, [this] {
        presenter_->stop();
        layout_->reset();
    });
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
    auto* progress = new ProgressPanel;
    statusBar()->addPermanentWidget(progress);
    highlight_ = new HighlightLine(session_, *workbench_);
    statusBar()->addWidget(highlight_, 1);
    statusBar()->addPermanentWidget(state_);
    const int file = progress->addJob({});
    const int view = progress->addJob(tr("Evaluating"));
    const int curve = progress->addJob(tr("Accuracy curve"));
    connect(files_.get(), &FileActions::busyChanged, progress, [=](bool busy, const QString& what) {
        progress->setTitle(file, what);
        progress->setRunning(file, busy);
    });
    connect(files_.get(), &FileActions::progressChanged, progress, [=](double done) { progress->report(file, done); });
    connect(workbench_.get(), &Workbench::viewRunning, progress, [=](bool on) { progress->setRunning(view, on); });
    connect(workbench_.get(), &Workbench::viewProgress, progress, [=](double done) { progress->report(view, done); });
    connect(workbench_.get(), &Workbench::curveRunning, progress, [=](bool on) { progress->setRunning(curve, on); });
    connect(workbench_.get(), &Workbench::curveProgress, progress, [=](double done) { progress->report(curve, done); });
    connect(progress, &ProgressPanel::stopRequested, this, [this, file](int job) {
        if (job == file)
            files_->cancel();
        else
            workbench_->cancel();
    });
}

void MainWindow::connectExports()
{
    for (ExportableView* view : findChildren<ExportableView*>())
        connect(view, &ExportableView::exportRequested, this,
                [](ExportableView* which, ExportKind kind) { exportInteractively(*which, kind); });
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

void MainWindow::showPage(const QString& key)
{
    for (int i = 0; i < pages_->count(); ++i)
        if (static_cast<QScrollArea*>(pages_->widget(i))->widget()->objectName() == key)
            pages_->setCurrentIndex(i);
    if (strip_ != nullptr && (presenter_ == nullptr || !presenter_->isPresenting()))
        showStrip();
}

void MainWindow::showStrip()
{
    strip_->setVisible(needsOf(session_.view().page).settings);
}

void MainWindow::showSettings()
{
    strip_->setSettings(session_.settings());
    showLayerHint();
    showFigures();
}

void MainWindow::showLayerHint()
{
    const WeightLayer* const layer = session_.layer();
    if (layer == nullptr || !session_.settings().layers.contains(layer->name))
        return strip_->setLayerHint({}, {});
    strip_->setLayerHint(QString::fromStdString(layer->name),
                         runsAsText(*session_.network(), session_.view().layer, session_.settings()));
}

/// Accuracy and work; of an older setting they are not shown beside the new one.
void MainWindow::showFigures()
{
    if (!session_.network()) {
        strip_->setWork({}, {});
        strip_->setAccuracy({}, tr("no network"));
        return;
    }
    strip_->setGiven(givenFigure(*session_.network(), session_.settings()));
    const double provisioned = provisionedPairs(*session_.network(), Method::Revealed, session_.settings());
    const EvaluationPtr& evaluation = workbench_->evaluation();
    const bool known = evaluation && evaluation->settings == session_.settings();
    strip_->setWork(provisioned, known && evaluation->work ? std::optional(evaluation->work->measured) : std::nullopt);
    const QString waiting = workbench_->obstacle().isEmpty() ? tr("evaluating …") : workbench_->obstacle();
    switch (workloadOf(*session_.network())) {
    case Workload::Images: {
        if (!known)
            return strip_->setAccuracy({}, waiting);
        AccuracyFigure figure{evaluation->top1(), {}, evaluation->evaluated, evaluation->total};
        if (!evaluation->exact())
            figure.interval = evaluation->top1Interval();
        return strip_->setAccuracy(figure);
    }
    case Workload::Text:
        if (!known)
            return strip_->setPerplexity({}, waiting);
        return strip_->setPerplexity(PerplexityFigure{evaluation->perplexity(), evaluation->perplexityInterval(),
                                                      evaluation->evaluated, evaluation->total});
    }
}

void MainWindow::showTitle()
{
    const OpenFiles& files = session_.files();
    setWindowTitle(tr("%1 – TermScope").arg(shownName(files.network, exampleOf(files).networkName)));
    const bool isText = session_.network() && workloadOf(*session_.network()) == Workload::Text;
    const QString source =
        isText ? (session_.text() ? shownName(files.tokens, exampleOf(files).dataName) : tr("no text"))
               : (session_.dataset() ? shownName(files.images, exampleOf(files).dataName) : tr("no images"));
    state_->setText(source);
    showFigures();
}

void MainWindow::showAbout()
{
    QMessageBox::about(
        this, tr("About TermScope"),
        tr("<h3>TermScope %1</h3><p>Explores Term Revealing: run-time quantization of trained networks by "
           "signed powers of two.</p><p>H. T. Kung, B. McDanel, S. Q. Zhang, “Term Revealing: Furthering "
           "Quantization at Run Time on Quantized DNNs”, arXiv 2007.06389.</p>"
           "<p>Licence: GPL, version 3 or later. Plots by QCustomPlot.</p>")
            .arg(QApplication::applicationVersion()));
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
