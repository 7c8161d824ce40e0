// How sums of integer products are cut for floats, for matrices and for convolutions alike.
#include "core/run/ExactSplit.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <numeric>
#include <random>

using namespace termscope;

namespace {

/// Of whole numbers of either type; "b", "f" or "d" and the runs' lengths: "f 2 2".
QString splitOf(const std::vector<std::int32_t>& weights, std::int64_t outputs, std::int64_t inputs,
                std::int32_t largestData, bool bfloat16 = true)
{
    const std::vector<float> floats(weights.begin(), weights.end());
    const ExactSplit ofIntegers = exactSplit(std::span<const std::int32_t>(weights), outputs, inputs, largestData,
                                             bfloat16);
    const ExactSplit ofFloats = exactSplit(std::span<const float>(floats), outputs, inputs, largestData, bfloat16);
    const auto toString = [](const ExactSplit& split) {
        QString words = split.type == OperandType::Bfloat16  ? QStringLiteral("b")
                        : split.type == OperandType::Float32 ? QStringLiteral("f")
                                                             : QStringLiteral("d");
        std::int64_t next = 0;
        for (const InputRun& run : split.runs) {
            words += run.first == next ? QStringLiteral(" %1").arg(run.count) : QStringLiteral(" gap");
            next = run.first + run.count;
        }
        return words;
    };
    return toString(ofIntegers) == toString(ofFloats) ? toString(ofIntegers) : QStringLiteral("differ");
}

} // namespace

class TestExactSplit : public QObject {
    Q_OBJECT

private slots:
    void whatFitsIsOneRun()
    {
        QCOMPARE(splitOf({1000, -1000, 1000, 1000}, 1, 4, 4096), QString("f 4")); // 2^24 − 1 = 4095 · 4096 + 4095
        QCOMPARE(splitOf({}, 0, 4, 255), QString("b 4"));
        QCOMPARE(splitOf({0, 0}, 1, 2, 0), QString("b 2"));
    }

    /// Before the first input that would take an output's sum of magnitudes beyond the bound.
    void whatDoesNotFitIsCut()
    {
        QCOMPARE(splitOf({1000, -1000, 1000, 1000}, 1, 4, 8191), QString("f 2 2")); // at most 2048
        QCOMPARE(splitOf({1, 1, 1, 1, /**/ 1, 1, 2047, 1}, 2, 4, 8191), QString("f 2 2"));
        QCOMPARE(splitOf(std::vector<std::int32_t>(16, 2000), 1, 16, 8191), "f" + QStringLiteral(" 1").repeated(16));
    }

    /// All taps of an input stay together.
    void tapsStayTogether()
    {
        QCOMPARE(splitOf({1000, 1000, 1000, 1000}, 1, 2, 8191), QString("f 1 1"));
        QCOMPARE(splitOf({1000, 1000, 1000, 1000, 1, 1, 1, 1}, 2, 2, 8191), QString("f 1 1"));
    }

    void whatFloatsCannotHoldIsWide()
    {
        QCOMPARE(splitOf({1, 5000}, 1, 2, 4096), QString("d"));
        QCOMPARE(splitOf({1000, 1000, 100}, 1, 1, 8191), QString("d"));
        QCOMPARE(splitOf(std::vector<std::int32_t>(17, 2000), 1, 17, 8191), QString("d")); // too many runs
    }

    void eightBitsAreNarrow()
    {
        QCOMPARE(splitOf({256, -256}, 1, 2, 256), QString("b 2"));
        QCOMPARE(splitOf({256, -256}, 1, 2, 256, false), QString("f 2"));
        QCOMPARE(splitOf({257, 0}, 1, 2, 256), QString("f 2"));
        QCOMPARE(splitOf({0, -257}, 1, 2, 256), QString("f 2"));
        QCOMPARE(splitOf({256, 256}, 1, 2, 257), QString("f 2"));
    }

    /// What operands hold is what was put in, at its place.
    void operandsKeepTheirValues()
    {
        std::vector<std::int32_t> values(513);
        std::iota(values.begin(), values.end(), -256);
        for (const OperandType type : {OperandType::Bfloat16, OperandType::Float32}) {
            const Operands operands(type, std::span<const std::int32_t>(values));
            QCOMPARE(operands.bytes(), values.size() * widthOf(type));
            QVERIFY(std::ranges::equal(operands.asFloats(), values));
            const void* const last = operands.from(512);
            if (type == OperandType::Bfloat16)
                QCOMPARE(*static_cast<const std::uint16_t*>(last), bfloat16Bits(256.0F));
            else
                QCOMPARE(*static_cast<const float*>(last), 256.0F);
        }
    }
};

TERMSCOPE_TEST(TestExactSplit)
#include "TestExactSplit.moc"
