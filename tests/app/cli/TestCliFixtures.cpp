// sweep on the networks of tests/fixtures, from file to figure: what PyTorch and a quantization written apart find.
#include "tests/app/cli/Tool.h"
#include "tests/fixtures/Fixtures.h"
#include "tests/support/TestClass.h"

using namespace termscope;

namespace {

const QString folder = TERMSCOPE_FIXTURES;

/// The row of figures.json at which two columns of settings are as here; empty: none.
QJsonObject expectedRow(const QJsonObject& figures, const QString& method, int bits, int budget, int dataTerms)
{
    for (const QJsonValue& row : figures["settings"].toArray())
        if (row["calibration"] == QLatin1String("max") && row["method"] == method && row["bits"].toInt() == bits
            && row["budget"].toInt() == budget && row["data_terms"].toInt() == dataTerms)
            return row.toObject();
    return {};
}

} // namespace

class TestCliFixtures : public QObject {
    Q_OBJECT

private slots:
    void sweep_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<double>("first"); // share of the multiply-accumulates that the first convolution has
        const int images = fixtures::figures("cnn")["images"].toInt();
        QTest::newRow("convolutional") << "cnn"
                                       << QStringList{"--data",
                                                      folder + "/../../resources/data/digits-images-idx3-ubyte.gz",
                                                      "--limit", QString::number(images)}
                                       << 8.0 * 9 * 28 * 28 / 290080;
        QTest::newRow("residual") << "residual"
                                  << QStringList{"--data", folder + "/shapes.bin.gz", "--preprocess", "cifar"}
                                  << 8.0 * 27 * 32 * 32 / 3203392;
        QTest::newRow("recurrent") << "lstm" << QStringList{"--tokens",         folder + "/test.txt.gz",
                                                            "--vocabulary",     folder + "/vocab.txt.gz",
                                                            "--unknown-tokens", "refuse"}
                                   << 0.0;
    }

    /// Float, QT at two widths, and TR with two budgets.
    void sweep()
    {
        QFETCH(const QString, name);
        QFETCH(const QStringList, options);
        QFETCH(const double, first);
        const QJsonObject figures = fixtures::figures(name.toUtf8());
        const ToolRun run = runTool(QStringList{"sweep", folder + "/" + name + ".onnx", "--no-per-channel"} + options
                                    + QStringList{"--calibration", "max", "--calibration-samples",
                                                  QString::number(figures["calibration_samples"].toInt()), "--qt-bits",
                                                  "4,8", "--group-size", "8", "--budgets", "4,6", "--data-terms", "2",
                                                  "--json"});
        QCOMPARE(run.errors, QString());
        QCOMPARE(run.exitCode, 0);
        const QJsonArray rows = run.json()["rows"].toArray();
        QCOMPARE(rows.size(), 5);
        check(rows[0].toObject(), figures, figures);
        check(rows[1].toObject(), figures, expectedRow(figures, "qt", 4, 0, 0));
        check(rows[2].toObject(), figures, expectedRow(figures, "qt", 8, 0, 0));
        check(rows[3].toObject(), figures, expectedRow(figures, "tr", 8, 4, 2));
        check(rows[4].toObject(), figures, expectedRow(figures, "tr", 8, 6, 2));
        // The first convolution stays at QT: 7 · 7 pairs; all others have 2 · 4 / 8.
        const double provisioned = 49.0 * first + 1.0 - first;
        QVERIFY(std::abs(rows[3]["pairs_per_mac_provisioned"].toDouble() - provisioned) < 1e-6);
    }

    /// Pictures in a folder, with a list of their labels.
    void pictures()
    {
        const QJsonObject figures = fixtures::figures("pictures");
        const ToolRun run = runTool({"sweep", folder + "/residual.onnx", "--data",
                                     folder + "/pictures," + folder + "/pictures.txt", "--preprocess", "cifar",
                                     "--qt-bits", "8", "--budgets", "12", "--json"});
        QCOMPARE(run.errors, QString());
        QCOMPARE(run.json()["rows"][0]["total"].toInt(), figures["images"].toInt());
        QCOMPARE(run.json()["rows"][0]["correct"].toInt(), figures["correct"].toInt());
    }

private:
    /// `expected`: what is known of this row. Images whose class is nearly a tie may come out otherwise; see
    /// TestFixtureNetworks.
    static void check(const QJsonObject& row, const QJsonObject& figures, const QJsonObject& expected)
    {
        QVERIFY(!expected.isEmpty());
        if (figures.contains("perplexity")) {
            QCOMPARE(row["tokens"].toInt(), figures["tokens"].toInt());
            const double ratio = row["perplexity"].toDouble() / expected["perplexity"].toDouble();
            QVERIFY2(std::abs(ratio - 1.0) < 1e-4, qPrintable(QString::number(row["perplexity"].toDouble())));
            return;
        }
        QCOMPARE(row["total"].toInt(), figures["images"].toInt());
        const auto close = expected["close"].toArray().size();
        QVERIFY2(std::abs(row["correct"].toInt() - expected["correct"].toInt()) <= close,
                 qPrintable(QString::number(row["correct"].toInt())));
    }
};

TERMSCOPE_TEST(TestCliFixtures)
#include "TestCliFixtures.moc"
