// The dot product of a group by term pairs: tables, coefficient vector, sums, against products worked out here.
#include "tests/support/TestClass.h"
#include "widgets/controls/LitTable.h"
#include "widgets/terms/CoefficientChart.h"
#include "widgets/terms/CoefficientPainter.h"
#include "widgets/terms/DotProductView.h"
#include "widgets/terms/PairsTableModel.h"

#include <QLabel>
#include <QSignalSpy>
#include <QTabWidget>
#include <QtTest>

using namespace termscope;

namespace {

/// Weights 3, −6, 0 (all kept) and data 5, 4, 7: 3·5 − 6·4 + 0·7 = −9.
GroupView sampleView()
{
    const auto value = [](std::int64_t number, std::vector<Term> terms) {
        const std::size_t count = terms.size();
        return RevealedValue{number, number, std::move(terms), std::vector<bool>(count, true)};
    };
    GroupView view;
    view.first = 8;
    view.exponents = 8;
    view.hasData = true;
    view.weights.values = {value(3, {{2, 1}, {0, -1}}), value(-6, {{3, -1}, {1, 1}}), value(0, {})};
    view.data.values = {value(5, {{2, 1}, {0, 1}}), value(4, {{2, 1}}), value(7, {{3, 1}, {0, -1}})};
    for (int i = 0; i < 3; ++i)
        for (const Term& w : view.weights.values[static_cast<std::size_t>(i)].terms)
            for (const Term& x : view.data.values[static_cast<std::size_t>(i)].terms)
                view.pairs.push_back({i, w, x});
    view.dotProduct = -9;
    view.fullDotProduct = -11;
    view.weightScale = 0.5F;
    view.dataScale = 2.0F;
    view.floatDotProduct = -10.25;
    view.pairBound = 12;
    return view;
}

} // namespace

class TestDotProductView : public QObject {
    Q_OBJECT

private slots:
    void init();
    void pairsTable();
    void productsByValue();
    void coefficients();
    void cancellingPairs();
    void sums();
    void placeholderWithoutData();
    void choosingARowIsTold();
    void highlightFrames();
    void pairsAndCoefficientsAreTold();
    void csv();
    void exports();
    void leavingIsTold();
    void nothingIsToldAtTheEnd();
    void repaintsOnPaletteChange();
    void accessibleNames();

private:
    QString label(const char* name) const { return view_->findChild<QLabel*>(QLatin1String(name))->text(); }

    LitTable* productsTable() const { return view_->productsTable(); }

    std::unique_ptr<DotProductView> view_;
};

void TestDotProductView::init()
{
    view_ = std::make_unique<DotProductView>();
    view_->setGroup(sampleView());
    view_->resize(480, 420);
    view_->show();
    QVERIFY(QTest::qWaitForWindowExposed(view_.get()));
}

void TestDotProductView::pairsTable()
{
    const PairsTableModel* model = view_->pairsTableModel();
    QCOMPARE(model->rowCount(), 6);
    QStringList row;
    for (int column = 0; column < model->columnCount(); ++column)
        row << model->index(1, column).data().toString();
    QCOMPARE(row, QStringList({"8", "+2²", "+2⁰", "+2²", "+4"}));
    int sum = 0;
    for (int i = 0; i < model->rowCount(); ++i)
        sum +=
            model->index(i, PairsTableModel::ContributionColumn).data().toString().replace(QChar(0x2212), '-').toInt();
    QCOMPARE(sum, -9);
}

void TestDotProductView::productsByValue()
{
    const QAbstractItemModel* model = productsTable()->model();
    QCOMPARE(model->rowCount(), 3);
    QCOMPARE(model->index(1, 0).data().toInt(), 9);
    QCOMPARE(model->index(1, 1).data().toString(), QStringLiteral("−6 = −2³ +2¹"));
    QCOMPARE(model->index(1, 2).data().toString(), QStringLiteral("4 = +2²"));
    QCOMPARE(model->index(1, 3).data().toInt(), 2);
    QCOMPARE(model->index(1, 4).data().toString(), QStringLiteral("−24"));
    QCOMPARE(model->index(2, 1).data().toString(), QStringLiteral("0"));
    QCOMPARE(model->index(2, 3).data().toInt(), 0);
}

void TestDotProductView::coefficients()
{
    // By hand: 3·5 = 2⁴ + 2² − 2² − 2⁰, −6·4 = −2⁵ + 2³.
    QCOMPARE(coefficientVector(sampleView().pairs), (std::vector<int>{-1, 0, 0, 1, 1, -1}));
    QCOMPARE(label("sum"), QStringLiteral("Σ cᵢ·2ⁱ = −1·2⁵ + 1·2⁴ + 1·2³ − 1·2⁰ = −9"));
}

void TestDotProductView::cancellingPairs()
{
    QCOMPARE(coefficientVector({}), std::vector<int>{});
    QCOMPARE(coefficientSum({}), QStringLiteral("0"));
    QCOMPARE(coefficientSum({0, 3, 0, -2}), QStringLiteral("−2·2³ + 3·2¹"));
}

void TestDotProductView::sums()
{
    QCOMPARE(label("result"), QStringLiteral("w · x = −9"));
    QVERIFY(label("count").startsWith(QStringLiteral("6 term pairs")));
    QVERIFY(label("count").contains(QStringLiteral("12")));
    const QString comparison = label("comparison");
    for (const char* figure : {"−9", "−11", "−10.25"})
        QVERIFY2(comparison.contains(QString::fromUtf8(figure)), figure);
}

void TestDotProductView::placeholderWithoutData()
{
    GroupView weightsOnly = sampleView();
    weightsOnly.hasData = false;
    view_->setPlaceholder(QStringLiteral("Weights only: there is nothing to multiply with."));
    view_->setGroup(weightsOnly);
    auto* placeholder = view_->findChild<QLabel*>(QStringLiteral("placeholder"));
    QVERIFY(placeholder->isVisible());
    QCOMPARE(placeholder->text(), QStringLiteral("Weights only: there is nothing to multiply with."));
    view_->setGroup(sampleView());
    QVERIFY(!placeholder->isVisible());
}

void TestDotProductView::choosingARowIsTold()
{
    QSignalSpy hovered(view_.get(), &DotProductView::valueHovered);
    LitTable* table = productsTable();
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(table->model()->index(1, 1)).center());
    QVERIFY(hovered.size() >= 1);
    QCOMPARE(hovered.last().at(0).toInt(), 1);
    QTest::keyClick(table, Qt::Key_Down);
    QCOMPARE(hovered.last().at(0).toInt(), 2);
}

void TestDotProductView::highlightFrames()
{
    QSignalSpy hovered(view_.get(), &DotProductView::valueHovered);
    QWidget* rows = productsTable()->viewport();
    const QImage dark = rows->grab().toImage();
    view_->setLit({{2}, {5}, {3}});
    QCOMPARE(view_->lit().values, std::vector<int>{2});
    QCOMPARE(view_->lit().pairs, std::vector<int>{5});
    QCOMPARE(view_->lit().coefficients, std::vector<int>{3});
    QVERIFY(rows->grab().toImage() != dark);
    view_->setLit({});
    QCOMPARE(rows->grab().toImage(), dark);
    QCOMPARE(hovered.size(), 0);
}

/// With the mouse and with the keys: pairs and coefficients say which they are.
void TestDotProductView::pairsAndCoefficientsAreTold()
{
    QSignalSpy pairs(view_.get(), &DotProductView::pairHovered);
    QSignalSpy chosen(view_.get(), &DotProductView::coefficientChosen);
    QSignalSpy coefficients(view_.get(), &DotProductView::coefficientHovered);
    auto* tabs = view_->findChild<QTabWidget*>();
    tabs->setCurrentIndex(1);
    LitTable* table = view_->pairsTable();
    QTest::mouseMove(table->viewport(), table->visualRect(table->model()->index(3, 2)).center());
    QCOMPARE(pairs.last().at(0).toInt(), 3);
    tabs->setCurrentIndex(2);
    CoefficientChart* chart = view_->chart();
    QTest::mouseMove(chart, chart->placeOf(5).center().toPoint());
    QCOMPARE(coefficients.last().at(0).toInt(), 5);
    QTest::keyClick(chart, Qt::Key_Right);
    QCOMPARE(coefficients.last().at(0).toInt(), 4);
    QTest::keyClick(chart, Qt::Key_Return);
    QCOMPARE(chosen.last().at(0).toInt(), 4);
    QTest::mouseClick(chart, Qt::LeftButton, {}, chart->placeOf(0).center().toPoint());
    QCOMPARE(chosen.last().at(0).toInt(), 0);
    QTest::keyClick(chart, Qt::Key_Escape);
    QCOMPARE(coefficients.last().at(0).toInt(), -1);
}

void TestDotProductView::csv()
{
    const QStringList lines = view_->csv().trimmed().split(QLatin1Char('\n'));
    QCOMPARE(lines.size(), 7);
    QCOMPARE(lines[0], QStringLiteral("value,weight_exponent,weight_sign,data_exponent,data_sign,exponent,sign"));
    QCOMPARE(lines[5], QStringLiteral("9,3,-1,2,1,5,-1"));
}

void TestDotProductView::exports()
{
    const QByteArray svg = view_->svg();
    QVERIFY(svg.contains("w · x = −9"));
    QVERIFY(svg.contains("6 term pairs"));
    QVERIFY(view_->png(1).startsWith("\x89PNG"));
    QVERIFY(view_->pdf().startsWith("%PDF"));
}

void TestDotProductView::leavingIsTold()
{
    QSignalSpy hovered(view_.get(), &DotProductView::valueHovered);
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(productsTable()->viewport(), &leave);
    QCOMPARE(hovered.size(), 1);
    QCOMPARE(hovered.last().at(0).toInt(), -1);
}

/// A window that ends while one of its tables has the focus is half gone when the focus leaves.
void TestDotProductView::nothingIsToldAtTheEnd()
{
    view_->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(view_.get()));
    productsTable()->setFocus();
    QVERIFY(productsTable()->hasFocus());
    int told = 0;
    connect(view_.get(), &DotProductView::valueHovered, this, [&] { ++told; });
    view_.reset();
    QCOMPARE(told, 0);
}

void TestDotProductView::repaintsOnPaletteChange()
{
    view_->findChild<QTabWidget*>()->setCurrentIndex(2);
    QWidget* page = view_->findChild<QTabWidget*>()->currentWidget();
    view_->setPalette(lightPalette());
    const QImage light = page->grab().toImage();
    view_->setPalette(darkPalette());
    const QImage dark = page->grab().toImage();
    QVERIFY(qGray(light.pixel(10, 10)) > 200);
    QVERIFY(qGray(dark.pixel(10, 10)) < 80);
}

void TestDotProductView::accessibleNames()
{
    QVERIFY(!view_->accessibleName().isEmpty());
    for (const QTableView* table : view_->findChildren<QTableView*>())
        QVERIFY(!table->accessibleName().isEmpty());
}

TERMSCOPE_TEST(TestDotProductView)
#include "TestDotProductView.moc"
