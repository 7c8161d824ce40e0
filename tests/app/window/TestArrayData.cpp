// Samples that are arrays, on every page: tokens with the class of each, outputs as tables with float, now and error,
// and scores of outputs that are no classes.
#include "app/pages/OutputPane.h"
#include "app/session/FileOpener.h"
#include "tests/app/TestWindow.h"
#include "tests/core/GraphBuilder.h"
#include "tests/support/TestClass.h"
#include "widgets/controls/LitTable.h"
#include "widgets/controls/SettingsStrip.h"
#include "widgets/plots/AccuracyPlot.h"
#include "widgets/plots/ConfusionPlot.h"
#include "widgets/study/FigureTable.h"

#include <QComboBox>
#include <QLabel>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QtTest>

using namespace termscope;

namespace {

constexpr std::int64_t count = 20;
constexpr std::int64_t length = 6;

/// Tokens to rows of three, and the mean of a sample's.
NetworkPtr network(const char* output)
{
    samples::Builder builder;
    const int ids = builder.input("input_ids", ElementType::Int64, {-1, -1}, {"batch", "sequence"});
    const int x = builder.node("Gather", {builder.weights("words.weight", {12, 8}), ids}, 1)[0];
    const int y = builder.node("MatMul", {x, builder.weights("head.weight", {8, 3})}, 1)[0];
    const int mean = builder.node("ReduceMean", {y}, 1, {{"axes", std::vector<std::int64_t>{1}}})[0];
    builder.graph.names[static_cast<std::size_t>(y)] = output;
    builder.graph.names[static_cast<std::size_t>(mean)] = "pooled";
    builder.graph.outputs = {y, mean};
    return builder.network();
}

DatasetPtr tokens(bool labelled)
{
    std::mt19937 random(3);
    Dataset table;
    table.name = "tokens.npz";
    table.height = 1;
    table.width = length;
    for (int i = 0; i < count * length; ++i)
        table.pixels.push_back(static_cast<float>(random() % 12));
    table.parts = {{"input_ids", {length}, 0, 0, nullptr}};
    if (labelled) {
        table.labelShape = {length};
        table.classes = 3;
        for (int i = 0; i < count * length; ++i)
            table.labels.push_back(static_cast<std::int32_t>(random() % 3));
    }
    return std::make_shared<const Dataset>(std::move(table));
}

} // namespace

class TestArrayData : public WindowTest {
    Q_OBJECT

private:
    void show(const char* output, bool labelled, const QString& page = QStringLiteral("accuracy"))
    {
        ViewState view;
        view.page = page;
        view.settings.budget = 6;
        session().restore({}, network(output), tokens(labelled), view);
        QVERIFY(settle());
    }

    QString cell(const QString& table, int row, int column) const
    {
        const QAbstractItemModel* const model = child<FigureTable>(table)->table()->model();
        return model->index(row, column).data().toString();
    }
    int rows(const QString& table) const { return child<FigureTable>(table)->table()->model()->rowCount(); }
    int columns(const QString& table) const { return child<FigureTable>(table)->table()->model()->columnCount(); }

    bool isSaid(const QString& words) const
    {
        for (const QLabel* label : window_->findChildren<QLabel*>())
            if (label->isVisible() && label->text().contains(words))
                return true;
        return false;
    }

private slots:
    void init() { open(); }
    void cleanup() { window_.reset(); }

    /// Hidden states are values: decibels everywhere, and no confusion.
    void values()
    {
        show("last_hidden_state", false);
        QVERIFY(isSaid(QStringLiteral("dB above their noise")));
        QVERIFY(!isSaid(QStringLiteral("images")));
        QVERIFY(child<AccuracyPlot>(QStringLiteral("curve"))->csv().contains(QStringLiteral("total,sqnr_db")));
        const auto* const tables = child<QTabWidget>(QStringLiteral("accuracyTables"));
        QVERIFY(!tables->isTabVisible(0));
        QCOMPARE(rows(QStringLiteral("outputTable")), int(length * 3));
        QCOMPARE(cell(QStringLiteral("outputTable"), 4, 0), QStringLiteral("1, 1"));
        auto* const which = child<QComboBox>(QStringLiteral("outputChoice"));
        QCOMPARE(which->count(), 2);
        which->setCurrentIndex(1);
        QCOMPARE(rows(QStringLiteral("outputTable")), 3);
        QVERIFY(child<FigureTable>(QStringLiteral("outputTable"))
                    ->csv()
                    .startsWith(QStringLiteral("place,float,now,error")));
        // Tokens, without classes; another sample by a click.
        QCOMPARE(rows(QStringLiteral("sampleTable")), int(count));
        QCOMPARE(columns(QStringLiteral("placeTable")), 2);
        const QString first = cell(QStringLiteral("placeTable"), 0, 1);
        QCOMPARE(first, QString::number(static_cast<int>(tokens(false)->pixels[0])));
        emit child<FigureTable>(QStringLiteral("sampleTable"))->rowChosen(7);
        QVERIFY(settle());
        QCOMPARE(session().view().image, 7);
        QCOMPARE(cell(QStringLiteral("placeTable"), 2, 1),
                 QString::number(static_cast<int>(tokens(false)->pixels[7 * length + 2])));
        photograph(QStringLiteral("arrays-values"));
    }

    /// The class of each token, in float and now, beside its label.
    void classesOfTokens()
    {
        show("logits", true);
        QVERIFY(isSaid(QStringLiteral("of the places right")));
        QVERIFY(isSaid(QStringLiteral("places right, ")));
        QVERIFY(!isSaid(QStringLiteral("images")));
        QVERIFY(child<ConfusionPlot>(QStringLiteral("confusion"))->describe(0, 1).contains(QStringLiteral("places")));
        QCOMPARE(columns(QStringLiteral("placeTable")), 5);
        QCOMPARE(cell(QStringLiteral("placeTable"), 3, 2), QString::number(tokens(true)->labels[3]));
        for (int place = 0; place < length; ++place)
            QVERIFY(QStringLiteral("012").contains(cell(QStringLiteral("placeTable"), place, 4)));
        photograph(QStringLiteral("arrays-tokens"));
    }

    /// Opened as a user does: a network, its arrays, and what the numbers of its tokens stand for. Words stand beside
    /// the numbers, and beginnings beside the samples; a click shows another sample's.
    void words()
    {
        const QString corpus = QStringLiteral(TERMSCOPE_CORPUS "/good/");
        QTemporaryDir folder;
        QFile vocabulary(folder.filePath(QStringLiteral("words.txt")));
        QVERIFY(vocabulary.open(QIODevice::WriteOnly));
        vocabulary.write("birds\ncan\nfly\nbut\ncats\n"); // none for number 5
        vocabulary.close();
        window_->files().open({corpus + QStringLiteral("encoder.onnx")});
        QVERIFY(settle());
        window_->files().openImages(corpus + QStringLiteral("encoder.npz"), {});
        QVERIFY(settle());
        session().changePage(QStringLiteral("accuracy"));
        QVERIFY(settle());
        QCOMPARE(columns(QStringLiteral("placeTable")), 3);
        window_->files().nameTokens(vocabulary.fileName());
        QVERIFY(settle());
        QCOMPARE(session().files().vocabulary, vocabulary.fileName());
        QCOMPARE(cell(QStringLiteral("sampleTable"), 0, 1), QStringLiteral("birds can")); // the mask leaves one out
        QCOMPARE(cell(QStringLiteral("sampleTable"), 1, 1), QStringLiteral("but cats –"));
        QCOMPARE(columns(QStringLiteral("placeTable")), 4);
        QCOMPARE(cell(QStringLiteral("placeTable"), 2, 1), QStringLiteral("2"));
        QCOMPARE(cell(QStringLiteral("placeTable"), 2, 2), QStringLiteral("fly"));
        QTableView* const table = child<FigureTable>(QStringLiteral("sampleTable"))->table();
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                          table->visualRect(table->model()->index(1, 0)).center());
        QVERIFY(settle());
        QCOMPARE(session().view().image, 1);
        QCOMPARE(cell(QStringLiteral("placeTable"), 1, 2), QStringLiteral("cats"));
        QCOMPARE(cell(QStringLiteral("placeTable"), 2, 2), QStringLiteral("–"));
        QVERIFY(child<FigureTable>(QStringLiteral("placeTable"))->csv().contains(QStringLiteral("1,4,cats,1")));
        photograph(QStringLiteral("arrays-words"));
        session().changePage(QStringLiteral("terms"));
        QVERIFY(settle());
        QVERIFY(isSaid(QStringLiteral("“but cats –”")));
        // A saved session has the words again; other arrays have other ones.
        const OpenedView again = samples::unwrap(openView(session().saved()));
        QVERIFY(again.dataset->words);
        window_->files().openImages(corpus + QStringLiteral("encoder.npz"), {});
        QVERIFY(settle());
        QVERIFY(session().files().vocabulary.isEmpty());
        QVERIFY(!session().dataset()->words);
    }

    /// A vocabulary is for tokens: images have none.
    void noTokens()
    {
        window_->files().openAtStart({}, {});
        QVERIFY(settle());
        QSignalSpy failed(&window_->files(), &FileActions::failed);
        window_->files().nameTokens(QStringLiteral("words.txt"));
        QCOMPARE(failed.count(), 1);
        QVERIFY(failed[0][0].toString().startsWith(QStringLiteral("Expected arrays of a file with tokens")));
    }

    /// One class a sample: what is counted is samples, and no images.
    void classesOfSamples()
    {
        samples::Builder builder;
        const int x = builder.input("input_ids", ElementType::Int64, {-1, length});
        const int rows = builder.node("Gather", {builder.weights("words.weight", {12, 8}), x}, 1)[0];
        const int mean = builder.node("ReduceMean", {rows}, 1,
                                      {{"axes", std::vector<std::int64_t>{1}}, {"keepdims", std::int64_t{0}}})[0];
        builder.graph.outputs = builder.node("MatMul", {mean, builder.weights("head.weight", {8, 3})}, 1);
        Dataset labelled = *tokens(false);
        labelled.classes = 3;
        for (int i = 0; i < count; ++i)
            labelled.labels.push_back(i % 3);
        ViewState view;
        view.page = QStringLiteral("accuracy");
        session().restore({}, builder.network(), std::make_shared<const Dataset>(std::move(labelled)), view);
        QVERIFY(settle());
        QVERIFY(isSaid(QStringLiteral("of 20 samples), top-5")));
        QVERIFY(isSaid(QStringLiteral("of 20 samples right, ")));
        QVERIFY(!isSaid(QStringLiteral("images")));
        QVERIFY(
            child<ConfusionPlot>(QStringLiteral("confusion"))->describe(0, 1).contains(QStringLiteral("samples (")));
    }

    void otherPages_data()
    {
        QTest::addColumn<QString>("page");
        for (const char* page : {"weights", "terms", "array", "study"})
            QTest::newRow(page) << QString::fromLatin1(page);
    }

    /// Nothing on them takes arrays for pictures.
    void otherPages()
    {
        QFETCH(QString, page);
        show("last_hidden_state", false, page);
        QVERIFY(!isSaid(QStringLiteral("expected")));
        if (page == QLatin1String("weights"))
            QVERIFY(isSaid(QStringLiteral("embedding words")));
        photograph(QStringLiteral("arrays-%1").arg(page));
    }

    void studies()
    {
        show("last_hidden_state", false, QStringLiteral("study"));
        workbench().startSensitivity(Method::Revealed);
        QVERIFY(settle());
        QVERIFY(workbench().sensitivity());
        QVERIFY(workbench().sensitivity()->score == ScoreKind::Sqnr);
        QVERIFY(workbench().sensitivity()->complete);
        QVERIFY(isSaid(QStringLiteral("%1 samples").arg(count)));
        photograph(QStringLiteral("arrays-sensitivity"));
    }
};

TERMSCOPE_TEST(TestArrayData)
#include "TestArrayData.moc"
