// sweep on folders of pictures, CIFAR files and labels of every kind: what is read, left out and refused.

#include "tests/app/cli/Tool.h"
#include "tests/support/TestClass.h"

namespace {

const QStringList quick{"sweep", "--qt-bits", "8", "--budgets", "12", "--json"};

void copyPicture(const QString& picture, const QString& target)
{
    QDir().mkpath(QFileInfo(target).path());
    QVERIFY(QFile::copy(QString(TERMSCOPE_PICTURES) + "/" + picture, target));
}

void write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
}

} // namespace

class TestCliData : public QObject {
    Q_OBJECT

private slots:
    void init();
    void folderPerClass();
    void labelsFile();
    void classNames();
    void brokenPictures();
    void moreThanTheMemory();
    void withoutLabels();
    void triedPreprocessings();
    void doubtedAccuracy();
    void labelsBeyondTheNetwork();
    void sizesThatDiffer();
    void preprocessing();
    void examples();
    void refuses_data();
    void refuses();

private:
    QString in(const QString& name) const { return folder_->filePath(name); }
    ToolRun sweep(const QStringList& options) const { return runTool(quick + options); }

    std::unique_ptr<QTemporaryDir> folder_;
};

void TestCliData::init()
{
    folder_ = std::make_unique<QTemporaryDir>();
    copyPicture("colour.jpg", in("set/cat/a.jpg"));
    copyPicture("grey.png", in("set/dog/b.png"));
    copyPicture("progressive.JPEG", in("set/dog/c.JPEG"));
}

void TestCliData::folderPerClass()
{
    const ToolRun run = sweep({"--data", in("set"), "--preprocess", "mnist:resize=28,crop=28"});
    QCOMPARE(run.errors, QString());
    QCOMPARE(run.exitCode, 0);
    const QJsonArray rows = run.json().object()["rows"].toArray();
    QCOMPARE(rows.size(), 3);
    QCOMPARE(rows[0].toObject()["total"].toInt(), 3);
}

void TestCliData::labelsFile()
{
    write(in("labels.txt"), "dog/b.png 3\ncat/a.jpg 9\n");
    const ToolRun run = sweep(
        {"--data", in("set") + "," + in("labels.txt"), "--preprocess", "mnist:resize=28,crop=28"});
    QCOMPARE(run.errors, "warning: " + in("set") + ": 1 image has no label in " + in("labels.txt") + " and left out\n");
    QCOMPARE(run.json().object()["rows"].toArray()[0].toObject()["total"].toInt(), 2);
}

/// A folder is found by its class's name; the network has ten classes, and the names eleven.
void TestCliData::classNames()
{
    write(in("names.txt"), "cat\n1\n2\n3\n4\n5\n6\n7\n8\n9\ndog\n");
    const QStringList options{"--data",        in("set"),      "--preprocess", "mnist:resize=28,crop=28",
                              "--class-names", in("names.txt")};
    COMPARE_BAD_INPUT(sweep(options),
                      "set: expected labels 0 to 9, as the network has 10 classes, found label 10 of image 1");
    const ToolRun run = sweep(options + QStringList{"--label-offset", "-1"});
    COMPARE_BAD_INPUT(run, "set: expected labels of 1 or more to take 1 off, found 0");
}

/// Cut short in the middle of a folder: left out, counted, named; the rest is evaluated.
void TestCliData::brokenPictures()
{
    QFile whole(in("set/cat/a.jpg"));
    QVERIFY(whole.open(QIODevice::ReadOnly));
    write(in("set/dog/broken.jpg"), whole.readAll().left(700));
    const ToolRun run = sweep({"--data", in("set"), "--preprocess", "mnist:resize=28,crop=28"});
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(run.errors, "warning: 1 of 4 images was skipped: " + in("set/dog/broken.jpg")
                             + ": expected a whole JPEG image, found one that is cut short\n");
    QCOMPARE(run.json().object()["rows"].toArray()[0].toObject()["total"].toInt(), 3);
}

/// Streamed, a folder has the figures that it has in memory, and the picture that cannot be read is named once.
void TestCliData::moreThanTheMemory()
{
    constexpr int copies = 120; // with three others 28 × 28 values of 4 bytes each: more than 1 MB
    for (int i = 0; i < copies; ++i) {
        copyPicture("colour.jpg", in(QString("set/cat/%1.jpg").arg(i)));
        copyPicture("grey.png", in(QString("set/dog/%1.png").arg(i)));
        copyPicture("progressive.JPEG", in(QString("set/eel/%1.JPEG").arg(i)));
    }
    write(in("set/dog/5broken.jpg"), "\xff\xd8\xff");
    const QStringList options{"--data", in("set"), "--preprocess", "mnist:resize=28,crop=28"};
    const ToolRun inMemory = sweep(options);
    const ToolRun streamed = sweep(options + QStringList{"--memory", "1"});
    QCOMPARE(streamed.exitCode, 0);
    QCOMPARE(streamed.output, inMemory.output);
    // What a stream leaves out is known at its end only.
    const auto warnings = [](const ToolRun& run) {
        QStringList lines = run.errors.split('\n');
        lines.sort();
        return lines;
    };
    QCOMPARE(warnings(streamed), warnings(inMemory));
    QVERIFY(streamed.errors.contains("warning: 1 of 364 images was skipped: " + in("set/dog/5broken.jpg") + ": "));
    QCOMPARE(streamed.json().object()["rows"].toArray()[0].toObject()["total"].toInt(), 3 * copies + 3);
    COMPARE_BAD_INPUT(sweep(options + QStringList{"--memory", "0"}), "--memory: expected 1…16777216, found 0");
}

/// A folder of pictures alone, and one picture: agreement with float and SQNR in place of accuracy.
void TestCliData::withoutLabels()
{
    const QStringList way{"--preprocess", "mnist:resize=28,crop=28"};
    const ToolRun run = sweep(QStringList{"--data", in("set/dog")} + way);
    QCOMPARE(run.errors, QString());
    const QJsonArray rows = run.json().object()["rows"].toArray();
    QCOMPARE(rows.size(), 3);
    QVERIFY(!rows[1].toObject().contains("top1"));
    QCOMPARE(rows[0].toObject()["agreement"].toDouble(), 100.0);
    QVERIFY(rows[0].toObject()["sqnr_db"].isNull());
    QVERIFY(rows[1].toObject()["sqnr_db"].toDouble() > 10.0);
    QVERIFY(rows[1].toObject()["sqnr_db"].toDouble() > rows[2].toObject()["sqnr_db"].toDouble());
    QCOMPARE(rows[1].toObject()["total"].toInt(), 2);
    const ToolRun csv = runTool(
        QStringList{"sweep", "--qt-bits", "8", "--budgets", "12", "--csv", "-", "--data", in("set/dog/b.png")} + way);
    QVERIFY2(csv.output.contains("agreeing,total,agreement,sqnr_db") && csv.output.contains("float,,,,,,,1,1,100,,,"),
             qPrintable(csv.output));
    const ToolRun table = runTool(QStringList{"sweep", "--qt-bits", "8", "--budgets", "12", "--data", in("set/dog")}
                                  + way);
    QVERIFY2(table.output.contains("SQNR dB") && table.output.contains("The images have no labels"),
             qPrintable(table.output));
}

/// The digits network was trained on "raw": it comes before what is set.
void TestCliData::triedPreprocessings()
{
    const ToolRun run = runTool(
        {"sweep", "--try-preprocessing", "--limit", "100", "--preprocess", "raw:mean=3", "--json"});
    QCOMPARE(run.exitCode, 0);
    const QJsonArray trials = run.json().object()["trials"].toArray();
    QVERIFY(trials.size() >= 3);
    QVERIFY(trials[0].toObject()["preprocess"].toString() != "raw:mean=3");
    QVERIFY(trials[0].toObject()["top1"].toDouble() > 95.0);
    QCOMPARE(trials[0].toObject()["images"].toInt(), 100);
    const ToolRun table = runTool({"sweep", "--try-preprocessing", "--limit", "60"});
    QVERIFY2(table.output.startsWith("--preprocess"), qPrintable(table.output));
}

void TestCliData::doubtedAccuracy()
{
    const ToolRun wrong = sweep({"--limit", "300", "--preprocess", "raw:mean=3"});
    QCOMPARE(wrong.exitCode, 0);
    QVERIFY2(wrong.errors.startsWith("warning: float accuracy is ") && wrong.errors.contains("raw:mean=3")
                 && wrong.errors.contains("--try-preprocessing"),
             qPrintable(wrong.errors));
    QCOMPARE(sweep({"--limit", "300"}).errors, QString());
}

void TestCliData::labelsBeyondTheNetwork()
{
    write(in("labels.txt"), "dog/b.png 3\ncat/a.jpg 10\ndog/c.JPEG 3\n");
    COMPARE_BAD_INPUT(sweep({"--data", in("set") + "," + in("labels.txt"), "--preprocess", "mnist:resize=28,crop=28"}),
                      "set: expected labels 0 to 9, as the network has 10 classes, found label 10 of image 1");
}

void TestCliData::sizesThatDiffer()
{
    COMPARE_BAD_INPUT(sweep({"--data", in("set"), "--preprocess", "mnist"}),
                      "set: expected images of 784 values, as the network takes, found 1961 (37×53)");
}

/// --mean and --std are those of --preprocess.
void TestCliData::preprocessing()
{
    const QStringList limit{"--limit", "300"};
    const ToolRun options = sweep(limit + QStringList{"--mean", "0.1307", "--std", "0.3081"});
    const ToolRun preset = sweep(limit + QStringList{"--preprocess", "mnist"});
    const ToolRun keys = sweep(limit + QStringList{"--preprocess", "raw:mean=0.1307,std=0.3081"});
    QCOMPARE(options.exitCode, 0);
    QCOMPARE(options.output, preset.output);
    QCOMPARE(keys.output, preset.output);
    QVERIFY(preset.output != sweep(limit).output);
}

void TestCliData::examples()
{
    const ToolRun digits = runTool({"inspect", "--example", "digits", "--json"});
    QCOMPARE(digits.exitCode, 0);
    QCOMPARE(digits.output, runTool({"inspect", "--json"}).output);
    const ToolRun fashion = runTool({"inspect", "--example", "fashion", "--json"});
    QCOMPARE(fashion.json().object()["layers"].toArray().size(), 10);
    QCOMPARE(sweep({"--example", "digits", "--limit", "100"}).output, sweep({"--limit", "100"}).output);
    COMPARE_BAD_INPUT(runTool({"inspect", "--example", "fashion", "net.onnx"}),
                      "--example: expected no FILE beside it, found net.onnx");
    COMPARE_BAD_INPUT(runTool({"inspect", "--example", "clothes"}),
                      "--example: expected one of digits, fashion, fashion-int8, fashion-vit, verses, "
                      "verses-transformer, found clothes");
}

void TestCliData::refuses_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("expected");
    QTest::newRow("preset") << QStringList{"--preprocess", "tochvision"}
                            << "--preprocess: expected one of raw, torchvision, keras, cifar, mnist, found tochvision; "
                               "did you mean torchvision?";
    QTest::newRow("value") << QStringList{"--preprocess", "raw:crop=-1"}
                           << "--preprocess: crop: expected 0 (off) to 8192, found -1";
    QTest::newRow("std") << QStringList{"--std", "0"} << "--std: expected a number above 0, found 0";
    QTest::newRow("no folder") << QStringList{"--data", "/none/at/all"} << "/none/at/all: no such file";
    QTest::newRow("names") << QStringList{"--class-names", "/none/at/all"} << "/none/at/all: no such file";
}

void TestCliData::refuses()
{
    QFETCH(QStringList, options);
    QFETCH(QString, expected);
    COMPARE_BAD_INPUT(sweep(options), expected);
}

TERMSCOPE_TEST(TestCliData)
#include "TestCliData.moc"
