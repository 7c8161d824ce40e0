// What tells a desktop of the window: its entry, its AppStream metainfo, its MIME types and its icons agree with one
// another, and the tools that read them for a distribution find nothing wrong.

#include "core/formats/Formats.h"
#include "tests/support/Skips.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <QImageReader>
#include <QMimeDatabase>
#include <QXmlStreamReader>

namespace {

const QString id = QStringLiteral("org.termscope.TermScope");
const QString sources = QStringLiteral(TERMSCOPE_SOURCE "/resources/desktop/");
const QString made = QStringLiteral(TERMSCOPE_BUILD "/desktop/"); ///< by CMake
const QString metainfo = made + id + ".metainfo.xml";

QString contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// The value of a key of the desktop entry.
QString entry(const QString& key)
{
    for (const QString& line : contents(made + id + ".desktop").split('\n'))
        if (line.startsWith(key + "="))
            return line.mid(key.size() + 1);
    return {};
}

/// Texts of the elements of this name, or the values of their attribute.
QStringList elements(const QString& path, const QString& name, const QString& attribute = {})
{
    QStringList found;
    QXmlStreamReader xml(contents(path));
    while (!xml.atEnd())
        if (xml.readNext() == QXmlStreamReader::StartElement && xml.name() == name)
            found << (attribute.isEmpty() ? xml.readElementText() : xml.attributes().value(attribute).toString());
    return xml.hasError() ? QStringList{xml.errorString()} : found;
}

/// Runs a checking tool; what it says when it is not content.
QString complaint(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    process.waitForFinished(60000);
    const QString said = QString::fromUtf8(process.readAll());
    return process.exitCode() == 0 && process.exitStatus() == QProcess::NormalExit ? QString() : said + " (failed)";
}

} // namespace

class TestDesktopFiles : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void entryIsValid();
    void metainfoIsValid();
    void allNameTheSameTypes();
    void everyFormatHasItsNames();
    void nameAndIcon();
    void icons();
    void filesAreKnown_data();
    void filesAreKnown();
    void addressesAreFiles();

private:
    QTemporaryDir share_;
};

void TestDesktopFiles::initTestCase()
{
    // The system's own types may be there or not; what counts here is found without them.
    QDir(share_.path()).mkpath("mime/packages");
    QVERIFY(QFile::copy(sources + id + ".mime.xml", share_.filePath("mime/packages/" + id + ".xml")));
    qputenv("XDG_DATA_DIRS", share_.path().toUtf8());
    qputenv("XDG_DATA_HOME", share_.filePath("home").toUtf8());
}

void TestDesktopFiles::entryIsValid()
{
    if (QStandardPaths::findExecutable("desktop-file-validate").isEmpty())
        SKIP_LACKING("desktop-file-validate", "install Debian's package desktop-file-utils");
    QCOMPARE(complaint("desktop-file-validate", {"--no-hints", made + id + ".desktop"}), QString());
}

void TestDesktopFiles::metainfoIsValid()
{
    if (QStandardPaths::findExecutable("appstreamcli").isEmpty())
        SKIP_LACKING("appstreamcli", "install Debian's package appstream");
    QStringList arguments{"validate", "--no-net", "--strict"};
    // AppStream 1.0 has a new tag for the developers, which 0.16 takes for a mistake; it still reads the old one.
    QProcess version;
    version.start("appstreamcli", {"--version"});
    version.waitForFinished(-1);
    if (!version.readAll().contains("version: 0."))
        arguments << "--override=developer-name-tag-deprecated=pedantic,developer-info-missing=pedantic";
    QCOMPARE(complaint("appstreamcli", arguments << metainfo), QString());
}

void TestDesktopFiles::allNameTheSameTypes()
{
    QStringList declared = elements(sources + id + ".mime.xml", "mime-type", "type");
    QVERIFY(declared.size() >= 5);
    declared << "x-scheme-handler/termscope";
    QCOMPARE(entry("MimeType").split(';', Qt::SkipEmptyParts), declared);
    QCOMPARE(elements(metainfo, "mediatype"), declared);
}

/// A desktop opens by name what the program opens by its contents.
void TestDesktopFiles::everyFormatHasItsNames()
{
    const QStringList globs = elements(sources + id + ".mime.xml", "glob", "pattern");
    for (const termscope::FormatInfo& format : termscope::formats())
        for (const std::string_view pattern : format.patterns)
            QVERIFY2(globs.contains(QString::fromUtf8(pattern.data(), static_cast<qsizetype>(pattern.size()))),
                     pattern.data());
}

void TestDesktopFiles::nameAndIcon()
{
    QCOMPARE(elements(metainfo, "id"), QStringList{id});
    QCOMPARE(elements(metainfo, "launchable"), QStringList{id + ".desktop"});
    QCOMPARE(entry("Icon"), id);
    // X11 knows windows by the application's name, Wayland by the entry's.
    QCOMPARE(entry("StartupWMClass"), QString("TermScope"));
    QCOMPARE(entry("Exec"), QString("termscope %U"));
    QVERIFY(contents(TERMSCOPE_SOURCE "/app/Main.cpp").contains("setDesktopFileName(QStringLiteral(\"" + id + "\"))"));
    QCOMPARE(elements(metainfo, "release", "version"), QStringList{TERMSCOPE_VERSION});
    for (const QString& url : elements(metainfo, "image"))
        QVERIFY2(QFileInfo::exists(TERMSCOPE_SOURCE "/resources/screenshots/" + url.section('/', -1)), qPrintable(url));
}

void TestDesktopFiles::icons()
{
    for (const int size : {16, 24, 32, 48, 64, 128, 256})
        QCOMPARE(QImageReader(sources + "icons/" + QString::number(size) + ".png").size(), QSize(size, size));
    QVERIFY(QXmlStreamReader(contents(sources + "icons/" + id + ".svg")).readNextStartElement());
}

void TestDesktopFiles::filesAreKnown_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("type");
    QTest::newRow("ONNX") << "net.onnx" << QByteArray("\x08\x07") << "application/x-onnx";
    QTest::newRow("safetensors") << "a.safetensors" << QByteArray() << "application/x-safetensors";
    QTest::newRow("index") << "model.safetensors.index.json" << QByteArray("{}")
                           << "application/x-safetensors-index+json";
    QTest::newRow("npz") << "a.npz" << QByteArray("PK\x03\x04") << "application/x-numpy-npz";
    QTest::newRow("npy") << "a.npy" << QByteArray("\x93NUMPY") << "application/x-numpy-npy";
    QTest::newRow("gguf") << "a.gguf" << QByteArray("GGUF") << "application/x-gguf";
    QTest::newRow("pt") << "a.pt" << QByteArray("PK\x03\x04") << "application/x-pytorch";
    QTest::newRow("pth") << "a.pth" << QByteArray() << "application/x-pytorch";
    QTest::newRow("bin") << "pytorch_model-00001-of-00002.bin" << QByteArray() << "application/x-pytorch";
    QTest::newRow("session") << "a.termscope.json" << QByteArray("{}") << "application/x-termscope-session+json";
    QTest::newRow("session of any name") << "session" << QByteArray("{\n  \"termscope_session\": 1")
                                         << "application/x-termscope-session+json";
}

void TestDesktopFiles::filesAreKnown()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, bytes);
    QFETCH(QString, type);
    QCOMPARE(QMimeDatabase().mimeTypeForFileNameAndData(name, bytes).name(), type);
}

/// What %U of the entry stands for: an address with its blanks written as %20.
void TestDesktopFiles::addressesAreFiles()
{
    const QString corpus = QStringLiteral(TERMSCOPE_SOURCE "/tests/corpus/good/");
    const QString network = share_.filePath("a network.onnx");
    QVERIFY(QFile::copy(corpus + "mlp.onnx", network));
    const QString address = QString::fromLatin1(QUrl::fromLocalFile(network).toEncoded());
    QVERIFY(address.startsWith("file:///") && address.endsWith("/a%20network.onnx"));
    qputenv("XDG_CONFIG_HOME", share_.filePath("config").toUtf8());
    QCOMPARE(complaint(TERMSCOPE_WINDOW,
                       {"--render", share_.filePath("pages"), "--data",
                        corpus + "tiny-images-idx3-ubyte," + corpus + "tiny-labels-idx1-ubyte.gz", address}),
             QString());
    QVERIFY(QFileInfo::exists(share_.filePath("pages/weights.png")));
}

TERMSCOPE_TEST(TestDesktopFiles)
#include "TestDesktopFiles.moc"
