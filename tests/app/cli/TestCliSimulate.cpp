// simulate: what it prints, the trace and the memory files read back by readers of our own, and what it refuses.
#include "tests/app/cli/Tool.h"
#include "tests/support/Skips.h"
#include "tests/support/TestClass.h"

namespace {

QJsonObject simulated(const QStringList& arguments)
{
    const ToolRun run = runTool(QStringList{"simulate", "--json"} + arguments);
    return run.exitCode == 0 ? run.json().object() : QJsonObject();
}

QString contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// The words of a $readmemh file as signed numbers of `bits` bits.
QList<qint64> wordsOf(const QString& path, int bits)
{
    QList<qint64> words;
    for (const QString& line : contentOf(path).split('\n', Qt::SkipEmptyParts)) {
        if (line.startsWith("//"))
            continue;
        bool good = false;
        const quint64 word = line.toULongLong(&good, 16);
        if (!good || line.size() != (bits + 3) / 4)
            return {};
        const bool negative = bits < 64 && (word >> (bits - 1) & 1) != 0;
        words.append(static_cast<qint64>(negative ? word - (quint64{1} << bits) : word));
    }
    return words;
}

/// A strict reader of value change dumps: full names, and the value of every signal at every time.
struct Vcd {
    QString error;
    QHash<QString, QString> names; ///< "array.cell_0_0.sum" to identifier
    QHash<QString, int> widths;    ///< of identifiers
    QMap<qint64, QHash<QString, quint64>> changes;

    explicit Vcd(const QString& content)
    {
        QStringList scopes;
        bool header = true;
        qint64 now = -1;
        for (const QString& line : content.split('\n', Qt::SkipEmptyParts)) {
            const QStringList words = line.split(' ');
            if (header) {
                if (words.last() != "$end") {
                    refuse(line);
                    return;
                }
                if (words[0] == "$scope" && words.size() == 4 && words[1] == "module")
                    scopes.append(words[2]);
                else if (words[0] == "$upscope" && !scopes.isEmpty())
                    scopes.removeLast();
                else if (words[0] == "$var" && (words.size() == 6 || words.size() == 7) && !widths.contains(words[3])) {
                    names.insert((scopes + QStringList{words[4]}).join('.'), words[3]);
                    widths.insert(words[3], words[2].toInt());
                } else if (words[0] == "$enddefinitions" && scopes.isEmpty())
                    header = false;
                else if (words[0] != "$version" && words[0] != "$comment" && words[0] != "$timescale") {
                    refuse(line);
                    return;
                }
            } else if (line.startsWith('#')) {
                if (line.mid(1).toLongLong() <= now) {
                    refuse(line);
                    return;
                }
                now = line.mid(1).toLongLong();
                changes[now] = {};
            } else if (line.startsWith('b') && words.size() == 2 && widths.value(words[1]) >= line.indexOf(' ') - 1) {
                changes[now].insert(words[1], words[0].mid(1).toULongLong(nullptr, 2));
            } else if ((line[0] == '0' || line[0] == '1') && widths.value(line.mid(1)) == 1) {
                changes[now].insert(line.mid(1), line[0] == '1' ? 1 : 0);
            } else if (line != "$dumpvars" && line != "$end") {
                {
                    refuse(line);
                    return;
                }
            }
        }
        if (changes.isEmpty() || changes.first().size() != widths.size())
            error = "not every signal has a value at the start";
    }

    /// All values of a signal at the rises of the clock, one a cycle.
    QList<qint64> values(const QString& name) const
    {
        QList<qint64> found;
        quint64 value = 0;
        for (auto at = changes.begin(); at != changes.end(); ++at) {
            value = at.value().value(names[name], value);
            if (at.value().value(names["array.clk"], 0) == 1)
                found.append(static_cast<qint64>(value));
        }
        return found;
    }

private:
    void refuse(const QString& line) { error = line; }
};

/// A product of 3×4 by 4×5 whose values the corpus tells, in plain numbers.
QList<qint64> goodProduct()
{
    QList<qint64> product;
    for (int m = 0; m < 3; ++m)
        for (int n = 0; n < 5; ++n) {
            qint64 sum = 0;
            for (int k = 0; k < 4; ++k)
                sum += (m * 4 + k - 6) * (7 * (k * 5 + n) % 19 - 9);
            product.append(sum);
        }
    return product;
}

const QStringList goodOperands{"--operands", TERMSCOPE_CORPUS "/good/operands.npz", "--rows", "2", "--cols", "2"};

} // namespace

class TestCliSimulate : public QObject {
    Q_OBJECT

private slots:
    /// 7×3×5, input-stationary, on 8×1 cells: 7 folds of 2·8 + 1 + 5 − 2 = 20 cycles.
    void oneProduct()
    {
        const QJsonObject found = simulated({"--gemm", "7x3x5", "--rows", "8", "--cols", "1", "--dataflow", "is"});
        QCOMPARE(found["cycles"].toInt(), 140);
        QCOMPARE(found["closed_form"].toInt(), 140);
        QCOMPARE(found["folds"].toInt(), 7);
        QCOMPARE(found["outputs"].toInt(), 35);
        QCOMPARE(found["outputs_match"].toBool(), true);
        QCOMPARE(found["utilisation"].toDouble(), 105.0 / (140 * 8));
        const ToolRun run = runTool({"simulate", "--gemm", "7x3x5"});
        QCOMPARE(run.exitCode, 0);
        QVERIFY(run.output.contains("(all equal the integer product)"));
    }

    /// Every combination agrees with itself, and with time on the same random operands.
    void asTimeSays()
    {
        for (const QString dataflow : {"os", "ws", "is"})
            for (const QString mode : {"tr", "qt"})
                for (const QString skew : {"step", "clock"})
                    for (const QString sync : {"provisioned", "adaptive"}) {
                        const QStringList what{"--gemm", "20x70x30", "--rows",     "9",      "--cols", "7",
                                               "--mac",  "tmac",     "--dataflow", dataflow, "--mode", mode,
                                               "--skew", skew,       "--sync",     sync,     "--seed", "5"};
                        const QJsonObject found = simulated(what);
                        QVERIFY(found["cycles"].toInt() > 0);
                        QVERIFY(found["outputs_match"].toBool() && found["cycles_match"].toBool());
                        const QJsonObject timed = runTool(QStringList{"time", "--json"} + what).json().object();
                        QCOMPARE(found["cycles"].toInt(), timed["total"].toObject()["cycles"].toInt());
                    }
    }

    /// What leaves the array in the trace is the product, and the states follow one another as the model says.
    void trace()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath("run.vcd");
        for (const QString mac : {"pmac", "tmac"}) // all terms are kept at this size
            for (const QString dataflow : {"os", "ws", "is"}) {
                const QJsonObject found = simulated(
                    goodOperands + QStringList{"--mac", mac, "--dataflow", dataflow, "--mode", "qt", "--trace", file});
                const Vcd vcd(contentOf(file));
                QCOMPARE(vcd.error, QString());
                const QList<qint64> cycles = vcd.values("array.cycle");
                QCOMPARE(cycles.size(), found["cycles"].toInt() + 1);
                QCOMPARE(cycles.last(), found["cycles"].toInt());
                QCOMPARE(vcd.values("array.phase").last(), 3);
                QCOMPARE(vcd.values("array.fold").last(), found["folds"].toInt());
                compareOutputs(vcd, dataflow);
                if (mac == "tmac")
                    compareCoefficients(vcd, dataflow);
            }
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 1); // nothing temporary is left
    }

    /// The words give the product by themselves: values, and terms.
    void memoryFiles()
    {
        QTemporaryDir folder;
        const QString out = folder.filePath("export");
        simulated(goodOperands + QStringList{"--mac", "tmac", "--group-size", "3", "--readmemh", out});
        const QList<qint64> x = wordsOf(out + "/inputs.hex", 9), w = wordsOf(out + "/weights.hex", 9);
        const QList<qint64> outputs = wordsOf(out + "/outputs.hex", 64);
        QCOMPARE(x.size(), 12);
        QCOMPARE(w.size(), 20);
        for (int m = 0; m < 3; ++m)
            for (int n = 0; n < 5; ++n) {
                qint64 sum = 0;
                for (int k = 0; k < 4; ++k)
                    sum += x[m * 4 + k] * w[n * 4 + k];
                QCOMPARE(outputs[m * 5 + n], sum);
            }
        // Groups of 3: two in a line of 4. Slots: g·s = 9 and k = 12.
        const auto compareTerms = [&](const QString& name, const QList<qint64>& values, int perGroup) {
            const QList<qint64> words = wordsOf(out + "/" + name, 16);
            QCOMPARE(words.size(), values.size() / 4 * 2 * perGroup);
            QList<qint64> sums(values.size(), 0);
            for (int i = 0; i < words.size(); ++i)
                if (words[i] >> 15 & 1)
                    sums[i / perGroup / 2 * 4 + i / perGroup % 2 * 3 + (words[i] >> 8 & 63)] +=
                        (words[i] >> 14 & 1 ? -1 : 1) * (qint64{1} << (words[i] & 31));
            QCOMPARE(sums, values);
        };
        compareTerms("input_terms.hex", x, 9);
        compareTerms("weight_terms.hex", w, 12);
        const QList<qint64> registers = wordsOf(out + "/registers.hex", 16);
        QCOMPARE(registers, (QList<qint64>{8 << 2 | 3, 3 << 12 | 12 << 5 | 3}));
        QVERIFY(contentOf(out + "/README.txt").contains("input_terms.hex   [3, 2, 9] terms of 16 bits"));
        // Again, into the same folder; but not over files of others.
        QVERIFY(!simulated(goodOperands + QStringList{"--readmemh", out}).isEmpty());
        QVERIFY(!QFile::exists(out + "/registers.hex"));
        QCOMPARE(wordsOf(out + "/outputs.hex", 64), goodProduct());
        QVERIFY(QFile::remove(out + "/README.txt"));
        COMPARE_BAD_INPUT(runTool(QStringList{"simulate", "--readmemh", out} + goodOperands),
                          out + ": expected a folder that is empty or holds an earlier export, found other files");
    }

    /// A Verilog simulator reads the files and multiplies.
    void iverilog()
    {
        const QString compiler = QStandardPaths::findExecutable("iverilog");
        if (compiler.isEmpty())
            SKIP_LACKING("iverilog", "install Debian's package iverilog, which reads $readmemh files");
        QTemporaryDir folder;
        simulated(goodOperands + QStringList{"--mac", "tmac", "--readmemh", folder.filePath("run")});
        QFile bench(folder.filePath("bench.v"));
        QVERIFY(bench.open(QIODevice::WriteOnly));
        bench.write(R"(module bench;
  reg signed [8:0] x [0:11], w [0:19];
  reg signed [63:0] y [0:14], sum;
  reg [15:0] control [0:1];
  integer m, n, k, wrong;
  initial begin
    $readmemh("inputs.hex", x); $readmemh("weights.hex", w); $readmemh("outputs.hex", y); $readmemh("registers.hex", control);
    wrong = 0;
    for (m = 0; m < 3; m = m + 1) for (n = 0; n < 5; n = n + 1) begin
      sum = 0;
      for (k = 0; k < 4; k = k + 1) sum = sum + x[m * 4 + k] * w[n * 4 + k];
      if (sum !== y[m * 5 + n]) wrong = wrong + 1;
    end
    $display("wrong %0d, group_size %0d, group_budget %0d", wrong, control[1][4:0], control[1][11:5]);
  end
endmodule
)");
        bench.close();
        QProcess process;
        process.setWorkingDirectory(folder.filePath("run"));
        process.start(compiler, {"-o", folder.filePath("bench"), bench.fileName()});
        QVERIFY(process.waitForFinished(-1) && process.exitCode() == 0);
        process.start("vvp", {folder.filePath("bench")});
        QVERIFY(process.waitForFinished(-1));
        const QString printed = QString::fromUtf8(process.readAllStandardOutput());
        QVERIFY2(printed.contains("wrong 0, group_size 8, group_budget 12"), qPrintable(printed));
        QCOMPARE(process.readAllStandardError(), QByteArray());
    }

    void badInput_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("nothing") << QStringList{} << "simulate: expected --gemm, --operands or --layer, found none of them";
        QTest::newRow("shape") << QStringList{"--gemm", "7x3"} << "--gemm: expected MxKxN such as 64x128x32, found 7x3";
        QTest::newRow("zero") << QStringList{"--gemm", "0x3x4"} << "0×3×4: expected M, K and N from 1, found M = 0";
        QTest::newRow("registers") << QStringList{"--gemm", "1x1x1", "--mac", "tmac", "--group-size", "40"}
                                   << "the control registers cannot hold group_size: expected 1…31, found 40";
        QTest::newRow("sync") << QStringList{"--gemm", "1x1x1", "--sync", "adaptive"}
                              << "--sync: adaptive is of tmac arrays alone";
        QTest::newRow("ideal") << QStringList{"--gemm", "1x1x1", "--sync", "ideal"}
                               << "--sync: expected one of provisioned, adaptive, found ideal";
        QTest::newRow("seed") << goodOperands + QStringList{"--seed", "3"}
                              << "--seed: is of random operands, not of --operands";
        QTest::newRow("other") << goodOperands + QStringList{"--gemm", "3x4x6"}
                               << TERMSCOPE_CORPUS "/good/operands.npz: expected the product 3x4x6, found 3x4x5";
        QTest::newRow("memory") << QStringList{"--gemm", "100000x100000x2"}
                                << "simulate: expected matrices of at most 2^27 values, found 100000x100000x2";
        QTest::newRow("work") << QStringList{"--gemm", "10000x10000x10000"}
                              << "simulate: expected at most 2^36 multiply-accumulates, found 10000x10000x10000";
        QTest::newRow("overflow") << QStringList{"--gemm", "4000000000000x4000000000000x4000000000000"} << "";
        QTest::newRow("trace") << QStringList{"--gemm", "300x300x300", "--rows",  "1",
                                              "--cols", "1",           "--trace", "run.vcd"}
                               << "--trace: expected at most 262144 cycles, found 27000000";
        QTest::newRow("no folder") << QStringList{"--gemm", "1x1x1", "--trace", "/nowhere/run.vcd"}
                                   << "/nowhere/run.vcd: cannot be written (no such folder)";
        QTest::newRow("no parent") << QStringList{"--gemm", "1x1x1", "--readmemh", "/nowhere/run"}
                                   << "/nowhere/run: cannot be made (/nowhere is no folder)";
    }

    void badInput()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, sentence);
        const ToolRun run = runTool(QStringList{"simulate"} + arguments);
        if (sentence.isEmpty()) {
            QCOMPARE(run.exitCode, 2);
            QVERIFY(run.errors.contains("expected counts below 2^62"));
            return;
        }
        COMPARE_BAD_INPUT(run, sentence);
    }

private:
    /// All that left the array, added up to the product.
    void compareOutputs(const Vcd& vcd, const QString& dataflow)
    {
        QList<qint64> found(15, 0);
        if (dataflow == "os") { // cells of 2×2: fold f holds outputs (f/3·2 + r, f%3·2 + c)
            const QList<qint64> folds = vcd.values("array.fold");
            for (int r = 0; r < 2; ++r)
                for (int c = 0; c < 2; ++c) {
                    const QString cell = QString("array.cell_%1_%2.").arg(r).arg(c);
                    const QList<qint64> valid = vcd.values(cell + "out_valid"), out = vcd.values(cell + "out");
                    for (int i = 1; i < valid.size(); ++i)
                        if (valid[i] == 1)
                            found[(folds[i - 1] / 3 * 2 + r) * 5 + folds[i - 1] % 3 * 2 + c] = out[i];
                }
        } else { // an output is there when the last of the folds along K has added to it
            for (int c = 0; c < 2; ++c) {
                const QString south = QString("array.south_%1.").arg(c);
                const QList<qint64> valid = vcd.values(south + "valid"), m = vcd.values(south + "m"),
                                    n = vcd.values(south + "n"), out = vcd.values(south + "out");
                for (int i = 0; i < valid.size(); ++i)
                    if (valid[i] == 1)
                        found[m[i] * 5 + n[i]] = out[i];
            }
        }
        QCOMPARE(found, goodProduct());
    }

    /// The vector of a cell that keeps its output is worth its sum.
    void compareCoefficients(const Vcd& vcd, const QString& dataflow)
    {
        if (dataflow != "os")
            return;
        const QList<qint64> sums = vcd.values("array.cell_1_1.sum");
        QList<qint64> worth(sums.size(), 0);
        for (int i = 0; i < 17; ++i) {
            const QList<qint64> counts = vcd.values(QString("array.cell_1_1.c%1").arg(i));
            for (int t = 0; t < counts.size(); ++t)
                worth[t] += qint64{static_cast<qint32>(counts[t])} * (qint64{1} << i);
        }
        QCOMPARE(worth, sums);
    }
};

TERMSCOPE_TEST(TestCliSimulate)
#include "TestCliSimulate.moc"
