// Batches from memory and from pictures that are decoded as they are needed: order, size, what is left out, stopping.

#include "core/data/BatchReader.h"
#include "core/data/DatasetReader.h"
#include "tests/core/data/Pictures.h"
#include "tests/fixtures/Fixtures.h"
#include "tests/support/SharedData.h"
#include "tests/support/Stopping.h"
#include "tests/support/TestClass.h"

#include <QTemporaryDir>
#include <QtTest>

#include <atomic>
#include <filesystem>
#include <new>
#include <thread>

using namespace termscope;

namespace {

namespace fs = std::filesystem;

/// Pictures of one pixel whose value tells their number; every seventh cannot be read. Counts what is asked for.
class NumberedPictures : public ImageSource {
public:
    NumberedPictures(std::int64_t count, bool whole) : count_(count), whole_(whole) {}

    std::int64_t count() const override { return count_; }
    std::string nameOf(std::int64_t index) const override
    {
        if (index == beyondMemory)
            throw std::bad_alloc();
        return "picture " + std::to_string(index);
    }
    Result<Image> read(std::int64_t index) const override
    {
        ++reads;
        // Later pictures of a batch are ready before earlier ones.
        std::this_thread::sleep_for(std::chrono::microseconds(50 * (5 - index % 5)));
        if (!whole_ && index % 7 == 3)
            return fail(nameOf(index), ": broken");
        if (index == beyondMemory)
            return fail(nameOf(index), ": broken");
        if (index == wide)
            return Image{1, 2, 1, {1, 2}};
        return Image{1, 1, 1, {static_cast<std::uint8_t>(index % 256)}};
    }

    mutable std::atomic<int> reads = 0;
    std::int64_t wide = -1;         ///< number of a picture with another size
    std::int64_t beyondMemory = -1; ///< of one that cannot even be named

private:
    std::int64_t count_;
    bool whole_;
};

DatasetPtr streamed(std::shared_ptr<NumberedPictures> source)
{
    auto dataset = std::make_shared<Dataset>();
    dataset->name = "numbers";
    dataset->height = dataset->width = 1;
    for (std::int64_t i = 0; i < source->count(); ++i)
        dataset->labels.push_back(static_cast<std::int32_t>(i % 10));
    dataset->classes = 10;
    dataset->preprocessing.scale = 1.0F;
    dataset->source = std::move(source);
    return dataset;
}

bool readable(std::int64_t index)
{
    return index % 7 != 3;
}

} // namespace

class TestBatchReader : public QObject {
    Q_OBJECT

private slots:
    void fromMemory();
    void inOrder_data();
    void inOrder();
    void aRange();
    void readsNotFarAhead();
    void stops();
    void anotherSizeIsAnError();
    void lackOfMemoryIsAnError();
    void intoMemory();
    void tooMuchForMemory();
    void cancelled();
    void noneReadable();
    void brokenPictureInAFolder();
    void shiftedLabels();
    void folders_data();
    void folders();
};

/// Without a copy.
void TestBatchReader::fromMemory()
{
    const DatasetPtr dataset = samples::randomDataset(1, 10, 3, 4);
    BatchReader reader(dataset, {.first = 2, .batch = 5});
    const SampleBatch first = samples::unwrap(reader.next());
    QCOMPARE(first.values.data(), dataset->pixels.data() + 6);
    QCOMPARE(first.count(), 5);
    QCOMPARE(first.labels[0], dataset->labels[2]);
    QCOMPARE(samples::unwrap(reader.next()).count(), 3);
    QCOMPARE(samples::unwrap(reader.next()).count(), 0);
}

void TestBatchReader::inOrder_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("batch");
    QTest::addColumn<int>("threads");
    QTest::addColumn<int>("ahead");
    QTest::newRow("one thread") << 50 << 8 << 1 << 2;
    QTest::newRow("many threads") << 200 << 16 << 6 << 3;
    QTest::newRow("nothing ahead") << 30 << 4 << 3 << 0;
    QTest::newRow("one by one") << 30 << 1 << 4 << 2;
    QTest::newRow("one batch") << 30 << 100 << 4 << 2;
}

void TestBatchReader::inOrder()
{
    QFETCH(int, count);
    QFETCH(int, batch);
    QFETCH(int, threads);
    QFETCH(int, ahead);
    const DatasetPtr dataset = streamed(std::make_shared<NumberedPictures>(count, false));
    BatchReader reader(dataset, {.batch = batch, .ahead = ahead, .threads = threads});
    std::int64_t expected = 0;
    while (true) {
        const SampleBatch found = samples::unwrap(reader.next());
        if (found.count() == 0)
            break;
        QVERIFY(found.count() <= batch);
        QCOMPARE(found.values.size(), found.samples.size());
        for (std::size_t i = 0; i < found.samples.size(); ++i, ++expected) {
            if (!readable(expected))
                ++expected;
            QCOMPARE(found.samples[i], expected);
            QCOMPARE(found.values[i], static_cast<float>(expected));
            QCOMPARE(found.labels[i], static_cast<std::int32_t>(expected % 10));
        }
    }
    QVERIFY(expected >= count - 1);
    QCOMPARE(std::ssize(reader.skipped()), (count + 3) / 7);
    for (std::size_t i = 0; i < reader.skipped().size(); ++i) {
        QCOMPARE(reader.skipped()[i].index, static_cast<std::int64_t>(7 * i + 3));
        QCOMPARE(reader.skipped()[i].reason, text("picture ", 7 * i + 3, ": broken"));
    }
}

void TestBatchReader::aRange()
{
    const DatasetPtr dataset = streamed(std::make_shared<NumberedPictures>(100, true));
    BatchReader reader(dataset, {.first = 13, .count = 9, .batch = 4, .threads = 2});
    std::vector<std::int64_t> seen;
    for (SampleBatch batch = samples::unwrap(reader.next()); batch.count() > 0; batch = samples::unwrap(reader.next()))
        seen.insert(seen.end(), batch.samples.begin(), batch.samples.end());
    QCOMPARE(seen, (std::vector<std::int64_t>{13, 14, 15, 16, 17, 18, 19, 20, 21}));
}

/// What bounds the memory: no more is decoded than a few batches.
void TestBatchReader::readsNotFarAhead()
{
    const auto source = std::make_shared<NumberedPictures>(10000, true);
    BatchReader reader(streamed(source), {.batch = 10, .ahead = 2, .threads = 4});
    for (int given = 1; given <= 5; ++given) {
        QCOMPARE(samples::unwrap(reader.next()).count(), 10);
        QTest::qSleep(20);
        QVERIFY2(source->reads <= 10 * (given + 3), qPrintable(QString::number(source->reads)));
    }
}

void TestBatchReader::stops()
{
    const auto source = std::make_shared<NumberedPictures>(100000, true);
    for (int round = 0; round < 20; ++round) {
        BatchReader reader(streamed(source), {.batch = 50, .ahead = 100, .threads = 4});
        QVERIFY(reader.next());
    }
    QVERIFY(source->reads < 100000);
}

/// On a thread of the reader, where an exception would end the process.
void TestBatchReader::lackOfMemoryIsAnError()
{
    const auto source = std::make_shared<NumberedPictures>(20, true);
    source->beyondMemory = 11;
    BatchReader reader(streamed(source), {.batch = 8, .ahead = 1});
    QVERIFY(reader.next());
    const auto second = reader.next();
    QVERIFY(!second);
    QCOMPARE(second.error().message, std::string("numbers: decoding its images needs more memory than there is"));
}

void TestBatchReader::anotherSizeIsAnError()
{
    const auto source = std::make_shared<NumberedPictures>(40, true);
    source->wide = 25;
    BatchReader reader(streamed(source), {.batch = 10, .threads = 3});
    Result<SampleBatch> batch = reader.next();
    while (batch && batch->count() > 0)
        batch = reader.next();
    QVERIFY(!batch);
    QCOMPARE(batch.error().message,
             std::string("picture 25: expected 1×1 as the first image, found 1×2 (resize=… and crop=… of the "
                         "preprocessing make images alike)"));
    QVERIFY(!reader.next());
}

void TestBatchReader::intoMemory()
{
    const DatasetPtr dataset = streamed(std::make_shared<NumberedPictures>(100, false));
    const DatasetPtr all = samples::unwrap(loaded(dataset));
    QVERIFY(!all->streamed());
    QCOMPARE(all->count(), 86); // 14 of 0…99 are 3 modulo 7
    QCOMPARE(all->skipped.size(), std::size_t{14});
    for (std::int64_t i = 0; i < all->count(); ++i) {
        QCOMPARE(all->image(i)[0], static_cast<float>(all->pictureOf(i)));
        QCOMPARE(all->labels[static_cast<std::size_t>(i)], static_cast<std::int32_t>(all->pictureOf(i) % 10));
    }
    QCOMPARE(samples::unwrap(loaded(dataset, 10))->count(), 9);
    QCOMPARE(loaded(all).value(), all);
}

void TestBatchReader::tooMuchForMemory()
{
    const DatasetPtr dataset = streamed(std::make_shared<NumberedPictures>(100, true));
    QCOMPARE(loaded(dataset, 0, {}, 396).error().message,
             std::string("numbers: expected at most 99 images of 1×1 to hold in memory, found 100"));
    QVERIFY(loaded(dataset, 99, {}, 396));
    QCOMPARE(loadedOrStreamed(dataset, 0, {}, 396).value(), dataset);
    QVERIFY(!loadedOrStreamed(dataset, 99, {}, 396).value()->streamed());
}

void TestBatchReader::cancelled()
{
    const auto source = std::make_shared<NumberedPictures>(10000, true);
    Stopping stopping;
    const auto stop = [&](double fraction) {
        if (fraction >= 0.01)
            stopping.stop();
    };
    QVERIFY_EXCEPTION_THROWN(std::ignore = loaded(streamed(source), 0, stop), Cancelled);
    QVERIFY(source->reads < 1000);
}

void TestBatchReader::noneReadable()
{
    const QTemporaryDir directory;
    const fs::path folder = directory.path().toStdString();
    fs::create_directory(folder / "cat");
    QVERIFY(writeFile(folder / "cat/a.png", std::string_view("no picture")));
    QVERIFY(writeFile(folder / "cat/b.png", std::string_view("no picture")));
    const auto result = readDataset(folder);
    QVERIFY(!result);
    QCOMPARE(result.error().message,
             folder.filename().string() + ": expected images that can be read, found none among the first 2: "
                 + (folder / "cat/a.png").string()
                 + ": expected a JPEG or PNG image, found a text file that starts with \"no picture\"");
}

/// One broken JPEG among good ones, the first and in the middle: left out, counted, named.
void TestBatchReader::brokenPictureInAFolder()
{
    const QTemporaryDir directory;
    const fs::path folder = directory.path().toStdString();
    fs::create_directory(folder / "cat");
    fs::create_directory(folder / "dog");
    const Bytes whole = samples::pictureBytes("colour.jpg");
    for (int i = 0; i < 9; ++i) {
        const bool broken = i == 0 || i == 5;
        const ByteView bytes = ByteView(whole).first(broken ? whole.size() / 2 : whole.size());
        QVERIFY(writeFile(folder / (i < 6 ? "cat" : "dog") / text("p", i, ".jpg"), bytes));
    }
    const DatasetPtr dataset = samples::unwrap(readDataset(folder));
    QVERIFY(dataset->streamed());
    QCOMPARE(dataset->count(), 9);
    const DatasetPtr all = samples::unwrap(loaded(dataset));
    QCOMPARE(all->labels, (std::vector<std::int32_t>{0, 0, 0, 0, 1, 1, 1}));
    QCOMPARE(all->channels, 3);
    QCOMPARE(toText(all->skipped, 9), "2 of 9 images were skipped: " + (folder / "cat/p0.jpg").string()
                                          + ": expected a whole JPEG image, found one that is cut short; "
                                          + (folder / "cat/p5.jpg").string()
                                          + ": expected a whole JPEG image, found one that is cut short");
}

void TestBatchReader::shiftedLabels()
{
    const DatasetPtr dataset = samples::randomDataset(1, 20, 3, 4);
    const DatasetPtr shifted = samples::unwrap(withLabelsShifted(dataset, 1));
    QCOMPARE(shifted->classes, dataset->classes + 1);
    for (std::size_t i = 0; i < 20; ++i)
        QCOMPARE(shifted->labels[i], dataset->labels[i] + 1);
    QCOMPARE(samples::unwrap(withLabelsShifted(shifted, -1))->labels, dataset->labels);
    QVERIFY(!withLabelsShifted(dataset, -1));
    QCOMPARE(backgroundClasses(*dataset, 1001), 1);
    QCOMPARE(backgroundClasses(*dataset, 1000), 0);
    Dataset all = *dataset;
    all.classes = 1001;
    QCOMPARE(backgroundClasses(all, 1001), 0);
}

void TestBatchReader::folders_data()
{
    const QJsonObject pictures = fixtures::figures("pictures");
    QTest::addColumn<bool>("shared");
    QTest::addColumn<QString>("preprocessing");
    QTest::addColumn<qint64>("size");
    QTest::addColumn<qint64>("count");
    QTest::addColumn<double>("mean");
    QTest::addColumn<double>("most");
    // Pillow decoded the same files, and PyTorch took the mean; another libjpeg may be off by one of 255 here and
    // there.
    QTest::newRow("shapes of tests/fixtures")
        << false << "cifar" << qint64{32} << qint64{pictures["images"].toInt()} << pictures["mean"].toDouble() << 1e-3;
    // Near 0, as ImageNet's mean and deviation are taken out.
    QTest::newRow("ImageNet") << true << "torchvision" << qint64{224} << qint64{500} << 0.0 << 0.2;
}

/// Every picture of a folder, streamed and prepared.
void TestBatchReader::folders()
{
    QFETCH(const bool, shared);
    QFETCH(const QString, preprocessing);
    QFETCH(const qint64, size);
    QFETCH(const qint64, count);
    QFETCH(const double, mean);
    QFETCH(const double, most);
    if (shared)
        SKIP_WITHOUT_SHARED_DATA("imagenet/val", "imagenet/val_labels.txt");
    DatasetConfig config;
    config.preprocessing = samples::unwrap(parsePreprocessing(preprocessing.toStdString()));
    const DatasetPtr dataset = samples::unwrap(
        shared ? readDataset(sharedData("imagenet/val"), sharedData("imagenet/val_labels.txt"), config)
               : readDataset(fixtures::path("pictures"), fixtures::path("pictures.txt"), config));
    QVERIFY(dataset->streamed());
    QCOMPARE(dataset->features(), 3 * size * size);
    BatchReader reader(dataset, {.batch = 32});
    double sum = 0.0;
    std::int64_t found = 0;
    for (SampleBatch batch = samples::unwrap(reader.next()); batch.count() > 0;
         batch = samples::unwrap(reader.next())) {
        for (const float value : batch.values)
            sum += value;
        found += batch.count();
    }
    QCOMPARE(found, count);
    QVERIFY(reader.skipped().empty());
    const double difference = sum / static_cast<double>(count * dataset->features()) - mean;
    QVERIFY2(std::abs(difference) < most, qPrintable(QString::number(difference)));
}

TERMSCOPE_TEST(TestBatchReader)
#include "TestBatchReader.moc"
