// Networks that cannot be run on all of the data: exit code 2 and the sentence, no table.
#include "tests/app/cli/Tool.h"
#include "tests/core/evaluate/FailingNetworks.h"
#include "tests/support/TestClass.h"

using namespace termscope;

class TestCliRunErrors : public QObject {
    Q_OBJECT

private slots:
    /// The text goes on behind the token that the table does not hold.
    void sweepOfAText()
    {
        const QString network = written("text.onnx", QByteArray::fromStdString(samples::failingTextNetwork()));
        const ToolRun run = runTool(
            {"sweep", network, "--tokens", written("words.txt", QByteArray::fromStdString(samples::failingText(150))),
             "--vocabulary", written("vocabulary.txt", QByteArray::fromStdString(samples::failingVocabulary())),
             "--streams", "1"});
        compare(run, QStringLiteral("text.onnx: node \"lookup\": "));
    }

    /// All labels are 0, which zeros would be right about.
    void sweepOfImages()
    {
        const QString data = images(40);
        const QString network = written("images.onnx", QByteArray::fromStdString(samples::failingImageNetwork()));
        compare(runTool({"sweep", network, "--data", data}), QStringLiteral("images.onnx: node \"lookup\": "));
    }

    void pairsAndTimes()
    {
        const QString data = images(3);
        const QString network = written("images.onnx", QByteArray::fromStdString(samples::failingImageNetwork()));
        compare(runTool({"inspect", network, "--pairs", "w", "--data", data}),
                QStringLiteral("images.onnx: node \"lookup\": "));
        compare(runTool({"time", network, "--data", data, "--mac", "tmac", "--sync", "adaptive"}),
                QStringLiteral("images.onnx: node \"lookup\": "));
    }

    void lackOfMemory()
    {
        if (!samples::allocationsMayFail)
            return; // a sanitizer would end the process
        const QString network = written("huge.onnx", QByteArray::fromStdString(samples::hugeNetwork()));
        const ToolRun run = runTool(
            {"sweep", network, "--tokens", written("words.txt", QByteArray("a b c ").repeated(40))});
        COMPARE_BAD_INPUT(run, QStringLiteral("sweep: needs more memory than there is"));
    }

private:
    static void compare(const ToolRun& run, const QString& sentence)
    {
        QVERIFY2(run.errors.contains(sentence), qPrintable(run.errors));
        QCOMPARE(run.output, QString());
        QCOMPARE(run.exitCode, 2);
    }

    QString written(const QString& name, const QByteArray& bytes) const
    {
        QFile file(folder_.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName() : QString();
    }

    /// For --data: fifty images of 2×2 dark pixels with labels of 0; one pixel of the image `bright` is white.
    QString images(int bright) const
    {
        constexpr int count = 50;
        QByteArray pixels(4 * count, '\0');
        pixels[4 * bright] = '\xff';
        const QByteArray axes = QByteArray::fromHex("000000320000000200000002");
        return written("images-idx3-ubyte", QByteArray::fromHex("00000803") + axes + pixels) + ','
               + written("labels-idx1-ubyte",
                         QByteArray::fromHex("00000801") + axes.first(4) + QByteArray(count, '\0'));
    }

    QTemporaryDir folder_;
};

TERMSCOPE_TEST(TestCliRunErrors)
#include "TestCliRunErrors.moc"
