// The term grid under real mouse and key events: every budget it asks for is checked against a count over the terms.
#include "tests/support/TestClass.h"
#include "widgets/terms/StepPlayer.h"
#include "widgets/terms/TermGrid.h"
#include "widgets/terms/TermGridView.h"

#include <QPainter>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSlider>
#include <QtTest>

using namespace termscope;

namespace {

const std::vector<std::int64_t> values{27, -43, 8, 0, 100, -3, 77, 64};

RevealedGroup groupOf(int budget)
{
    return revealGroup(values, budget, Encoding::Hese);
}

/// The oracle: walks the exponents down and the values in order, and counts until it is at the cell.
int countUntil(const RevealedGroup& group, int row, int exponent)
{
    int count = 0;
    for (int e = 62; e >= 0; --e)
        for (int i = 0; i < static_cast<int>(group.values.size()); ++i) {
            if (e == exponent && i == row)
                return count;
            for (const Term& term : group.values[static_cast<std::size_t>(i)].terms)
                count += term.exponent == e ? 1 : 0;
        }
    return count;
}

int allTerms()
{
    return groupOf(1000).keptTerms;
}

} // namespace

class TestTermGrid : public QObject {
    Q_OBJECT

private slots:
    void init();
    void everyCellGivesTheCountBeforeIt();
    void edgesOfTheGrid();
    void dragAsksForBudgetsAndCommitsOnce();
    void dragFollowsTheWaterline();
    void rightButtonDoesNotDrag();
    void dataHaveNoWaterlineToDrag();
    void arrowKeys_data();
    void arrowKeys();
    void heldKeyIsOneCommit();
    void exponentEdgesByKey();
    void budgetRange();
    void hoverNamesTheValue();
    void keysPointAtCells();
    void clicksBesideTheCellsChoose();
    void litRowsHaveFrames();
    void description();
    void waterlineIsAStep();
    void recedingHidesTerms();
    void keptAndDroppedDifferWithoutColour();
    void csvHasEveryTerm();
    void renderFillsTheTarget();
    void exports();
    void pictureShowsRowsOutOfSight();
    void narrowGridsLeaveOutColumns();
    void storedIntegersAndZeroPoint();
    void bordersOfBlocks();
    void repaintsOnPaletteChange();
    void scrollsLargeGroups();
    void eightValuesAreInSight();
    void cellsUseTheRoom();
    void accessibleText();

private:
    std::unique_ptr<TermGrid> grid_;
};

void TestTermGrid::init()
{
    grid_ = std::make_unique<TermGrid>();
    grid_->setGroup(groupOf(12), 8);
    grid_->resize(480, 330);
    grid_->show();
    QVERIFY(QTest::qWaitForWindowExposed(grid_.get()));
}

void TestTermGrid::everyCellGivesTheCountBeforeIt()
{
    for (int row = 0; row < 8; ++row)
        for (int exponent = 0; exponent < 8; ++exponent)
            QCOMPARE(grid_->budgetAt(grid_->cellRect(row, exponent).center()),
                     countUntil(grid_->group(), row, exponent));
}

void TestTermGrid::edgesOfTheGrid()
{
    const QPoint leftOfAll = grid_->cellRect(3, 7).center() - QPoint(grid_->cellRect(3, 7).width(), 0);
    QCOMPARE(grid_->budgetAt(leftOfAll), 0);
    const QPoint rightOfAll = grid_->cellRect(3, 0).center() + QPoint(grid_->cellRect(3, 0).width(), 0);
    QCOMPARE(grid_->budgetAt(rightOfAll), allTerms());
    const QPoint header(grid_->cellRect(0, 4).center().x(), 2);
    QCOMPARE(grid_->budgetAt(header), countUntil(grid_->group(), 0, 4));
    const QPoint below = grid_->cellRect(7, 4).bottomLeft() + QPoint(4, 8);
    QCOMPARE(grid_->budgetAt(below), countUntil(grid_->group(), 0, 3));
}

void TestTermGrid::dragAsksForBudgetsAndCommitsOnce()
{
    QSignalSpy requested(grid_.get(), &TermGrid::budgetRequested);
    QSignalSpy committed(grid_.get(), &TermGrid::budgetCommitted);
    const QPoint from = grid_->cellRect(2, 5).center();
    const QPoint to = grid_->cellRect(6, 1).center();
    QTest::mousePress(grid_->viewport(), Qt::LeftButton, {}, from);
    QCOMPARE(requested.size(), 1);
    QCOMPARE(requested.last().at(0).toInt(), countUntil(grid_->group(), 2, 5));
    for (int step = 1; step <= 10; ++step)
        QTest::mouseMove(grid_->viewport(), from + (to - from) * step / 10);
    QCOMPARE(requested.last().at(0).toInt(), countUntil(grid_->group(), 6, 1));
    QCOMPARE(committed.size(), 0);
    QTest::mouseRelease(grid_->viewport(), Qt::LeftButton, {}, to);
    QCOMPARE(committed.size(), 1);
    QCOMPARE(committed.last().at(0).toInt(), countUntil(grid_->group(), 6, 1));
    for (qsizetype i = 1; i < requested.size(); ++i)
        QVERIFY(requested[i].at(0).toInt() != requested[i - 1].at(0).toInt());
}

void TestTermGrid::dragFollowsTheWaterline()
{
    connect(grid_.get(), &TermGrid::budgetRequested, this, [this](int budget) { grid_->setGroup(groupOf(budget), 8); });
    QTest::mousePress(grid_->viewport(), Qt::LeftButton, {}, grid_->cellRect(0, 3).center());
    QCOMPARE(grid_->group().keptTerms, countUntil(groupOf(0), 0, 3));
    QTest::mouseMove(grid_->viewport(), grid_->cellRect(5, 6).center());
    QCOMPARE(grid_->group().keptTerms, countUntil(groupOf(0), 5, 6));
    QTest::mouseRelease(grid_->viewport(), Qt::LeftButton, {}, grid_->cellRect(5, 6).center());
    QCOMPARE(grid_->group().keptTerms, countUntil(groupOf(0), 5, 6));
}

void TestTermGrid::rightButtonDoesNotDrag()
{
    QSignalSpy requested(grid_.get(), &TermGrid::budgetRequested);
    QTest::mouseClick(grid_->viewport(), Qt::RightButton, {}, grid_->cellRect(0, 7).center());
    QCOMPARE(requested.size(), 0);
}

void TestTermGrid::dataHaveNoWaterlineToDrag()
{
    grid_->setWaterlineShown(false);
    QSignalSpy requested(grid_.get(), &TermGrid::budgetRequested);
    QTest::mouseClick(grid_->viewport(), Qt::LeftButton, {}, grid_->cellRect(0, 7).center());
    QTest::keyClick(grid_.get(), Qt::Key_Home);
    QCOMPARE(requested.size(), 0);
}

void TestTermGrid::arrowKeys_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<int>("expected");
    QTest::newRow("down") << int(Qt::Key_Down) << 13;
    QTest::newRow("up") << int(Qt::Key_Up) << 11;
    QTest::newRow("home") << int(Qt::Key_Home) << 0;
    QTest::newRow("end") << int(Qt::Key_End) << allTerms();
}

void TestTermGrid::arrowKeys()
{
    QFETCH(int, key);
    QFETCH(int, expected);
    QSignalSpy requested(grid_.get(), &TermGrid::budgetRequested);
    QSignalSpy committed(grid_.get(), &TermGrid::budgetCommitted);
    QTest::keyClick(grid_.get(), static_cast<Qt::Key>(key));
    QCOMPARE(requested.size(), 1);
    QCOMPARE(requested.last().at(0).toInt(), expected);
    QCOMPARE(committed.size(), 1);
    QCOMPARE(committed.last().at(0).toInt(), expected);
}

void TestTermGrid::heldKeyIsOneCommit()
{
    QSignalSpy requested(grid_.get(), &TermGrid::budgetRequested);
    QSignalSpy committed(grid_.get(), &TermGrid::budgetCommitted);
    for (int i = 0; i < 3; ++i)
        QTest::keyPress(grid_.get(), Qt::Key_Up);
    QCOMPARE(requested.size(), 3);
    QCOMPARE(committed.size(), 0);
    QTest::keyRelease(grid_.get(), Qt::Key_Up);
    QCOMPARE(committed.size(), 1);
    QCOMPARE(committed.last().at(0).toInt(), 9);
}

void TestTermGrid::exponentEdgesByKey()
{
    QList<int> edges;
    for (int exponent = 7; exponent >= 0; --exponent)
        if (const int count = countUntil(grid_->group(), 0, exponent); edges.isEmpty() || edges.last() != count)
            edges << count;
    if (edges.last() != allTerms())
        edges << allTerms();
    connect(grid_.get(), &TermGrid::budgetRequested, this, [this](int budget) { grid_->setGroup(groupOf(budget), 8); });
    QTest::keyClick(grid_.get(), Qt::Key_Home);
    for (const int edge : edges.mid(1)) {
        QTest::keyClick(grid_.get(), Qt::Key_Right);
        QCOMPARE(grid_->group().keptTerms, edge);
    }
    QSignalSpy requested(grid_.get(), &TermGrid::budgetRequested);
    QTest::keyClick(grid_.get(), Qt::Key_Right);
    QCOMPARE(requested.size(), 0);
    for (qsizetype i = edges.size() - 2; i >= 0; --i) {
        QTest::keyClick(grid_.get(), Qt::Key_Left);
        QCOMPARE(grid_->group().keptTerms, edges[i]);
    }
}

void TestTermGrid::budgetRange()
{
    grid_->setBudgetRange(1, 14);
    QSignalSpy committed(grid_.get(), &TermGrid::budgetCommitted);
    QTest::keyClick(grid_.get(), Qt::Key_Home);
    QCOMPARE(committed.last().at(0).toInt(), 1);
    QTest::keyClick(grid_.get(), Qt::Key_End);
    QCOMPARE(committed.last().at(0).toInt(), 14);
}

void TestTermGrid::hoverNamesTheValue()
{
    QSignalSpy hovered(grid_.get(), &TermGrid::valueHovered);
    QTest::mouseMove(grid_->viewport(), grid_->cellRect(4, 2).center());
    QCOMPARE(hovered.size(), 1);
    QCOMPARE(hovered.last().at(0).toInt(), 4);
    QCOMPARE(hovered.last().at(1).toInt(), 2);
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(grid_->viewport(), &leave);
    QCOMPARE(hovered.last().at(0).toInt(), -1);
}

/// Keys point at cells as the mouse does, and leave the budget alone.
void TestTermGrid::keysPointAtCells()
{
    QSignalSpy hovered(grid_.get(), &TermGrid::valueHovered);
    QSignalSpy chosen(grid_.get(), &TermGrid::valueChosen);
    QSignalSpy requested(grid_.get(), &TermGrid::budgetRequested);
    QTest::keyClick(grid_.get(), Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(grid_.get(), Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(grid_.get(), Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(grid_->litRows(), std::vector<int>{1});
    QCOMPARE(grid_->litExponent(), 7);
    QTest::keyClick(grid_.get(), Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(hovered.last(), QVariantList({1, 6}));
    QTest::keyClick(grid_.get(), Qt::Key_Return);
    QCOMPARE(chosen.last(), QVariantList({1, 6}));
    QTest::keyClick(grid_.get(), Qt::Key_Escape);
    QVERIFY(grid_->litRows().empty());
    QCOMPARE(requested.size(), 0);
}

/// A click on a value's name chooses it; one in the cells moves the waterline instead.
void TestTermGrid::clicksBesideTheCellsChoose()
{
    QSignalSpy chosen(grid_.get(), &TermGrid::valueChosen);
    QTest::mouseClick(grid_->viewport(), Qt::LeftButton, {}, {10, grid_->cellRect(3, 0).center().y()});
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.last().at(0).toInt(), 3);
    QTest::mouseClick(grid_->viewport(), Qt::LeftButton, {}, grid_->cellRect(3, 4).center());
    QCOMPARE(chosen.size(), 1);
}

/// What is lit differs in its shape: also in one colour. The ghost of another budget is drawn and goes away.
void TestTermGrid::litRowsHaveFrames()
{
    const auto brightness = [&] { return grid_->viewport()->grab().toImage().convertToFormat(QImage::Format_Mono); };
    const QImage dark = brightness();
    grid_->setLit({2, 5}, 3);
    QCOMPARE(grid_->litRows(), (std::vector<int>{2, 5}));
    QVERIFY(brightness() != dark);
    grid_->setLit({});
    QCOMPARE(brightness(), dark);
    grid_->setGhost(groupOf(3));
    QCOMPARE(grid_->ghost()->keptTerms, 3);
    QVERIFY(brightness() != dark);
    grid_->setGhost({});
    QCOMPARE(brightness(), dark);
}

void TestTermGrid::description()
{
    // The terms of 27 by hand: 32 − 4 − 1. In a group of its own a budget of two keeps 32 − 4 = 28.
    const std::vector<std::int64_t> one{27};
    grid_->setNames(QStringLiteral("w"), 3);
    grid_->setGroup(revealGroup(one, 2, Encoding::Hese), 8);
    QCOMPARE(grid_->describe(0), QStringLiteral("w[3] = 27 = +2⁵ −2² −2⁰; kept +2⁵ −2²; error +1"));
    grid_->setGroup(revealGroup(one, 3, Encoding::Hese), 8);
    QCOMPARE(grid_->describe(0), QStringLiteral("w[3] = 27 = +2⁵ −2² −2⁰; all kept"));
    grid_->setGroup(revealGroup(one, 0, Encoding::Hese), 8);
    QCOMPARE(grid_->describe(0), QStringLiteral("w[3] = 27 = +2⁵ −2² −2⁰; kept 0; error −27"));
}

void TestTermGrid::waterlineIsAStep()
{
    // Binary 3, 3, 3 and k = 4: all three at 2¹, of 2⁰ only the first value's.
    const std::vector<std::int64_t> threes{3, 3, 3};
    const RevealedGroup group = revealGroup(threes, 4, Encoding::Binary);
    const TermGridLayout layout = TermGridLayout::fit(group, 2, {}, grid_->font(), {300, 200}, false);
    const Waterline line = waterlineOf(group, layout);
    QCOMPARE(line.upperX, layout.cell(0, 0).right());
    QCOMPARE(line.lowerX, layout.cell(0, 0).left());
    QCOMPARE(line.stepY, layout.cell(0, 0).bottom());
    const Waterline straight = waterlineOf(revealGroup(threes, 3, Encoding::Binary), layout);
    QCOMPARE(straight.upperX, layout.cell(0, 1).right());
    QCOMPARE(straight.lowerX, straight.upperX);
    QCOMPARE(waterlineOf(revealGroup(threes, 0, Encoding::Binary), layout).upperX, layout.cells().left());
    QCOMPARE(waterlineOf(revealGroup(threes, 6, Encoding::Binary), layout).upperX, layout.cells().right());
}

void TestTermGrid::recedingHidesTerms()
{
    StepPlayer player;
    player.setStepCount(grid_->recedeSteps());
    connect(&player, &StepPlayer::stepChanged, this,
            [this](int step) { grid_->setShownExponent(grid_->exponents() - step); });
    QCOMPARE(player.stepCount(), 8 - *grid_->group().waterline);
    player.show();
    const QImage all = grid_->viewport()->grab().toImage();
    grid_->setShownExponent(8);
    const QImage covered = grid_->viewport()->grab().toImage();
    const QPoint top = grid_->cellRect(4, 7).center(); // 100 = +2⁷ …
    QVERIFY(all.pixel(top) != covered.pixel(top));
    QTest::keyClick(player.findChild<QSlider*>(), Qt::Key_Right);
    QCOMPARE(player.step(), 1);
    QCOMPARE(grid_->viewport()->grab().toImage().pixel(top), all.pixel(top));
    grid_->showAll();
    QCOMPARE(grid_->viewport()->grab().toImage(), all);
}

void TestTermGrid::keptAndDroppedDifferWithoutColour()
{
    // The same +2⁰ in two groups: kept, it is a filled cell; dropped, an outline with the surface inside.
    const auto darkness = [this](int budget) {
        const std::vector<std::int64_t> one{1};
        grid_->setGroup(revealGroup(one, budget, Encoding::Hese), 1);
        const QImage image = grid_->viewport()->grab().toImage().convertToFormat(QImage::Format_Grayscale8);
        const QRect cell = grid_->cellRect(0, 0).adjusted(6, 6, -6, -6);
        double sum = 0.0;
        for (int y = cell.top(); y <= cell.bottom(); ++y)
            for (int x = cell.left(); x <= cell.right(); ++x)
                sum += 255 - qGray(image.pixel(x, y));
        return sum / (cell.width() * cell.height());
    };
    QVERIFY(darkness(1) > 2.0 * darkness(0));
}

void TestTermGrid::csvHasEveryTerm()
{
    const QStringList lines = grid_->csv().trimmed().split(QLatin1Char('\n'));
    QCOMPARE(lines.first(), QStringLiteral("index,value,revealed,exponent,sign,kept"));
    QCOMPARE(lines.size(), 1 + allTerms() + 1); // and one line for the zero
    QVERIFY(lines.contains(QStringLiteral("3,0,0,,,")));
    const auto kept = std::ranges::count_if(lines,
                                            [](const QString& line) { return line.endsWith(QStringLiteral(",1")); });
    QCOMPARE(static_cast<int>(kept), 12);
}

void TestTermGrid::renderFillsTheTarget()
{
    QImage image(400, 260, QImage::Format_RGB32);
    image.fill(Qt::magenta);
    QPainter painter(&image);
    grid_->renderPicture(painter, image.rect(), TermColours::from(lightTheme()));
    painter.end();
    for (const QPoint& corner : {QPoint(0, 0), QPoint(399, 0), QPoint(0, 259), QPoint(399, 259)})
        QVERIFY(image.pixelColor(corner) != QColor(Qt::magenta));
}

void TestTermGrid::exports()
{
    auto* grid = new TermGrid;
    grid->setGroup(groupOf(12), 8);
    TermGridView view(QStringLiteral("Weights of the group"), grid);
    view.resize(480, 360);
    view.show();
    QCOMPARE(view.csv(), grid->csv());
    QVERIFY(view.png(2).startsWith("\x89PNG"));
    QCOMPARE(view.image(2).width(), 2 * view.image(1).width());
    QVERIFY(view.pdf().startsWith("%PDF"));
    const QByteArray svg = view.svg();
    for (const char* text : {"Weights of the group", "before", "w[7]", "−43"})
        QVERIFY2(svg.contains(text), text);
}

void TestTermGrid::pictureShowsRowsOutOfSight()
{
    auto* grid = new TermGrid;
    std::vector<std::int64_t> many(64, 5);
    grid->setGroup(revealGroup(many, 96, Encoding::Hese), 8);
    TermGridView view(QStringLiteral("Weights"), grid);
    view.resize(480, 200);
    view.show();
    QVERIFY(view.svg().contains("w[63]"));
    QVERIFY(view.image(1).height() >= 64 * grid->fontMetrics().height());
}

void TestTermGrid::narrowGridsLeaveOutColumns()
{
    std::vector<float> floats(values.size(), 0.25F);
    grid_->setFloats(floats, 0.01);
    grid_->resize(900, 330);
    const int wide = grid_->cellRect(0, 0).right();
    QVERIFY(wide < 900 - 4 * grid_->fontMetrics().horizontalAdvance(QStringLiteral("before")));
    grid_->resize(400, 330);
    QVERIFY(grid_->cellRect(0, 0).width() >= 22);
    QCOMPARE(grid_->horizontalScrollBar()->maximum(), 0);
    const std::int64_t revealed = grid_->group().values[0].revealed;
    QVERIFY(grid_->describe(0).endsWith(
        QStringLiteral("; float 0.25000, shown as %1").arg(0.01 * double(revealed), 0, 'f', 5)));
}

void TestTermGrid::storedIntegersAndZeroPoint()
{
    grid_->setFloats(std::vector<float>(values.size(), 0.25F), 0.01);
    grid_->resize(600, 330);
    const int without = grid_->cellRect(0, 0).right();
    grid_->setZeroPoint(0);
    QCOMPARE(grid_->cellRect(0, 0).right(), without); // what is stored is the value: no column repeats it
    QVERIFY2(grid_->describe(0).startsWith(QStringLiteral("w[0] = stored 27 − zero point 0 = 27 = +2⁵ −2² −2⁰")),
             qPrintable(grid_->describe(0)));
    grid_->setZeroPoint(128);
    QVERIFY(grid_->cellRect(0, 0).right() < without);
    QVERIFY2(grid_->describe(1).startsWith(QStringLiteral("w[1] = stored 85 − zero point 128 = −43 = ")),
             qPrintable(grid_->describe(1)));
    const QStringList lines = grid_->csv().split(QLatin1Char('\n'));
    QCOMPARE(lines[0], QStringLiteral("index,value,revealed,exponent,sign,kept,stored,zero_point"));
    QVERIFY(lines[1].startsWith(QStringLiteral("0,27,")));
    QVERIFY(lines[1].endsWith(QStringLiteral(",155,128")));
    TermGridView view(QStringLiteral("Weights"), grid_.release());
    view.resize(900, 400);
    view.show();
    QVERIFY(view.svg().contains("stored"));
    view.grid()->setZeroPoint({});
    QVERIFY(!view.svg().contains("stored"));
    QVERIFY(view.csv().startsWith(QStringLiteral("index,value,revealed,exponent,sign,kept\n")));
}

void TestTermGrid::bordersOfBlocks()
{
    const auto darkest = [this](int y) {
        const QImage picture = grid_->viewport()->grab().toImage();
        int least = 255;
        for (int x = 4; x < 40; ++x)
            for (int by = -1; by <= 1; ++by)
                least = std::min(least, qGray(picture.pixel(x, y + by)));
        return least;
    };
    grid_->setPalette(lightPalette());
    const int last = static_cast<int>(values.size()) - 1;
    const int above = grid_->cellRect(0, 0).top();
    const int below = grid_->cellRect(last, 0).bottom();
    QVERIFY(darkest(above) > 150);
    QVERIFY(darkest(below) > 150);
    grid_->setBlockBorders(true, false);
    QVERIFY(darkest(above) < 100);
    QVERIFY(darkest(below) > 150);
    grid_->setBlockBorders(false, true);
    QVERIFY(darkest(above) > 150);
    QVERIFY(darkest(below) < 100);
}

void TestTermGrid::repaintsOnPaletteChange()
{
    grid_->setPalette(lightPalette());
    const QImage light = grid_->viewport()->grab().toImage();
    grid_->setPalette(darkPalette());
    const QImage dark = grid_->viewport()->grab().toImage();
    QVERIFY(qGray(light.pixel(light.width() - 8, light.height() - 8)) > 200);
    QVERIFY(qGray(dark.pixel(dark.width() - 8, dark.height() - 8)) < 80);
}

void TestTermGrid::scrollsLargeGroups()
{
    std::vector<std::int64_t> many;
    for (int i = 0; i < 64; ++i)
        many.push_back((i * 37) % 255 - 127);
    grid_->setGroup(revealGroup(many, 96, Encoding::Hese), 8);
    QVERIFY(grid_->verticalScrollBar()->maximum() > 0);
    QVERIFY(grid_->cellRect(0, 0).height() >= grid_->fontMetrics().height());
    grid_->verticalScrollBar()->setValue(grid_->verticalScrollBar()->maximum());
    const QPoint last = grid_->cellRect(63, 3).center();
    QVERIFY(grid_->viewport()->rect().contains(last));
    QCOMPARE(grid_->budgetAt(last), countUntil(grid_->group(), 63, 3));
}

/// The least size that a page gives the grid shows a group of eight whole, at any size of type.
void TestTermGrid::eightValuesAreInSight()
{
    for (const double points : {9.0, 14.0, 20.0}) {
        QFont font = grid_->font();
        font.setPointSizeF(points);
        grid_->setFont(font);
        grid_->setGroup(revealGroup(std::vector<std::int64_t>{111, 85, 51, 7, -57, -99, -82, -22}, 12, Encoding::Hese),
                        8);
        grid_->resize(1200, grid_->minimumSizeHint().height() + 2 * grid_->frameWidth());
        QCoreApplication::processEvents();
        QCOMPARE(grid_->verticalScrollBar()->maximum(), 0);
        const int eight = grid_->minimumSizeHint().height();
        grid_->setGroup(revealGroup(std::vector<std::int64_t>(64, 85), 100, Encoding::Hese), 8);
        QCOMPARE(grid_->minimumSizeHint().height(), eight); // more are scrolled to
    }
}

void TestTermGrid::cellsUseTheRoom()
{
    const RevealedGroup group = revealGroup(std::vector<std::int64_t>(8, 85), 12, Encoding::Hese);
    const auto cell = [&](double width, double height) {
        return TermGridLayout::fit(group, 8, {}, grid_->font(), {width, height}, true).cell(0, 0).size();
    };
    QVERIFY(cell(1800, 1000).height() > 80);
    QVERIFY(cell(1800, 1000).width() > 110);
    // Not stretched into bars where the room is of another form.
    for (const QSizeF& room : {QSizeF(1800, 300), QSizeF(500, 1000), QSizeF(1800, 1000)}) {
        const QSizeF size = cell(room.width(), room.height());
        QVERIFY2(size.height() < 1.2 * size.width() && size.width() < 2.0 * size.height(),
                 qPrintable(QStringLiteral("%1 × %2").arg(size.width()).arg(size.height())));
    }
}

void TestTermGrid::accessibleText()
{
    QVERIFY(!grid_->accessibleName().isEmpty());
    QVERIFY(grid_->accessibleDescription().contains(QStringLiteral("12 of %1 terms kept").arg(allTerms())));
}

TERMSCOPE_TEST(TestTermGrid)
#include "TestTermGrid.moc"
