// Timing diagrams: what `simulate --waves` prints is what Icarus Verilog's dump of the written array has, and the
// document shows both.
#include "hwmodel/simulate/WaveText.h"
#include "tests/app/cli/Tool.h"
#include "tests/support/Skips.h"
#include "tests/support/TestClass.h"
#include "tests/support/ValueDump.h"

using namespace termscope;

namespace {

constexpr qint64 clockTime = 10; // units of time of a cycle of the test bench
constexpr int latency = 2;       // cycles between those that count and the cells

QString textOfDocument()
{
    QFile file(TERMSCOPE_SOURCE "/resources/docs/hardware.md");
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QString indented(const std::string& lines)
{
    QString text;
    for (const QString& line : QString::fromStdString(lines).split('\n', Qt::SkipEmptyParts))
        text += "    " + line + "\n";
    return text;
}

/// The rows of a printed diagram: name, and what it is in each cycle.
QMap<QString, QStringList> rowsOf(const QString& printed)
{
    QMap<QString, QStringList> rows;
    QList<qsizetype> bars;
    for (const QString& line : printed.split('\n', Qt::SkipEmptyParts)) {
        if (bars.isEmpty())
            for (qsizetype i = 0; i < line.size(); ++i)
                if (line[i] == '|')
                    bars.append(i);
        QStringList& values = rows[line.left(bars[0]).trimmed()];
        for (const qsizetype bar : bars)
            values << (line.mid(bar, 1) == "|" ? line.mid(bar + 1).section('|', 0, 0).trimmed() : values.last());
    }
    return rows;
}

/// A dump of a written array, cycle by cycle: 0 is the first one that counts.
class HardwareRun {
public:
    HardwareRun(const QString& path) : dump_(path)
    {
        const QString state = dump_.named("u_control.state_q");
        begin_ = state.isEmpty() ? 0 : dump_.firstChange(state);
    }
    bool isThere() const { return begin_ > 0; }

    /// At the end of a cycle, when all that it changes has settled.
    qint64 at(const QString& end, qint64 cycle, int first, int width, bool isSigned = false) const
    {
        return dump_.at(dump_.named(end), begin_ + (cycle + 1) * clockTime - 1, first, width, isSigned);
    }
    bool has(const QString& end) const { return !dump_.named(end).isEmpty(); }

private:
    ValueDump dump_;
    qint64 begin_ = 0;
};

/// What the one cell of a written array does, in the words of the diagram.
WaveRow termRow(const HardwareRun& run, const QString& name, qint64 cycles)
{
    const QString cell = "gen_row[0].gen_column[0].gen_term.u_cell.";
    WaveRow row{name.toStdString(), {}};
    for (qint64 cycle = 0; cycle < cycles; ++cycle) {
        const auto signal = [&](const QString& end, int width) { return run.at(end, cycle + latency, 0, width); };
        const auto sign = [](qint64 negative) { return negative != 0 ? "-" : "+"; };
        QString value = "-";
        if (signal(cell + "pair_valid", 1) != 0) {
            if (name == "value")
                value = QString::number(signal(cell + "value", 3));
            else if (name == "weight term")
                value = sign(signal(cell + "weight_negative", 1))
                        + QStringLiteral("2^%1").arg(signal(cell + "weight_exponent", 3));
            else if (name == "data term")
                value = sign(signal(cell + "data_negative", 1))
                        + QStringLiteral("2^%1").arg(signal(cell + "data_exponent", 3));
            else
                value = sign(signal(cell + "negative", 1)) + QStringLiteral("c%1").arg(signal(cell + "index", 4));
        }
        row.values.push_back(value.toStdString());
    }
    return row;
}

} // namespace

class TestCliWaves : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(folder_.isValid()); }

    void printed()
    {
        const QStringList product{"simulate", "--gemm", "1x4x1", "--rows", "1", "--cols", "1", "--mac", "pmac"};
        const ToolRun run = runTool(product + QStringList{"--waves", "3"});
        QCOMPARE(run.exitCode, 0);
        QCOMPARE(run.output, QString("cycle      |0   |1   |2\n"
                                     "step       |0   |1   |2\n"
                                     "value      |0   |1   |2\n"
                                     "input      |1   |-10 |113\n"
                                     "weight     |32  |77  |91\n"
                                     "sum        |0   |32  |-738\n"
                                     "out of 0,0 |-\n"));
        // The column after the last cycle has what leaves.
        QVERIFY(runTool(product + QStringList{"--waves", "512"})
                    .output.endsWith("out of 0,0 |-                      |17292\n"));
        COMPARE_BAD_INPUT(runTool(product + QStringList{"--waves", "3", "--json"}),
                          "--waves: is text, of which --json has none");
        COMPARE_BAD_INPUT(runTool(product + QStringList{"--waves", "0"}), "--waves: expected 1…512, found 0");
    }

    /// Where weights stay: loading is a phase, folds are told, outputs leave below.
    void weightsStay()
    {
        const ToolRun run = runTool({"simulate", "--gemm", "4x4x2", "--rows", "2", "--cols", "2", "--mac", "pmac",
                                     "--dataflow", "ws", "--waves", "9"});
        const QMap<QString, QStringList> rows = rowsOf(run.output);
        QCOMPARE(rows["phase"],
                 (QStringList{"loads", "loads", "works", "works", "works", "works", "works", "works", "loads"}));
        QCOMPARE(rows["fold"].last(), "1");
        QCOMPARE(rows["cell 1,1"][4], "m0 n1 k1");
        QCOMPARE(rows["out of column 0"].mid(4, 4), (QStringList{"1327", "-7955", "13968", "-3655"}));
        QCOMPARE(rows["out of column 1"][5], "-1244");
    }

    /// The cell of the document: its terms and coefficients are those of the hardware sources, cycle by cycle.
    void aCellIsAsIcarusHasIt()
    {
        if (QStandardPaths::findExecutable("iverilog").isEmpty())
            SKIP_LACKING("iverilog", "install Debian's package iverilog");
        const QStringList product{"--gemm", "1x8x1", "--group-size", "4", "--budget", "3",   "--data-terms", "2",
                                  "--rows", "1",     "--cols",       "1", "--mac",    "tmac"};
        QMap<QString, QStringList> printed = rowsOf(
            runTool(QStringList{"simulate", "--waves", "512"} + product).output);
        const qint64 cycles = printed["cycle"].size() - 1;
        QCOMPARE(cycles, 12);
        const QString vcd = dumped("cell", {QStringList{"rtl", "--coefficient-bits", "12"} + product});
        const HardwareRun run(vcd);
        QVERIFY(run.isThere());
        for (const QString name : {"value", "weight term", "data term", "counts"}) {
            QStringList found;
            for (const std::string& value : termRow(run, name, cycles).values)
                found << QString::fromStdString(value);
            QCOMPARE(found, printed[name].mid(0, cycles));
        }
        const QString vector = "gen_row[0].gen_column[0].gen_term.u_cell.u_vector.vector_q";
        int coefficients = 0;
        for (auto row = printed.begin(); row != printed.end(); ++row)
            if (row.key().contains(QRegularExpression("^c\\d+$"))) {
                ++coefficients;
                for (qint64 cycle = 1; cycle < cycles; ++cycle)
                    QCOMPARE(run.at(vector, cycle + latency, 12 * row.key().mid(1).toInt(), 12, true),
                             (*row)[cycle].toLongLong());
            }
        QVERIFY(coefficients > 3);
    }

    /// What the document shows of a change of mode is drawn from Icarus' dump of it.
    void theDocumentHasTheSwitch()
    {
        if (QStandardPaths::findExecutable("iverilog").isEmpty())
            SKIP_LACKING("iverilog", "install Debian's package iverilog");
        const QStringList array{"rtl",   "--rows",        "2", "--cols",       "2", "--gemm",
                                "2x3x2", "--weight-bits", "3", "--data-bits",  "3", "--group-size",
                                "1",     "--budget",      "2", "--data-terms", "1", "--coefficient-bits",
                                "12"};
        const QString vcd = dumped(
            "switch", {array + QStringList{"--mode", "qt"}, array + QStringList{"--mode", "tr", "--seed", "2"}});
        const HardwareRun run(vcd);
        QVERIFY(run.isThere() && run.has("u_registers.revealed_q"));
        constexpr qint64 first = 11;
        constexpr qint64 cycles = 15;
        std::vector<WaveRow> rows;
        const auto add = [&](const char* name, const auto& valueAt) {
            rows.push_back({name, {}});
            for (qint64 cycle = first; cycle < first + cycles; ++cycle)
                rows.back().values.push_back(QString(valueAt(cycle)).toStdString());
        };
        add("write", [&](qint64 t) {
            return run.at("term_array_bench.write", t, 0, 1) == 0     ? "-"
                   : run.at("term_array_bench.address", t, 0, 3) == 0 ? "mode"
                                                                      : "term";
        });
        add("mode", [&](qint64 t) { return run.at("u_registers.revealed_q", t, 0, 1) != 0 ? "TR" : "QT"; });
        add("B", [&](qint64 t) { return QString::number(run.at("u_array.step_length", t, 0, 16)); });
        add("step", [&](qint64 t) {
            return run.at("u_control.state_q", t, 0, 2) == 0 ? QString("-")
                                                             : QString::number(run.at("u_control.step_q", t, 0, 24));
        });
        for (int r = 0; r < 2; ++r)
            for (int c = 0; c < 2; ++c)
                add(qPrintable(QStringLiteral("cell %1,%2").arg(r).arg(c)), [&](qint64 t) {
                    const QString valid = QStringLiteral("gen_row[%1].gen_column[%2].gen_term.u_cell.pair_valid");
                    return run.at(valid.arg(r).arg(c), t, 0, 1) != 0 ? "pair" : "-";
                });
        for (int c = 0; c < 2; ++c)
            add(qPrintable(QStringLiteral("result %1").arg(c)), [&](qint64 t) {
                return run.at("term_array_bench.result_valid", t, c, 1) == 0
                           ? QString("-")
                           : QString::number(run.at("term_array_bench.result", t, c * wordBits_, wordBits_, true));
            });
        const QString drawn = indented(waveText(first, rows));
        QVERIFY2(textOfDocument().contains(drawn), qPrintable("the document lacks\n" + drawn));
    }

private:
    /// Writes arrays by `rtl`, the second one's product to follow the first one's, and runs the first by Icarus.
    QString dumped(const QString& name, const QList<QStringList>& commands)
    {
        QStringList plus;
        QString folder;
        for (const QStringList& command : commands) {
            const QString out = QStringLiteral("%1/%2-%3").arg(folder_.path(), name).arg(plus.size());
            if (runTool(command + QStringList{"--out", out}).exitCode != 0)
                return {};
            folder = folder.isEmpty() ? out : folder;
            plus << (plus.isEmpty() ? "+case=" : "+second=") + out + "/memory";
        }
        QProcess make;
        make.start("make", {"-s", "-C", folder, "icarus"});
        make.waitForFinished(-1);
        QFile parameters(folder + "/Makefile");
        if (parameters.open(QIODevice::ReadOnly)) {
            static const QRegularExpression word("WordBits=(\\d+)");
            wordBits_ = word.match(QString::fromUtf8(parameters.readAll())).captured(1).toInt();
        }
        const QString vcd = folder + "/run.vcd";
        QProcess run;
        run.start("vvp", QStringList{"-n", folder + "/build/bench.vvp", "+vcd=" + vcd} + plus);
        run.waitForFinished(-1);
        return run.readAllStandardOutput().contains("outputs=OK") ? vcd : QString();
    }

    QTemporaryDir folder_;
    int wordBits_ = 0; ///< of the array that dumped() ran last
};

TERMSCOPE_TEST(TestCliWaves)
#include "TestCliWaves.moc"
