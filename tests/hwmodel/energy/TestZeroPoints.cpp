// What zero points cost: against a machine that multiplies the stored integers, corrects every sum, and counts.
#include "hwmodel/energy/Energy.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <map>
#include <random>

using namespace termscope;

namespace {

/// Counts what it is asked to do.
struct Machine {
    std::int64_t additions = 0;
    std::int64_t multiplications = 0;

    std::int64_t add(std::int64_t a, std::int64_t b)
    {
        ++additions;
        return a + b;
    }
    std::int64_t multiply(std::int64_t a, std::int64_t b)
    {
        ++multiplications;
        return a * b;
    }
};

/// A layer of some products that differ in their weights, each met by so many rows of data.
struct Case {
    std::int64_t products = 1;
    std::int64_t outputs = 1; ///< of each
    std::int64_t depth = 1;
    std::int64_t block = 0;
    std::vector<std::int32_t> weightZeros; ///< one; one an output; one a block of an output; or none
    std::vector<std::int32_t> dataZeros;   ///< one; or, of data quantized as they come, one a sample; or none
    std::int64_t samples = 1;
    std::int64_t positions = 1;

    std::int64_t rows() const { return samples * positions; }
    std::int64_t blocks() const { return block > 0 ? (depth + block - 1) / block : 1; }
    bool dynamic() const { return dataZeros.size() > 1; }
    std::int32_t weightZero(std::int64_t output, std::int64_t input) const
    {
        if (weightZeros.empty())
            return 0;
        return weightZeros.size() == 1
                   ? weightZeros[0]
                   : weightZeros[static_cast<std::size_t>(output * blocks() + (block > 0 ? input / block : 0))];
    }
    std::int32_t dataZero(std::int64_t row) const
    {
        return dataZeros.empty() ? 0 : dataZeros[static_cast<std::size_t>(dynamic() ? row / positions : 0)];
    }

    WeightLayer layer() const
    {
        WeightLayer layer;
        layer.name = "fc";
        layer.weight = {{products * outputs, depth},
                        std::vector<float>(static_cast<std::size_t>(products * outputs * depth))};
        auto given = std::make_shared<GivenWeights>();
        given->block = block;
        const bool any = std::ranges::any_of(weightZeros, [](std::int32_t zero) { return zero != 0; });
        given->zeros = any ? storedIntegers(weightZeros) : nullptr;
        layer.given = given;
        if (dynamic())
            layer.givenData = GivenData{"uint8", 1.0F, -255, 255, true};
        else if (!dataZeros.empty())
            layer.givenData = GivenData{"uint8", 1.0F, -dataZeros[0], 255 - dataZeros[0], false, dataZeros[0]};
        return layer;
    }
    LayerShape shape() const { return {"fc", {rows(), depth, outputs}, 1, products}; }
};

/// Multiplies stored integers, and is right.
class StreamingHardware {
public:
    Machine loading, running;

    explicit StreamingHardware(const Case& of) : case_(of)
    {
        std::mt19937 random(3);
        std::uniform_int_distribution<std::int32_t> stored(0, 255);
        for (std::int64_t i = 0; i < of.products * of.outputs * of.depth; ++i)
            weights_.push_back(stored(random));
        for (std::int64_t i = 0; i < of.products * of.rows() * of.depth; ++i)
            data_.push_back(stored(random));
    }

    /// Whether every block of every sum comes out as that of the differences.
    bool run()
    {
        bool right = true;
        for (std::int64_t product = 0; product < case_.products; ++product)
            right = runProduct(product) && right;
        return right;
    }

private:
    std::int64_t weight(std::int64_t output, std::int64_t i) const
    {
        return weights_[static_cast<std::size_t>(output * case_.depth + i)];
    }
    std::int64_t datum(std::int64_t product, std::int64_t row, std::int64_t i) const
    {
        return data_[static_cast<std::size_t>((product * case_.rows() + row) * case_.depth + i)];
    }

    bool runProduct(std::int64_t product)
    {
        const std::int64_t first = product * case_.outputs;
        const std::int64_t length = case_.block > 0 ? case_.block : case_.depth;
        bool needsSums = false;
        for (std::int64_t o = first; o < first + case_.outputs; ++o)
            for (std::int64_t i = 0; i < case_.depth; ++i)
                needsSums = needsSums || case_.weightZero(o, i) != 0;
        bool right = true;
        for (std::int64_t begin = 0; begin < case_.depth; begin += length)
            right = runBlock(product, begin, std::min(case_.depth, begin + length), needsSums) && right;
        return right;
    }

    bool runBlock(std::int64_t product, std::int64_t begin, std::int64_t end, bool needsSums)
    {
        const std::int64_t first = product * case_.outputs;
        // Once: the weights' sums, and what they come to where data have one zero point.
        std::vector<std::int64_t> sums, constants;
        for (std::int64_t o = first; o < first + case_.outputs && !case_.dataZeros.empty(); ++o) {
            sums.push_back(0);
            for (std::int64_t i = begin; i < end; ++i)
                sums.back() = loading.add(sums.back(), weight(o, i) - case_.weightZero(o, i));
            if (!case_.dynamic())
                constants.push_back(loading.multiply(case_.dataZeros[0], sums.back()));
        }
        bool right = true;
        for (std::int64_t row = 0; row < case_.rows(); ++row) {
            if (case_.dynamic() && row % case_.positions == 0) {
                constants.clear();
                for (const std::int64_t sum : sums)
                    constants.push_back(running.multiply(case_.dataZero(row), sum));
            }
            std::int64_t streamed = 0;
            for (std::int64_t i = begin; i < end && needsSums; ++i)
                streamed = running.add(streamed, datum(product, row, i));
            std::map<std::int32_t, std::int64_t> made; // outputs with the same zero point share the product
            for (std::int64_t o = first; o < first + case_.outputs; ++o) {
                std::int64_t sum = 0, expected = 0;
                for (std::int64_t i = begin; i < end; ++i) {
                    sum += weight(o, i) * datum(product, row, i);
                    expected += (weight(o, i) - case_.weightZero(o, i))
                                * (datum(product, row, i) - case_.dataZero(row));
                }
                if (const std::int32_t zero = case_.weightZero(o, begin); zero != 0) {
                    if (!made.contains(zero))
                        made[zero] = running.multiply(zero, streamed);
                    sum = running.add(sum, -made[zero]);
                }
                if (case_.dynamic())
                    sum = running.add(sum, -constants[static_cast<std::size_t>(o - first)]);
                else if (!constants.empty())
                    sum -= constants[static_cast<std::size_t>(o - first)]; // in the bias
                right = right && sum == expected;
            }
        }
        return right;
    }

    Case case_;
    std::vector<std::int64_t> weights_;
    std::vector<std::int64_t> data_;
};

} // namespace

class TestZeroPoints : public QObject {
    Q_OBJECT

private slots:
    void slowCount_data()
    {
        QTest::addColumn<Case>("of");
        QTest::newRow("data") << Case{1, 5, 12, 0, {}, {7}, 2, 3};
        QTest::newRow("data of channels in groups") << Case{3, 5, 12, 0, {}, {7}, 2, 3};
        QTest::newRow("data as they come") << Case{1, 5, 12, 0, {}, {7, 0, 130}, 3, 4};
        QTest::newRow("one of the weights") << Case{1, 5, 12, 0, {-9}, {}, 2, 3};
        QTest::newRow("one of the weights, in blocks") << Case{1, 5, 12, 4, {-9}, {}, 2, 3};
        QTest::newRow("one a channel") << Case{1, 5, 12, 0, {1, 2, 3, 4, 5}, {}, 2, 3};
        QTest::newRow("the same of all channels") << Case{1, 5, 12, 0, {3, 3, 3, 3, 3}, {}, 2, 3};
        QTest::newRow("some channels") << Case{1, 5, 12, 0, {1, 0, 0, 4, 0}, {}, 2, 3};
        QTest::newRow("some groups of channels") << Case{2, 2, 12, 0, {0, 0, 4, 0}, {}, 2, 3};
        QTest::newRow("blocks, the last one short") << Case{1, 2, 11, 4, {8, 7, 0, 0, 8, 9}, {}, 2, 3};
        QTest::newRow("both") << Case{2, 2, 12, 0, {3, -4, 5, 0}, {128}, 2, 3};
        QTest::newRow("both, as they come") << Case{1, 2, 12, 0, {3, -4}, {12, 250}, 2, 3};
    }

    void slowCount()
    {
        QFETCH(Case, of);
        StreamingHardware hardware(of);
        QVERIFY(hardware.run());
        const auto found = zeroPointCorrection(of.layer(), of.shape(), of.samples);
        QVERIFY(found.has_value() && found->has_value());
        QCOMPARE((*found)->additions, hardware.running.additions);
        QCOMPARE((*found)->multiplications, hardware.running.multiplications);
        QCOMPARE((*found)->onceAdditions, hardware.loading.additions);
        QCOMPARE((*found)->onceMultiplications, hardware.loading.multiplications);
    }

    void withoutZeroPoints()
    {
        for (const Case& of :
             {Case{1, 5, 12, 0, {}, {}, 2, 3}, Case{1, 5, 12, 0, {0}, {0}, 2, 3}, Case{1, 5, 12, 4, {}, {0}, 2, 3}}) {
            const auto found = zeroPointCorrection(of.layer(), of.shape(), of.samples);
            QVERIFY(found.has_value());
            QVERIFY(!found->has_value());
        }
        const auto floats = zeroPointCorrection(WeightLayer{}, Case{}.shape(), 1);
        QVERIFY(floats.has_value() && !floats->has_value());
    }

    /// The first of a layer's products alone, as the race has it.
    void oneOfTheProducts()
    {
        const Case of{3, 5, 12, 0, {}, {7}, 2, 3};
        LayerShape shape = of.shape();
        shape.repeats = 1;
        const auto found = zeroPointCorrection(of.layer(), shape, of.samples);
        QCOMPARE((*found)->onceAdditions, std::int64_t{5} * 12);
        QCOMPARE((*found)->onceMultiplications, std::int64_t{5});
    }

    void tooMany()
    {
        const Case of{1, 5, 12, 0, {-9}, {}, 1, 1};
        LayerShape shape = of.shape();
        shape.gemm.m = std::int64_t{1} << 62;
        const auto found = zeroPointCorrection(of.layer(), shape, 1);
        QVERIFY(!found);
        QCOMPARE(found.error().message,
                 std::string("layer fc: the operations of its zero-point correction do not fit 64 bits"));
    }

    /// A part of its own: additions of a run times the cost of a MAC, nothing for what is done once.
    void energyIsAPart()
    {
        UnitCosts costs;
        costs.mac.value = 3;
        costs.sramWord.value = 10;
        const LayerShape product{"p", {4, 16, 8}, 1};
        TimingConfig config;
        const LayerTiming timing = *timeLayer(product, config);
        const Operations operations = operationsOf(product, config);
        const EnergyBreakdown without = energyOf(timing, operations, config, costs);
        const EnergyBreakdown with = energyOf(timing, operations, config, costs, ZeroPointCorrection{20, 5, 400, 8});
        QCOMPARE(without.zeroPoints, 0.0);
        QCOMPARE(with.zeroPoints, 60.0);
        QCOMPARE(with.total(), without.total() + 60.0);
        EnergyBreakdown both = without;
        both += with;
        QCOMPARE(both.zeroPoints, 60.0);
    }
};

TERMSCOPE_TEST(TestZeroPoints)
#include "TestZeroPoints.moc"
