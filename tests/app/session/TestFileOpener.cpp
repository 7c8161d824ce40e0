// Opening by contents, whole views or nothing, and the list of recent files.
#include "app/session/FileOpener.h"
#include "app/session/RecentFiles.h"
#include "app/session/SessionFile.h"
#include "core/files/Zip.h"
#include "resources/Embedded.h"
#include "tests/support/TestClass.h"

#include <QFile>
#include <QSettings>
#include <QTemporaryDir>
#include <QtTest>

using namespace termscope;

namespace {

QString write(const QTemporaryDir& folder, const char* name, ByteView bytes)
{
    const QString path = folder.filePath(name);
    return writeFile(path.toStdString(), bytes) ? path : QString();
}

QString messageOf(const SavedView& saved)
{
    const Result<OpenedView> opened = openView(saved);
    return opened ? QString() : QString::fromStdString(opened.error().message);
}

} // namespace

class TestFileOpener : public QObject {
    Q_OBJECT

private slots:
    void contentsDecide();
    void embeddedFilesOpen();
    void viewsThatTheFilesDoNotHave();
    void filesThatAreNotThere();
    void recentFilesAreOrderedAndBounded();
    void networksAndImagesAreOneEntry();
    void equalNamesAreToldApart();
    void recentFilesForgetWhatIsGone();
};

void TestFileOpener::contentsDecide()
{
    QTemporaryDir folder;
    const auto kindOf = [&](const char* name, ByteView bytes) {
        const Result<OpenRequest> request = classify(write(folder, name, bytes));
        return request ? static_cast<int>(request->kind) : -1;
    };
    // The names say something else.
    QCOMPARE(kindOf("a.json", embedded::network()), static_cast<int>(OpenKind::Network));
    QCOMPARE(kindOf("b.onnx", embedded::images()), static_cast<int>(OpenKind::Dataset));
    QCOMPARE(kindOf("c.onnx", bytesOf(sessionJson({}, folder.path()))), static_cast<int>(OpenKind::View));
    QCOMPARE(kindOf("d.gz", bytesOf(std::string_view("\0\0\x08\x03\0\0\0\0", 8))), static_cast<int>(OpenKind::Dataset));
    const Result<OpenRequest> link = classify("termscope:?budget=9&page=terms");
    QVERIFY(link && link->kind == OpenKind::View);
    QCOMPARE(link->view.saved.view.settings.budget, 9);
    const Result<OpenRequest> bad = classify(write(folder, "e", bytesOf("{\"a\": 1}")));
    QVERIFY(!bad);
    QCOMPARE(QString::fromStdString(bad.error().message),
             folder.filePath("e") + ": expected a TermScope session, found JSON without the key \"termscope_session\"");
    const Result<OpenRequest> directory = classify(folder.path());
    QVERIFY(directory && directory->kind == OpenKind::Dataset);
    const std::string_view index = R"({"metadata": {}, "weight_map": {"w": "a.safetensors"}})";
    QCOMPARE(kindOf("f", bytesOf(index)), static_cast<int>(OpenKind::Network));
    QCOMPARE(kindOf("model.safetensors.index.json", bytesOf(index)), static_cast<int>(OpenKind::Network));
    const Result<OpenRequest> shards = classify(folder.path());
    QVERIFY(shards && shards->kind == OpenKind::Network);
    const Result<Bytes> torch = zipBytes({{"net/data.pkl", Bytes(2)}, {"net/data/y", Bytes(4)}});
    QVERIFY(torch);
    QCOMPARE(kindOf("g.npz", *torch), static_cast<int>(OpenKind::Network));
    QCOMPARE(kindOf("batch.bin", bytesOf(std::string(2 * 3073, '\1'))), static_cast<int>(OpenKind::Dataset));
    QCOMPARE(kindOf("other.bin", bytesOf(std::string(2 * 3073 + 1, '\1'))), static_cast<int>(OpenKind::Network));
    QVERIFY(!classify(folder.filePath("nothing")));
}

void TestFileOpener::embeddedFilesOpen()
{
    SavedView saved;
    saved.view.image = 9999;
    saved.view.row = 9;
    const Result<OpenedView> first = openView({});
    QVERIFY2(first.has_value(), first ? "" : first.error().message.c_str());
    QCOMPARE(first->dataset->count(), 10000);
    QCOMPARE(first->network->inputFeatures, 784);
    saved.layerName = QString::fromStdString(first->network->layers[2].name);
    const Result<OpenedView> opened = openView(saved);
    QVERIFY(opened.has_value());
    QCOMPARE(opened->view.layer, 2);
    QCOMPARE(opened->view.row, 9);
    QCOMPARE(opened->view.image, 9999);
}

void TestFileOpener::viewsThatTheFilesDoNotHave()
{
    SavedView saved;
    saved.layerName = "conv9";
    QVERIFY2(messageOf(saved).startsWith("layer: expected one of ") && messageOf(saved).endsWith(", found conv9"),
             qPrintable(messageOf(saved)));
    saved.layerName.clear();
    saved.view.row = 512;
    QCOMPARE(messageOf(saved), QString("row: expected 0…511, found 512"));
    saved.view.row = 0;
    saved.view.group = 98; // 784 inputs in groups of 8
    QCOMPARE(messageOf(saved), QString("group: expected 0…97, found 98"));
    saved.view.group = 0;
    saved.view.image = 10000;
    QCOMPARE(messageOf(saved), QString("image: expected 0…9999, found 10000"));
}

void TestFileOpener::filesThatAreNotThere()
{
    QTemporaryDir folder;
    SavedView saved;
    saved.files.network = folder.filePath("gone.onnx");
    QCOMPARE(messageOf(saved), folder.filePath("gone.onnx") + ": no such file");
    saved.files = {};
    saved.files.images = folder.filePath("gone.gz");
    QCOMPARE(messageOf(saved), folder.filePath("gone.gz") + ": no such file");
}

void TestFileOpener::recentFilesAreOrderedAndBounded()
{
    QTemporaryDir folder;
    QSettings settings(folder.filePath("s.ini"), QSettings::IniFormat);
    RecentFiles recent(settings);
    QStringList paths;
    for (int i = 0; i < 12; ++i)
        paths << write(folder, qPrintable(QString("n%1").arg(i)), bytesOf("x"));
    for (const QString& path : paths)
        recent.add(RecentFiles::Kind::Network, {path, {}});
    recent.add(RecentFiles::Kind::Network, {paths[5], {}});
    recent.add(RecentFiles::Kind::Dataset, {paths[0], paths[1]});
    const QList<RecentFile> networks = recent.list(RecentFiles::Kind::Network);
    QCOMPARE(networks.size(), 10);
    QCOMPARE(networks[0].path, paths[5]);
    QCOMPARE(networks[1].path, paths[11]);
    QCOMPARE(networks[9].path, paths[2]);
    // Another window sees the same.
    QCOMPARE(RecentFiles(settings).list(RecentFiles::Kind::Dataset), (QList<RecentFile>{{paths[0], paths[1]}}));
    recent.clear(RecentFiles::Kind::Network);
    QVERIFY(recent.list(RecentFiles::Kind::Network).isEmpty());
    QCOMPARE(recent.list(RecentFiles::Kind::Dataset).size(), 1);
}

void TestFileOpener::recentFilesForgetWhatIsGone()
{
    QTemporaryDir folder;
    QSettings settings(folder.filePath("s.ini"), QSettings::IniFormat);
    RecentFiles recent(settings);
    const QString kept = write(folder, "kept", bytesOf("x"));
    const QString gone = write(folder, "gone", bytesOf("x"));
    recent.add(RecentFiles::Kind::Network, {kept, {}});
    recent.add(RecentFiles::Kind::Network, {gone, {}});
    QVERIFY(QFile::remove(gone));
    QCOMPARE(recent.list(RecentFiles::Kind::Network), (QList<RecentFile>{{kept, {}}}));
    write(folder, "gone", bytesOf("x"));
    QCOMPARE(recent.list(RecentFiles::Kind::Network).size(), 1);
}

/// One entry of both, whichever was opened first; the same network on other images is another one.
void TestFileOpener::networksAndImagesAreOneEntry()
{
    QTemporaryDir folder;
    QSettings settings(folder.filePath("s.ini"), QSettings::IniFormat);
    RecentFiles recent(settings);
    const QString network = write(folder, "net.onnx", bytesOf("x"));
    const QString images = write(folder, "images", bytesOf("x"));
    const QString others = write(folder, "others", bytesOf("x"));
    const RecentFile pair{network, {}, images, {}, "cifar"};
    recent.add(RecentFiles::Kind::Network, {network});
    recent.add(RecentFiles::Kind::Network, pair);
    QCOMPARE(recent.list(RecentFiles::Kind::Network), QList<RecentFile>{pair});
    recent.add(RecentFiles::Kind::Network, {network}); // opened alone: what it was run on is still known
    QCOMPARE(recent.list(RecentFiles::Kind::Network), QList<RecentFile>{pair});
    recent.add(RecentFiles::Kind::Network, {network, {}, images, {}, "raw"});
    QCOMPARE(recent.list(RecentFiles::Kind::Network).size(), 1);
    QCOMPARE(recent.list(RecentFiles::Kind::Network).front().preprocess, QString("raw"));
    recent.add(RecentFiles::Kind::Network, {network, {}, others, {}, {}});
    QCOMPARE(titlesOf(recent.list(RecentFiles::Kind::Network)), (QStringList{"net.onnx, others", "net.onnx, images"}));
    QVERIFY(QFile::remove(others));
    QVERIFY(QFile::remove(images));
    QCOMPARE(recent.list(RecentFiles::Kind::Network), QList<RecentFile>{{network}});
}

void TestFileOpener::equalNamesAreToldApart()
{
    QCOMPARE(titlesOf({{"/a/one/net.onnx"}, {"/a/two/net.onnx"}, {"/b/other.onnx"}}),
             (QStringList{"net.onnx (one)", "net.onnx (two)", "other.onnx"}));
    QCOMPARE(titlesOf({{"/a/x/net.onnx"}, {"/b/x/net.onnx"}, {"/c/y/net.onnx"}}),
             (QStringList{"net.onnx (a/x)", "net.onnx (b/x)", "net.onnx (y)"}));
    QCOMPARE(titlesOf({{"/net.onnx"}, {"/net.onnx"}}).size(), 2);
}

TERMSCOPE_TEST(TestFileOpener)
#include "TestFileOpener.moc"
