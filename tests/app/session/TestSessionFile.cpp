// Session files: what is written is read back, and every mistake is named.
#include "app/session/Link.h"
#include "app/session/SessionFile.h"
#include "tests/app/session/RandomStudy.h"
#include "tests/support/TestClass.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QtTest>

using namespace termscope;

namespace {

SavedView randomView(QRandomGenerator& random)
{
    SavedView saved;
    for (const SettingInfo& info : settingsTable())
        setClamped(saved.view.settings, info, random.bounded(info.minimum, info.maximum + 1));
    for (const char* name : {"fc1", "block 1/conv\"2\"", "层"})
        if (random.bounded(2) == 1)
            saved.view.settings.layers[name] = *parseLayerOverride(random.bounded(2) == 1 ? "float"
                                                                                          : "bits=6,g=4,k=7,s=0");
    const auto pages = pagesTable();
    saved.view.page = QString::fromLatin1(pages[random.bounded(static_cast<quint32>(pages.size()))].key);
    saved.view.row = random.bounded(1000);
    saved.view.group = random.bounded(1000);
    saved.view.image = static_cast<qint64>(random.generate64() >> 1);
    saved.view.published = random.bounded(2) == 1;
    saved.view.workAxis = workAxes()[static_cast<std::size_t>(random.bounded(5))];
    saved.view.study = randomStudy(random);
    for (const ArrayField& field : arrayFields())
        field.set(saved.view.array, random.bounded(field.minimum, field.maximum + 1));
    const QStringList names{"fc1", "", "block 1/conv\"2\"", "Schicht ä\n", "层"};
    saved.layerName = names[random.bounded(names.size())];
    const QStringList paths{"", "/folder/net.onnx", "/other/ä b.npz", "/folder/below/net", "/folder2/net"};
    saved.files.network = paths[random.bounded(paths.size())];
    saved.files.images = paths[random.bounded(paths.size())];
    if (!saved.files.images.isEmpty())
        saved.files.labels = paths[random.bounded(paths.size())];
    return saved;
}

Result<ParsedView> parse(const std::string& source)
{
    return parseSession(bytesOf(source), "a.json", "/folder");
}

} // namespace

class TestSessionFile : public QObject {
    Q_OBJECT

private slots:
    void randomViewsComeBack();
    void missingKeysHaveDefaults();
    void textsAndPlacesComeBack();
    void filesBelowTheFolderAreRelative();
    void movedFolderOpensItsOwnFiles();
    void unknownKeysAreWarnings();
    void badSessions_data();
    void badSessions();
    void hugeFileIsRefused();
};

void TestSessionFile::randomViewsComeBack()
{
    QRandomGenerator random(11);
    for (int i = 0; i < 500; ++i) {
        const SavedView saved = randomView(random);
        const std::string source = sessionJson(saved, "/folder");
        const Result<ParsedView> parsed = parse(source);
        QVERIFY2(parsed.has_value(), parsed ? "" : parsed.error().message.c_str());
        QVERIFY2(parsed->saved.view == saved.view, source.c_str());
        QVERIFY2(parsed->saved.files == saved.files, source.c_str());
        QCOMPARE(parsed->saved.layerName, saved.layerName);
        QVERIFY(parsed->warnings.empty());
    }
}

void TestSessionFile::missingKeysHaveDefaults()
{
    const Result<ParsedView> parsed = parse(R"({"termscope_session": 1, "settings": {"budget": 9}})");
    QVERIFY(parsed.has_value());
    ViewState expected;
    expected.settings.budget = 9;
    expected.settings.perChannel = false; // its default when such a file could leave it out
    QVERIFY(parsed->saved.view == expected);
    QVERIFY(parsed->saved.files == OpenFiles{});
    QVERIFY(!parse(R"({"termscope_session": 1})")->saved.view.settings.perChannel);
    QVERIFY(parse(R"({"termscope_session": 1, "settings": {"per_channel": true}})")->saved.view.settings.perChannel);
}

void TestSessionFile::textsAndPlacesComeBack()
{
    SavedView saved;
    saved.files.images = "/folder/images";
    saved.files.classNames = "/folder/names.txt";
    saved.files.tokens = "/folder/test.txt.gz";
    saved.files.vocabulary = "/elsewhere/words.txt";
    saved.files.streams = 4;
    saved.files.order = TokenOrder::BatchFirst;
    saved.files.limit = 5000;
    saved.view.token = 77;
    saved.view.placeRow = 3;
    const std::string source = sessionJson(saved, "/folder/");
    const Result<ParsedView> parsed = parseSession(bytesOf(source), "s.json", "/folder/");
    QVERIFY2(parsed, parsed ? "" : parsed.error().message.c_str());
    QVERIFY(parsed->saved.files == saved.files);
    QCOMPARE(parsed->saved.view, saved.view);
    const Result<ParsedView> link = parseLink(makeLink(saved));
    QVERIFY2(link, link ? "" : link.error().message.c_str());
    QVERIFY(link->saved.files == saved.files);
    QCOMPARE(link->saved.view, saved.view);
    for (const auto& [key, value, sentence] :
         {std::tuple{"streams", "0", "streams: expected 1…4096, found 0"},
          {"token_order", "batch", "token_order: expected auto, time-first or batch-first, found batch"},
          {"place_row", "-2", "place_row: expected a whole number from 0, found -2"},
          {"limit", "x", "limit: expected a whole number from 0, found x"}}) {
        SavedView other;
        const Result<void> set = findViewField(key)->set(other, value);
        QVERIFY(!set);
        QCOMPARE(set.error().message, std::string(sentence));
    }
}

void TestSessionFile::filesBelowTheFolderAreRelative()
{
    SavedView saved;
    saved.files.network = "/folder/nets/a.onnx";
    saved.files.images = "/folder2/images";
    saved.files.labels = "/labels";
    const std::string source = sessionJson(saved, "/folder/");
    QVERIFY2(source.find(R"("network": "nets/a.onnx")") != std::string::npos, source.c_str());
    QVERIFY2(source.find(R"("images": "/folder2/images")") != std::string::npos, source.c_str());
    QVERIFY2(source.find(R"("labels": "/labels")") != std::string::npos, source.c_str());
}

void TestSessionFile::movedFolderOpensItsOwnFiles()
{
    QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkdir("old"));
    SavedView saved;
    saved.files.network = folder.filePath("old/net.onnx");
    saved.view.settings.budget = 10;
    QVERIFY(writeSession(saved, folder.filePath("old/s.json")).has_value());
    QVERIFY(QDir(folder.path()).rename("old", "new"));
    const Result<ParsedView> parsed = readSession(folder.filePath("new/s.json"));
    QVERIFY(parsed.has_value());
    QCOMPARE(parsed->saved.files.network, folder.filePath("new/net.onnx"));
    QCOMPARE(parsed->saved.view.settings.budget, 10);
}

void TestSessionFile::unknownKeysAreWarnings()
{
    const Result<ParsedView> parsed = parse(
        R"({"termscope_session": 1, "author": "me", "settings": {"budget": 9, "waves": 3}, "view": {"zoom": {}}})");
    QVERIFY(parsed.has_value());
    QCOMPARE(parsed->saved.view.settings.budget, 9);
    const std::vector<std::string> expected{"a.json: author: passed over, this version does not know it",
                                            "a.json: settings.waves: passed over, this version does not know it",
                                            "a.json: view.zoom: passed over, this version does not know it"};
    QVERIFY(parsed->warnings == expected);
}

void TestSessionFile::badSessions_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* name, const QByteArray& source, const char* message) {
        QTest::newRow(name) << source << QString::fromUtf8(message);
    };
    const auto settings = [](const char* inner) {
        return QByteArray("{\"termscope_session\": 1, \"settings\": {") + inner + "}}";
    };
    const auto view = [](const char* inner) {
        return QByteArray("{\"termscope_session\": 1, \"view\": {") + inner + "}}";
    };
    const auto files = [](const char* inner) {
        return QByteArray("{\"termscope_session\": 1, \"files\": {") + inner + "}}";
    };
    row("empty", "", "expected JSON, found a mistake at line 1, column 1");
    row("truncated", "{\"termscope_session\": 1,\n \"view\": {", "expected JSON, found a mistake at line 2, column 11");
    row("comma", "{\n  \"termscope_session\": 1,,\n}", "expected JSON, found a mistake at line 2, column 26");
    row("not UTF-8", "{\"a\": \"\xff\"}", "expected JSON, found a mistake at line 1, column 8");
    row("list", "[1]", "expected a TermScope session, found JSON without the key \"termscope_session\"");
    row("other JSON", "{\"a\": 1}", "expected a TermScope session, found JSON without the key \"termscope_session\"");
    row("newer", "{\"termscope_session\": 2}", "termscope_session: expected version 1, found 2");
    row("version text", "{\"termscope_session\": \"1\"}", "termscope_session: expected version 1, found \"1\"");
    row("twice", settings("\"budget\": 1, \"budget\": 2"), "expected each key once, found \"budget\" twice");
    row("twice at the top", "{\"termscope_session\": 1, \"termscope_session\": 1}",
        "expected each key once, found \"termscope_session\" twice");
    row("deep", "{\"termscope_session\": 1, \"a\": " + QByteArray(100000, '[') + QByteArray(100000, ']') + "}",
        "expected at most 8 levels of nesting, found more");
    row("settings a list", "{\"termscope_session\": 1, \"settings\": []}",
        "settings: expected an object, found a list");
    row("view null", "{\"termscope_session\": 1, \"view\": null}", "view: expected an object, found null");
    row("bits text", settings("\"weight_bits\": \"8\""), "settings.weight_bits: expected a whole number, found \"8\"");
    row("bits fraction", settings("\"weight_bits\": 8.5"), "settings.weight_bits: expected a whole number, found 8.5");
    row("group size", settings("\"group_size\": 99"), "settings.group_size: expected 1…64, found 99");
    row("budget below", settings("\"budget\": 0"), "settings.budget: expected 1…512, found 0");
    row("budget for g", settings("\"budget\": 65"), "settings.budget: expected 1…64, found 65");
    row("huge number", settings("\"budget\": 18446744073709551615"),
        "settings.budget: expected 1…512, found 18446744073709551615");
    row("overflow", settings("\"budget\": 1e999"), "expected JSON, found a number out of range");
    row("encoding", settings("\"encoding\": \"ternary\""),
        "settings.encoding: expected one of binary, booth4, hese, hese2020, found ternary");
    row("encoding number", settings("\"encoding\": 2"), "settings.encoding: expected a text, found 2");
    row("flag", settings("\"per_channel\": \"true\""), "settings.per_channel: expected true or false, found \"true\"");
    row("page", view("\"page\": \"cellar\""), "view.page: expected one of {pages}, found cellar");
    row("row", view("\"row\": -1"), "view.row: expected a whole number from 0, found -1");
    row("layer", view("\"layer\": {}"), "view.layer: expected a text, found an object");
    row("array rows", view("\"array_rows\": 0"), "view.array_rows: expected 1…256, found 0");
    row("array dataflow", view("\"array_dataflow\": \"rs\""),
        "view.array_dataflow: expected one of os, ws, is, found rs");
    row("published", view("\"published\": 1"), "view.published: expected true or false, found 1");
    row("path empty", files("\"network\": \"\""), "files.network: expected a path, found nothing");
    row("path zero byte", files("\"network\": \"a\\u0000b\""),
        "files.network: expected a path, found text with a zero byte");
    row("path number", files("\"images\": 3"), "files.images: expected a text, found 3");
    row("path long", files(QByteArray("\"images\": \"" + QByteArray(5000, 'a') + "\"").constData()),
        "files.images: expected a path of at most 4096 bytes, found 5000");
    row("labels alone", files("\"labels\": \"/l\""), "files.labels: expected null without images, found \"/l\"");
}

void TestSessionFile::badSessions()
{
    QFETCH(QByteArray, source);
    QFETCH(QString, message);
    const Result<ParsedView> parsed = parse(source.toStdString());
    QVERIFY(!parsed.has_value());
    QStringList pages;
    for (const PageInfo& page : pagesTable())
        pages << QString::fromUtf8(page.key);
    message.replace(QStringLiteral("{pages}"), pages.join(QStringLiteral(", ")));
    QCOMPARE(QString::fromStdString(parsed.error().message), "a.json: " + message);
}

void TestSessionFile::hugeFileIsRefused()
{
    QTemporaryDir folder;
    QFile file(folder.filePath("s.json"));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.resize((1 << 20) + 1));
    file.close();
    const Result<ParsedView> parsed = readSession(file.fileName());
    QVERIFY(!parsed.has_value());
    QCOMPARE(QString::fromStdString(parsed.error().message),
             file.fileName() + ": expected at most 1048576 bytes, found 1048577");
}

TERMSCOPE_TEST(TestSessionFile)
#include "TestSessionFile.moc"
