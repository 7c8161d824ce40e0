// A network that its file has quantized, on the tool: its stored integers and zero points, and what these cost.
#include "Tool.h"
#include "tests/core/evaluate/GivenNumbers.h"
#include "tests/support/TestClass.h"

#include <map>

using namespace termscope::samples;

namespace {

constexpr int weightZero = 3;

const GivenNumbers& numbersWith(int dataZero, int zero)
{
    static std::map<std::pair<int, int>, GivenNumbers> made;
    return made.try_emplace({dataZero, zero}, 1U, false, dataZero, zero).first->second;
}

} // namespace

class TestCliGiven : public QObject {
    Q_OBJECT

private:
    QTemporaryDir folder_;

    QString fileOf(const GivenNumbers& numbers, const QString& name)
    {
        const std::string bytes = numbers.pairsFile();
        QFile file(folder_.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(bytes.data(), std::ssize(bytes)) == std::ssize(bytes)
                   ? file.fileName()
                   : QString();
    }

private slots:
    /// A convolution of 25 places with windows of 54 values and 8 outputs, then 200 values and 4 outputs; all weights
    /// have one zero point, and so have the data.
    void timeCountsZeroPoints()
    {
        const QString path = fileOf(numbersWith(-14, weightZero), "zeros.onnx");
        const QStringList arguments{"time", path, "--mac", "tmac", "--batch", "3"};
        const QJsonDocument json = runTool(arguments + QStringList{"--json"}).json();
        const auto counts = [](const QJsonObject& row) {
            std::vector<std::int64_t> found;
            for (const char* key : {"additions", "multiplications", "additions_once", "multiplications_once"})
                found.push_back(row[QLatin1String("zero_point_correction_") + QLatin1String(key)].toInteger(-1));
            return found;
        };
        const QJsonArray layers = json["layers"].toArray();
        const QJsonObject total = json["total"].toObject();
        using Counts = std::vector<std::int64_t>;
        QVERIFY(counts(layers[0].toObject()) == (Counts{75 * (54 + 8), 75, 8 * 54, 8}));
        QVERIFY(counts(layers[1].toObject()) == (Counts{3 * (200 + 4), 3, 4 * 200, 4}));
        QVERIFY(counts(total) == (Counts{75 * 62 + 3 * 204, 78, 8 * 54 + 4 * 200, 12}));
        const double part = total["energy_zero_point_correction_pj"].toDouble();
        QVERIFY(std::abs(part - 0.3 * (75 * 62 + 3 * 204)) < 1e-6);
        const double parts = total["energy_compute_pj"].toDouble() + total["energy_sram_pj"].toDouble()
                             + total["energy_dram_pj"].toDouble() + part;
        QVERIFY(std::abs(total["energy_pj"].toDouble() - parts) < 1e-6);
        const QString text = runTool(arguments).output;
        QVERIFY2(text.contains("zero-point correction, for hardware that streams the stored integers: 5262 additions "
                               "and 78 multiplications a run, 1232 additions and 12 multiplications once"),
                 qPrintable(text));
        const QString csv = runTool(arguments + QStringList{"--csv", "-"}).output;
        QVERIFY(csv.section('\n', 0, 0).contains("zero_point_correction_additions,"));
    }

    /// Nothing is told where nothing has a zero point, or where other integers are run.
    void timeIsSilentWithoutZeroPoints()
    {
        const QString with = fileOf(numbersWith(-14, weightZero), "zeros.onnx");
        const GivenNumbers plain(1, true, 0, 0);
        for (const QStringList& arguments :
             {QStringList{fileOf(plain, "none.onnx")}, {with, "--source", "requantize"}, {with, "--mode", "qt"}}) {
            const ToolRun run = runTool(QStringList{"time", "--mac", "tmac"} + arguments);
            QCOMPARE(run.exitCode, 0);
            QVERIFY2(!run.output.contains("zero-point"), qPrintable(run.output));
        }
    }

    void inspectShowsStoredIntegers()
    {
        const GivenNumbers& numbers = numbersWith(-14, weightZero);
        const QString path = fileOf(numbers, "zeros.onnx");
        const QStringList arguments{"inspect", path, "--terms", "fc", "--row", "1", "--group", "2", "--budget", "6"};
        const QJsonDocument json = runTool(arguments + QStringList{"--json"}).json();
        QCOMPARE(json["stored_as"].toString(), "int8 per tensor");
        QCOMPARE(json["zero_point"].toInt(), weightZero);
        QCOMPARE(json["groups"].toInt(), 25);
        const QJsonArray values = json["values"].toArray();
        QCOMPARE(values.size(), 8);
        int kept = 0;
        for (int i = 0; i < 8; ++i) {
            const QJsonObject value = values[i].toObject();
            const int w = numbers.linear[static_cast<std::size_t>(200 + 16 + i)];
            QCOMPARE(value["input"].toInt(), 16 + i);
            QCOMPARE(value["value"].toInt(), w);
            QCOMPARE(value["stored"].toInt(), w + weightZero);
            int sum = 0;
            for (const QJsonValue term : value["terms"].toArray())
                sum += term["sign"].toInt() * (1 << term["exponent"].toInt());
            QCOMPARE(sum, w);
            kept += static_cast<int>(value["kept"].toArray().size());
        }
        QCOMPARE(kept, 6);
        const QString text = runTool(arguments).output;
        QVERIFY2(text.startsWith("Group 2 of 25 in row 1 of 4 of layer fc, stored as int8 per tensor, terms by hese, "
                                 "k = 6 of g = 8\n\ninput  stored  zero point  value"),
                 qPrintable(text));
        const QString plain = runTool({"inspect", "--terms", "fc1"}).output;
        QVERIFY(plain.startsWith("Group 0 of 98 in row 0 of 512 of layer fc1 at 8 bits"));
        QVERIFY(!plain.contains("stored"));
    }

    void refuses()
    {
        COMPARE_BAD_INPUT(runTool({"inspect", "--row", "1"}), "--row: expected --terms beside it");
        COMPARE_BAD_INPUT(runTool({"inspect", "--group", "1"}), "--group: expected --terms beside it");
        COMPARE_BAD_INPUT(runTool({"inspect", "--terms", "fc1", "--pairs", "fc1"}),
                          "inspect: expected one of --pairs and --terms, found both");
        COMPARE_BAD_INPUT(runTool({"inspect", "--terms", "fc1", "--row", "512"}),
                          "--row: expected 0…511 for layer fc1, found 512");
        COMPARE_BAD_INPUT(runTool({"inspect", "--terms", "fc1", "--group", "98"}),
                          "--group: expected 0…97 for layer fc1, found 98");
        QVERIFY(runTool({"inspect", "--terms", "fc9"}).errors.contains("--terms: expected a layer of "));
    }
};

TERMSCOPE_TEST(TestCliGiven)
#include "TestCliGiven.moc"
