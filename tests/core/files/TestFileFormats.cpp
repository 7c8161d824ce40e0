// The parts that the file readers share: float formats, gzip, zip, text from files.

#include "core/base/Limits.h"
#include "core/base/Text.h"
#include "core/files/FileKind.h"
#include "core/files/FloatBytes.h"
#include "core/files/Gzip.h"
#include "core/files/Zip.h"
#include "tests/support/TestClass.h"

#include <QtTest>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

using namespace termscope;

namespace {

/// binary16 by its definition.
double halfByDefinition(unsigned bits)
{
    const int exponent = static_cast<int>(bits >> 10 & 0x1F);
    const double fraction = static_cast<double>(bits & 0x3FF) / 1024.0;
    const double magnitude = exponent == 0 ? fraction * std::pow(2.0, -14)
                                           : (1.0 + fraction) * std::pow(2.0, exponent - 15);
    return (bits & 0x8000) != 0 ? -magnitude : magnitude;
}

Bytes bytesFromHex(const char* hex)
{
    const QByteArray raw = QByteArray::fromHex(hex);
    Bytes bytes(static_cast<std::size_t>(raw.size()));
    std::memcpy(bytes.data(), raw.constData(), bytes.size());
    return bytes;
}

} // namespace

class TestFileFormats : public QObject {
    Q_OBJECT

private slots:
    void everyHalf();
    void halfIsTheNearest();
    void bfloatIsTheNearest();
    void doubles();
    void byteOrders();
    void gzipLimit();
    void gzipMembers();
    void zipRoundTrip();
    void zipMembers();
    void text();
    void headerLengthsThatLookLikePickles();
};

/// An export whose header happened to have 640 bytes was taken for a Python pickle.
void TestFileFormats::headerLengthsThatLookLikePickles()
{
    for (const char* length : {"8002", "8003", "8004", "8005", "7802", "8001"})
        QCOMPARE(static_cast<int>(fileKind(bytesFromHex(QByteArray(length) + "0000000000007b22"))),
                 static_cast<int>(FileKind::Safetensors));
    QCOMPARE(static_cast<int>(fileKind(bytesFromHex("80027d7100580400007b22"))), static_cast<int>(FileKind::Pickle));
    QCOMPARE(static_cast<int>(fileKind(bytesFromHex("80049500000000000000007d"))), static_cast<int>(FileKind::Pickle));
}

void TestFileFormats::everyHalf()
{
    for (unsigned bits = 0; bits < 0x10000; ++bits) {
        const float value = floatFromHalf(static_cast<std::uint16_t>(bits));
        if ((bits & 0x7C00) == 0x7C00) {
            QCOMPARE(std::isnan(value), (bits & 0x3FF) != 0);
            QCOMPARE(std::isinf(value), (bits & 0x3FF) == 0);
            QCOMPARE(std::signbit(value), (bits & 0x8000) != 0);
            continue;
        }
        QCOMPARE(static_cast<double>(value), halfByDefinition(bits));
        QCOMPARE(unsigned{halfFromFloat(value)}, bits);
    }
}

void TestFileFormats::halfIsTheNearest()
{
    // Between two neighbours: below the middle goes down, above goes up, the middle to the even one.
    for (unsigned bits = 0; bits < 0x7BFF; ++bits) {
        const auto middle = static_cast<float>((halfByDefinition(bits) + halfByDefinition(bits + 1)) / 2);
        QCOMPARE(unsigned{halfFromFloat(middle)}, bits % 2 == 0 ? bits : bits + 1);
        QCOMPARE(unsigned{halfFromFloat(std::nextafter(middle, 0.0F))}, bits);
        QCOMPARE(unsigned{halfFromFloat(-std::nextafter(middle, 1e6F))}, (bits + 1) | 0x8000);
    }
    QCOMPARE(unsigned{halfFromFloat(65519.9F)}, 0x7BFFU);
    QCOMPARE(unsigned{halfFromFloat(65520.0F)}, 0x7C00U);
    QCOMPARE(unsigned{halfFromFloat(-1e30F)}, 0xFC00U);
    QVERIFY(std::isnan(floatFromHalf(halfFromFloat(std::numeric_limits<float>::quiet_NaN()))));
}

void TestFileFormats::bfloatIsTheNearest()
{
    const auto rounded = [](std::uint32_t bits) { return unsigned{bfloatFromFloat(std::bit_cast<float>(bits))}; };
    QCOMPARE(rounded(0x3F800000), 0x3F80U);
    QCOMPARE(rounded(0x3F808000), 0x3F80U); // the middle, to even
    QCOMPARE(rounded(0x3F818000), 0x3F82U);
    QCOMPARE(rounded(0x3F808001), 0x3F81U);
    QCOMPARE(rounded(0xBF807FFF), 0xBF80U);
    QVERIFY(
        std::isnan(floatsFromBytes(bytesFromFloats(std::vector{std::nanf("")}, FloatType::BF16), FloatType::BF16)[0]));
}

void TestFileFormats::doubles()
{
    const std::vector values{1e300, -1e300, 0.1, static_cast<double>(std::numeric_limits<float>::max())};
    Bytes bytes(values.size() * 8);
    std::memcpy(bytes.data(), values.data(), bytes.size());
    const std::vector<float> read = floatsFromBytes(bytes, FloatType::F64);
    QCOMPARE(read[0], std::numeric_limits<float>::infinity());
    QCOMPARE(read[1], -std::numeric_limits<float>::infinity());
    QCOMPARE(read[2], 0.1F);
    QCOMPARE(read[3], std::numeric_limits<float>::max());
}

void TestFileFormats::byteOrders()
{
    const Bytes one = bytesFromHex("3f800000");
    QCOMPARE(floatsFromBytes(one, FloatType::F32, true)[0], 1.0F);
    QCOMPARE(bytesFromFloats(std::vector{1.0F}), bytesFromHex("0000803f"));
    QCOMPARE(floatsFromBytes(bytesFromHex("c000000000000000"), FloatType::F64, true)[0], -2.0F);
}

void TestFileFormats::gzipLimit()
{
    // 10 MB of zeros, by zlib's own compressor through Qt: its zlib stream holds the deflate data that gzip wraps.
    const QByteArray zeros(10 << 20, '\0');
    const QByteArray stream = qCompress(zeros, 9);
    const QByteArray deflated = stream.mid(6, stream.size() - 10); // length and zlib header in front, checksum behind
    QByteArray file = QByteArray::fromHex("1f8b0800000000000003") + deflated;
    file += QByteArray::fromHex("00000000") + QByteArray::fromHex("0000a000");
    const Bytes packed(reinterpret_cast<const std::byte*>(file.constData()),
                       reinterpret_cast<const std::byte*>(file.constData()) + file.size());
    const auto tooMuch = gunzip(packed, 1000, "z.gz");
    QVERIFY(!tooMuch);
    QCOMPARE(tooMuch.error().message, std::string("z.gz: expected at most 1000 bytes unpacked, found more"));
    QCOMPARE(gunzipStart(packed, 100, "z.gz").value(), Bytes(100));
    // The checksum is wrong, so the whole is damaged.
    QVERIFY(!gunzip(packed, 20 << 20, "z.gz"));
}

void TestFileFormats::gzipMembers()
{
    // printf 'ab' | gzip -n | xxd -p
    const Bytes member = bytesFromHex("1f8b08000000000000034b4c02006d48839e02000000");
    Bytes twice = member;
    twice.insert(twice.end(), member.begin(), member.end());
    const Bytes unpacked = gunzip(twice, 100, "g").value();
    QCOMPARE(unpacked, Bytes(bytesOf("abab").begin(), bytesOf("abab").end()));
    QCOMPARE(gunzip(twice, 4, "g").value().size(), 4U);
    QVERIFY(!gunzip(twice, 3, "g"));
    twice.pop_back();
    QVERIFY(!gunzip(twice, 100, "g"));
}

void TestFileFormats::zipRoundTrip()
{
    const Bytes hello(bytesOf("hello").begin(), bytesOf("hello").end());
    const Bytes archive = zipBytes({{"a/b.txt", hello}, {"grün", {}}}).value();
    const auto reader = ZipReader::open(archive, "z.zip");
    QVERIFY(reader);
    QCOMPARE(reader->members().size(), 2U);
    QCOMPARE(reader->members()[0].name, std::string("a/b.txt"));
    QCOMPARE(reader->members()[0].unpacked, 5U);
    QCOMPARE(reader->members()[1].name, std::string("grün"));
    QCOMPARE(reader->read(0).value(), hello);
    QCOMPARE(reader->read(1).value(), Bytes());
}

void TestFileFormats::zipMembers()
{
    std::vector<ZipInput> members(static_cast<std::size_t>(limits::zipMembers) + 1);
    for (std::size_t i = 0; i < members.size(); ++i)
        members[i].name = std::to_string(i);
    const auto many = ZipReader::open(zipBytes(members).value(), "m.zip");
    QVERIFY(!many);
    QCOMPARE(many.error().message, std::string("m.zip: expected at most 65536 members, found 65537"));
    members.pop_back();
    const Bytes most = zipBytes(members).value();
    QVERIFY(ZipReader::open(most, "m.zip"));
}

void TestFileFormats::text()
{
    QCOMPARE(inQuotes("naïve\n"), std::string("\"naïve\\x0a\""));
    QCOMPARE(printable("\xff\xc3"), std::string("\\xff\\xc3"));
    QCOMPARE(printable(std::string(200, 'a')), std::string(100, 'a') + "…");
    QVERIFY(isUtf8("term · 😀"));
    QVERIFY(!isUtf8("\xc0\x80"));         // overlong
    QVERIFY(!isUtf8("\xed\xa0\x80"));     // surrogate
    QVERIFY(!isUtf8("\xf4\x90\x80\x80")); // beyond the last character
    QVERIFY(!isUtf8("\xe2\x82"));         // cut short
    QCOMPARE(listed(std::vector<std::int64_t>{-1, 784}), std::string("-1, 784"));
}

TERMSCOPE_TEST(TestFileFormats)
#include "TestFileFormats.moc"
