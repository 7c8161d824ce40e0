// The page of weights as a user meets it: the list sorted and filtered, what quantization makes of every layer, the
// tabs with pictures, and a file whose values are no numbers.
#include "app/pages/LayerListModel.h"
#include "tests/app/TestWindow.h"
#include "tests/support/TestClass.h"
#include "widgets/controls/LitTable.h"
#include "widgets/controls/SettingControl.h"
#include "widgets/controls/SettingsStrip.h"
#include "widgets/plots/ChannelPlot.h"
#include "widgets/plots/LayerSpreadPlot.h"
#include "widgets/plots/WeightHistogramPlot.h"
#include "widgets/plots/WeightMapPlot.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QtTest>

using namespace termscope;

class TestWeightsPage : public WindowTest {
    Q_OBJECT

private:
    LitTable* list() const { return child<LitTable>(QStringLiteral("layers")); }

    QString cell(int row, int column) const { return list()->model()->index(row, column).data().toString(); }

    /// A click on the title of a column.
    void clickTitle(int column) const
    {
        QHeaderView* header = list()->horizontalHeader();
        list()->scrollTo(list()->model()->index(0, column));
        const QPoint place(header->sectionViewportPosition(column) + header->sectionSize(column) / 2,
                           header->height() / 2);
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, place);
    }

private slots:
    void init()
    {
        openSomeDigits();
        session().changePage(QStringLiteral("weights"));
        QVERIFY(settle());
    }

    void cleanup() { window_.reset(); }

    void figuresOfEveryLayer()
    {
        for (int row = 0; row < 3; ++row)
            for (const int column : {LayerListModel::Sqnr, LayerListModel::TermsKept, LayerListModel::MeanTerms,
                                     LayerListModel::Sparsity, LayerListModel::Clipped}) {
                bool isNumber = false;
                cell(row, column).toDouble(&isNumber);
                QVERIFY2(isNumber, qPrintable(cell(row, column)));
            }
        QCOMPARE(cell(0, LayerListModel::Clipped), QStringLiteral("0"));
        const double before = cell(0, LayerListModel::TermsKept).toDouble();
        auto* budget = child<SettingsStrip>()->control(QStringLiteral("budget"))->findChild<QSpinBox*>();
        budget->setFocus();
        budget->selectAll();
        QTest::keyClicks(budget, QStringLiteral("4"));
        QTest::keyClick(budget, Qt::Key_Return);
        QVERIFY(settle());
        QVERIFY(cell(0, LayerListModel::TermsKept).toDouble() < 0.7 * before);
        // What the chosen layer's own pictures say.
        const LayerDistribution& seen = *workbench().distribution();
        QCOMPARE(cell(0, LayerListModel::MeanTerms), QString::number(seen.revealedTerms.mean(), 'f', 2));
        QCOMPARE(cell(0, LayerListModel::Sqnr), QString::number(seen.revealing.sqnr, 'f', 1));
    }

    void sortedByAClick()
    {
        clickTitle(LayerListModel::Parameters);
        QCOMPARE(cell(0, LayerListModel::Name), QStringLiteral("fc3"));
        QCOMPARE(cell(2, LayerListModel::Name), QStringLiteral("fc1"));
        // The layer in sight is still the same, and a row is the layer that it names.
        QCOMPARE(session().view().layer, 0);
        QCOMPARE(list()->currentIndex().row(), 2);
        QTest::mouseClick(list()->viewport(), Qt::LeftButton, {},
                          list()->visualRect(list()->model()->index(0, LayerListModel::Name)).center());
        QCOMPARE(session().view().layer, 2);
        clickTitle(LayerListModel::Name); // the order of the file
        QCOMPARE(cell(0, LayerListModel::Name), QStringLiteral("fc1"));
        QCOMPARE(list()->currentIndex().row(), 2);
    }

    void filteredByName()
    {
        auto* name = child<QLineEdit>(QStringLiteral("layerName"));
        name->setFocus();
        QTest::keyClicks(name, QStringLiteral("FC2"));
        QCOMPARE(list()->model()->rowCount(), 1);
        QCOMPARE(session().view().layer, 0); // not the user's choice to leave it
        QVERIFY(!list()->selectionModel()->hasSelection());
        QTest::keyClick(list(), Qt::Key_Down);
        QTest::mouseClick(list()->viewport(), Qt::LeftButton, {},
                          list()->visualRect(list()->model()->index(0, LayerListModel::Name)).center());
        QCOMPARE(session().view().layer, 1);
        name->setFocus();
        name->selectAll();
        QTest::keyClick(name, Qt::Key_Delete);
        QCOMPARE(list()->model()->rowCount(), 3);
        QCOMPARE(list()->currentIndex().row(), 1);
        QVERIFY(!child<QComboBox>(QStringLiteral("layerKind"))->isVisible()); // all are linear
    }

    void orderAndColumnsByKeys()
    {
        auto* button = child<QPushButton>(QStringLiteral("layerListMenu"));
        QVERIFY(button->focusPolicy() & Qt::TabFocus);
        QMenu* menu = button->menu();
        emit menu->aboutToShow();
        QMenu* order = menu->actions()[0]->menu();
        QMenu* shown = menu->actions()[1]->menu();
        QCOMPARE(order->actions().size(), int{LayerListModel::Distribution});
        shown->actions()[LayerListModel::Macs - 1]->trigger();
        QVERIFY(list()->isColumnHidden(LayerListModel::Macs));
        order->actions()[LayerListModel::Parameters]->trigger();
        QCOMPARE(cell(0, LayerListModel::Name), QStringLiteral("fc3"));
    }

    void picturesAreInTabs()
    {
        auto* tabs = child<QTabWidget>(QStringLiteral("weightTabs"));
        QCOMPARE(tabs->count(), 4);
        for (Plot* plot : std::initializer_list<Plot*>{child<WeightHistogramPlot>(), child<ChannelPlot>(),
                                                       child<WeightMapPlot>(), child<LayerSpreadPlot>()}) {
            tabs->setCurrentWidget(plot);
            QVERIFY(!plot->isEmpty());
            QVERIFY(plot->csv().count(QLatin1Char('\n')) > 3);
        }
        auto* spread = child<LayerSpreadPlot>();
        spread->setFocus();
        for (int i = 0; i < 2; ++i)
            QTest::keyClick(spread, Qt::Key_Right);
        QTest::keyClick(spread, Qt::Key_Return);
        QCOMPARE(session().view().layer, 1);
        QVERIFY(settle());
        photograph(QStringLiteral("all-layers"));
    }

    /// The file opens, what is finite of it is shown, and what is not is counted.
    void valuesThatAreNoNumbers()
    {
        window_->files().open({QStringLiteral(TERMSCOPE_SOURCE) + QStringLiteral("/tests/corpus/bad/not_finite.onnx")});
        QVERIFY(settle());
        QCOMPARE(list()->model()->rowCount() > 0, true);
        QVERIFY(workbench().distribution());
        QCOMPARE(workbench().distribution()->statistics.notNumbers, std::int64_t{1});
        QCOMPARE(workbench().distribution()->statistics.infinite, std::int64_t{2});
        auto* histogram = child<WeightHistogramPlot>();
        QVERIFY(!histogram->isEmpty());
        QVERIFY(histogram->caption().contains(QStringLiteral("1 that are not a number, 2 infinite")));
        QCOMPARE(cell(0, LayerListModel::Sqnr), QStringLiteral("…"));
        for (const char* page : {"terms", "accuracy", "array", "weights"}) {
            session().changePage(QString::fromLatin1(page));
            QVERIFY(settle());
        }
    }
};

TERMSCOPE_TEST(TestWeightsPage)
#include "TestWeightsPage.moc"
