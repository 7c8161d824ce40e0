// What the window shows as calls of the tool: words for a shell, files, settings.
#include "app/session/CommandLine.h"
#include "core/formats/NetworkReader.h"
#include "core/sweep/Sweep.h"
#include "resources/Examples.h"
#include "resources/Tables.h"
#include "tests/support/TestClass.h"

#include <QtTest>

using namespace termscope;

class TestCommandLine : public QObject {
    Q_OBJECT

private slots:
    void wordsAreQuoted();
    void settingsThatDiffer();
    void filesOfImages();
    void filesOfText();
    void dataOfAnotherExample();
    void groupSizesOfASearch();
    void editedUnitCosts();
};

namespace {

/// A session of these files, with an example's network in place of the one they name.
void open(Session& session, const OpenFiles& files, bool text = false)
{
    const embedded::Example& example = *embedded::findExample(text ? "verses" : "digits");
    session.restore(files, parseNetwork(example.network, example.networkName).value(), nullptr, {});
}

QString optionsOf(const Session& session)
{
    const Result<QStringList> words = fileOptions(session);
    return words ? words->join(u' ') : QStringLiteral("error: ") + QString::fromStdString(words.error().message);
}

} // namespace

/// As a shell reads them again.
void TestCommandLine::wordsAreQuoted()
{
    const QStringList words{QStringLiteral("plain-1.onnx"), QStringLiteral("two words"), QStringLiteral("it's $HOME"),
                            QStringLiteral("conv*:k=3;x"),  QStringLiteral("größe"),     QString()};
    const QString line = shellLine(words);
    QVERIFY(line.startsWith(QStringLiteral("plain-1.onnx 'two words' ")));
    QProcess shell;
    shell.start(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), QStringLiteral("printf '%s|' ") + line});
    QVERIFY(shell.waitForFinished());
    QCOMPARE(QString::fromUtf8(shell.readAllStandardOutput()), words.join(u'|') + u'|');
}

void TestCommandLine::settingsThatDiffer()
{
    QCOMPARE(settingOptions({}), QStringList());
    Settings settings;
    settings.weightBits = 6;
    settings.encoding = Encoding::Binary;
    settings.perChannel = false;
    settings.budget = 5;
    settings.layers["a b"].budget = 3;
    QCOMPARE(settingOptions(settings, {QStringLiteral("budget")}).join(u' '),
             QStringLiteral("--weight-bits 6 --encoding binary --no-per-channel --layer a b:k=3"));
}

void TestCommandLine::filesOfImages()
{
    Session session;
    OpenFiles files;
    open(session, files);
    QCOMPARE(optionsOf(session), QString());
    files.example = QStringLiteral("fashion");
    files.limit = 20;
    open(session, files);
    QCOMPARE(optionsOf(session), QStringLiteral("--example fashion --limit 20"));
    files = {};
    files.network = QStringLiteral("/n/net.onnx");
    files.images = QStringLiteral("/n/images");
    files.labels = QStringLiteral("/n/labels");
    files.preprocess = QStringLiteral("torchvision");
    files.classNames = QStringLiteral("/n/names");
    files.inputShapes = QStringLiteral("x=1x3x8x8; y=1x4");
    open(session, files);
    QCOMPARE(optionsOf(session),
             QStringLiteral("/n/net.onnx --input-shape x=1x3x8x8 --input-shape y=1x4 --data /n/images,/n/labels "
                            "--preprocess torchvision --class-names /n/names"));
}

void TestCommandLine::filesOfText()
{
    Session session;
    OpenFiles files;
    files.network = QStringLiteral("net.onnx");
    files.tokens = QStringLiteral("test.txt");
    files.vocabulary = QStringLiteral("words.txt");
    files.images = QStringLiteral("images"); // of the network before
    files.streams = 4;
    files.window = 64;
    files.order = TokenOrder::BatchFirst;
    open(session, files, true);
    QCOMPARE(optionsOf(session), QStringLiteral("net.onnx --tokens test.txt --vocabulary words.txt --streams 4 "
                                                "--window 64 --token-order batch-first"));
}

/// The tool takes an example's data with the example's network alone.
void TestCommandLine::dataOfAnotherExample()
{
    Session session;
    OpenFiles files;
    files.network = QStringLiteral("net.onnx");
    files.example = QStringLiteral("fashion");
    open(session, files);
    QVERIFY(optionsOf(session).startsWith(QStringLiteral("error: The data are those of an example")));
    files.example.clear(); // the digits are the tool's own default
    open(session, files);
    QCOMPARE(optionsOf(session), QStringLiteral("net.onnx"));
    open(session, files, true);
    QVERIFY(optionsOf(session).startsWith(QStringLiteral("error: ")));
}

/// Usual budgets are those of each g, which the tool takes where none are named.
void TestCommandLine::groupSizesOfASearch()
{
    Session session;
    open(session, {});
    SearchChoice choice;
    Settings settings;
    settings.groupSize = 16;
    const auto command = [&] { return searchCommand(session, choice, settings, {}, {}).value(); };
    QVERIFY(command().contains(QStringLiteral("--group-size 16")));
    choice.groups = {{4, usualBudgets(4)}, {16, usualBudgets(16)}};
    QVERIFY2(command().contains(QStringLiteral("--group-sizes 4,16 --data-terms")), qPrintable(command()));
    QVERIFY(!command().contains(QStringLiteral("--group-size 16")));
    choice.groups = {{4, {6, 12}}, {16, {6, 12}}};
    QVERIFY2(command().contains(QStringLiteral("--group-sizes 4,16 --budgets 6,12 ")), qPrintable(command()));
}

void TestCommandLine::editedUnitCosts()
{
    Session session;
    open(session, {});
    UnitCosts costs = embedded::readUnitCosts().value();
    SearchChoice choice;
    choice.cost = CostKind::Energy;
    const auto command = [&] { return searchCommand(session, choice, {}, {}, costs); };
    QVERIFY(command().value().contains(QStringLiteral("--cost energy --rows 16 --cols 16 --dataflow os --batch 16")));
    ArrayChoice array;
    array.unitCosts = UnitCostSet::Counted;
    QVERIFY(!searchCommand(session, choice, {}, array, costs));
    costs = embedded::readUnitCosts(UnitCostSet::Counted).value();
    QVERIFY(searchCommand(session, choice, {}, array, costs).value().contains("--unit-costs counted"));
    costs = embedded::readUnitCosts().value();
    costs.title = "mine";
    QVERIFY(!command());
    choice.cost = CostKind::Pairs;
    QVERIFY(command());
}

TERMSCOPE_TEST(TestCommandLine)
#include "TestCommandLine.moc"
