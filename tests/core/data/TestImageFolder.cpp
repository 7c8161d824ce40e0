// Folders of pictures, files of labels and of class names.

#include "core/data/images/ImageFolder.h"
#include "core/data/images/LabelsFile.h"
#include "core/files/Files.h"
#include "tests/core/data/Pictures.h"
#include "tests/fixtures/Fixtures.h"
#include "tests/support/SharedData.h"
#include "tests/support/TestClass.h"

#include <QTemporaryDir>
#include <QtTest>

#include <filesystem>

using namespace termscope;

namespace {

namespace fs = std::filesystem;

/// A folder for one test.
class Folder {
public:
    fs::path path() const { return directory_.path().toStdString(); }
    std::string operator/(const std::string& name) const { return (path() / name).string(); }
    void picture(const std::string& name, const std::string& picture = "grey.png") const
    {
        fs::create_directories((path() / name).parent_path());
        samples::unwrap(writeFile(path() / name, samples::pictureBytes(picture)).map([] { return 0; }));
    }
    void text(const std::string& name, const std::string& lines) const
    {
        samples::unwrap(writeFile(path() / name, std::string_view(lines)).map([] { return 0; }));
    }

private:
    QTemporaryDir directory_;
};

std::vector<std::string> namesIn(const LabelledImages& images, const fs::path& folder)
{
    std::vector<std::string> names;
    for (std::int64_t i = 0; i < images.source->count(); ++i)
        names.push_back(fs::path(images.source->nameOf(i)).lexically_relative(folder).string());
    return names;
}

std::string messageOf(const ImageFolderConfig& config)
{
    const auto result = openImageFolder(config);
    return result ? "none" : result.error().message;
}

ClassNames classes(const std::string& lines)
{
    return samples::unwrap(ClassNames::parse(lines, "classes"));
}

using Names = std::vector<std::string>;
using Labels = std::vector<std::int32_t>;

} // namespace

class TestImageFolder : public QObject {
    Q_OBJECT

private slots:
    void classNames();
    void badClassNames();
    void labelLines_data();
    void labelLines();
    void labelNames();
    void badLabels_data();
    void badLabels();
    void folderPerClass();
    void classNamesDecide();
    void numberedFolders();
    void withLabelsFile();
    void picturesAlone();
    void badFolders();
    void missingPictureIsAnErrorOfItsOwn();
    void namedClasses();
    void imageNet();
};

void TestImageFolder::classNames()
{
    const ClassNames names = classes("n01440764 tench, Tinca tinca\r\nn01443537 goldfish, Carassius auratus\n\n");
    QCOMPARE(names.names(), (Names{"tench", "goldfish"}));
    for (const char* name : {"n01443537", "goldfish", "Carassius auratus", "goldfish, Carassius auratus"})
        QCOMPARE(names.find(name), 1);
    QCOMPARE(names.find("Goldfish"), -1);
    QCOMPARE(classes("cat\nGreat Dane\n").find("Great Dane"), 1);
    // ImageNet has two classes called crane: neither is meant by the name alone.
    const ClassNames cranes = classes("n02012849 crane\nn03126707 crane\n");
    QCOMPARE(cranes.find("crane"), -1);
    QCOMPARE(cranes.find("n03126707"), 1);
}

void TestImageFolder::badClassNames()
{
    QCOMPARE(ClassNames::parse("\n\n", "c").error().message,
             std::string("c: expected a class name per line, found none"));
    QCOMPARE(ClassNames::parse("a\n\nb", "c").error().message,
             std::string("c: line 2: expected a class name, found nothing"));
}

void TestImageFolder::labelLines_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("name");
    QTest::newRow("blank") << "a.png 7"
                           << "a.png";
    QTest::newRow("tab") << "a.png\t7"
                         << "a.png";
    QTest::newRow("blanks in the name") << "a b c.png  7 "
                                        << "a b c.png";
    QTest::newRow("comma") << "a.png,7"
                           << "a.png";
    QTest::newRow("comma and blank") << "a.png, 7"
                                     << "a.png";
    QTest::newRow("after others") << "# name label\n\na/b.png 7\r\n"
                                  << "a/b.png";
}

void TestImageFolder::labelLines()
{
    QFETCH(QString, line);
    QFETCH(QString, name);
    const LabelsFile file = samples::unwrap(parseLabelsFile(line.toStdString(), "l"));
    QCOMPARE(file.entries.size(), std::size_t{1});
    QCOMPARE(QString::fromStdString(file.entries[0].name), name);
    QCOMPARE(file.entries[0].label, 7);
    QVERIFY(file.classNames.empty());
}

void TestImageFolder::labelNames()
{
    const LabelsFile own = samples::unwrap(parseLabelsFile("a.png dog\nb.png Great Dane\nc.png dog\n", "l"));
    QCOMPARE(own.classNames, (Names{"Great Dane", "dog"}));
    QCOMPARE(own.entries[0].label, 1);
    QCOMPARE(own.entries[1].label, 0);
    QCOMPARE(own.entries[2].label, 1);
    const LabelsFile given = samples::unwrap(
        parseLabelsFile("a.png dog\nb.png 2\n", "l", classes("cat\nGreat Dane\ndog\n")));
    QCOMPARE(given.entries[0].label, 2);
    QCOMPARE(given.entries[1].label, 2);
}

void TestImageFolder::badLabels_data()
{
    QTest::addColumn<QString>("lines");
    QTest::addColumn<bool>("named");
    QTest::addColumn<QString>("expected");
    QTest::newRow("empty") << "" << false << "l: expected a line with an image and its label, found none";
    QTest::newRow("no label") << "a.png 1\nb.png\n"
                              << false << "l: line 2: expected the name of an image and its label, found \"b.png\"";
    QTest::newRow("twice") << "a.png 1\na.png 2\n"
                           << false << "l: line 2: expected every image once, found \"a.png\" again";
    QTest::newRow("negative") << "a.png -1\n" << false << "l: line 1: expected a label from 0 to 65535, found -1";
    QTest::newRow("beyond") << "a.png 65536\n" << false << "l: line 1: expected a label from 0 to 65535, found 65536";
    QTest::newRow("mixed") << "a.png 1\nb.png dog\n"
                           << false << "l: line 2: expected labels that are all numbers or all names, found \"dog\"";
    QTest::newRow("beyond the names") << "a.png 2\n" << true << "l: line 1: expected a label from 0 to 1, found 2";
    QTest::newRow("no such name") << "a.png bird\n"
                                  << true << "l: line 1: expected the name of one class, found \"bird\"";
}

void TestImageFolder::badLabels()
{
    QFETCH(QString, lines);
    QFETCH(bool, named);
    QFETCH(QString, expected);
    const auto names = named ? std::optional(classes("cat\ndog\n")) : std::nullopt;
    const auto result = parseLabelsFile(lines.toStdString(), "l", names);
    QVERIFY(!result);
    QCOMPARE(QString::fromStdString(result.error().message), expected);
}

void TestImageFolder::folderPerClass()
{
    const Folder folder;
    folder.picture("dog/b.png");
    folder.picture("dog/a.png");
    folder.picture("cat/deep/c.JPEG", "progressive.JPEG");
    folder.picture(".hidden/d.png");
    folder.text("cat/notes.txt", "no picture");
    fs::create_directory(folder.path() / "empty");
    const LabelledImages images = samples::unwrap(openImageFolder({folder.path(), {}, {}}));
    QCOMPARE(namesIn(images, folder.path()), (Names{"cat/deep/c.JPEG", "dog/a.png", "dog/b.png"}));
    QCOMPARE(images.labels, (Labels{0, 1, 1})); // cat, dog, empty
    QCOMPARE(images.classNames, (Names{"cat", "dog", "empty"}));
    QVERIFY(images.warnings.empty());
    QCOMPARE(images.source->read(0).value().width, 53);
    folder.picture("stray.png");
    QCOMPARE(samples::unwrap(openImageFolder({folder.path(), {}, {}})).warnings,
             (Names{folder.path().string() + ": 1 image is in no class's folder and left out"}));
}

/// A few of ImageNet's folders have the labels of the whole.
void TestImageFolder::classNamesDecide()
{
    const Folder folder;
    folder.picture("n01443537/a.png");
    const ClassNames names = classes("n01440764 tench\nn01443537 goldfish\n");
    const LabelledImages images = samples::unwrap(openImageFolder({folder.path(), {}, names}));
    QCOMPARE(images.labels, (Labels{1}));
    QCOMPARE(images.classNames, (Names{"tench", "goldfish"}));
    folder.picture("n09999999/a.png");
    QCOMPARE(messageOf({folder.path(), {}, names}),
             (folder / "n09999999")
                 + ": expected a folder named for a class, found none of the classes called \"n09999999\"");
}

void TestImageFolder::numberedFolders()
{
    const Folder folder;
    for (const char* name : {"0/a.png", "2/a.png", "10/a.png"})
        folder.picture(name);
    const LabelledImages images = samples::unwrap(openImageFolder({folder.path(), {}, {}}));
    QCOMPARE(images.classNames, (Names{"0", "10", "2"}));
    QCOMPARE(images.warnings.size(), std::size_t{1});
    QVERIFY(QString::fromStdString(images.warnings[0]).contains("0, 10, 2 come first"));
}

void TestImageFolder::withLabelsFile()
{
    const Folder folder;
    folder.picture("val/b.png");
    folder.picture("val/a.png");
    folder.picture("val/c.png");
    folder.text("labels.txt", "b.png 5\n./a.png 0\n");
    const LabelledImages images = samples::unwrap(openImageFolder({folder.path() / "val", folder / "labels.txt", {}}));
    QCOMPARE(namesIn(images, folder.path() / "val"), (Names{"b.png", "a.png"}));
    QCOMPARE(images.labels, (Labels{5, 0}));
    QCOMPARE(images.name, std::string("val"));
    QCOMPARE(images.warnings,
             (Names{(folder / "val") + ": 1 image has no label in " + (folder / "labels.txt") + " and left out"}));
    folder.text("labels.txt", "../labels.txt 5\n");
    QCOMPARE(messageOf({folder.path() / "val", folder / "labels.txt", {}}),
             (folder / "labels.txt") + ": expected images inside " + (folder / "val") + ", found \"../labels.txt\"");
    folder.text("labels.txt", "x.png 5\ny.png 6\n");
    QCOMPARE(messageOf({folder.path() / "val", folder / "labels.txt", {}}),
             (folder / "labels.txt") + ": expected images of " + (folder / "val")
                 + ", found \"x.png\" and no other that is there");
}

void TestImageFolder::picturesAlone()
{
    const Folder folder;
    folder.picture("b.png");
    folder.picture("a.png");
    const LabelledImages images = samples::unwrap(openImageFolder({folder.path(), {}, {}}));
    QCOMPARE(namesIn(images, folder.path()), (Names{"a.png", "b.png"}));
    QVERIFY(images.labels.empty());
}

void TestImageFolder::badFolders()
{
    const Folder folder;
    const std::string none = ": expected images (JPEG or PNG) in folders named for their classes, found none";
    QCOMPARE(messageOf({folder.path(), {}, {}}), folder.path().string() + none);
    fs::create_directory(folder.path() / "cat");
    QCOMPARE(messageOf({folder.path(), {}, {}}), folder.path().string() + none);
    QCOMPARE(messageOf({folder.path() / "x", {}, {}}),
             (folder / "x") + ": expected a folder with images, found no such folder");
    folder.text("file", "x");
    QCOMPARE(messageOf({folder.path() / "file", {}, {}}),
             (folder / "file") + ": expected a folder with images, found a file");
}

void TestImageFolder::missingPictureIsAnErrorOfItsOwn()
{
    const Folder folder;
    folder.picture("a.png");
    folder.text("labels.txt", "a.png 1\nz.png 2\n");
    const LabelledImages images = samples::unwrap(openImageFolder({folder.path(), folder / "labels.txt", {}}));
    QVERIFY(images.source->read(0));
    QCOMPARE(images.source->read(1).error().message, (folder / "z.png") + ": no such file");
}

/// Pictures of shapes, a list of their labels and a list of names as ImageNet has them.
void TestImageFolder::namedClasses()
{
    const ClassNames names = samples::unwrap(ClassNames::readFile(fixtures::path("classes.txt")));
    QCOMPARE(names.names().size(), std::size_t{10});
    QCOMPARE(names.names()[3], std::string("striped square"));
    const LabelledImages images = samples::unwrap(
        openImageFolder({fixtures::path("pictures"), fixtures::path("pictures.txt"), names}));
    QCOMPARE(images.source->count(), fixtures::figures("pictures")["images"].toInt());
    QVERIFY(images.warnings.empty());
    for (std::int64_t i = 0; i < images.source->count(); ++i) {
        const auto image = images.source->read(i);
        QVERIFY2(image.has_value(), image ? "" : image.error().message.c_str());
        QCOMPARE(image->height, 32);
        QCOMPARE(image->width, 32);
    }
}

void TestImageFolder::imageNet()
{
    SKIP_WITHOUT_SHARED_DATA("imagenet/val", "imagenet/val_labels.txt", "imagenet/synset_words.txt");
    const fs::path folder = sharedData("imagenet");
    const ClassNames names = samples::unwrap(ClassNames::readFile(folder / "synset_words.txt"));
    QCOMPARE(names.names().size(), std::size_t{1000});
    QCOMPARE(names.names()[2], std::string("great white shark"));
    const LabelledImages images = samples::unwrap(openImageFolder({folder / "val", folder / "val_labels.txt", names}));
    QCOMPARE(images.source->count(), 500);
    QVERIFY(images.warnings.empty());
    for (std::int64_t i = 0; i < images.source->count(); i += 25) {
        const auto image = images.source->read(i);
        QVERIFY2(image.has_value(), image ? "" : image.error().message.c_str());
        QCOMPARE(image->height, 227);
        QCOMPARE(image->width, 227);
    }
}

TERMSCOPE_TEST(TestImageFolder)
#include "TestImageFolder.moc"
