// CIFAR's binary files: what they are recognized by, how they lie, and what is wrong with bad ones.

#include "core/data/Cifar.h"
#include "core/data/DatasetReader.h"
#include "tests/core/Samples.h"
#include "tests/fixtures/Fixtures.h"
#include "tests/support/SharedData.h"
#include "tests/support/TestClass.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace termscope;

namespace {

/// Records with the given labels (the last `labelBytes` of each); red is 10 times the record, green 1, blue the column.
Bytes records(const std::vector<std::vector<int>>& labels)
{
    Bytes bytes;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        for (const int label : labels[i])
            bytes.push_back(static_cast<std::byte>(label));
        for (int pixel = 0; pixel < 1024; ++pixel)
            bytes.push_back(static_cast<std::byte>(10 * i));
        for (int pixel = 0; pixel < 1024; ++pixel)
            bytes.push_back(std::byte{1});
        for (int pixel = 0; pixel < 1024; ++pixel)
            bytes.push_back(static_cast<std::byte>(pixel % 32));
    }
    return bytes;
}

std::string messageOf(const Bytes& bytes)
{
    const auto result = parseCifar(bytes, "c");
    return result ? "none" : result.error().message;
}

} // namespace

class TestCifar : public QObject {
    Q_OBJECT

private slots:
    void ten();
    void hundred();
    void recognized();
    void bad();
    void severalFiles();
    void folder();
    void preprocessed();
    void testBatch_data();
    void testBatch();
};

void TestCifar::ten()
{
    const LabelledImages images = samples::unwrap(parseCifar(records({{9}, {0}, {3}}), "folder/c"));
    QCOMPARE(images.name, std::string("c"));
    QCOMPARE(images.labels, (std::vector<std::int32_t>{9, 0, 3}));
    QCOMPARE(images.source->count(), 3);
    const Image image = images.source->read(2).value();
    QCOMPARE(image.height, 32);
    QCOMPARE(image.width, 32);
    QCOMPARE(image.channels, 3);
    const std::size_t last = 3 * 1023;
    QCOMPARE((std::vector<int>{image.pixels[last], image.pixels[last + 1], image.pixels[last + 2]}),
             (std::vector<int>{20, 1, 31}));
}

void TestCifar::hundred()
{
    const LabelledImages images = samples::unwrap(parseCifar(records({{19, 99}, {0, 5}}), "c"));
    QCOMPARE(images.labels, (std::vector<std::int32_t>{99, 5}));
    QCOMPARE(images.source->read(1).value().pixels[0], 10);
}

void TestCifar::recognized()
{
    QVERIFY(isCifar(records({{9}})));
    QVERIFY(isCifar(records({{3, 77}})));
    QVERIFY(!isCifar({}));
    QVERIFY(!isCifar(records({{10}})));
    QVERIFY(!isCifar(records({{20, 7}})));
    QVERIFY(!isCifar(Bytes(3072)));
}

void TestCifar::bad()
{
    QCOMPARE(messageOf(Bytes(3072)),
             std::string("c: expected a whole number of CIFAR records (3073 bytes each for CIFAR-10, 3074 "
                         "for CIFAR-100), found 3072 bytes"));
    QCOMPARE(messageOf(records({{1}, {10}})), std::string("c: expected CIFAR-10 labels below 10, found 10 of image 1"));
    QCOMPARE(messageOf(records({{1, 100}})),
             std::string("c: expected CIFAR-100 labels below 100, found 100 of image 0"));
}

void TestCifar::severalFiles()
{
    const QTemporaryDir directory;
    const std::string folder = directory.path().toStdString();
    QVERIFY(writeFile(folder + "/a.bin", records({{1}, {2}})));
    QVERIFY(writeFile(folder + "/b.bin", records({{3}})));
    QVERIFY(writeFile(folder + "/c.bin", records({{3, 4}})));
    QVERIFY(writeFile(folder + "/batches.meta.txt", std::string_view("airplane\nautomobile\nbird\ncat\n\n")));
    const DatasetPtr dataset = samples::unwrap(readDatasetArgument(folder + "/a.bin," + folder + "/b.bin"));
    QCOMPARE(dataset->labels, (std::vector<std::int32_t>{1, 2, 3}));
    QCOMPARE(dataset->count(), 3);
    QCOMPARE(dataset->classNames.size(), std::size_t{4});
    // Without that list, CIFAR-10's own names; CIFAR-100 has none then.
    QVERIFY(std::filesystem::remove(folder + "/batches.meta.txt"));
    const DatasetPtr plain = samples::unwrap(readDatasetArgument(folder + "/a.bin"));
    QCOMPARE(plain->classNames.size(), std::size_t{10});
    QCOMPARE(plain->classNames[3], std::string("cat"));
    QVERIFY(samples::unwrap(readDatasetArgument(folder + "/c.bin"))->classNames.empty());
    const auto mixed = readDatasetArgument(folder + "/a.bin," + folder + "/c.bin");
    QVERIFY(!mixed);
    QCOMPARE(mixed.error().message, folder + "/c.bin: expected CIFAR-10 as " + folder + "/a.bin is, found CIFAR-100");
}

/// As it is unpacked: the test set is what is evaluated.
void TestCifar::folder()
{
    const QTemporaryDir directory;
    const std::string folder = directory.path().toStdString();
    QVERIFY(writeFile(folder + "/data_batch_1.bin", records({{1}, {2}})));
    QVERIFY(writeFile(folder + "/test_batch.bin", records({{3}})));
    QCOMPARE(samples::unwrap(readDatasetArgument(folder))->labels, (std::vector<std::int32_t>{3}));
}

/// Channel by channel, each with its own mean.
void TestCifar::preprocessed()
{
    DatasetConfig config;
    config.preprocessing = samples::unwrap(parsePreprocessing("raw:scale=1,mean=10/1/0"));
    const DatasetPtr dataset = samples::unwrap(parseDataset(records({{9}, {0}}), {}, "c", config));
    QCOMPARE(dataset->classes, 10);
    QCOMPARE(dataset->features(), 3072);
    const auto image = dataset->image(1);
    for (std::int64_t row = 0; row < 32; ++row)
        for (std::int64_t column = 0; column < 32; ++column) {
            QCOMPARE(image[static_cast<std::size_t>(dataset->place(row, column, 0))], 0.0F);
            QCOMPARE(image[static_cast<std::size_t>(dataset->place(row, column, 1))], 0.0F);
            QCOMPARE(image[static_cast<std::size_t>(dataset->place(row, column, 2))], static_cast<float>(column));
        }
    QCOMPARE(image[2048 + 31], 31.0F);
}

void TestCifar::testBatch_data()
{
    QTest::addColumn<bool>("shared");
    QTest::addColumn<int>("count");
    QTest::newRow("shapes of tests/fixtures") << false << fixtures::figures("residual")["images"].toInt();
    QTest::newRow("CIFAR-10") << true << 1000;
}

void TestCifar::testBatch()
{
    QFETCH(const bool, shared);
    QFETCH(const int, count);
    if (shared)
        SKIP_WITHOUT_SHARED_DATA("cifar10/test_batch_1000.bin");
    const DatasetPtr dataset = samples::unwrap(
        readDataset(shared ? sharedData("cifar10/test_batch_1000.bin") : fixtures::path("shapes.bin.gz")));
    QCOMPARE(dataset->count(), count);
    QCOMPARE(dataset->classes, 10);
    QCOMPARE(dataset->features(), 3 * 32 * 32);
    QVERIFY(!dataset->streamed());
}

TERMSCOPE_TEST(TestCifar)
#include "TestCifar.moc"
