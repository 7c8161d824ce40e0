// The table of settings and results: its rows, its order, its CSV, cancelling and refusals.
#include "core/evaluate/ImageEvaluator.h"
#include "core/sweep/Sweep.h"
#include "tests/core/Samples.h"
#include "tests/support/Stopping.h"
#include "tests/support/TestClass.h"

#include <QtTest>

using namespace termscope;

namespace {

ImageEvaluator smallEvaluator()
{
    return samples::unwrap(
        ImageEvaluator::create(samples::mlp(7, {24, 20, 6}, "Relu", true), samples::randomDataset(8, 300, 24, 6)));
}

QList<QStringList> cellsOf(const std::string& csv)
{
    QList<QStringList> rows;
    for (const QString& line : QString::fromStdString(csv).split('\n', Qt::SkipEmptyParts))
        rows.push_back(line.split(','));
    return rows;
}

} // namespace

class TestSweep : public QObject {
    Q_OBJECT

private slots:
    void rowsInOrder();
    void rowsAreEvaluations();
    void csv();
    void csvOfGivenRows();
    void progressAndCancel();
    void settingsOutOfRange();
    void usualBudgetsOfAGroup();
};

void TestSweep::rowsInOrder()
{
    ImageEvaluator evaluator = smallEvaluator();
    SweepConfig config;
    config.qtBits = {8, 2, 5};
    config.budgets = {4, 12};
    config.dataTerms = {3, 0};
    std::vector<Method> reported;
    const auto rows = runSweep(evaluator, config, {}, [&](const SweepRow& row) -> Result<void> {
        reported.push_back(row.method);
        return {};
    });
    QVERIFY(rows.has_value());
    QCOMPARE(rows->size(), std::size_t{1 + 3 + 4});
    QCOMPARE(reported.size(), rows->size());
    QVERIFY((*rows)[0].method == Method::Float);
    for (std::size_t i = 0; i < 3; ++i) {
        const SweepRow& row = (*rows)[1 + i];
        QVERIFY(row.method == Method::Quantized);
        QCOMPARE(row.settings.weightBits, config.qtBits[i]);
        QCOMPARE(row.settings.dataBits, config.qtBits[i]);
    }
    const std::pair<int, int> expected[] = {{3, 4}, {3, 12}, {0, 4}, {0, 12}}; // s, k
    for (std::size_t i = 0; i < 4; ++i) {
        const SweepRow& row = (*rows)[4 + i];
        QVERIFY(row.method == Method::Revealed);
        QCOMPARE(row.settings.dataTerms, expected[i].first);
        QCOMPARE(row.settings.budget, expected[i].second);
        QCOMPARE(row.settings.weightBits, 8);
    }
}

void TestSweep::rowsAreEvaluations()
{
    ImageEvaluator evaluator = smallEvaluator();
    SweepConfig config;
    config.base.dataBits = 6;
    config.qtBits = {3, 7};
    config.qtDataBitsFollow = false;
    config.budgets = {6};
    config.dataTerms = {2};
    const auto rows = runSweep(evaluator, config);
    QVERIFY(rows.has_value());
    for (const SweepRow& row : *rows) {
        if (row.method == Method::Quantized)
            QCOMPARE(row.settings.dataBits, 6);
        const Evaluation alone = smallEvaluator().evaluate(row.method, row.settings);
        QCOMPARE(row.correct, alone.correct);
        QCOMPARE(row.correctTop5, alone.correctTop5);
        QCOMPARE(row.total, 300);
        QCOMPARE(row.top1(), alone.top1());
        QCOMPARE(row.work.has_value(), row.method != Method::Float);
        if (row.work) {
            QCOMPARE(row.work->measured, alone.work->measured);
            QCOMPARE(row.work->provisioned, provisionedPairs(row.method, row.settings));
        }
    }
}

void TestSweep::csv()
{
    ImageEvaluator evaluator = smallEvaluator();
    SweepConfig config;
    config.qtBits = {4};
    config.budgets = {12};
    config.dataTerms = {0};
    const auto rows = runSweep(evaluator, config);
    QVERIFY(rows.has_value());
    const std::string written = sweepCsv(*rows);
    QVERIFY(written.starts_with(
        "method,weight_bits,data_bits,group_size,budget,data_terms,encoding,correct,total,top1,top5,"
        "pairs_per_mac_provisioned,pairs_per_mac_measured\n"));
    QVERIFY(written.ends_with('\n'));
    const QList<QStringList> cells = cellsOf(written);
    QCOMPARE(cells.size(), 4);
    const QStringList floatCells = cells[1];
    QCOMPARE(floatCells.size(), 13);
    QCOMPARE(floatCells[0], QString("float"));
    for (const int empty : {1, 2, 3, 4, 5, 6, 11, 12})
        QVERIFY(floatCells[empty].isEmpty());
    QCOMPARE(cells[2].mid(0, 7), QStringList({"qt", "4", "4", "", "", "", "hese"}));
    QCOMPARE(cells[2][11], QString("9"));
    QCOMPARE(cells[3].mid(0, 7), QStringList({"tr", "8", "8", "8", "12", "0", "hese"}));
    QCOMPARE(cells[3][11], QString("6"));
    for (qsizetype i = 0; i < 3; ++i) {
        const SweepRow& row = (*rows)[static_cast<std::size_t>(i)];
        const QStringList& line = cells[i + 1];
        QCOMPARE(line[7].toLongLong(), row.correct);
        QCOMPARE(line[8].toLongLong(), row.total);
        QVERIFY(line[9].toDouble() == row.top1()); // reads back exactly
        QVERIFY(line[10].toDouble() == row.top5());
        if (row.work)
            QVERIFY(line[12].toDouble() == row.work->measured);
    }
}

void TestSweep::csvOfGivenRows()
{
    SweepRow row;
    row.method = Method::Revealed;
    row.settings.encoding = Encoding::Hese2020;
    row.correct = 9803;
    row.correctTop5 = 9999;
    row.total = 10000;
    row.work = Work{4.5, 0.1};
    const QList<QStringList> cells = cellsOf(sweepCsv({&row, 1}));
    QCOMPARE(cells[1].join(','), QString("tr,8,8,8,12,3,hese2020,9803,10000,98.03,99.99,4.5,0.1"));
    QCOMPARE(cellsOf(sweepCsv({})).size(), 1);
}

void TestSweep::progressAndCancel()
{
    ImageEvaluator evaluator = smallEvaluator();
    SweepConfig config;
    config.qtBits = {4, 8};
    std::vector<double> fractions;
    QVERIFY(runSweep(evaluator, config, [&](double fraction) { fractions.push_back(fraction); }).has_value());
    QVERIFY(std::ranges::is_sorted(fractions));
    QVERIFY(fractions.front() > 0.0);
    QCOMPARE(fractions.back(), 1.0);

    int rows = 0;
    Stopping stopping;
    const auto stop = [&](double fraction) {
        if (fraction >= 0.5)
            stopping.stop();
    };
    const auto count = [&](const SweepRow&) {
        ++rows;
        return Result<void>();
    };
    QVERIFY_EXCEPTION_THROWN(std::ignore = runSweep(evaluator, config, stop, count), Cancelled);
    QCOMPARE(rows, 1);
}

void TestSweep::settingsOutOfRange()
{
    ImageEvaluator evaluator = smallEvaluator();
    SweepConfig config;
    config.budgets = {12, 65};
    config.dataTerms = {3};
    const auto refused = runSweep(evaluator, config);
    QVERIFY(!refused.has_value());
    QCOMPARE(QString::fromStdString(refused.error().message), QString("budget: expected 1…64, found 65"));
    config.budgets = {};
    config.qtBits = {8, 17};
    QVERIFY(runSweep(evaluator, config).error().message.starts_with("weight_bits: expected 2…16, found 17"));
}

void TestSweep::usualBudgetsOfAGroup()
{
    QVERIFY((usualBudgets(8) == std::vector<int>{3, 4, 6, 8, 12, 16, 24, 32}));
    QVERIFY((usualBudgets(16) == std::vector<int>{6, 8, 12, 16, 24, 32, 48, 64}));
    QVERIFY((usualBudgets(1) == std::vector<int>{1, 2, 3, 4}));
    for (int groupSize = 1; groupSize <= 64; ++groupSize) {
        const std::vector<int> budgets = usualBudgets(groupSize);
        QVERIFY(std::ranges::adjacent_find(budgets, std::greater_equal<>()) == budgets.end());
        QVERIFY(budgets.front() >= 1 && budgets.back() <= 8 * groupSize);
    }
}

TERMSCOPE_TEST(TestSweep)
#include "TestSweep.moc"
