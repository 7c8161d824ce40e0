// Decoding and resizing against Pillow's results, and files that are broken in every place.

#include "core/base/Limits.h"
#include "core/data/images/ImageDecoder.h"
#include "core/data/images/Resample.h"
#include "tests/core/data/Pictures.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <array>
#include <random>

using namespace termscope;
using samples::expectedPicture;
using samples::pictureBytes;

class TestImages : public QObject {
    Q_OBJECT

private slots:
    void decodes_data();
    void decodes();
    void cutShort_data() { decodes_data(); }
    void cutShort();
    void flippedBytes_data() { decodes_data(); }
    void flippedBytes();
    void otherFiles();
    void tooLarge();
    void tooManyScans();
    void resizes_data();
    void resizes();
    void resizesAWindow();
    void keepsASide();
    void imageNames();
};

void TestImages::decodes_data()
{
    QTest::addColumn<QString>("name");
    for (const char* name : {"colour.jpg", "full_chroma.jpg", "progressive.JPEG", "inks.jpg", "grey.jpg", "colour.png",
                             "palette.png", "grey.png", "one_bit.png", "alpha.png", "grey_alpha.png", "colour16.png"})
        QTest::newRow(name) << QString(name);
}

void TestImages::decodes()
{
    QFETCH(QString, name);
    const std::string file = name.toStdString();
    const Image image = samples::unwrap(decodeImage(pictureBytes(file), file));
    const Image expected = expectedPicture(file);
    QCOMPARE(image.height, expected.height);
    QCOMPARE(image.width, expected.width);
    QCOMPARE(image.channels, expected.channels);
    QVERIFY(image.pixels == expected.pixels);
}

/// Cut anywhere but in the marker at its end, a picture is not read, and the sentence says so.
void TestImages::cutShort()
{
    QFETCH(QString, name);
    const Bytes whole = pictureBytes(name.toStdString());
    for (std::size_t size = 0; size + 4 < whole.size(); size += size < 40 ? 1 : 13) {
        const auto image = decodeImage(ByteView(whole).first(size), "p");
        QVERIFY2(!image, qPrintable(QString::number(size)));
        if (size > 40)
            QVERIFY2(QString::fromStdString(image.error().message).endsWith(" image, found one that is cut short"),
                     image.error().message.c_str());
    }
}

/// A damaged picture is read or refused with a sentence; nothing else happens (run it with the sanitizers).
void TestImages::flippedBytes()
{
    QFETCH(QString, name);
    const Bytes whole = pictureBytes(name.toStdString());
    std::mt19937 random(7);
    for (int round = 0; round < 300; ++round) {
        Bytes bytes = whole;
        bytes[random() % bytes.size()] = static_cast<std::byte>(random() & 0xFF);
        const auto image = decodeImage(bytes, "p");
        if (image)
            QCOMPARE(image->pixels.size(), static_cast<std::size_t>(image->height)
                                               * static_cast<std::size_t>(image->width)
                                               * static_cast<std::size_t>(image->channels));
        else
            QVERIFY(image.error().message.starts_with("p: expected "));
    }
}

void TestImages::otherFiles()
{
    QCOMPARE(decodeImage({}, "a").error().message, std::string("a: expected a JPEG or PNG image, found an empty file"));
    QCOMPARE(decodeImage(bytesOf("GIF89a______"), "a.gif").error().message,
             std::string("a.gif: expected a JPEG or PNG image, found a picture"));
    QVERIFY(decodeImage(bytesOf("\xff\xd8\xff\xd9__________"), "b")
                .error()
                .message.starts_with("b: expected a JPEG image, "));
}

/// What a header claims is refused before memory is taken for it.
void TestImages::tooLarge()
{
    Bytes png = pictureBytes("colour.png");
    const std::uint8_t header[] = {'I', 'H', 'D', 'R', 0, 1, 0, 0, 0, 1, 0, 0, 8, 2, 0, 0, 0};
    std::ranges::transform(header, png.begin() + 12, [](std::uint8_t byte) { return std::byte{byte}; });
    const auto checksum = [&] {
        std::uint32_t crc = 0xFFFFFFFF; // as PNG's specification has it
        for (const std::uint8_t byte : header) {
            crc ^= byte;
            for (int bit = 0; bit < 8; ++bit)
                crc = (crc & 1) != 0 ? 0xEDB88320 ^ crc >> 1 : crc >> 1;
        }
        return ~crc;
    }();
    for (std::size_t i = 0; i < 4; ++i)
        png[29 + i] = static_cast<std::byte>(checksum >> (24 - 8 * i) & 0xFF);
    QCOMPARE(decodeImage(png, "p").error().message,
             std::string("p: expected an image of 1 to 67108864 pixels, found 65536×65536"));
}

/// A picture of some kilobytes could keep a reader busy for hours: each scan of a progressive one goes over all pixels.
void TestImages::tooManyScans()
{
    const Bytes whole = pictureBytes("progressive.JPEG");
    const std::array startOfScan{std::byte{0xFF}, std::byte{0xDA}};
    const auto last = std::ranges::find_end(whole, startOfScan).begin();
    const auto end = whole.end() - 2; // the marker that ends the picture
    const Bytes scan(last, end);
    Bytes many(whole.begin(), end);
    for (int i = 0; i < limits::jpegScans; ++i)
        many.insert(many.end(), scan.begin(), scan.end());
    many.insert(many.end(), end, whole.end());
    const auto image = decodeImage(many, "p");
    QVERIFY(!image);
    QCOMPARE(image.error().message, std::string("p: expected a JPEG image of at most 100 scans, found more"));
}

void TestImages::resizes_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("height");
    QTest::addColumn<int>("width");
    for (const QString& name : {QStringLiteral("colour.png"), QStringLiteral("grey.png")})
        for (const auto& [height, width] :
             {std::pair{16, 23}, {24, 53}, {37, 20}, {64, 91}, {37, 200}, {1, 1}, {5, 120}})
            QTest::newRow(qPrintable(QStringLiteral("%1 %2x%3").arg(name).arg(height).arg(width)))
                << name << height << width;
}

void TestImages::resizes()
{
    QFETCH(QString, name);
    QFETCH(int, height);
    QFETCH(int, width);
    const Image image = samples::unwrap(decodeImage(pictureBytes(name.toStdString()), "p"));
    const Image expected = expectedPicture(text(name.toStdString(), ' ', height, 'x', width));
    QVERIFY(resized(image, height, width, {0, 0, height, width}) == expected);
}

/// A window has the pixels that the whole has there.
void TestImages::resizesAWindow()
{
    const Image image = samples::unwrap(decodeImage(pictureBytes("colour.png"), "p"));
    for (const auto& [height, width] : {std::pair{16, 23}, {90, 40}, {37, 60}, {80, 53}}) {
        const Image whole = resized(image, height, width, {0, 0, height, width});
        const Window window{height / 3, width / 4, height / 2, width / 2};
        const Image part = resized(image, height, width, window);
        QCOMPARE(part.height, window.height);
        QCOMPARE(part.width, window.width);
        for (std::int32_t y = 0; y < window.height; ++y) {
            const auto from = whole.pixels.begin() + ((window.top + y) * width + window.left) * 3;
            QVERIFY(std::equal(from, from + 3 * window.width, part.pixels.begin() + 3 * y * window.width));
        }
    }
}

void TestImages::keepsASide()
{
    const Image image = samples::unwrap(decodeImage(pictureBytes("grey.png"), "p"));
    QVERIFY(resized(image, image.height, image.width, {0, 0, image.height, image.width}) == image);
}

void TestImages::imageNames()
{
    for (const char* name : {"a.jpg", "a.JPEG", "b.c.Png", "d.webp"})
        QVERIFY(hasImageName(name));
    for (const char* name : {"jpg", ".jpg", "a.txt", "a.", "a.jpg.txt"})
        QVERIFY(!hasImageName(name));
}

TERMSCOPE_TEST(TestImages)
#include "TestImages.moc"
