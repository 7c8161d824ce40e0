// GGUF against decoders of its own: each value by the places of its bits.

#include "core/formats/Formats.h"
#include "core/study/LayerDistribution.h"
#include "tests/core/formats/GgufBytes.h"
#include "tests/core/formats/WeightBytes.h"
#include "tests/support/PeakMemory.h"
#include "tests/support/Skips.h"
#include "tests/support/TestClass.h"

#include <QTemporaryDir>
#include <QtTest>
#include <cmath>

using namespace termscope;
namespace fs = std::filesystem;

namespace {

/// `count` bits from bit `first` on, the lowest of the first byte being bit 0.
int bitsAt(const std::string& block, int first, int count)
{
    int value = 0;
    for (int i = 0; i < count; ++i)
        value |= (static_cast<unsigned char>(block[static_cast<std::size_t>((first + i) / 8)]) >> (first + i) % 8 & 1)
                 << i;
    return value;
}

int signedByte(const std::string& block, int place)
{
    const int value = bitsAt(block, 8 * place, 8);
    return value < 128 ? value : value - 256;
}

/// binary16, a normal number.
float half(const std::string& block, int place)
{
    const int bits = bitsAt(block, 8 * place, 16);
    const double magnitude = std::ldexp(1024 + bits % 1024, bits / 1024 % 32 - 25);
    return static_cast<float>(bits >= 32768 ? -magnitude : magnitude);
}

struct Value {
    int q = 0;
    float scale = 0;
    float offset = 0;
};

/// Of the scales of Q4_K and Q5_K, from the tables of gguf's documentation: six bits in twelve bytes.
int packedScale(const std::string& block, int index)
{
    return index < 4 ? bitsAt(block, 8 * (4 + index), 6)
                     : bitsAt(block, 8 * (8 + index), 4) + 16 * bitsAt(block, 8 * index + 6, 2);
}
int packedMinimum(const std::string& block, int index)
{
    return index < 4 ? bitsAt(block, 8 * (8 + index), 6)
                     : bitsAt(block, 8 * (8 + index) + 4, 4) + 16 * bitsAt(block, 8 * (4 + index) + 6, 2);
}

Value slowValue(const std::string& type, const std::string& b, int v)
{
    const int nibble = 8 * (v % 16) + 4 * (v / 16); // of blocks of 32
    if (type == "Q4_0")
        return {bitsAt(b, 16 + nibble, 4) - 8, half(b, 0)};
    if (type == "Q4_1")
        return {bitsAt(b, 32 + nibble, 4), half(b, 0), half(b, 2)};
    if (type == "Q5_0")
        return {bitsAt(b, 48 + nibble, 4) + 16 * bitsAt(b, 16 + v, 1) - 16, half(b, 0)};
    if (type == "Q5_1")
        return {bitsAt(b, 64 + nibble, 4) + 16 * bitsAt(b, 32 + v, 1), half(b, 0), half(b, 2)};
    if (type == "Q8_0")
        return {signedByte(b, 2 + v), half(b, 0)};
    if (type == "Q6_K") {
        const int low = bitsAt(b, 8 * (v / 128 * 64 + v % 64) + (v / 64 % 2) * 4, 4);
        const int high = bitsAt(b, 8 * (128 + v / 128 * 32 + v % 32) + 2 * (v / 32 % 4), 2);
        return {low + 16 * high - 32, half(b, 208) * static_cast<float>(signedByte(b, 192 + v / 16))};
    }
    const bool five = type == "Q5_K";
    const int low = bitsAt(b, 8 * ((five ? 48 : 16) + v / 64 * 32 + v % 32) + (v / 32 % 2) * 4, 4);
    const int q = low + (five ? 16 * bitsAt(b, 8 * (16 + v % 32) + v / 32, 1) : 0);
    return {q, half(b, 0) * static_cast<float>(packedScale(b, v / 32)),
            -(half(b, 2) * static_cast<float>(packedMinimum(b, v / 32)))};
}

struct Type {
    const char* name;
    std::uint32_t number;
    int values;
    int bytes;
    std::vector<int> halves; ///< where blocks have a binary16
    int block;
};

const std::vector<Type>& types()
{
    static const std::vector<Type> all{{"Q4_0", 2, 32, 18, {0}, 32},       {"Q4_1", 3, 32, 20, {0, 2}, 32},
                                       {"Q5_0", 6, 32, 22, {0}, 32},       {"Q5_1", 7, 32, 24, {0, 2}, 32},
                                       {"Q8_0", 8, 32, 34, {0}, 32},       {"Q4_K", 12, 256, 144, {0, 2}, 32},
                                       {"Q5_K", 13, 256, 176, {0, 2}, 32}, {"Q6_K", 14, 256, 210, {208}, 16}};
    return all;
}

/// Any bytes; numbers of binary16 between 2^−9 and 2^5, of either sign.
std::string someBlocks(const Type& type, std::size_t count)
{
    const std::vector<std::int64_t> any = someWholes(count * static_cast<std::size_t>(type.bytes), 0, 255, type.number);
    std::string blocks = wholeText(any, 1);
    for (std::size_t i = 0; i < count; ++i)
        for (const int place : type.halves) {
            char& high = blocks[i * static_cast<std::size_t>(type.bytes) + static_cast<std::size_t>(place) + 1];
            high = static_cast<char>((high & 0x83) | (6 + i % 14) << 2);
        }
    return blocks;
}

void compareType(const WeightLayer& layer, const Type& type, const std::string& bytes)
{
    QVERIFY(layer.given != nullptr);
    QCOMPARE(layer.given->storedAs(), text(type.name, " in blocks of ", type.block));
    const std::vector<std::int32_t> integers = integersOf(layer);
    const std::vector<float> values = layer.weight.values.toVector();
    const std::vector<float> scales = layer.given->scales.toVector();
    const std::vector<float> offsets = layer.given->offsets.toVector();
    QCOMPARE(scales.size() * static_cast<std::size_t>(type.block), values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        const std::size_t block = i / static_cast<std::size_t>(type.values);
        const Value expected = slowValue(
            type.name, bytes.substr(block * static_cast<std::size_t>(type.bytes), static_cast<std::size_t>(type.bytes)),
            static_cast<int>(i) % type.values);
        QCOMPARE(integers[i], expected.q);
        QVERIFY(expected.q >= layer.given->lowest && expected.q <= layer.given->highest);
        QCOMPARE(scales[i / static_cast<std::size_t>(type.block)], expected.scale);
        if (!offsets.empty())
            QCOMPARE(offsets[i / static_cast<std::size_t>(type.block)], expected.offset);
        const float product = static_cast<float>(expected.q) * expected.scale;
        QCOMPARE(values[i], product + expected.offset);
    }
}

} // namespace

class TestGguf : public QObject {
    Q_OBJECT

private slots:
    void integers_data();
    void integers();
    void mxfp4();
    void floats();
    void otherTypes();
    void experts();
    void severalFiles();
    void memory();

private:
    fs::path path(const char* name) const { return folder_.filePath(QLatin1String(name)).toStdString(); }

    QTemporaryDir folder_;
};

void TestGguf::integers_data()
{
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < types().size(); ++i)
        QTest::addRow("%s", types()[i].name) << static_cast<int>(i);
}

/// From memory in version 2, and where a mapped file has them.
void TestGguf::integers()
{
    QFETCH(const int, index);
    const Type& type = types()[static_cast<std::size_t>(index)];
    const auto perRow = static_cast<std::size_t>(512 / type.values);
    const std::string few = someBlocks(type, 3 * perRow);
    const auto small = parsedText(gguf::file(
        {{"blk.0.attn_q.weight", {512, 3}, type.number, few}, {"blk.0.attn_q.bias", {3}, 0, floatText({1, 2, 3})}}, {},
        2));
    QVERIFY2(small.has_value(), small ? "" : small.error().message.c_str());
    QCOMPARE((*small)->format, findFormat("gguf"));
    QCOMPARE((*small)->layers.size(), std::size_t{1});
    QCOMPARE((*small)->layers[0].name, std::string("blk.0.attn_q"));
    QCOMPARE((*small)->layers[0].weight.shape, (Shape{3, 512}));
    QCOMPARE((*small)->layers[0].bias.size(), std::size_t{3});
    compareType((*small)->layers[0], type, few);
    const std::string many = someBlocks(type, 5000 * perRow);
    QVERIFY(writeFile(path("types.gguf"), gguf::file({{"w", {512, 5000}, type.number, many}})));
    const auto mapped = readNetwork(path("types.gguf"));
    QVERIFY2(mapped.has_value(), mapped ? "" : mapped.error().message.c_str());
    QCOMPARE((*mapped)->files.size(), std::size_t{1});
    const WeightLayer& layer = (*mapped)->layers[0];
    compareType(layer, type, many);
    // Parts that begin and end within blocks.
    const std::vector<float> all = layer.weight.values.toVector();
    const std::vector<float> part = layer.weight.values.part(1234567, 1001).toVector();
    QVERIFY(std::equal(part.begin(), part.end(), all.begin() + 1234567));
    const std::vector<float> scales = layer.given->scales.toVector();
    const std::vector<float> some = layer.given->scales.part(1235, 50).toVector();
    QVERIFY(std::equal(some.begin(), some.end(), scales.begin() + 1235));
}

void TestGguf::mxfp4()
{
    constexpr double levels[] = {0, 0.5, 1, 1.5, 2, 3, 4, 6};
    std::string bytes = wholeText(someWholes(2 * 4 * 17, 0, 255), 1);
    for (std::size_t block = 0; block < 8; ++block)
        bytes[block * 17] = static_cast<char>(120 + block);
    const auto network = parsedText(gguf::file({{"w", {128, 2}, 39, bytes}}));
    QVERIFY2(network.has_value(), network ? "" : network.error().message.c_str());
    const WeightLayer& layer = (*network)->layers[0];
    QVERIFY(layer.given == nullptr);
    QCOMPARE(layer.storedType, std::string("MXFP4 in blocks of 32"));
    for (int i = 0; i < 256; ++i) {
        const std::string block = bytes.substr(static_cast<std::size_t>(i / 32 * 17), 17);
        const int code = bitsAt(block, 8 + 8 * (i % 16) + 4 * (i % 32 / 16), 4);
        const double value = std::ldexp(levels[code % 8], bitsAt(block, 0, 8) - 127);
        QCOMPARE(static_cast<double>(layer.weight.values.toVector()[static_cast<std::size_t>(i)]),
                 code < 8 ? value : -value);
    }
}

void TestGguf::floats()
{
    const std::vector<float> values{1, -2, 3.5F, 0.25F, -8, 16};
    const auto network = parsedText(gguf::file({{"a.weight", {3, 2}, 0, floatText(values)},
                                                {"b.weight", {3, 2}, 1, floatText(values, FloatType::F16)},
                                                {"c.weight", {3, 2}, 30, floatText(values, FloatType::BF16)},
                                                {"d.weight", {3, 2}, 28, floatText(values, FloatType::F64)},
                                                {"norm.weight", {6}, 0, floatText(values)}}));
    QVERIFY2(network.has_value(), network ? "" : network.error().message.c_str());
    QCOMPARE((*network)->layers.size(), std::size_t{4});
    const char* const stored[] = {"", "float16", "bfloat16", "float64"};
    for (std::size_t i = 0; i < 4; ++i) {
        QCOMPARE((*network)->layers[i].weight.shape, (Shape{2, 3}));
        QCOMPARE((*network)->layers[i].weight.values.toVector(), values);
        QCOMPARE((*network)->layers[i].storedType, std::string(stored[i]));
    }
    QCOMPARE((*network)->otherTensors.size(), std::size_t{1});
}

/// Named, and the rest opens.
void TestGguf::otherTypes()
{
    const auto network = parsedText(gguf::file({{"w", {2, 2}, 0, floatText({1, 2, 3, 4})},
                                                {"x", {256, 1}, 16, std::string(66, '\0')},
                                                {"y", {256, 1}, 16, std::string(66, '\0')},
                                                {"z", {256, 1}, 99, std::string(66, '\0')},
                                                {"ids", {4}, 26, std::string(16, '\0')}}));
    QVERIFY2(network.has_value(), network ? "" : network.error().message.c_str());
    QCOMPARE((*network)->layers.size(), std::size_t{1});
    QCOMPARE((*network)->warnings,
             (std::vector<std::string>{"2 tensors are left out: its type IQ2_XXS is not read (x, y)",
                                       "tensor z is left out: its type, ggml's number 99, is not known",
                                       "tensor ids is left out: it holds I32, not floating-point numbers"}));
}

/// A stack of matrices is one layer.
void TestGguf::experts()
{
    const Type& type = types()[0];
    const std::string blocks = someBlocks(type, 2 * 3 * 2);
    const auto network = parsedText(gguf::file({{"blk.1.ffn_gate_exps.weight", {64, 3, 2}, 2, blocks}}));
    QVERIFY2(network.has_value(), network ? "" : network.error().message.c_str());
    QCOMPARE((*network)->layers[0].kind, LayerKind::Linear);
    QCOMPARE((*network)->layers[0].weight.shape, (Shape{6, 64}));
    QCOMPARE((*network)->layers[0].fileShape, (Shape{2, 3, 64}));
    compareType((*network)->layers[0], type, blocks);
}

void TestGguf::severalFiles()
{
    const auto piece = [](const char* name, float value) {
        return gguf::Piece{name, {2, 2}, 0, floatText({value, value, value, value})};
    };
    const std::vector<std::string> keys{gguf::key("split.count", 2)};
    const std::string first = gguf::file({piece("a", 1)}, keys);
    QVERIFY(writeFile(path("net-00001-of-00002.gguf"), first));
    const auto alone = readNetwork(path("net-00001-of-00002.gguf"));
    QVERIFY(!alone);
    QCOMPARE(alone.error().message, path("net-00001-of-00002.gguf").string()
                                        + ": expected the file \"net-00002-of-00002.gguf\" in its folder, found none");
    QVERIFY(writeFile(path("net-00002-of-00002.gguf"), gguf::file({piece("b", 2), piece("c", 3)}, keys)));
    for (const char* const part : {"net-00001-of-00002.gguf", "net-00002-of-00002.gguf"}) {
        const auto whole = readNetwork(path(part));
        QVERIFY2(whole.has_value(), whole ? "" : whole.error().message.c_str());
        QCOMPARE((*whole)->layers.size(), std::size_t{3});
        QCOMPARE((*whole)->layers[2].name, std::string("c"));
        QCOMPARE((*whole)->layers[2].weight.values[3], 3.0F);
    }
    const auto inMemory = parsedText(first);
    QVERIFY(!inMemory);
    QCOMPARE(inMemory.error().message, std::string("net: expected the tensors in the file, found one of 2 files"));
    QVERIFY(writeFile(path("renamed.gguf"), first));
    const auto renamed = readNetwork(path("renamed.gguf"));
    QVERIFY(!renamed);
    QCOMPARE(renamed.error().message,
             path("renamed.gguf").string()
                 + ": expected a name as \"net-00001-of-00002.gguf\" of a network in 2 files, found another");
    QVERIFY(writeFile(path("net-00002-of-00002.gguf"), gguf::file({piece("a", 2)}, keys)));
    const auto twice = readNetwork(path("net-00001-of-00002.gguf"));
    QVERIFY(!twice);
    QCOMPARE(twice.error().message,
             path("net-00002-of-00002.gguf").string() + ": tensor a: expected it in one file, found it in two");
}

/// 4 GB: opening it, and the figures of one of its layers.
void TestGguf::memory()
{
    std::vector<gguf::Piece> pieces;
    for (int i = 0; i < 132; ++i) // 14336 × 4096 values of Q4_K are 33 MB
        pieces.push_back(
            {"blk." + std::to_string(i) + ".ffn_up.weight", {4096, 14336}, 12, "", std::uint64_t{14336} * 16 * 144});
    const auto [head, size] = gguf::head(pieces);
    QVERIFY(size > std::uint64_t{4} << 30);
    // The last block: scale 1, its first part's scale 2, the last value 15.
    const Type& type = types()[5];
    std::string last(static_cast<std::size_t>(type.bytes), '\0');
    last[1] = 0x3C;
    last[4 + 11] = 0x02;
    last.back() = static_cast<char>(0xF0);
    if (!writeSparse(path("large.gguf"), head.size() + size, {{0, head}, {head.size() + size - last.size(), last}}))
        SKIP_LACKING("a temporary folder that takes large sparse files", "set TMPDIR to one");
    if (!resetPeak())
        SKIP_LACKING("/proc/self/clear_refs", "use a Linux that tells a peak of memory from a point on");
    const std::int64_t before = peak();
    const auto taken = [&] { return static_cast<double>(peak() - before) / 1e6; };
    const auto network = readNetwork(path("large.gguf"));
    QVERIFY2(network.has_value(), network ? "" : network.error().message.c_str());
    QCOMPARE((*network)->layers.size(), std::size_t{132});
    QVERIFY(!(*network)->checked);
    QVERIFY2(taken() < 16.0, qPrintable(QString::number(taken())));
    const WeightLayer& layer = (*network)->layers[131];
    double sum = 0;
    layer.weight.values.visitParts([&](std::span<const float> part) {
        for (const float value : part)
            sum += static_cast<double>(value);
    });
    QCOMPARE(sum, 30.0);
    std::vector<std::int32_t> integers(4096);
    layer.given->integers->read(static_cast<std::size_t>(layer.weight.size()) - 4096, integers);
    QCOMPARE(integers.back(), 15);
    QCOMPARE(integers.front(), 0);
    QVERIFY2(taken() < 100.0, qPrintable(QString::number(taken())));
    fs::remove(path("large.gguf"));
}

TERMSCOPE_TEST(TestGguf)
#include "TestGguf.moc"
