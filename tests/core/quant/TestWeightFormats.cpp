// The list of number formats: names, families, bits that are stored, and pairs that are provisioned.
#include "core/settings/ProvisionedPairs.h"
#include "tests/core/quant/FormatSamples.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <set>

using namespace termscope;
using namespace termscope::samples;

class TestWeightFormats : public QObject {
    Q_OBJECT

private slots:
    void namesAndFamilies();
    void lists();
    void storedBits();
    void provisionedPairsOfFormats();
};

void TestWeightFormats::namesAndFamilies()
{
    std::set<std::string_view> names;
    for (const WeightFormat& format : weightFormats()) {
        QVERIFY(names.insert(format.name).second);
        QCOMPARE(findWeightFormat(format.name), &format);
        QVERIFY(std::ranges::find(formatFamilies(), format.family, &FormatFamily::name) != formatFamilies().end());
    }
    for (const FormatFamily& family : formatFamilies()) {
        QVERIFY(!family.source.empty());
        QVERIFY(std::ranges::find(weightFormats(), family.name, &WeightFormat::family) != weightFormats().end());
    }
    QCOMPARE(findWeightFormat("mx"), nullptr);
}

void TestWeightFormats::lists()
{
    using Names = std::vector<std::string_view>;
    QCOMPARE(*formatsOfText("nvfp4, pow2,nvfp4"), (Names{"nvfp4", "pow2-3", "pow2-4", "pow2-5"}));
    QCOMPARE(formatsOfText("all")->size(), weightFormats().size());
    QCOMPARE(formatsOfText("mxfp5").error().message,
             "expected number formats, families of them or all, found \"mxfp5\"; did you mean mxfp4?");
    QVERIFY(!formatsOfText(""));
    QVERIFY(!formatsOfText("nvfp4,,apot"));
}

/// Elements, what blocks share, and 32 bits for every float32 scale.
void TestWeightFormats::storedBits()
{
    const auto bits = [](std::string_view name, bool perChannel = true) {
        return formatOf(name).storedBits(9 * 16, 64, 16, perChannel) / (9 * 16 * 64);
    };
    const double perOutput = 32.0 / (9 * 64);
    QCOMPARE(bits("mxfp4"), 4.25);
    QCOMPARE(bits("mxint8"), 8.25);
    QCOMPARE(bits("nvfp4"), 4.5 + 32.0 / (9 * 16 * 64));
    QCOMPARE(bits("pow2-4"), 4.0 + perOutput);
    QCOMPARE(bits("pow2-4", false), 4.0 + perOutput / 16);
    QCOMPARE(bits("bbs-shift-4"), 4.25 + perOutput);
    QCOMPARE(bits("bitwave-4"), 4.5 + perOutput);
    QCOMPARE(bits("bitmod-4"), 4.0 + 18.0 / 64); // 64 inputs are one block
    QCOMPARE(bits("fp8-channel"), 8.0 + perOutput);
    QCOMPARE(bits("topk-1"), 4.0 + perOutput);
    QCOMPARE(formatOf("mxfp4").storedBits(1, 33, 1, true), 33 * 4 + 2 * 8.0); // the last block is short
}

/// Data of 8 bits have four terms at most under HESE, and seven magnitude bits.
void TestWeightFormats::provisionedPairsOfFormats()
{
    const auto pairs = [](std::string_view name, int dataTerms = 0, Encoding encoding = Encoding::Hese) {
        Settings settings;
        settings.encoding = encoding;
        settings.dataTerms = dataTerms;
        settings.format = formatOf(name).name;
        return provisionedPairs(Method::Format, settings);
    };
    QCOMPARE(pairs("pow2-4"), 4.0);
    QCOMPARE(pairs("pow2-4", 2), 2.0);
    QCOMPARE(pairs("apot-4"), 8.0);
    QCOMPARE(pairs("apot-6"), 12.0);
    QCOMPARE(pairs("topk-3", 2), 6.0);
    QCOMPARE(pairs("mxfp4"), 8.0);
    QCOMPARE(pairs("mxfp8-e4m3"), 12.0);
    QCOMPARE(pairs("mxfp8-e5m2"), 8.0);
    QCOMPARE(pairs("mxfp8-e4m3", 0, Encoding::Binary), 28.0);
    QCOMPARE(pairs("nvfp4"), 8.0);
    QCOMPARE(pairs("mxint8"), 49.0);
    QCOMPARE(pairs("bbs-average-4"), 14.0);
    QCOMPARE(pairs("bitwave-4"), 21.0);
    const auto ownPairs = [](std::string_view name, Encoding encoding = Encoding::Hese) {
        Settings settings;
        settings.encoding = encoding;
        return provisionedPairs(Method::Format, inFormat(settings, formatOf(name), DataFormat::Own));
    };
    QCOMPARE(ownPairs("mxfp4"), 4.0);
    QCOMPARE(ownPairs("mxfp8-e4m3"), 9.0);
    QCOMPARE(ownPairs("mxfp8-e4m3", Encoding::Binary), 16.0);
    QCOMPARE(ownPairs("mxint8"), 49.0);
    QCOMPARE(ownPairs("nvfp4"), 4.0);
    QCOMPARE(ownPairs("pow2-4"), pairs("pow2-4", 3)); // of weights alone: the data keep the bits and s
}

TERMSCOPE_TEST(TestWeightFormats)
#include "TestWeightFormats.moc"
