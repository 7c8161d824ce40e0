// Products of integers are exact in every operand type, however long the row.
#include "core/base/Error.h"
#include "core/run/ByteProducts.h"
#include "core/run/ByteWeights.h"
#include "core/run/MatrixProduct.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <cmath>
#include <random>
#include <thread>

using namespace termscope;

namespace {

constexpr std::int64_t rows = MatrixProduct::blockRows;

/// Runs integers through the product in its operand type.
std::vector<float> run(const MatrixProduct& product, const std::vector<std::int32_t>& data)
{
    std::vector<float> result(static_cast<std::size_t>(rows * product.outputs()), -1.0F);
    const Operands operands(product.operandType(), std::span(data));
    product.run(operands.from(0), result.data());
    return result;
}

/// Σ in 64-bit integers, rounded once.
std::vector<float> exact(const std::vector<std::int32_t>& weights, std::int64_t outputs, std::int64_t inputs,
                         const std::vector<std::int32_t>& data)
{
    std::vector<float> result;
    for (std::int64_t r = 0; r < std::ssize(data) / inputs; ++r)
        for (std::int64_t n = 0; n < outputs; ++n) {
            std::int64_t sum = 0;
            for (std::int64_t k = 0; k < inputs; ++k)
                sum += std::int64_t{weights[static_cast<std::size_t>(n * inputs + k)]}
                       * data[static_cast<std::size_t>(r * inputs + k)];
            result.push_back(static_cast<float>(sum));
        }
    return result;
}

std::vector<std::int32_t> randomIntegers(std::mt19937& random, std::int64_t count, std::int32_t low, std::int32_t high)
{
    std::uniform_int_distribution<std::int32_t> any(low, high);
    std::vector<std::int32_t> values(static_cast<std::size_t>(count));
    std::ranges::generate(values, [&] { return any(random); });
    return values;
}

} // namespace

class TestMatrixProduct : public QObject {
    Q_OBJECT

private slots:
    void randomIntegersAreExact_data();
    void randomIntegersAreExact();
    void blocksWithoutNegativeDataAreExact();
    void sameSignIsExact_data();
    void sameSignIsExact();
    void operandTypes();
    void numbersOfFewBits_data();
    void numbersOfFewBits();
    void threadsShareAProduct();
    void floats();
    void zeros();
    void finishesBlocksOfEachSize_data();
    void finishesBlocksOfEachSize();
};

void TestMatrixProduct::randomIntegersAreExact_data()
{
    QTest::addColumn<int>("outputs");
    QTest::addColumn<int>("inputs");
    QTest::addColumn<int>("largestWeight");
    QTest::addColumn<int>("largestData");
    QTest::newRow("one by one") << 1 << 1 << 127 << 127;
    QTest::newRow("small") << 7 << 3 << 128 << 128;
    QTest::newRow("bytes") << 10 << 784 << 127 << 127;
    QTest::newRow("bytes, and 128 in both signs") << 16 << 784 << 128 << 127;
    QTest::newRow("bytes, long") << 33 << 3000 << 127 << 127;
    QTest::newRow("bytes, 128 in both signs, too long for two floats") << 5 << 5000 << 128 << 127;
    QTest::newRow("8 bits") << 10 << 784 << 128 << 128;
    QTest::newRow("8 bits, long") << 33 << 3000 << 127 << 128;
    QTest::newRow("the widest of bfloat16") << 12 << 2000 << 256 << 256;
    QTest::newRow("9 bits") << 12 << 700 << 511 << 511;
    QTest::newRow("wide weights, narrow data") << 5 << 40 << 32768 << 31;
    QTest::newRow("12 bits") << 9 << 100 << 2048 << 2048;
    QTest::newRow("16 bits") << 9 << 300 << 32768 << 32768;
    QTest::newRow("16 bits of 2020") << 6 << 1000 << 131071 << 131071;
}

void TestMatrixProduct::randomIntegersAreExact()
{
    QFETCH(int, outputs);
    QFETCH(int, inputs);
    QFETCH(int, largestWeight);
    QFETCH(int, largestData);
    std::mt19937 random(41);
    const auto weights = randomIntegers(random, std::int64_t{outputs} * inputs, -largestWeight, largestWeight);
    const auto data = randomIntegers(random, rows * inputs, -largestData, largestData);
    const MatrixProduct product = MatrixProduct::ofIntegers(weights, outputs, inputs, largestData);
    QCOMPARE(product.inputs(), inputs);
    QCOMPARE(product.outputs(), outputs);
    QVERIFY(run(product, data) == exact(weights, outputs, inputs, data));
}

/// A block whose data all have one sign, and one with a single datum of the other, at the largest weights.
void TestMatrixProduct::blocksWithoutNegativeDataAreExact()
{
    constexpr std::int64_t outputs = 17, inputs = 450;
    std::mt19937 random(43);
    auto weights = randomIntegers(random, outputs * inputs, -127, 127);
    std::fill_n(weights.begin(), 2 * inputs, -128);
    std::fill_n(weights.begin() + 2 * inputs, 2 * inputs, 127);
    const MatrixProduct product = MatrixProduct::ofIntegers(weights, outputs, inputs, 127);
    for (const int sign : {1, -1})
        for (const int other : {0, -1, -127}) {
            auto data = randomIntegers(random, rows * inputs, 120, 127);
            data.back() = other;
            std::ranges::transform(data, data.begin(), [sign](int datum) { return sign * datum; });
            QVERIFY(run(product, data) == exact(weights, outputs, inputs, data));
        }
}

void TestMatrixProduct::sameSignIsExact_data()
{
    QTest::addColumn<int>("inputs");
    QTest::addColumn<int>("weight");
    QTest::addColumn<int>("datum");
    // 127 · 128 · 1033 is the first sum beyond 2^24: a float32 product of whole rows would round.
    for (const int inputs : {1032, 1033, 1040, 1500, 2064, 2065, 3000, 4096})
        for (const int sign : {1, -1})
            for (const int datum : {127, 128})
                QTest::newRow(text(sign * 127, " x ", datum, ", ", inputs, " inputs").c_str())
                    << inputs << sign * 127 << datum;
    for (const int inputs : {255, 256, 4080, 4081, 4096})
        QTest::newRow(text("256 x 256, ", inputs, " inputs").c_str()) << inputs << 256 << 256;
    for (const int inputs : {1, 2, 16, 17, 100})
        QTest::newRow(text("32767 x 512, ", inputs, " inputs").c_str()) << inputs << 32767 << 512;
    QTest::newRow("one product beyond 2^24") << 5 << 65535 << 65535;
}

void TestMatrixProduct::sameSignIsExact()
{
    QFETCH(int, inputs);
    QFETCH(int, weight);
    QFETCH(int, datum);
    constexpr int outputs = 3;
    std::vector<std::int32_t> weights(static_cast<std::size_t>(outputs * inputs), weight);
    std::vector<std::int32_t> data(static_cast<std::size_t>(rows * inputs), datum);
    // An odd product here and there, so that a lost last bit shows.
    for (std::size_t i = 0; i < weights.size(); i += 3)
        weights[i] -= weight > 0 ? 1 : -1;
    for (std::size_t i = 0; i < data.size(); i += 2)
        data[i] -= 1;
    const MatrixProduct product = MatrixProduct::ofIntegers(weights, outputs, inputs, datum);
    QVERIFY(run(product, data) == exact(weights, outputs, inputs, data));
}

void TestMatrixProduct::operandTypes()
{
    const std::vector<std::int32_t> narrow(20, 256);
    const std::vector<std::int32_t> wide(20, 257);
    QVERIFY(MatrixProduct::ofIntegers(narrow, 2, 10, 257).operandType() == OperandType::Float32);
    const std::vector<std::int32_t> widest(20, 16320);
    QVERIFY(MatrixProduct::ofIntegers(widest, 2, 10, 3).operandType() == OperandType::Float32);
    QVERIFY(MatrixProduct::ofIntegers(wide, 2, 10, 65535).operandType() == OperandType::Float64);
    QVERIFY(MatrixProduct::ofIntegers(narrow, 2, 10, 256).operandType() != OperandType::Float64);
    const std::vector<std::int32_t> bytes(20, 128);
    QCOMPARE(MatrixProduct::ofIntegers(bytes, 2, 10, 127).operandType() == OperandType::Int8,
             byteProducts() != ByteProducts::None);
    QVERIFY(MatrixProduct::ofIntegers(bytes, 2, 10, 128).operandType() != OperandType::Int8);
    const OperandType ofNarrow = MatrixProduct::ofIntegers(narrow, 2, 10, 127).operandType();
    QVERIFY(ofNarrow == (byteProducts() == ByteProducts::None ? OperandType::Float32 : OperandType::Int8)
            || ofNarrow == OperandType::Bfloat16);
    QCOMPARE(MatrixProduct::ofIntegers(wide, 2, 10, 127).operandType() == OperandType::Int8,
             byteProducts() != ByteProducts::None);
}

void TestMatrixProduct::numbersOfFewBits_data()
{
    QTest::addColumn<int>("bits");
    QTest::addColumn<bool>("fit"); // two bytes
    QTest::newRow("4 bits") << 4 << true;
    QTest::newRow("7 bits") << 7 << true;
    QTest::newRow("9 bits") << 9 << true;
    QTest::newRow("13 bits") << 13 << true;
    QTest::newRow("24 bits") << 24 << false;
}

/// Weights that are multiples of a step, of another one for each output: sums as near as float32's.
void TestMatrixProduct::numbersOfFewBits()
{
    QFETCH(int, bits);
    QFETCH(bool, fit);
    constexpr std::int64_t outputs = 21, inputs = 700;
    std::mt19937 random(45);
    const auto integers = randomIntegers(random, outputs * inputs, -(1 << bits) + 1, (1 << bits) - 1);
    std::vector<float> weights;
    for (std::int64_t i = 0; i < std::ssize(integers); ++i)
        weights.push_back(std::ldexp(static_cast<float>(integers[static_cast<std::size_t>(i)]),
                                     static_cast<int>(i / inputs % 7) - 30));
    const MatrixProduct product = MatrixProduct::ofValues(weights, outputs, inputs, 127);
    QCOMPARE(product.operandType() == OperandType::Int8, fit && byteProducts() != ByteProducts::None);
    for (const int lowest : {-127, 0}) {
        const auto data = randomIntegers(random, rows * inputs, lowest, 127);
        const std::vector<float> result = run(product, data);
        for (std::int64_t r = 0; r < rows; ++r)
            for (std::int64_t n = 0; n < outputs; ++n) {
                double sum = 0.0;
                double size = 0.0;
                for (std::int64_t k = 0; k < inputs; ++k) {
                    const double term = static_cast<double>(weights[static_cast<std::size_t>(n * inputs + k)])
                                        * data[static_cast<std::size_t>(r * inputs + k)];
                    sum += term;
                    size += std::abs(term);
                }
                QVERIFY(std::abs(sum - result[static_cast<std::size_t>(r * outputs + n)]) <= 1e-6 * size);
            }
    }
}

void TestMatrixProduct::threadsShareAProduct()
{
    std::mt19937 random(42);
    for (const int largest : {127, 2000, 60000}) { // an operand type each
        const auto weights = randomIntegers(random, 20 * 400, -largest, largest);
        const auto data = randomIntegers(random, rows * 400, -largest, largest);
        const MatrixProduct product = MatrixProduct::ofIntegers(weights, 20, 400, largest);
        const std::vector<float> expected = exact(weights, 20, 400, data);
        std::array<int, 4> wrong{};
        {
            std::vector<std::jthread> threads;
            for (int& count : wrong)
                threads.emplace_back([&] {
                    const SingleThreadScope alone;
                    for (int i = 0; i < 5; ++i)
                        count += run(product, data) == expected ? 0 : 1;
                });
        }
        QVERIFY((wrong == std::array<int, 4>{}));
    }
}

void TestMatrixProduct::floats()
{
    std::mt19937 random(43);
    std::normal_distribution<float> normal;
    std::vector<float> weights(30 * 500), data(static_cast<std::size_t>(rows) * 500);
    std::ranges::generate(weights, [&] { return normal(random); });
    std::ranges::generate(data, [&] { return normal(random); });
    const MatrixProduct product = MatrixProduct::ofFloats(weights, 30, 500);
    std::vector<float> result(static_cast<std::size_t>(rows) * 30);
    product.run(data.data(), result.data());
    for (std::size_t r = 0; r < static_cast<std::size_t>(rows); ++r)
        for (std::size_t n = 0; n < 30; ++n) {
            double sum = 0.0;
            double size = 0.0;
            for (std::size_t k = 0; k < 500; ++k) {
                const double term = static_cast<double>(weights[n * 500 + k]) * data[r * 500 + k];
                sum += term;
                size += std::abs(term);
            }
            QVERIFY(std::abs(sum - result[r * 30 + n]) <= 1e-6 * size);
        }
}

void TestMatrixProduct::zeros()
{
    const std::vector<std::int32_t> weights(12, 0);
    const MatrixProduct product = MatrixProduct::ofIntegers(weights, 3, 4, 0);
    const std::vector<std::int32_t> data(static_cast<std::size_t>(rows) * 4, 0);
    QVERIFY(run(product, data) == std::vector<float>(static_cast<std::size_t>(rows) * 3, 0.0F));
}

void TestMatrixProduct::finishesBlocksOfEachSize_data()
{
    QTest::addColumn<int>("largestWeight");
    QTest::addColumn<int>("ofLargest"); // in a thousand
    QTest::newRow("bytes") << 127 << 0;
    QTest::newRow("128 in both signs, seldom") << 128 << 3;
    QTest::newRow("128 in both signs, often") << 128 << 300;
    QTest::newRow("wider") << 500 << 100;
}

/// Fewer rows than the block has, scales and factors of rows, a bias, a clip at 0.
void TestMatrixProduct::finishesBlocksOfEachSize()
{
    QFETCH(int, largestWeight);
    QFETCH(int, ofLargest);
    constexpr std::int64_t outputs = 37, inputs = 150;
    std::mt19937 random(44);
    auto weights = randomIntegers(random, outputs * inputs, -120, 120);
    for (std::int32_t& weight : weights)
        if (static_cast<int>(random() % 1000) < ofLargest)
            weight = random() % 2 == 0 ? largestWeight : -largestWeight;
    const MatrixProduct product = MatrixProduct::ofIntegers(weights, outputs, inputs, 127);
    std::normal_distribution<float> normal;
    std::vector<float> scales(outputs), bias(outputs), rowScales(static_cast<std::size_t>(rows));
    for (auto* const numbers : {&scales, &bias, &rowScales})
        std::ranges::generate(*numbers, [&] { return normal(random); });
    for (const std::int64_t size : {MatrixProduct::blockRows, MatrixProduct::fewRows})
        for (const std::int64_t count : {size, size - 3, std::int64_t{1}})
            for (int options = 0; options < 16; ++options) {
                const auto data = randomIntegers(random, size * inputs, -127, 127);
                const std::vector<float> sums = exact(weights, outputs, inputs, data);
                RowFinish finish;
                if ((options & 1) != 0)
                    finish.scales = scales;
                if ((options & 2) != 0)
                    finish.bias = bias.data();
                finish.relu = (options & 4) != 0;
                if ((options & 8) != 0)
                    finish.rowScales = std::span(rowScales).first(static_cast<std::size_t>(count));
                const Operands operands(product.operandType(), std::span<const std::int32_t>(data));
                std::vector<float> result(static_cast<std::size_t>(count * outputs) + 1, -9.0F);
                product.run(operands.from(0), size, count, finish, result.data());
                QCOMPARE(result.back(), -9.0F);
                for (std::size_t i = 0; i + 1 < result.size(); ++i) {
                    const std::size_t o = i % outputs;
                    volatile float scale = finish.scales.empty() ? 1.0F : scales[o];
                    if (!finish.rowScales.empty())
                        scale = scale * rowScales[i / outputs];
                    volatile float expected = sums[i] * scale;
                    if (finish.bias != nullptr)
                        expected = expected + bias[o];
                    const float wanted = finish.relu && !(expected > 0.0F) ? 0.0F : static_cast<float>(expected);
                    QVERIFY(result[i] == wanted);
                }
            }
}

TERMSCOPE_TEST(TestMatrixProduct)
#include "TestMatrixProduct.moc"
