// Weights as bytes: what the rows, their scales and the further outputs stand for together are the weights.
#include "core/run/ByteProducts.h"
#include "core/run/ByteWeights.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <cmath>
#include <limits>
#include <random>

using namespace termscope;

namespace {

std::vector<std::int32_t> between(std::mt19937& random, std::size_t count, int low, int high)
{
    std::uniform_int_distribution<std::int32_t> any(low, high);
    std::vector<std::int32_t> values(count);
    std::ranges::generate(values, [&] { return any(random); });
    return values;
}

/// A weight by its output's byte and that of its further output.
struct Parts {
    std::vector<double> weights;
    std::int32_t largest = 0; ///< magnitude of a byte
};

Parts joined(const ByteWeights& bytes, std::size_t outputs, std::size_t fanIn)
{
    Parts parts;
    const auto byte = [&](std::size_t row, std::size_t i) {
        const std::int32_t value = bytes.values[row * fanIn + i];
        parts.largest = std::max(parts.largest, std::abs(value));
        return value;
    };
    for (std::size_t o = 0; o < outputs; ++o) {
        const auto owner = std::ranges::find(bytes.owners, static_cast<std::int32_t>(o));
        const auto further = outputs + static_cast<std::size_t>(owner - bytes.owners.begin());
        for (std::size_t i = 0; i < fanIn; ++i) {
            const std::int32_t more = owner != bytes.owners.end() ? 128 * byte(further, i) : 0;
            parts.weights.push_back(static_cast<double>(bytes.scales[o]) * (byte(o, i) + more));
        }
    }
    return parts;
}

} // namespace

class TestByteWeights : public QObject {
    Q_OBJECT

private slots:
    void giveTheWeights_data();
    void giveTheWeights();
    void turnAndDivide();
    void findTheStepOfFloats();
    void refuse();
    void refuseFloats();
    void smallerBytesForLargerData();
};

void TestByteWeights::giveTheWeights_data()
{
    QTest::addColumn<int>("low");
    QTest::addColumn<int>("high");
    QTest::addColumn<int>("largestByte");
    QTest::newRow("bytes") << -127 << 127 << 128;
    QTest::newRow("128 with a minus") << -128 << 100 << 128;
    QTest::newRow("128") << -100 << 128 << 128;
    QTest::newRow("128 in both signs") << -128 << 128 << 128;
    QTest::newRow("large ones alone") << 126 << 128 << 128;
    QTest::newRow("wider") << -448 << 448 << 128;
    QTest::newRow("the widest") << -16319 << 16319 << 128;
    QTest::newRow("the widest alone") << 16310 << 16319 << 128;
    QTest::newRow("127 at most") << -128 << 128 << 127;
    QTest::newRow("64 at most") << -128 << 128 << 64;
    QTest::newRow("64 at most, small ones alone") << -64 << 64 << 64;
    QTest::newRow("64 at most, the widest") << -8255 << 8255 << 64;
}

void TestByteWeights::giveTheWeights()
{
    QFETCH(int, low);
    QFETCH(int, high);
    QFETCH(int, largestByte);
    std::mt19937 random(31);
    for (const std::size_t fanIn : {1u, 2u, 9u, 300u}) {
        constexpr std::size_t outputs = 11;
        auto weights = between(random, outputs * fanIn, low, high);
        weights.front() = low;
        weights.back() = high;
        const bool wider = std::max(-low, high) > 128;
        const auto bytes = byteWeights<std::int32_t>(weights, outputs, {1, largestByte, true, wider});
        QVERIFY(bytes);
        QCOMPARE(bytes->values.size(), (outputs + bytes->owners.size()) * fanIn);
        const Parts parts = joined(*bytes, outputs, fanIn);
        QVERIFY(std::ranges::equal(parts.weights, weights));
        QVERIFY(parts.largest <= largestByte);
        for (std::size_t o = 0; o < outputs; ++o) {
            const auto [least, most] = std::ranges::minmax(std::span(weights).subspan(o * fanIn, fanIn));
            const bool one = std::max(-least, most) <= largestByte && (least > -128 || most < 128);
            QCOMPARE(std::ranges::count(bytes->owners, static_cast<std::int32_t>(o)), one ? 0 : 1);
        }
    }
}

void TestByteWeights::turnAndDivide()
{
    const std::vector<float> weights{128, 5, -128, 7, 128, -128, 1, 2};
    const auto bytes = byteWeights<float>(weights, 4, {});
    QVERIFY(bytes);
    QCOMPARE(bytes->scales, (std::vector<float>{-1, 1, 1, 1}));
    QCOMPARE(bytes->owners, (std::vector<std::int32_t>{2}));
    QCOMPARE(bytes->values, (std::vector<std::int8_t>{-128, -5, -128, 7, 0, -128, 1, 2, 1, 0}));
    // The sign of which there are fewer is the one that takes a further output.
    const std::vector<float> mostlyPositive{128, 128, -128, 3};
    const auto turned = byteWeights<float>(mostlyPositive, 1, {});
    QVERIFY(turned);
    QCOMPARE(turned->scales, (std::vector<float>{-1}));
    QCOMPARE(turned->values, (std::vector<std::int8_t>{-128, -128, 0, -3, 0, 0, 1, 0}));
}

/// Each output has its own step: numbers of few bits are bytes whatever their size.
void TestByteWeights::findTheStepOfFloats()
{
    const std::vector<float> weights{0.375F, -0.5F, 0.125F, 0.0F, 0.0F,   0.0F,  0x3p30F,   -0x6p30F,
                                     0x9p30F, 0x1p30F, 0x2p30F, 0.0F, 448.0F, 0.25F, -0.03125F, 1.0F};
    const auto bytes = byteWeights<float>(weights, 4, {127, 128, false, true});
    QVERIFY(bytes);
    QCOMPARE(bytes->scales[0], 0.125F);
    QCOMPARE(bytes->scales[3], -0.03125F); // turned: most that are beyond a byte have a plus
    QVERIFY(std::ranges::equal(joined(*bytes, 4, 4).weights, weights));
    QCOMPARE(bytes->owners, (std::vector<std::int32_t>{3}));

    std::mt19937 random(32);
    for (int round = 0; round < 200; ++round) {
        const int bits = 1 + round % 14;
        const auto integers = between(random, 60, -(1 << bits) + 1, (1 << bits) - 1);
        std::vector<float> numbers;
        for (const std::int32_t integer : integers)
            numbers.push_back(std::ldexp(static_cast<float>(integer), round % 50 - 35));
        const auto rows = byteWeights<float>(numbers, 3, {127, 128, false, true});
        const bool fits = std::ranges::all_of(integers, [](std::int32_t n) { return std::abs(n) <= 16319; });
        QCOMPARE(rows.has_value(), fits);
        if (fits)
            QVERIFY(std::ranges::equal(joined(*rows, 3, 20).weights, numbers));
    }
}

void TestByteWeights::refuse()
{
    const std::vector<std::int32_t> large{129, 0};
    QVERIFY(!byteWeights<std::int32_t>(large, 1, {}));
    QVERIFY(byteWeights<std::int32_t>(large, 1, {127, 128, true, true}));
    QVERIFY(!byteWeights<std::int32_t>(std::vector<std::int32_t>{16320, 0}, 1, {127, 128, true, true}));
    QVERIFY(!byteWeights<std::int32_t>(std::vector<std::int32_t>{0, -8256}, 1, {127, 64, true, true}));
    QVERIFY(byteWeights<std::int32_t>(std::vector<std::int32_t>{128, 0}, 1, {}));
    QVERIFY(byteWeights<std::int32_t>(std::vector<std::int32_t>{128, 0}, 1, {255}));
    QVERIFY(!byteWeights<std::int32_t>(std::vector<std::int32_t>{128, 0}, 1, {256}));
    QVERIFY(!byteWeights<std::int32_t>({}, 0, {}));
    // 127 · 128 · 1032 is the last sum below 2^24: two floats add up to no larger one exactly.
    for (const std::size_t fanIn : {1032u, 1033u}) {
        std::vector<std::int32_t> both(fanIn, 128);
        both[0] = -128;
        QCOMPARE(byteWeights<std::int32_t>(both, 1, {}).has_value(), fanIn == 1032);
        QVERIFY(byteWeights<std::int32_t>(std::vector<std::int32_t>(fanIn, 128), 1, {}));
    }
    // A sum of oneDNN's has to fit 32 bits with data that are up to 255 on the way.
    QVERIFY(byteWeights<std::int32_t>(std::vector<std::int32_t>(65793, 128), 1, {}));
    QVERIFY(!byteWeights<std::int32_t>(std::vector<std::int32_t>(65794, 128), 1, {}));
}

/// What is no multiple of a step, or no number.
void TestByteWeights::refuseFloats()
{
    constexpr float infinity = std::numeric_limits<float>::infinity();
    const ByteUse floats{127, 128, false, true};
    for (const std::vector<float>& weights :
         {std::vector<float>{1.0F, 1.0F / 3.0F}, {16384.0F, 1.0F}, {16320.0F, 1.0F}, {infinity, 1.0F}, {1.0F, NAN},
          {0.0F, NAN}, {NAN, 0.0F}, {1e-30F, 0.0F}, {1e30F, 0.0F}})
        QVERIFY(!byteWeights<float>(weights, 1, floats));
    QVERIFY(byteWeights<float>(std::vector<float>{16319.0F, 1.0F}, 1, floats));
    QVERIFY(byteWeights<float>(std::vector<float>{0.0F, 0.0F}, 1, floats));
    QVERIFY(!byteWeights<float>(std::vector<float>{129.0F, 1.0F}, 1, {127, 128, false, false}));
}

/// Two products of the largest data and bytes fit the 16 bits in which a machine without VNNI adds them.
void TestByteWeights::smallerBytesForLargerData()
{
    for (std::int32_t data = 0; data <= 255; ++data) {
        const std::int32_t byte = largestByteFor(data);
        QVERIFY(byte >= 64 && byte <= 128);
        if (byteProducts() == ByteProducts::All) {
            QCOMPARE(byte, 128);
            continue;
        }
        QVERIFY(2 * data * byte <= 32767);
        QVERIFY(byte == 128 || 2 * data * (byte + 1) > 32767);
    }
}

TERMSCOPE_TEST(TestByteWeights)
#include "TestByteWeights.moc"
