// What quantized activations become, against revealing each alone.
#include "core/run/ActivationTable.h"
#include "core/terms/Reveal.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <bit>
#include <cmath>

using namespace termscope;

class TestActivationTable : public QObject {
    Q_OBJECT

private slots:
    void activations();
};

void TestActivationTable::activations()
{
    for (const Encoding encoding : allEncodings)
        for (const int bits : {2, 8, 11})
            for (int dataTerms = 0; dataTerms <= 4; ++dataTerms) {
                const ActivationTable table = activationTable(bits, Quantizer::Symmetric, encoding, dataTerms);
                std::int64_t most = 0;
                for (std::int64_t q = -table.largest; q <= table.largest; ++q) {
                    const RevealedGroup kept = revealGroup({&q, 1}, dataTerms == 0 ? 64 : dataTerms, encoding);
                    const auto& entry = table.at(static_cast<std::int32_t>(q));
                    QCOMPARE(static_cast<std::int64_t>(entry.value), kept.values[0].revealed);
                    QCOMPARE(static_cast<int>(entry.terms), kept.keptTerms);
                    if (bits <= 8)
                        QCOMPARE(std::bit_cast<float>(static_cast<std::uint32_t>(entry.bfloat16) << 16), entry.value);
                    most = std::max(most, std::abs(kept.values[0].revealed));
                }
                QCOMPARE(static_cast<std::int64_t>(table.largestKept()), most);
            }
    // One term of 127 in HESE is 128.
    QCOMPARE(activationTable(8, Quantizer::Symmetric, Encoding::Hese, 1).largestKept(), 128);
}

TERMSCOPE_TEST(TestActivationTable)
#include "TestActivationTable.moc"
