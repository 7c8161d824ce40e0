// Files of weights that outgrow memory: opened without going over them, read a part at a time, checked layer by layer.

#include "core/formats/NetworkReader.h"
#include "core/study/LayerDistribution.h"
#include "tests/support/PeakMemory.h"
#include "tests/support/Skips.h"
#include "tests/support/SparseFiles.h"
#include "tests/support/TestClass.h"

#include <QTemporaryDir>
#include <QtTest>
#include <cmath>
#include <cstring>
#include <limits>

using namespace termscope;
namespace fs = std::filesystem;

namespace {

/// A zip archive of one stored member, but for the member's bytes: what comes before them, and after.
std::pair<std::string, std::string> zipAround(const std::string& name, std::uint64_t size, bool wide)
{
    const std::string narrow = wide ? std::string(8, '\xff') : littleEndian(size, 4) + littleEndian(size, 4);
    const std::string sizes = littleEndian(size, 8) + littleEndian(size, 8);
    const std::string extra = wide ? littleEndian(1, 2) + littleEndian(16, 2) + sizes : "";
    const std::string entryExtra = wide ? littleEndian(1, 2) + littleEndian(24, 2) + sizes + littleEndian(0, 8) : "";
    const std::string common = littleEndian(45, 2) + littleEndian(0, 8) + littleEndian(0, 4); // version … checksum
    const std::string before = "PK\x03\x04" + common + narrow + littleEndian(name.size(), 2)
                               + littleEndian(extra.size(), 2) + name + extra;
    const std::string entry = "PK\x01\x02" + littleEndian(45, 2) + common + narrow + littleEndian(name.size(), 2)
                              + littleEndian(entryExtra.size(), 2) + littleEndian(0, 10)
                              + (wide ? std::string(4, '\xff') : littleEndian(0, 4)) + name + entryExtra;
    const std::uint64_t start = before.size() + size;
    std::string after = entry;
    if (wide)
        after += "PK\x06\x06" + littleEndian(44, 8) + littleEndian(45, 2) + littleEndian(45, 2) + littleEndian(0, 8)
                 + littleEndian(1, 8) + littleEndian(1, 8) + littleEndian(entry.size(), 8) + littleEndian(start, 8)
                 + "PK\x06\x07" + littleEndian(0, 4) + littleEndian(start + entry.size(), 8) + littleEndian(1, 4);
    after += "PK\x05\x06" + littleEndian(0, 4) + littleEndian(1, 2) + littleEndian(1, 2) + littleEndian(entry.size(), 4)
             + (wide ? std::string(4, '\xff') : littleEndian(start, 4)) + littleEndian(0, 2);
    return {before, after};
}

std::string npyHead(const std::string& type, bool fortranOrder, std::int64_t rows, std::int64_t columns)
{
    std::string header = text("{'descr': '", type, "', 'fortran_order': ", fortranOrder ? "True" : "False",
                              ", 'shape': (", rows, ", ", columns, "), }");
    header.resize((10 + header.size() + 64) / 64 * 64 - 11, ' ');
    return std::string("\x93NUMPY\x01\x00", 8) + littleEndian(header.size() + 1, 2) + header + "\n";
}

std::string bytesOfFloat(float value)
{
    std::string bytes(4, '\0');
    std::memcpy(bytes.data(), &value, 4);
    return bytes;
}

} // namespace

class TestLargeWeights : public QObject {
    Q_OBJECT

private slots:
    void notFinite();
    void npz_data();
    void npz();
    void npy();
    void memory();

private:
    fs::path path(const char* name) const { return folder_.filePath(QLatin1String(name)).toStdString(); }

    QTemporaryDir folder_;
};

/// What a small file is refused for is found when the layer is looked at.
void TestLargeWeights::notFinite()
{
    const auto [head,
                end] = safetensorsHead({{"a.weight", "F32", 10000, 5000, 4}, {"b.weight", "F32", 10000, 5000, 4}});
    if (!writeSparse(path("nan.safetensors"), end,
                     {{0, head}, {end - 4, bytesOfFloat(std::numeric_limits<float>::quiet_NaN())}}))
        SKIP_LACKING("a temporary folder that takes large sparse files", "set TMPDIR to one");
    const auto network = readNetwork(path("nan.safetensors"));
    QVERIFY(network);
    QVERIFY(!(*network)->checked);
    QVERIFY(checkLayer(**network, (*network)->layers[0]));
    const Result<void> found = checkLayer(**network, (*network)->layers[1]);
    QVERIFY(!found);
    QCOMPARE(found.error().message, std::string("nan.safetensors: tensor b.weight: expected finite values, found 1 not "
                                                "a number and 0 infinite of 50000000"));
    // Figures of such values are never taken for good ones.
    const ValueStatistics statistics = statisticsOf((*network)->layers[1].weight.values);
    QCOMPARE(statistics.notNumbers, std::int64_t{1});
    QVERIFY(!statistics.isFinite());
    fs::remove(path("nan.safetensors"));
}

void TestLargeWeights::npz_data()
{
    QTest::addColumn<bool>("fortranOrder");
    QTest::addColumn<bool>("wide");
    for (const bool fortranOrder : {false, true})
        for (const bool wide : {false, true})
            QTest::addRow("%s first, %s sizes", fortranOrder ? "columns" : "rows", wide ? "64-bit" : "32-bit")
                << fortranOrder << wide;
}

/// Stored arrays stay in the file, in either order.
void TestLargeWeights::npz()
{
    QFETCH(const bool, fortranOrder);
    QFETCH(const bool, wide);
    constexpr std::int64_t rows = 9000;
    constexpr std::int64_t columns = 8000;
    const std::string npy = npyHead("<f4", fortranOrder, rows, columns);
    const auto [before, after] = zipAround("net/w.npy", npy.size() + 4 * rows * columns, wide);
    const std::uint64_t data = before.size() + npy.size();
    const std::uint64_t second = data + 4; // [0, 1], or [1, 0]
    if (!writeSparse(path("large.npz"), data + 4 * rows * columns + after.size(),
                     {{0, before + npy}, {second, bytesOfFloat(3.5F)}, {data + 4 * rows * columns, after}}))
        SKIP_LACKING("a temporary folder that takes large sparse files", "set TMPDIR to one");
    const auto network = readNetwork(path("large.npz"));
    QVERIFY2(network.has_value(), network ? "" : network.error().message.c_str());
    QVERIFY(!(*network)->checked);
    const WeightLayer& layer = (*network)->layers[0];
    QCOMPARE(layer.name, std::string("net/w"));
    QCOMPARE(layer.weight.shape, (Shape{rows, columns}));
    const std::vector<float> start = layer.weight.values.part(0, 2).toVector();
    QCOMPARE(start, (std::vector<float>{0.0F, fortranOrder ? 0.0F : 3.5F}));
    QCOMPARE(layer.weight.values.part(columns, 1).toVector()[0], fortranOrder ? 3.5F : 0.0F);
    fs::remove(path("large.npz"));
}

/// A lone array stays in its file, too.
void TestLargeWeights::npy()
{
    constexpr std::int64_t rows = 9000;
    constexpr std::int64_t columns = 8000;
    for (const bool fortranOrder : {false, true}) {
        const std::string head = npyHead("<f4", fortranOrder, rows, columns);
        if (!writeSparse(path("large.npy"), head.size() + 4 * rows * columns,
                         {{0, head}, {head.size() + 4, bytesOfFloat(3.5F)}}))
            SKIP_LACKING("a temporary folder that takes large sparse files", "set TMPDIR to one");
        const auto network = readNetwork(path("large.npy"));
        QVERIFY2(network.has_value(), network ? "" : network.error().message.c_str());
        QVERIFY(!(*network)->checked);
        QCOMPARE((*network)->files.size(), std::size_t{1});
        const WeightLayer& layer = (*network)->layers[0];
        QCOMPARE(layer.name, std::string("large"));
        QCOMPARE(layer.weight.shape, (Shape{rows, columns}));
        QCOMPARE(layer.weight.values.part(fortranOrder ? columns : 1, 1).toVector()[0], 3.5F);
    }
    fs::remove(path("large.npy"));
}

/// A checkpoint of 8 GB: opening it, and the figures of one of its layers.
void TestLargeWeights::memory()
{
    std::vector<SafetensorsMatrix> matrices;
    for (int i = 0; i < 128; ++i)
        matrices.push_back({"layers." + std::to_string(i) + ".weight", "BF16", 8192, 4096, 2});
    const auto [head, end] = safetensorsHead(matrices);
    QVERIFY(end > std::uint64_t{8} << 30);
    if (!writeSparse(path("large.safetensors"), end, {{0, head}, {end - 2, std::string("\x80\x3f", 2)}}))
        SKIP_LACKING("a temporary folder that takes large sparse files", "set TMPDIR to one");
    if (!resetPeak())
        SKIP_LACKING("/proc/self/clear_refs", "use a Linux that tells a peak of memory from a point on");
    const std::int64_t before = peak();
    const auto network = readNetwork(path("large.safetensors"));
    QVERIFY(network);
    QCOMPARE((*network)->layers.size(), std::size_t{128});
    const auto taken = [&] { return static_cast<double>(peak() - before) / 1e6; };
    QVERIFY2(taken() < 16.0, qPrintable(QString::number(taken())));
    // 33 million values, the last of them 1.
    LayerStudy study;
    const LayerDistribution found = study.distribution(*network, 127, planOf(**network, Method::Revealed, {})[127]);
    QCOMPARE(found.statistics.maximum, 1.0);
    QCOMPARE(found.terms[0].counts[0], std::int64_t{8192} * 4096 - 1);
    QCOMPARE(found.termsKept, found.termsTotal);
    QVERIFY2(taken() < 200.0, qPrintable(QString::number(taken())));
    fs::remove(path("large.safetensors"));
}

TERMSCOPE_TEST(TestLargeWeights)
#include "TestLargeWeights.moc"
