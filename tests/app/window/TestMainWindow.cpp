// The window as a user meets it: real files, real clicks and keys, without a screen.
#include "app/commands/HelpTexts.h"
#include "app/pages/LayerListModel.h"
#include "core/evaluate/ImageEvaluator.h"
#include "tests/app/TestWindow.h"
#include "tests/support/TestClass.h"
#include "widgets/controls/SettingControl.h"
#include "widgets/controls/SettingsStrip.h"
#include "widgets/export/ExportableView.h"
#include "widgets/images/DigitStrip.h"
#include "widgets/plots/AccuracyPlot.h"
#include "widgets/terms/TermGrid.h"

#include <QComboBox>
#include <QLabel>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableView>
#include <QtTest>

#include <functional>

using namespace termscope;

class TestMainWindow : public WindowTest {
    Q_OBJECT

private:
    QSpinBox* spinOf(const QString& key) const { return child<SettingsStrip>()->control(key)->findChild<QSpinBox*>(); }

    void type(QSpinBox* box, const QString& number)
    {
        box->setFocus();
        box->selectAll();
        QTest::keyClicks(box, number);
        QTest::keyClick(box, Qt::Key_Return);
    }

    QString complaint() const
    {
        const auto* box = window_->findChild<QMessageBox*>(QStringLiteral("complaint"));
        return box ? box->text() : QString();
    }

private slots:
    void init() { openSomeDigits(); }

    void cleanup() { window_.reset(); }

    /// Lessons, handouts and commands get by name what is in the window, the outer of two widgets of one name first.
    void partsAreFoundByName()
    {
        for (const HelpText& row : helpTexts()) {
            const QString name = QLatin1String(row.objectName);
            QVERIFY2(window_->part(name) != nullptr, row.objectName);
            QCOMPARE(window_->part(name), window_->findChild<QWidget*>(name));
            QCOMPARE(window_->partsCalled(name), window_->findChildren<QWidget*>(name));
        }
        QCOMPARE(window_->views(), window_->findChildren<ExportableView*>());
        for (const ExportableView* view : window_->views())
            QVERIFY(view->objectName().isEmpty() || window_->view(view->objectName()) != nullptr);
        QCOMPARE(window_->view(QStringLiteral("gantt")), child<ExportableView>(QStringLiteral("gantt")));
        QVERIFY(window_->part(QStringLiteral("no such part")) == nullptr);
        QVERIFY(window_->view(QStringLiteral("budget")) == nullptr); // a control
        QVERIFY(window_->part(QStringLiteral("budget")) != nullptr);
    }

    /// What the window shows is what core computes on its own.
    void theExactFigureIsTheEvaluators()
    {
        openExample();
        const EvaluationPtr shown = workbench().evaluation();
        QVERIFY(shown);
        QVERIFY(shown->exact());
        QCOMPARE(shown->total, 10000);
        auto evaluator = ImageEvaluator::create(session().network(), session().dataset());
        QVERIFY(evaluator);
        const Evaluation own = evaluator->evaluate(Method::Revealed, session().settings());
        QCOMPARE(shown->correct, own.correct);
        QCOMPARE(shown->work->measured, own.work->measured);
        QVERIFY(workbench().curve()->complete);
        QCOMPARE(workbench().curve()->rows.front().correct, workbench().reference()->correct);
    }

    /// A layer's own budget reaches the list, the pages and the accuracy; the strip says why its slider does nothing;
    /// reset ends it.
    void aLayerOfItsOwn()
    {
        auto* layers = child<QTableView>(QStringLiteral("layers"));
        const auto runsAs = [&](int row) {
            return layers->model()->index(row, LayerListModel::RunsAs).data().toString();
        };
        auto* hint = child<QLabel>(QStringLiteral("layerHint"));
        const Settings before = session().settings();
        QCOMPARE(runsAs(0), QString("TR"));
        QVERIFY(!hint->isVisible());
        QVERIFY(!child<QPushButton>(QStringLiteral("resetLayer"))->isEnabled());
        type(child<QSpinBox>(QStringLiteral("ownBudget")), QStringLiteral("5"));
        QCOMPARE(toText(session().settings().layers), std::string("fc1:k=5"));
        QCOMPARE(runsAs(0), QString("TR, k = 5"));
        QCOMPARE(runsAs(1), QString("TR"));
        QVERIFY(hint->isVisible() && hint->text().contains("fc1"));
        QVERIFY(settle());
        QVERIFY(workbench().group()->weights.keptTerms <= 5);
        auto evaluator = ImageEvaluator::create(session().network(), session().dataset(), session().files().limit);
        QCOMPARE(workbench().evaluation()->correct,
                 evaluator->evaluate(Method::Revealed, session().settings()).correct);
        // All layers at once: float has no settings of its own.
        layers->selectAll();
        auto* method = child<QComboBox>(QStringLiteral("ownMethod"));
        method->setFocus();
        QTest::keyClick(method, Qt::Key_Down);
        QCOMPARE(toText(session().settings().layers), std::string("fc1:float; fc2:float; fc3:float"));
        QCOMPARE(runsAs(2), QString("float"));
        QVERIFY(!child<QSpinBox>(QStringLiteral("ownBudget"))->isEnabled());
        QVERIFY(settle());
        QCOMPARE(workbench().evaluation()->correct, workbench().reference()->correct);
        QTest::mouseClick(child<QPushButton>(QStringLiteral("resetLayer")), Qt::LeftButton);
        QVERIFY(session().settings().layers.empty());
        session().undoAction()->trigger();
        emit hint->linkActivated(QStringLiteral("reset"));
        QCOMPARE(toText(session().settings().layers), std::string("fc2:float; fc3:float"));
        session().resetSettings();
        QCOMPARE(session().settings(), before);
    }

    /// A typed budget reaches the histogram, the grid and the accuracy; undo brings all of it back.
    void aTypedBudgetChangesEverythingAndCanBeUndone()
    {
        const Settings before = session().settings();
        const std::int64_t keptBefore = workbench().distribution()->termsKept;
        type(spinOf(QStringLiteral("budget")), QStringLiteral("4"));
        QCOMPARE(session().settings().budget, 4);
        QVERIFY(settle());
        QVERIFY(workbench().distribution()->termsKept < keptBefore);
        QVERIFY(workbench().group()->weights.keptTerms <= 4);
        QCOMPARE(workbench().evaluation()->settings.budget, 4);
        session().undoAction()->trigger();
        QCOMPARE(session().settings(), before);
        QVERIFY(settle());
        QCOMPARE(workbench().distribution()->termsKept, keptBefore);
        session().redoAction()->trigger();
        QCOMPARE(session().settings().budget, 4);
    }

    /// Dragging the waterline to the left edge leaves the smallest budget; the drag is one step of undo.
    void draggingTheWaterlineChangesTheBudget()
    {
        session().changePage(QStringLiteral("terms"));
        QVERIFY(settle());
        auto* grid = child<TermGrid>(QStringLiteral("weightTerms"));
        const int before = session().settings().budget;
        const int steps = session().undoStack().count();
        const RevealedGroup& group = grid->group();
        QVERIFY(group.waterline);
        const QPoint from = grid->cellRect(0, *group.waterline).center();
        const QPoint to = grid->cellRect(0, grid->exponents() - 1).center();
        QTest::mousePress(grid->viewport(), Qt::LeftButton, {}, from);
        QTest::mouseMove(grid->viewport(), (from + to) / 2);
        QTest::mouseMove(grid->viewport(), to);
        QTest::mouseRelease(grid->viewport(), Qt::LeftButton, {}, to);
        QVERIFY(session().settings().budget < before);
        QCOMPARE(session().undoStack().count(), steps + 1);
        session().undoAction()->trigger();
        QCOMPARE(session().settings().budget, before);
    }

    void choosingALayerShowsIt()
    {
        auto* list = child<QTableView>(QStringLiteral("layers"));
        const QRect cell = list->visualRect(list->model()->index(2, 0));
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, cell.center());
        QCOMPARE(session().view().layer, 2);
        QVERIFY(settle());
        QCOMPARE(workbench().distribution()->layer, 2);
        QCOMPARE(workbench().group()->address.layer, 2);
    }

    void tabsAndKeysChangeThePage()
    {
        auto* tabs = child<QTabWidget>();
        QTest::mouseClick(tabs->tabBar(), Qt::LeftButton, {}, tabs->tabBar()->tabRect(3).center());
        QCOMPARE(session().view().page, QStringLiteral("accuracy"));
        session().undoAction()->trigger();
        QCOMPARE(tabs->currentIndex(), 1);
    }

    /// The flips that the strip marks are those between the float and the revealed predictions.
    void flippedImagesAreMarked()
    {
        type(spinOf(QStringLiteral("budget")), QStringLiteral("3"));
        QVERIFY(settle());
        const auto& reference = workbench().reference()->predictions;
        const auto& current = workbench().evaluation()->predictions;
        int flips = 0;
        for (std::size_t i = 0; i < reference.size(); ++i)
            flips += reference[i] != current[i] ? 1 : 0;
        QVERIFY(flips > 0);
        QCOMPARE(child<DigitStrip>()->flippedCount(), flips);
    }

    /// A broken file is told in a sentence; the open network, the images and the settings stay as they were.
    void aBadFileChangesNothing()
    {
        const QString path = home_->filePath(QStringLiteral("broken.onnx"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("this is no network");
        file.close();
        const NetworkPtr network = session().network();
        const ViewState view = session().view();
        window_->files().open({path});
        QTRY_VERIFY(!complaint().isEmpty());
        QVERIFY(complaint().contains(QStringLiteral("broken.onnx")));
        QCOMPARE(session().network(), network);
        QCOMPARE(session().view(), view);
    }

    void weightsOnlyNetworksShowEverythingButAccuracy()
    {
        const QString path = home_->filePath(QStringLiteral("weights.safetensors"));
        window_->files().exportWeights(path);
        QTRY_VERIFY(QFile::exists(path));
        QVERIFY(settle());
        window_->files().open({path});
        QTRY_COMPARE(session().files().network, path);
        QVERIFY(settle());
        QVERIFY(workbench().distribution());
        QVERIFY(!workbench().evaluation());
        QVERIFY(workbench().obstacle().contains(QStringLiteral("weights only")));
        QVERIFY(child<AccuracyPlot>()->isEmpty());
    }

    void aDroppedSessionRestoresTheView()
    {
        session().chooseLayer(1);
        session().changeSetting("budget", 5);
        const ViewState saved = session().view();
        const QString path = home_->filePath(QStringLiteral("view.json"));
        QVERIFY(window_->files().saveSession(path));
        session().resetSettings();
        session().chooseLayer(0);

        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(path)});
        QDragEnterEvent enter(QPoint(100, 100), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(window_.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(100, 100), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(window_.get(), &drop);
        QTRY_COMPARE(session().settings().budget, 5);
        QCOMPARE(session().view(), saved);
    }

    /// Closing in mid-evaluation joins the jobs and delivers nothing afterwards.
    void closingInMidEvaluationIsSafe()
    {
        const std::vector<std::function<bool(Workbench&)>> stages{
            [](Workbench&) { return true; },
            [](Workbench& other) { return other.distribution() != nullptr; },
            [](Workbench& other) { return other.evaluation() != nullptr; },
            [](Workbench& other) { return other.reference() != nullptr; },
            [](Workbench& other) { return other.curve() != nullptr; },
        };
        int budget = 4;
        for (const auto& isReached : stages) {
            MainWindow other;
            other.show();
            other.files().openExample();
            QTRY_VERIFY_WITH_TIMEOUT(other.session().network() != nullptr, 1000 * patience);
            other.session().changeSetting("budget", budget++);
            QTRY_VERIFY_WITH_TIMEOUT(isReached(other.workbench()), 1000 * patience);
            QVERIFY(!other.workbench().isSettled()); // the curve of 10,000 digits has many points to go
            other.close();
        }
        QVERIFY(workbench().isSettled());
    }

    void renderingWritesEveryPageAndTheTable()
    {
        const QString folder = home_->filePath(QStringLiteral("pages"));
        const Result<QStringList> written = renderPages(*window_, QSize(1280, 800), folder);
        QVERIFY(written);
        QCOMPARE(written->size(), static_cast<qsizetype>(pagesTable().size()) + 1);
        for (const QString& path : *written)
            if (path.endsWith(QStringLiteral(".png")))
                QCOMPARE(QImage(path).size(), QSize(1280, 800));
        QFile table(folder + QStringLiteral("/accuracy.csv"));
        QVERIFY(table.open(QIODevice::ReadOnly));
        QVERIFY(table.readLine().startsWith(
            "method,weight_bits,data_bits,group_size,budget,data_terms,encoding,correct,total"));
        QVERIFY(table.readLine().startsWith("float,"));
    }

    /// A CNN with its images: the figures of the network come in, and every page has something to show.
    void theClothesOpen()
    {
        window_->files().openExample(QStringLiteral("fashion"));
        QVERIFY(settlePage());
        QCOMPARE(session().files().example, QStringLiteral("fashion"));
        QCOMPARE(session().dataset()->count(), 2000);
        QVERIFY(window_->windowTitle().contains(QStringLiteral("fashion")));
        QVERIFY2(workbench().evaluation() != nullptr, qPrintable(workbench().obstacle()));
        QVERIFY(workbench().reference()->top1() > 90.0);
        QVERIFY(workbench().evaluation()->top1() > 85.0);
        for (const PageInfo& page : pagesTable()) {
            session().changePage(QString::fromUtf8(page.key));
            QTRY_VERIFY_WITH_TIMEOUT(workbench().isViewThere(), 1000 * patience);
            QVERIFY(!window_->grab().isNull());
        }
        window_->files().openExample();
        QVERIFY(settlePage());
        QCOMPARE(session().dataset()->count(), 10000);
    }

    /// A language model has no images: weights and terms are shown all the same, and its perplexity comes in.
    void theVersesOpen()
    {
        window_->files().openExample(QStringLiteral("verses"));
        const auto scored = [this] {
            return workbench().evaluation() != nullptr && workbench().evaluation()->workload == Workload::Text;
        };
        QTRY_VERIFY_WITH_TIMEOUT(scored(), 1000 * patience);
        QVERIFY(session().dataset() == nullptr);
        QVERIFY(!session().network()->layers.empty());
        for (const PageInfo& page : pagesTable()) {
            session().changePage(QString::fromUtf8(page.key));
            QTRY_VERIFY_WITH_TIMEOUT(scored(), 1000 * patience);
            QVERIFY(!window_->grab().isNull());
        }
    }

    void imagesAreReadInAnotherWay()
    {
        const float before = session().dataset()->pixels.front();
        window_->files().changePreprocessing(QStringLiteral("raw:mean=0.5"));
        QVERIFY(settle());
        QCOMPARE(session().dataset()->pixels.front(), before - 0.5F);
        QCOMPARE(session().files().preprocess, QStringLiteral("raw:mean=0.5"));
        window_->files().changePreprocessing(QStringLiteral("torchvison"));
        QVERIFY2(complaint().contains(QStringLiteral("torchvision")), qPrintable(complaint()));
        QCOMPARE(session().files().preprocess, QStringLiteral("raw:mean=0.5"));
    }
};

TERMSCOPE_TEST(TestMainWindow)
#include "TestMainWindow.moc"
