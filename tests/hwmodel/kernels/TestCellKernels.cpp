// The inner loops at every instruction set level against sums written out.
#include "core/terms/Kernels.h"
#include "hwmodel/kernels/CellKernels.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <random>

using namespace termscope;
using namespace termscope::kernels;

class TestCellKernels : public QObject {
    Q_OBJECT

private slots:
    void levels_data()
    {
        QTest::addColumn<std::size_t>("level");
        for (std::size_t i = 0; i < availableCount(); ++i)
            QTest::newRow(available(i).level) << i;
    }

    void levels()
    {
        QFETCH(std::size_t, level);
        const CellKernels& kernel = availableCells(level);
        std::mt19937 random(3);
        const auto draw = [&](int low, int high) { return std::uniform_int_distribution<int>(low, high)(random); };
        for (int round = 0; round < 300; ++round) {
            multiplyAccumulate(kernel, static_cast<std::size_t>(draw(0, 80)), draw);
            countedPairs(kernel, draw(0, 300), static_cast<std::size_t>(draw(1, 4)), draw);
            mergedPairs(kernel, static_cast<std::size_t>(draw(1, 32)), static_cast<std::size_t>(draw(1, 4)) * pairLanes,
                        draw);
        }
    }

private:
    template <class Draw>
    void multiplyAccumulate(const CellKernels& kernel, std::size_t count, Draw draw)
    {
        std::vector<std::int32_t> a(count), b(count);
        std::vector<std::int64_t> sums(count), expected(count);
        std::int64_t dot = 0;
        for (std::size_t i = 0; i < count; ++i) {
            a[i] = draw(-32768, 32768);
            b[i] = draw(-32768, 32768);
            sums[i] = draw(-1000, 1000) * (std::int64_t{1} << 40);
            expected[i] = sums[i] + std::int64_t{a[i]} * b[i];
            dot += std::int64_t{a[i]} * b[i];
        }
        kernel.multiplyAdd(sums.data(), a.data(), b.data(), count);
        QCOMPARE(sums, expected);
        QCOMPARE(kernel.dotProduct(a.data(), b.data(), count), dot);
    }

    template <class Draw>
    void countedPairs(const CellKernels& kernel, int terms, std::size_t eights, Draw draw)
    {
        const int exponents = static_cast<int>(eights) * 4; // two of them add up to less than 8·eights
        constexpr int values = 31;
        std::vector<std::int8_t> digits(values * digitLanes, 0);
        for (std::size_t value = 0; value < values; ++value)
            for (int e = 0; e < exponents; ++e)
                digits[value * digitLanes + static_cast<std::size_t>(e)] = static_cast<std::int8_t>(draw(-1, 1));
        std::vector<std::int32_t> counts(8 * eights), expected;
        for (std::int32_t& count : counts)
            count = draw(-100000, 100000);
        expected = counts;
        std::vector<GroupTerm> queue;
        const bool alike = draw(0, 2) == 0; // all of one sign and value: bytes would overflow
        for (int t = 0; t < terms; ++t) {
            queue.push_back({static_cast<std::uint8_t>(alike ? 0 : draw(0, values - 1)),
                             static_cast<std::uint8_t>(alike ? 0 : draw(0, exponents - 1)),
                             static_cast<std::int8_t>(alike || draw(0, 1) == 1 ? 1 : -1)});
            for (int e = 0; e < exponents; ++e)
                expected[queue.back().exponent + static_cast<std::size_t>(e)] +=
                    queue.back().sign * digits[queue.back().value * digitLanes + static_cast<std::size_t>(e)];
        }
        kernel.countPairs(queue.data(), queue.size(), digits.data(), counts.data(), eights);
        QCOMPARE(counts, expected);
    }

    template <class Draw>
    void mergedPairs(const CellKernels& kernel, std::size_t halves, std::size_t cells, Draw draw)
    {
        const auto filled = [&](std::size_t size) {
            std::vector<std::uint8_t> counts(size);
            for (std::uint8_t& count : counts)
                count = static_cast<std::uint8_t>(draw(0, 16));
            return counts;
        };
        const std::vector<std::uint8_t> scalars = filled(2 * halves), counts = filled(2 * halves * cells);
        std::vector<std::int16_t> longest(cells), expectedLongest(cells);
        std::vector<std::uint32_t> sums(cells), expectedSums(cells);
        for (std::size_t c = 0; c < cells; ++c) {
            int pairs = 0;
            for (std::size_t v = 0; v < 2 * halves; ++v)
                pairs += scalars[v] * counts[(v / 2 * cells + c) * 2 + v % 2];
            longest[c] = static_cast<std::int16_t>(draw(0, 4000));
            expectedLongest[c] = static_cast<std::int16_t>(std::max<int>(longest[c], pairs));
            sums[c] = static_cast<std::uint32_t>(draw(0, 1 << 30));
            expectedSums[c] = sums[c] + static_cast<std::uint32_t>(pairs);
        }
        kernel.mergePairs(longest.data(), nullptr, scalars.data(), counts.data(), halves, cells);
        QCOMPARE(longest, expectedLongest);
        kernel.mergePairs(longest.data(), sums.data(), scalars.data(), counts.data(), halves, cells);
        QCOMPARE(longest, expectedLongest);
        QCOMPARE(sums, expectedSums);
    }
};

TERMSCOPE_TEST(TestCellKernels)
#include "TestCellKernels.moc"
