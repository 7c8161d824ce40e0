// Pairs counted by products of integers against pairs counted one by one.

#include "hwmodel/simulate/PackedGroups.h"
#include "hwmodel/tmac/TermMac.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <random>

using namespace termscope;

namespace {

using Draw = std::mt19937;

int between(Draw& random, int low, int high)
{
    return std::uniform_int_distribution<int>(low, high)(random);
}

/// Values of any terms, each exponent at most once; `dense`: how many of ten exponents a value has.
OperandSide someSide(Draw& random, std::int64_t lines, std::int64_t groups, int groupSize, int dense, int exponents)
{
    OperandSide side{lines, groups * groupSize, groupSize, 1, groups, {}, {}, {0}};
    for (std::int64_t i = 0; i < lines * groups * groupSize; ++i) {
        for (int e = exponents; e-- > 0;)
            if (between(random, 1, 10) <= dense)
                side.terms.push_back({static_cast<std::uint8_t>(i % groupSize), static_cast<std::uint8_t>(e),
                                      static_cast<std::int8_t>(between(random, 0, 1) == 0 ? 1 : -1)});
        side.starts.push_back(static_cast<std::uint32_t>(side.terms.size()));
    }
    return side;
}

ProductOperands someOperands(Draw& random, int groupSize, int dense, int exponents = 8)
{
    const std::int64_t groups = between(random, 1, 200);
    ProductOperands operands;
    operands.shape = {between(random, 1, 3), groups * groupSize, between(random, 1, 3)};
    operands.inputs = someSide(random, operands.shape.m, groups, groupSize, dense, exponents);
    operands.weights = someSide(random, operands.shape.n, groups, groupSize, dense, exponents);
    return operands;
}

/// Sums of as many groups as fit, along a line of each side.
void compareSums(const ProductOperands& operands, bool unitAfterUnit)
{
    const std::optional<PackedDigits> packed = PackedDigits::of(operands, unitAfterUnit);
    QVERIFY(packed.has_value());
    QVERIFY(packed->mostGroups >= 1);
    const std::int64_t input = operands.inputs.lines - 1, weight = operands.weights.lines - 1;
    std::vector<std::int32_t> found(pairSumCounts, 5), expected(pairSumCounts, 5);
    for (std::int64_t first = 0; first < operands.inputs.groups; first += packed->mostGroups) {
        PairSum sum = 0;
        for (std::int64_t i = first; i < std::min(operands.inputs.groups, first + packed->mostGroups); ++i) {
            sum += pairSum(packed->weights.group({weight, i}), packed->inputs.group({input, i}),
                           packed->weights.words());
            addGroup(operands.weights.group(weight, i), operands.inputs.group(input, i), expected);
        }
        addCounts(sum, found.data());
        QCOMPARE(found, expected);
    }
}

} // namespace

class TestPackedGroups : public QObject {
    Q_OBJECT

private slots:
    void sumsOfPairs()
    {
        Draw random(21);
        int packed = 0;
        for (int round = 0; round < 400; ++round) {
            const ProductOperands operands = someOperands(random, between(random, 1, 64), between(random, 0, 10));
            if (!PackedDigits::of(operands, false))
                continue; // more than 127 terms in a group
            ++packed;
            compareSums(operands, round % 2 == 0);
            if (QTest::currentTestFailed())
                QFAIL(qPrintable(QStringLiteral("round %1").arg(round)));
        }
        QVERIFY(packed > 200);
    }

    /// As many pairs of one exponent and sign as a sum may hold, for every size of a group.
    void sumsAtTheirBound()
    {
        for (int groupSize = 1; groupSize <= 64; ++groupSize)
            for (const int sign : {1, -1})
                for (const std::uint8_t exponent : {0, 7}) {
                    const std::int64_t groups = 2 * (127 / groupSize);
                    ProductOperands operands;
                    const auto side = [&](std::int8_t own) {
                        OperandSide all{1, groups * groupSize, groupSize, 1, groups, {}, {}, {0}};
                        for (std::int64_t i = 0; i < groups * groupSize; ++i) {
                            all.terms.push_back({static_cast<std::uint8_t>(i % groupSize), exponent, own});
                            all.starts.push_back(static_cast<std::uint32_t>(all.terms.size()));
                        }
                        return all;
                    };
                    operands.inputs = side(1);
                    operands.weights = side(static_cast<std::int8_t>(sign));
                    QCOMPARE(PackedDigits::of(operands, false)->mostGroups, 127 / groupSize);
                    compareSums(operands, false);
                    if (QTest::currentTestFailed())
                        QFAIL(qPrintable(QStringLiteral("groups of %1").arg(groupSize)));
                }
    }

    void whatIsNotPacked()
    {
        Draw random(22);
        QVERIFY(PackedDigits::of(someOperands(random, 15, 10), false).has_value()); // 120 terms
        QVERIFY(!PackedDigits::of(someOperands(random, 16, 10), false).has_value());
        QVERIFY(PackedDigits::of(someOperands(random, 4, 10, 8), true).has_value());
        QVERIFY(!PackedDigits::of(someOperands(random, 4, 10, 9), true).has_value());
    }

    /// The longest of the cells of a row, in lock step and with operands hopping every clock.
    void longestOfARow()
    {
        Draw random(23);
        for (int round = 0; round < 600; ++round) {
            const ProductOperands operands = someOperands(random, between(random, 1, 64), between(random, 0, 10),
                                                          round % 3 == 0 ? 16 : 8);
            const ArrayConfig array{between(random, 1, 4), between(random, 1, 4), Dataflow(round % 3), false};
            const Fold fold(
                array, mappedAxes(array.dataflow, {operands.shape.m, operands.inputs.groups, operands.shape.n}), 0);
            const OperandSide& west = fold.westSide(operands);
            const OperandSide& column = fold.columnSide(operands);
            const PackedCounts packed = PackedCounts::of(termCounts(west), termCounts(column), !fold.outputsStay());
            const bool everyClock = round % 2 == 0;
            for (std::int64_t beat = 0; beat < fold.stream + (everyClock ? 0 : fold.rows + fold.columns - 2); ++beat)
                for (int r = 0; r < fold.rows; ++r) {
                    const std::int64_t newest = everyClock ? beat : beat - r;
                    if (newest < 0)
                        continue;
                    std::int64_t longest = 0;
                    for (int c = 0; c < fold.columns; ++c) {
                        const std::int64_t item = everyClock ? newest : newest - c;
                        if (item < 0 || item >= fold.stream)
                            continue;
                        const OperandUnit a = fold.westUnit(r, item), b = fold.columnUnit(r, c, item);
                        longest = std::max(longest,
                                           pairCount(west.group(a.line, a.unit), column.group(b.line, b.unit)));
                    }
                    const CellRow<std::uint64_t> row(fold, packed.west, packed.column, r, newest, everyClock);
                    QCOMPARE(static_cast<std::int64_t>(packed.longest(row)), longest);
                }
        }
    }
};

TERMSCOPE_TEST(TestPackedGroups)
#include "TestPackedGroups.moc"
