// Preprocessing as text, as geometry and as numbers.

#include "core/data/Preprocessing.h"
#include "core/data/ReadShaped.h"
#include "core/data/images/ImageDecoder.h"
#include "core/data/images/MemoryImages.h"
#include "core/data/images/Resample.h"
#include "tests/core/data/Pictures.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <cmath>
#include <random>

using namespace termscope;

namespace {

Preprocessing parsed(const std::string& text)
{
    return samples::unwrap(parsePreprocessing(text));
}

std::string message(const std::string& text)
{
    const auto result = parsePreprocessing(text);
    return result ? "none" : result.error().message;
}

/// A picture in which every value tells its place.
Image numbered(std::int32_t height, std::int32_t width, std::int32_t channels)
{
    Image image{height, width, channels, {}};
    for (int i = 0; i < height * width * channels; ++i)
        image.pixels.push_back(static_cast<std::uint8_t>(i * 7 + i / 256));
    return image;
}

std::vector<float> values(const Image& image, const Preprocessing& preprocessing)
{
    std::vector<float> result(image.pixels.size());
    samples::unwrap(PixelScaler::create(preprocessing, image.channels, "p")).toSample(image, result);
    return result;
}

} // namespace

class TestPreprocessing : public QObject {
    Q_OBJECT

private slots:
    void presets();
    void roundTrip_data();
    void roundTrip();
    void anyRoundTrip();
    void errors_data();
    void errors();
    void numbers();
    void orders();
    void channels();
    void cropAtTheMiddle();
    void smallerThanTheCrop();
    void asTorchvision();
    void layoutOfAnInput();
    void greyNeedsOneMean();
    void growsTooLarge();
};

void TestPreprocessing::presets()
{
    const Preprocessing torchvision = parsed("torchvision");
    QCOMPARE(torchvision.resize, 256);
    QCOMPARE(torchvision.crop, 224);
    QCOMPARE(torchvision.channels, Channels::Rgb);
    QCOMPARE(torchvision.mean, (std::array{0.485F, 0.456F, 0.406F}));
    QCOMPARE(torchvision.deviation, (std::array{0.229F, 0.224F, 0.225F}));
    QCOMPARE(parsed("keras").scale, 127.5F);
    QCOMPARE(parsed("cifar").crop, 0);
    QCOMPARE(parsed("mnist").mean[0], 0.1307F);
    QCOMPARE(parsed("raw"), Preprocessing());
    for (const std::string_view preset : preprocessingPresets())
        QCOMPARE(toText(parsed(std::string(preset))), std::string(preset));
}

void TestPreprocessing::roundTrip_data()
{
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("shortest");
    QTest::newRow("off") << "torchvision:resize=0,crop=0"
                         << "torchvision:resize=0,crop=0";
    QTest::newRow("same as the preset") << "torchvision:resize=256,mean=0.485/0.456/0.406"
                                        << "torchvision";
    QTest::newRow("one number for three") << "raw:mean=0.5/0.5/0.5,std=0.25"
                                          << "raw:mean=0.5,std=0.25";
    QTest::newRow("order") << "keras:layout=nhwc,channels=bgr"
                           << "keras:channels=bgr,layout=nhwc";
    QTest::newRow("the last counts") << "raw:crop=3,crop=4"
                                     << "raw:crop=4";
    QTest::newRow("three") << "raw:scale=1,mean=123.68/116.779/103.939"
                           << "raw:scale=1,mean=123.68/116.779/103.939";
}

void TestPreprocessing::roundTrip()
{
    QFETCH(QString, given);
    QFETCH(QString, shortest);
    const Preprocessing read = parsed(given.toStdString());
    QCOMPARE(QString::fromStdString(toText(read)), shortest);
    QCOMPARE(parsed(shortest.toStdString()), read);
}

void TestPreprocessing::anyRoundTrip()
{
    std::mt19937 random(3);
    const auto number = [&] {
        return std::ldexp(static_cast<float>(random() % 100000 + 1), -static_cast<int>(random() % 20));
    };
    for (int round = 0; round < 500; ++round) {
        Preprocessing any = parsed(std::string(preprocessingPresets()[random() % 5]));
        any.resize = static_cast<int>(random() % 300);
        any.crop = static_cast<int>(random() % 300);
        any.channels = static_cast<Channels>(random() % 4);
        any.layout = static_cast<Layout>(random() % 2);
        if (random() % 2 == 0)
            any.stored = static_cast<Layout>(random() % 2);
        any.scale = number();
        if (random() % 2 == 0)
            any.mean = {-number(), number(), number()};
        if (random() % 2 == 0)
            any.deviation = {number(), number(), number()};
        QCOMPARE(parsed(toText(any)), any);
    }
}

void TestPreprocessing::errors_data()
{
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("expected");
    const QString presets = "preprocessing: expected one of raw, torchvision, keras, cifar, mnist, found ";
    const QString keys =
        "preprocessing: expected key=value with a key of resize, crop, channels, scale, mean, std, layout, stored, found ";
    const QString three =
        ": expected one number or three for red, green and blue with slashes between them (0.5/0.4/0.3), found ";
    const QString above = ": expected one number above 0 or three for red, green and blue with slashes between them "
                          "(0.5/0.4/0.3), found ";
    QTest::newRow("nothing") << "" << presets + "nothing";
    QTest::newRow("preset") << "torchvison:crop=0" << presets + "torchvison; did you mean torchvision?";
    QTest::newRow("key") << "raw:croop=0" << keys + "croop=0; did you mean crop?";
    QTest::newRow("no key") << "raw:" << keys + "nothing";
    QTest::newRow("comma at the end") << "raw:crop=0," << keys + "nothing";
    QTest::newRow("no value") << "raw:crop"
                              << "preprocessing: crop: expected a value (crop=…), found nothing";
    QTest::newRow("empty value") << "raw:crop="
                                 << "preprocessing: crop: expected 0 (off) to 8192, found nothing";
    QTest::newRow("negative") << "raw:resize=-1"
                              << "preprocessing: resize: expected 0 (off) to 8192, found -1";
    QTest::newRow("large") << "raw:resize=8193"
                           << "preprocessing: resize: expected 0 (off) to 8192, found 8193";
    QTest::newRow("scale")
        << "raw:scale=0"
        << "preprocessing: scale: expected a number above 0 that pixels (0 to 255) are divided by, found 0";
    QTest::newRow("commas") << "raw:mean=0.5,0.5,0.5"
                            << keys + "0.5; three numbers have slashes between them (0.5/0.4/0.3)";
    QTest::newRow("two") << "raw:mean=0.5/0.5"
                         << "preprocessing: mean" + three + "0.5/0.5";
    QTest::newRow("text") << "raw:mean=0.5/x/0.5"
                          << "preprocessing: mean" + three + "0.5/x/0.5";
    QTest::newRow("infinite") << "raw:mean=inf"
                              << "preprocessing: mean" + three + "inf";
    QTest::newRow("std") << "raw:std=0.5/0/0.5"
                         << "preprocessing: std" + above + "0.5/0/0.5";
    QTest::newRow("channels") << "raw:channels=gbr"
                              << "preprocessing: channels: expected one of stored, rgb, bgr, grey, found gbr";
    QTest::newRow("layout") << "raw:layout=NHWC"
                            << "preprocessing: layout: expected one of nchw, nhwc, found NHWC";
}

void TestPreprocessing::errors()
{
    QFETCH(QString, given);
    QFETCH(QString, expected);
    QCOMPARE(QString::fromStdString(message(given.toStdString())), expected);
}

/// (pixel / scale − mean) / std, each step in float32.
void TestPreprocessing::numbers()
{
    const Preprocessing preprocessing = parsed("torchvision:resize=0,crop=0");
    const Image image = numbered(16, 16, 3);
    const std::vector<float> found = values(image, preprocessing);
    for (std::size_t i = 0; i < 256; ++i)
        for (std::size_t c = 0; c < 3; ++c) {
            const float scaled = static_cast<float>(image.pixels[3 * i + c]) / 255.0F;
            QCOMPARE(found[c * 256 + i], (scaled - preprocessing.mean[c]) / preprocessing.deviation[c]);
        }
    const Image black{1, 2, 1, {0, 255}};
    QCOMPARE(values(black, parsed("keras:channels=stored")), (std::vector<float>{-1.0F, 1.0F}));
    QCOMPARE(values(black, parsed("raw")), (std::vector<float>{0.0F, 1.0F}));
}

void TestPreprocessing::orders()
{
    const Image image{1, 2, 3, {1, 2, 3, 4, 5, 6}}; // two pixels
    QCOMPARE(values(image, parsed("raw:scale=1")), (std::vector<float>{1, 4, 2, 5, 3, 6}));
    QCOMPARE(values(image, parsed("raw:scale=1,layout=nhwc")), (std::vector<float>{1, 2, 3, 4, 5, 6}));
    QCOMPARE(values(image, parsed("raw:scale=1,channels=bgr")), (std::vector<float>{3, 6, 2, 5, 1, 4}));
    // Means are those of red, green and blue in whatever order the channels go.
    QCOMPARE(values(image, parsed("raw:scale=1,channels=bgr,layout=nhwc,mean=1/2/3")),
             (std::vector<float>{0, 0, 0, 3, 3, 3}));
}

void TestPreprocessing::channels()
{
    const Image image = samples::unwrap(decodeImage(samples::pictureBytes("colour.png"), "p"));
    QVERIFY(shaped(image, parsed("mnist")) == samples::expectedPicture("colour.png grey"));
    QVERIFY(shaped(image, parsed("raw")) == image);
    const Image grey{1, 2, 1, {7, 9}};
    QVERIFY(shaped(grey, parsed("cifar")) == (Image{1, 2, 3, {7, 7, 7, 9, 9, 9}}));
    QVERIFY(shaped(grey, parsed("raw")) == grey);
}

void TestPreprocessing::cropAtTheMiddle()
{
    // 5 − 2 = 3: half of it is 1.5, which goes to the even 2; 7 − 2 = 5: 2.5 goes to 2.
    const Image image = numbered(5, 7, 1);
    const Image cropped = shaped(image, parsed("raw:crop=2"));
    QCOMPARE(cropped.pixels, (std::vector{image.pixels[2 * 7 + 2], image.pixels[2 * 7 + 3], image.pixels[3 * 7 + 2],
                                          image.pixels[3 * 7 + 3]}));
}

void TestPreprocessing::smallerThanTheCrop()
{
    const Image image{2, 1, 1, {5, 6}};
    const Image cropped = shaped(image, parsed("raw:crop=4"));
    QCOMPARE(cropped.pixels, (std::vector<std::uint8_t>{0, 0, 0, 0, 0, 5, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0}));
}

/// The shorter side to a length, the longer one rounded down, then the square.
void TestPreprocessing::asTorchvision()
{
    const Image image = samples::unwrap(decodeImage(samples::pictureBytes("colour.png"), "p")); // 37 × 53
    const Image sized = shaped(image, parsed("torchvision:resize=64,crop=0"));
    QCOMPARE(sized.height, 64);
    QCOMPARE(sized.width, 91); // 64 · 53 / 37 = 91.7
    QVERIFY(sized == samples::expectedPicture("colour.png 64x91"));
    const Image cropped = shaped(image, parsed("torchvision:resize=64,crop=32"));
    QVERIFY(cropped == resized(image, 64, 91, {16, 30, 32, 32})); // (91 − 32) / 2 = 29.5, to the even side
}

void TestPreprocessing::layoutOfAnInput()
{
    const auto layout = [](std::vector<std::int64_t> shape) { return layoutOf(shape); };
    QCOMPARE(layout({-1, 3, 224, 224}), std::optional(Layout::Nchw));
    QCOMPARE(layout({1, 224, 224, 3}), std::optional(Layout::Nhwc));
    QCOMPARE(layout({-1, -1, -1, 1}), std::optional(Layout::Nhwc));
    QCOMPARE(layout({-1, 784}), std::optional<Layout>());
    QCOMPARE(layout({1, 3, 224, 3}), std::optional<Layout>());
    QCOMPARE(layout({-1, -1, -1, -1}), std::optional<Layout>());
}

void TestPreprocessing::greyNeedsOneMean()
{
    const auto scaler = PixelScaler::create(parsed("raw:mean=1/2/3"), 1, "p.png");
    QVERIFY(!scaler);
    QCOMPARE(scaler.error().message,
             std::string("p.png: expected a colour image, as mean and std have three numbers, found a "
                         "grey one (channels=rgb makes three of it)"));
    QVERIFY(PixelScaler::create(parsed("raw:mean=1"), 1, "p.png"));
}

/// A line of pixels would become a band of gigabytes.
void TestPreprocessing::growsTooLarge()
{
    const ImageSourcePtr line = memoryImages(Bytes(100000), {1, 100000, 1}, "p");
    QCOMPARE(readShaped(*line, 0, parsed("raw:resize=256")).error().message,
             std::string("p, image 0: expected at most 67108864 pixels after resize=256, found an image of 1×100000"));
    QVERIFY(!readShaped(*line, 0, parsed("raw:resize=8192,crop=224")));
    QCOMPARE(readShaped(*line, 0, parsed("raw:resize=100,crop=50")).value().pixels.size(), std::size_t{2500});
}

TERMSCOPE_TEST(TestPreprocessing)
#include "TestPreprocessing.moc"
