// Data sets from files beside each other, from arguments, and against a network.

#include "core/data/DatasetReader.h"
#include "tests/support/TestClass.h"

#include <QTemporaryDir>
#include <QtTest>
#include <numeric>

using namespace termscope;

namespace {

Bytes idx(const std::vector<std::uint8_t>& shape, const std::vector<std::uint8_t>& values)
{
    Bytes bytes{std::byte{0}, std::byte{0}, std::byte{8}, static_cast<std::byte>(shape.size())};
    for (const std::uint8_t axis : shape)
        bytes.insert(bytes.end(), {std::byte{0}, std::byte{0}, std::byte{0}, std::byte{axis}});
    for (const std::uint8_t value : values)
        bytes.push_back(std::byte{value});
    return bytes;
}

Bytes images()
{
    return idx({2, 2, 3}, {0, 51, 102, 153, 204, 255, 1, 2, 3, 4, 5, 6});
}

} // namespace

class TestDatasetReader : public QObject {
    Q_OBJECT

private slots:
    void bytesAreDividedBy255();
    void axes_data();
    void axes();
    void storedOrder_data();
    void storedOrder();
    void labelsBeside();
    void withoutLabels();
    void argument();
    void fits();
};

void TestDatasetReader::bytesAreDividedBy255()
{
    const DatasetPtr dataset = parseDataset(images(), idx({2}, {7, 0}), "folder/d").value();
    QCOMPARE(dataset->name, std::string("d"));
    QCOMPARE(dataset->count(), 2);
    QCOMPARE(dataset->features(), 6);
    const std::vector<float> expected{0.0F, 0.2F, 0.4F, 0.6F, 0.8F, 1.0F};
    for (std::size_t i = 0; i < expected.size(); ++i)
        QCOMPARE(dataset->image(0)[i], expected[i]);
    QCOMPARE(dataset->labels, (std::vector<std::int32_t>{7, 0}));
    QCOMPARE(dataset->classes, 8);
}

void TestDatasetReader::axes_data()
{
    QTest::addColumn<QList<int>>("shape");
    QTest::addColumn<QList<int>>("expected"); // height, width, channels
    QTest::newRow("vectors") << QList{2, 12} << QList{1, 12, 1};
    QTest::newRow("grey") << QList{2, 3, 4} << QList{3, 4, 1};
    QTest::newRow("colour") << QList{2, 2, 2, 3} << QList{2, 2, 3};
}

void TestDatasetReader::axes()
{
    QFETCH(QList<int>, shape);
    QFETCH(QList<int>, expected);
    const std::vector<std::uint8_t> sizes(shape.begin(), shape.end());
    const DatasetPtr dataset = parseDataset(idx(sizes, std::vector<std::uint8_t>(24, 9)), {}, "d").value();
    QCOMPARE(dataset->count(), 2);
    QCOMPARE((QList<int>{int(dataset->height), int(dataset->width), int(dataset->channels)}), expected);
}

void TestDatasetReader::storedOrder_data()
{
    QTest::addColumn<QList<int>>("shape");
    QTest::addColumn<QString>("preprocessing");
    QTest::addColumn<QList<int>>("network");
    QTest::addColumn<QList<int>>("expected"); // height, width, channels
    QTest::addColumn<bool>("moved");
    QTest::addColumn<QString>("warning");
    const auto row = [](const char* name, QList<int> shape, const char* preprocessing, QList<int> network,
                        QList<int> expected, bool moved, const char* warning = "") {
        QTest::newRow(name) << shape << preprocessing << network << expected << moved << warning;
    };
    row("as the network takes it", {1, 5, 4, 6}, "raw", {-1, 5, 4, 6}, {4, 6, 5}, false);
    row("the network, of any size", {1, 5, 4, 6}, "raw", {-1, 5, -1, -1}, {4, 6, 5}, false);
    row("the network wants it moved", {1, 4, 6, 5}, "raw", {-1, 5, 4, 6}, {4, 6, 5}, true);
    row("a width of 3", {1, 5, 4, 3}, "raw:layout=nchw", {-1, 5, 4, 3}, {4, 3, 5}, false);
    row("a width of 1", {1, 5, 4, 1}, "raw:layout=nchw", {-1, 5, 4, 1}, {4, 1, 5}, false);
    row("of which the network's shape alone does not tell", {1, 5, 4, 3}, "raw", {-1, 5, 4, 3}, {5, 4, 3}, false);
    row("channels last", {1, 4, 6, 3}, "raw", {-1, 4, 6, 3}, {4, 6, 3}, false);
    row("channels last, wanted first", {1, 4, 6, 3}, "raw", {-1, 3, 4, 6}, {4, 6, 3}, true);
    row("resized", {1, 4, 6, 3}, "raw:resize=8,crop=8", {-1, 3, 8, 8}, {8, 8, 3}, true);
    row("told by the user", {1, 5, 4, 6}, "raw:stored=nhwc", {-1, 5, 4, 6}, {5, 4, 6}, true);
    row("a layout that is given", {1, 5, 4, 6}, "raw:layout=nchw", {-1, -1, -1, -1}, {4, 6, 5}, false,
        "d: images of 5×4×6 are taken as 5 channels of 4×6 (stored=nchw), but may be 6 channels of 5×4 (stored=nhwc); "
        "say which in the preprocessing");
    row("no network, colours", {1, 4, 6, 3}, "raw", {}, {4, 6, 3}, true);
    row("no network, no colours", {1, 4, 6, 5}, "raw:layout=nhwc", {}, {4, 6, 5}, false,
        "d: images of 4×6×5 are taken as 5 channels of 4×6 (stored=nhwc), but may be 4 channels of 6×5 (stored=nchw); "
        "say which in the preprocessing");
    row("either", {1, 3, 6, 3}, "raw", {-1, 3, -1, -1}, {6, 3, 3}, false,
        "d: images of 3×6×3 are taken as 3 channels of 6×3 (stored=nchw), but may be 3 channels of 3×6 (stored=nhwc); "
        "say which in the preprocessing");
}

/// Where the channels of four axes stand: as the network takes them, as the user says, and else told.
void TestDatasetReader::storedOrder()
{
    QFETCH(QList<int>, shape);
    QFETCH(QString, preprocessing);
    QFETCH(QList<int>, network);
    QFETCH(QList<int>, expected);
    QFETCH(bool, moved);
    QFETCH(QString, warning);
    std::vector<std::uint8_t> values(static_cast<std::size_t>(shape[1] * shape[2] * shape[3]));
    std::iota(values.begin(), values.end(), std::uint8_t{0});
    DatasetConfig config;
    config.preprocessing = parsePreprocessing(preprocessing.toStdString()).value();
    followInput(config, Shape(network.begin(), network.end()), preprocessing.toStdString());
    const DatasetPtr dataset =
        parseDataset(idx(std::vector<std::uint8_t>(shape.begin(), shape.end()), values), {}, "d", config).value();
    QCOMPARE((QList<int>{int(dataset->height), int(dataset->width), int(dataset->channels)}), expected);
    std::vector<float> asStored(values.begin(), values.end());
    for (float& value : asStored)
        value /= 255.0F;
    QCOMPARE(dataset->pixels != asStored, moved);
    QCOMPARE(dataset->warnings, warning.isEmpty() ? std::vector<std::string>{} : std::vector{warning.toStdString()});
}

void TestDatasetReader::labelsBeside()
{
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.path().toStdString();
    for (const auto& [imageName, labelName] : {std::pair{"a-images-idx3-ubyte", "a-labels-idx1-ubyte"},
                                               std::pair{"b-images.idx3-ubyte", "b-labels.idx1-ubyte"}}) {
        QVERIFY(writeFile(path / imageName, images()));
        QVERIFY(readDataset(path / imageName).value()->labels.empty());
        QVERIFY(writeFile(path / labelName, idx({2}, {1, 3})));
        QCOMPARE(readDataset(path / imageName).value()->labels, (std::vector<std::int32_t>{1, 3}));
    }
}

void TestDatasetReader::withoutLabels()
{
    const DatasetPtr dataset = parseDataset(images(), {}, "d").value();
    QVERIFY(dataset->labels.empty());
    QCOMPARE(dataset->classes, 0);
}

void TestDatasetReader::argument()
{
    const QTemporaryDir folder;
    const std::string path = folder.path().toStdString();
    QVERIFY(writeFile(path + "/x", images()));
    QVERIFY(writeFile(path + "/y", idx({2}, {1, 3})));
    QVERIFY(writeFile(path + "/x,y", images()));
    QVERIFY(writeFile(path + "/y,z", idx({2}, {2, 2})));
    QVERIFY(readDatasetArgument(path + "/x").value()->labels.empty());
    QCOMPARE(readDatasetArgument(path + "/x," + path + "/y").value()->labels, (std::vector<std::int32_t>{1, 3}));
    QCOMPARE(readDatasetArgument(path + "/x," + path + "/y,z").value()->labels, (std::vector<std::int32_t>{2, 2}));
    // The file "x,y" is found before "x" with the labels "y".
    QVERIFY(readDatasetArgument(path + "/x,y").value()->labels.empty());
    QCOMPARE(readDatasetArgument(path + "/x,y," + path + "/y").value()->labels, (std::vector<std::int32_t>{1, 3}));
    QCOMPARE(readDatasetArgument(path + "/none," + path + "/y").error().message, path + "/none: no such file");
    QCOMPARE(readDatasetArgument(path + "/x," + path + "/none").error().message, path + "/none: no such file");
}

void TestDatasetReader::fits()
{
    const DatasetPtr dataset = parseDataset(images(), idx({2}, {1, 10}), "d").value();
    QVERIFY(checkFits(*dataset, 6, 11));
    QVERIFY(checkFits(*dataset, 0, 0));
    QCOMPARE(checkFits(*dataset, 6, 10).error().message,
             std::string("d: expected labels 0 to 9, as the network has 10 classes, found label 10 of image 1"));
    QCOMPARE(checkFits(*dataset, 784, 11).error().message,
             std::string("d: expected images of 784 values, as the network takes, found 6 (2×3)"));
}

TERMSCOPE_TEST(TestDatasetReader)
#include "TestDatasetReader.moc"
