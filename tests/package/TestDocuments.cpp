// Every document says what is there: files and pictures that Markdown links to exist, headings too; and what is written
// as a command line of termscope-cli is taken by it. Where a document shows what a command prints, it prints that.

#include "tests/support/TestClass.h"

#include <QtTest>

#include <QDirIterator>

namespace {

const QString source = QStringLiteral(TERMSCOPE_SOURCE);

QString contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// All Markdown of the tree but what is built, relative to its top.
QStringList documents()
{
    QStringList found;
    for (QDirIterator files(source, {"*.md"}, QDir::Files, QDirIterator::Subdirectories); files.hasNext();) {
        const QString path = QDir(source).relativeFilePath(files.next());
        if (!path.startsWith("build/"))
            found << path;
    }
    found.sort();
    return found;
}

/// As the usual renderers name a heading: "What the numbers mean" is what-the-numbers-mean.
QString anchorOf(QString heading)
{
    return heading.toLower().remove(QRegularExpression("[^\\w\\- ]")).replace(' ', '-');
}

bool hasHeading(const QString& path, const QString& anchor)
{
    static const QRegularExpression heading("^#+ +(.*)$", QRegularExpression::MultilineOption);
    for (auto match = heading.globalMatch(contents(path)); match.hasNext();)
        if (anchorOf(match.next().captured(1)) == anchor)
            return true;
    return false;
}

struct Example {
    QString command;
    QStringList output; ///< the lines that the document shows
};

/// The lines "$ termscope-cli …" of code, with what follows up to the next command or the end of the block.
std::vector<Example> examplesIn(const QString& path)
{
    static const QRegularExpression start("^ {4,}\\$ (.*)$");
    std::vector<Example> examples;
    bool open = false;
    for (const QString& line : contents(path).split('\n')) {
        if (const auto match = start.match(line); match.hasMatch()) {
            open = match.captured(1).startsWith("termscope-cli ");
            if (open)
                examples.push_back({match.captured(1), {}});
        } else if (!line.startsWith("    ")) {
            open = false;
        } else if (open) {
            examples.back().output << line.mid(4);
        }
    }
    return examples;
}

} // namespace

class TestDocuments : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void linksLead_data() { rows(); }
    void linksLead();
    void screenshotsAreSmall();
    void everyPageIsTold();
    void commandsAreTaken_data();
    void commandsAreTaken();

private:
    static void rows();

    QTemporaryDir folder_; ///< has the files that the documents speak of
};

void TestDocuments::rows()
{
    QTest::addColumn<QString>("path");
    for (const QString& path : documents())
        QTest::newRow(qPrintable(path)) << path;
}

void TestDocuments::initTestCase()
{
    QVERIFY(documents().size() > 20);
    const auto put = [&](const QString& name, const QString& from) {
        return QFile::copy(source + "/" + from, folder_.filePath(name));
    };
    QVERIFY(put("net.onnx", "resources/models/mnist_mlp.onnx"));
    QVERIFY(put("images.gz", "resources/data/digits-images-idx3-ubyte.gz"));
    QVERIFY(put("labels.gz", "resources/data/digits-labels-idx1-ubyte.gz"));
    QVERIFY(put("lstm.onnx", "resources/models/verses_lstm.onnx"));
    QVERIFY(put("test.txt.gz", "resources/data/verses-test.txt.gz"));
    QVERIFY(put("vocab.txt.gz", "resources/data/verses-vocabulary.txt.gz"));
    QVERIFY(put("x_and_w.npz", "tests/corpus/good/operands.npz"));
}

void TestDocuments::linksLead()
{
    QFETCH(QString, path);
    static const QRegularExpression link("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
    static const QRegularExpression code("```.*?```|`[^`\n]*`", QRegularExpression::DotMatchesEverythingOption);
    const QString text = contents(source + "/" + path).remove(code);
    for (auto match = link.globalMatch(text); match.hasNext();) {
        const QString target = match.next().captured(1);
        if (target.contains(QRegularExpression("^[a-z]+:")))
            continue;
        const QString name = target.section('#', 0, 0);
        const QString file = name.isEmpty() ? source + "/" + path : QFileInfo(source + "/" + path).dir().filePath(name);
        QVERIFY2(QFileInfo::exists(file), qPrintable(target));
        if (target.contains('#'))
            QVERIFY2(hasHeading(file, target.section('#', 1)), qPrintable(target));
    }
}

void TestDocuments::screenshotsAreSmall()
{
    qint64 bytes = 0;
    for (const QFileInfo& picture : QDir(source + "/resources/screenshots").entryInfoList({"*.png"}))
        bytes += picture.size();
    QVERIFY(bytes > 0);
    QVERIFY2(bytes < 1'500'000, qPrintable(QString::number(bytes)));
}

void TestDocuments::everyPageIsTold()
{
    static const QRegularExpression row(R"re(PageInfo\{[^,]+, TERMSCOPE_TRANSLATABLE\("core", "(\w+)"\))re");
    QStringList pages;
    for (auto match = row.globalMatch(contents(source + "/app/session/Pages.cpp")); match.hasNext();)
        pages << match.next().captured(1).toLower();
    QVERIFY(pages.size() >= 5);
    const QString index = contents(source + "/resources/docs/README.md");
    for (const QString& page : pages) {
        QVERIFY2(index.contains("(guide/" + page + ".md)"), qPrintable(page));
        const QString guide = contents(source + "/resources/docs/guide/" + page + ".md");
        QVERIFY2(guide.contains("screenshots/" + page + ".png)"), qPrintable(page));
    }
}

void TestDocuments::commandsAreTaken_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QStringList>("output");
    std::size_t count = 0;
    for (const QString& path : documents())
        for (const Example& example : examplesIn(source + "/" + path)) {
            QTest::addRow("%s %d", qPrintable(path), static_cast<int>(++count)) << example.command << example.output;
        }
    QVERIFY(count > 20);
}

void TestDocuments::commandsAreTaken()
{
    QFETCH(QString, command);
    QFETCH(QStringList, output);
    const QString tool = QFileInfo(QStringLiteral(TERMSCOPE_CLI)).path();
    QProcess shell;
    shell.setWorkingDirectory(folder_.path());
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert("PATH", tool + ":" + environment.value("PATH"));
    shell.setProcessEnvironment(environment);
    // The last of several limits counts: what takes minutes with all images is no less accepted with a few.
    const bool isSweep = command.startsWith("termscope-cli sweep ");
    shell.start("sh", {"-c", command + (isSweep ? " --limit 64 --calibration-samples 64" : "")});
    QVERIFY(shell.waitForFinished(300000));
    const QString errors = QString::fromUtf8(shell.readAllStandardError());
    const QString found = QString::fromUtf8(shell.readAllStandardOutput());
    // A file of the reader's own is not here; all options were taken before it was looked for.
    if (errors.contains(": no such file") && output.isEmpty())
        return;
    QVERIFY2(shell.exitStatus() == QProcess::NormalExit && shell.exitCode() == 0, qPrintable(errors));
    if (!output.isEmpty())
        QCOMPARE(found.trimmed().split('\n'), output);
}

TERMSCOPE_TEST(TestDocuments)
#include "TestDocuments.moc"
