// Weights as bytes: what the rows, their signs and the further outputs give together is what the weights give.
#include "core/run/ByteWeights.h"
#include "tests/support/TestClass.h"

#include <QtTest>

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

std::int64_t dot(std::span<const std::int8_t> bytes, std::span<const std::int32_t> data)
{
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < data.size(); ++i)
        sum += std::int64_t{bytes[i]} * data[i];
    return sum;
}

} // namespace

class TestByteWeights : public QObject {
    Q_OBJECT

private slots:
    void giveTheSums_data();
    void giveTheSums();
    void turnAndDivide();
    void refuse();
};

void TestByteWeights::giveTheSums_data()
{
    QTest::addColumn<int>("low");
    QTest::addColumn<int>("high");
    QTest::newRow("bytes") << -127 << 127;
    QTest::newRow("128 with a minus") << -128 << 100;
    QTest::newRow("128") << -100 << 128;
    QTest::newRow("128 in both signs") << -128 << 128;
    QTest::newRow("large ones alone") << 126 << 128;
}

void TestByteWeights::giveTheSums()
{
    QFETCH(int, low);
    QFETCH(int, high);
    std::mt19937 random(31);
    for (const std::size_t fanIn : {1u, 2u, 9u, 300u}) {
        constexpr std::size_t outputs = 11;
        const auto weights = between(random, outputs * fanIn, low, high);
        const auto data = between(random, fanIn, -127, 127);
        const auto bytes = byteWeights<std::int32_t>(weights, outputs, 127);
        QVERIFY(bytes);
        QCOMPARE(bytes->values.size(), (outputs + bytes->owners.size()) * fanIn);
        std::vector<std::int64_t> sums;
        for (std::size_t row = 0; row < outputs + bytes->owners.size(); ++row)
            sums.push_back(dot(std::span(bytes->values).subspan(row * fanIn, fanIn), data));
        for (std::size_t i = 0; i < bytes->owners.size(); ++i)
            sums[static_cast<std::size_t>(bytes->owners[i])] += sums[outputs + i];
        for (std::size_t o = 0; o < outputs; ++o) {
            std::int64_t expected = 0;
            for (std::size_t i = 0; i < fanIn; ++i)
                expected += std::int64_t{weights[o * fanIn + i]} * data[i];
            QCOMPARE(static_cast<std::int64_t>(bytes->signs[o]) * sums[o], expected);
        }
    }
}

void TestByteWeights::turnAndDivide()
{
    const std::vector<float> weights{128, 5, -128, 7, 128, -128, 1, 2};
    const auto bytes = byteWeights<float>(weights, 4, 127);
    QVERIFY(bytes);
    QCOMPARE(bytes->signs, (std::vector<float>{-1, 1, 1, 1}));
    QCOMPARE(bytes->owners, (std::vector<std::int32_t>{2}));
    QCOMPARE(bytes->values, (std::vector<std::int8_t>{-128, -5, -128, 7, 127, -128, 1, 2, 1, 0}));
    // The sign of which there are fewer is the one that takes a further output.
    const std::vector<float> mostlyPositive{128, 128, -128, 3};
    const auto turned = byteWeights<float>(mostlyPositive, 1, 127);
    QVERIFY(turned);
    QCOMPARE(turned->signs, (std::vector<float>{-1}));
    QCOMPARE(turned->values, (std::vector<std::int8_t>{-128, -128, 127, -3, 0, 0, 1, 0}));
}

void TestByteWeights::refuse()
{
    const std::vector<std::int32_t> large{129, 0};
    QVERIFY(!byteWeights<std::int32_t>(large, 1, 127));
    QVERIFY(byteWeights<std::int32_t>(std::vector<std::int32_t>{128, 0}, 1, 127));
    QVERIFY(byteWeights<std::int32_t>(std::vector<std::int32_t>{128, 0}, 1, 255));
    QVERIFY(!byteWeights<std::int32_t>(std::vector<std::int32_t>{128, 0}, 1, 256));
    QVERIFY(!byteWeights<std::int32_t>({}, 0, 127));
    // 127 · 128 · 1032 is the last sum below 2^24: two floats add up to no larger one exactly.
    for (const std::size_t fanIn : {1032u, 1033u}) {
        std::vector<std::int32_t> both(fanIn, 128);
        both[0] = -128;
        QCOMPARE(byteWeights<std::int32_t>(both, 1, 127).has_value(), fanIn == 1032);
        QVERIFY(byteWeights<std::int32_t>(std::vector<std::int32_t>(fanIn, 128), 1, 127));
    }
    // A sum of oneDNN's has to fit 32 bits with data that are up to 255 on the way.
    QVERIFY(byteWeights<std::int32_t>(std::vector<std::int32_t>(65793, 128), 1, 127));
    QVERIFY(!byteWeights<std::int32_t>(std::vector<std::int32_t>(65794, 128), 1, 127));
}

TERMSCOPE_TEST(TestByteWeights)
#include "TestByteWeights.moc"
