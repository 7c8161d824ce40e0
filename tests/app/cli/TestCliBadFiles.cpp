// Every malformed file of the corpus, given to the tool: the exact message, exit code 2, nothing on standard output; of
// those that open all the same, the message as a warning.

#include "core/formats/Formats.h"
#include "tests/app/cli/Tool.h"
#include "tests/support/TestClass.h"

namespace {

const QString corpus = TERMSCOPE_CORPUS;

QString pathOf(const QJsonValue& file)
{
    return corpus + "/" + file.toString();
}

/// The command that opens a row's files as the row says.
QStringList commandFor(const QJsonValue& row)
{
    if (row["kind"] == "network" || row["kind"] == "warned")
        return {"inspect", pathOf(row["file"])};
    if (row["kind"] == "operands")
        return {"simulate", "--operands", pathOf(row["file"])};
    if (row["kind"] == "text")
        return {"sweep", "--example", "verses", "--tokens", pathOf(row["file"])};
    if (row["kind"] == "costs")
        return {"time", "--gemm", "4x4x4", "--costs", pathOf(row["file"])};
    if (row["kind"] == "topology")
        return {"time", "--topology", pathOf(row["file"])};
    if (row["kind"] == "scale-sim")
        return {"time", "--gemm", "4x4x4", "--config", pathOf(row["file"])};
    const QString labels = row["labels"].isString() ? "," + pathOf(row["labels"]) : QString();
    const QString data = pathOf(row["file"]) + labels;
    if (row["kind"] == "run")
        return {"sweep", pathOf(row["file"]), "--data", pathOf(row["data"])};
    if (row["kind"] == "fit" || row["kind"] == "table")
        return {"sweep", pathOf(row["network"]), "--data", data};
    return {"sweep", "--data", data};
}

} // namespace

class TestCliBadFiles : public QObject {
    Q_OBJECT

private slots:
    void badFile_data();
    void badFile();
};

void TestCliBadFiles::badFile_data()
{
    QTest::addColumn<QJsonValue>("row");
    QFile table(corpus + "/bad_files.json");
    QVERIFY(table.open(QIODevice::ReadOnly));
    const QJsonArray rows = QJsonDocument::fromJson(table.readAll()).array();
    QVERIFY(!rows.isEmpty());
    for (const QJsonValue& row : rows)
        QTest::newRow(qPrintable(row["file"].toString() + " " + row["labels"].toString())) << row;
}

void TestCliBadFiles::badFile()
{
    QFETCH(QJsonValue, row);
    QString message = row["message"].toString();
    message.replace("{file}", pathOf(row["file"])).replace("{labels}", pathOf(row["labels"]));
    message.replace("{network}", pathOf(row["network"]));
    message.replace("{folder}", pathOf(row["file"]).section('/', 0, -2));
    message.replace("{formats}", QString::fromStdString(termscope::formatTitles()));
    if (row["kind"] != "warned") {
        COMPARE_BAD_INPUT(runTool(commandFor(row)), message);
        return;
    }
    const ToolRun run = runTool(commandFor(row));
    QCOMPARE(run.errors, "warning: " + message + "\n");
    QVERIFY(run.output.startsWith(row["file"].toString().section('/', -1)));
    QCOMPARE(run.exitCode, 0);
}

TERMSCOPE_TEST(TestCliBadFiles)
#include "TestCliBadFiles.moc"
