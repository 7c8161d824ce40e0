// A network that its file has quantized, on every page: what is stored, its zero points, its levels, its lane of the
// array, and what an export says.
#include "app/highlight/HighlightLine.h"
#include "app/language/Language.h"
#include "core/terms/Encoder.h"
#include "tests/app/TestWindow.h"
#include "tests/core/evaluate/GivenNumbers.h"
#include "tests/support/TestClass.h"
#include "widgets/array/ArrayView.h"
#include "widgets/array/FactsView.h"
#include "widgets/language/LayerTexts.h"
#include "widgets/terms/StepPlayer.h"
#include "widgets/terms/TermGrid.h"
#include "widgets/terms/TermGridView.h"

#include <QLabel>
#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>
#include <QTabWidget>
#include <QtTest>

using namespace termscope;
using namespace termscope::samples;

namespace {

constexpr int zeroOfWeights = 3;
constexpr int zeroOfData = -14;

/// A convolution, which stays as given, and a linear layer, which is revealed.
const GivenNumbers& numbers()
{
    static const GivenNumbers numbers(1, false, zeroOfData, zeroOfWeights);
    return numbers;
}

DatasetPtr images()
{
    Dataset dataset = *randomDataset(5, 20, GivenNumbers::features, GivenNumbers::classes);
    dataset.height = GivenNumbers::size;
    dataset.width = GivenNumbers::size;
    dataset.channels = GivenNumbers::channels;
    return std::make_shared<const Dataset>(std::move(dataset));
}

/// A matrix of two rows in blocks of 10 values, of which the second has a zero point of its own.
NetworkPtr blocks()
{
    std::mt19937 random(7);
    Network network;
    network.name = "blocks";
    network.layers.push_back(randomLayer(random, "fc", LayerKind::Linear, {2, 20}, false));
    auto given = std::make_shared<GivenWeights>();
    given->type = "uint8";
    given->integers = storedIntegers(std::vector<std::int32_t>(40, 27));
    given->scales = std::vector<float>{0.1F, 0.2F, 0.3F, 0.4F};
    given->zeros = storedIntegers({0, 100, 0, 200});
    given->block = 10;
    given->lowest = -200;
    given->highest = 255;
    network.layers[0].given = given;
    return std::make_shared<const Network>(std::move(network));
}

QString minus(int number)
{
    return QString::number(number).replace(QLatin1Char('-'), QChar(0x2212));
}

} // namespace

class TestGivenPages : public WindowTest {
    Q_OBJECT

private:
    void show(const QString& page, int layer)
    {
        ViewState view;
        view.page = page;
        view.layer = layer;
        view.settings.budget = 6;
        session().restore({}, numbers().pairs(), images(), view);
        QVERIFY(settle());
    }

    TermGrid* weights() const { return child<TermGrid>(QStringLiteral("weightTerms")); }
    TermGrid* data() const { return child<TermGrid>(QStringLiteral("dataTerms")); }
    QString said() const { return child<HighlightLine>()->text(); }
    QString caption(const QString& name) const
    {
        QString all;
        for (const QLabel* label : child<TermGridView>(name)->findChildren<QLabel*>())
            all += label->text() + QLatin1Char('\n');
        return all;
    }

private slots:
    void init()
    {
        open();
        window_->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window_.get()));
    }

    void cleanup()
    {
        window_.reset();
        applyLanguage(Language::English);
    }

    void termsOfAStoredWeight()
    {
        show(QStringLiteral("terms"), 1);
        const int w = numbers().linear[2];
        const QString stored = QStringLiteral("stored %1 − zero point 3 = %2").arg(minus(w + zeroOfWeights), minus(w));
        QVERIFY2(weights()->describe(2).startsWith(QStringLiteral("w[2] = ") + stored + QStringLiteral(" = ")),
                 qPrintable(weights()->describe(2)));
        QTest::mouseMove(weights()->viewport(), weights()->cellRect(2, 4).center());
        QTRY_VERIFY2(said().endsWith(stored), qPrintable(said()));
        QVERIFY2(caption(QStringLiteral("weightTerms")).contains(QStringLiteral(" Stored as int8, zero point 3.")),
                 qPrintable(caption(QStringLiteral("weightTerms"))));
        // What enters the linear layer has its zero point at the end of the type: it was a Relu.
        QVERIFY2(data()->describe(1).contains(QStringLiteral(" − zero point −128 = ")),
                 qPrintable(data()->describe(1)));
        QTest::mouseMove(data()->viewport(), data()->cellRect(1, 4).center());
        QTRY_VERIFY2(said().contains(QStringLiteral(" − zero point −128 = ")), qPrintable(said()));
        QVERIFY(caption(QStringLiteral("dataTerms")).contains(QStringLiteral(" Stored as int8, zero point −128.")));
    }

    void termsOfALayerThatIsNotRevealed()
    {
        show(QStringLiteral("terms"), 0);
        QVERIFY2(caption(QStringLiteral("weightTerms")).contains(QStringLiteral("on the file's own integers")),
                 qPrintable(caption(QStringLiteral("weightTerms"))));
        QVERIFY(caption(QStringLiteral("weightTerms")).contains(QStringLiteral(" Stored as int8, zero point 3.")));
    }

    /// Made anew at other bits nothing is stored.
    void termsOfARequantizedWeight()
    {
        show(QStringLiteral("terms"), 1);
        session().changeSetting("source", static_cast<int>(Source::Requantize));
        QVERIFY(settle());
        QVERIFY(!weights()->describe(2).contains(QStringLiteral("stored")));
        QVERIFY(!caption(QStringLiteral("weightTerms")).contains(QStringLiteral("zero point")));
        QVERIFY(!data()->describe(1).contains(QStringLiteral("zero point")));
    }

    /// Of a row of 20 values in blocks of 10 groups of 8 are 8, 2, 8 and 2 values; all four can be chosen.
    void groupsAreCutAtBlocks()
    {
        ViewState view;
        view.page = QStringLiteral("terms");
        session().restore({}, blocks(), nullptr, view);
        QVERIFY(settle());
        auto* group = child<QSpinBox>();
        for (auto* box : window_->findChildren<QSpinBox*>())
            if (box->accessibleName() == QStringLiteral("Group"))
                group = box;
        QCOMPARE(group->maximum(), 3);
        std::vector<std::size_t> sizes;
        for (int number = 0; number < 4; ++number) {
            group->selectAll();
            QTest::keyClicks(group, QString::number(number));
            QTest::keyClick(group, Qt::Key_Return);
            QVERIFY(settle());
            sizes.push_back(weights()->group().values.size());
        }
        QVERIFY(sizes == (std::vector<std::size_t>{8, 2, 8, 2}));
        QVERIFY2(weights()->describe(0).startsWith(QStringLiteral("w[18] = stored 127 − zero point 100 = 27")),
                 qPrintable(weights()->describe(0)));
        QVERIFY(caption(QStringLiteral("weightTerms")).contains(QStringLiteral("cut at the borders of blocks of 10")));
        photograph(QStringLiteral("given_blocks"));
    }

    /// Every bar of the histogram is one of the file's levels.
    void barsAreLevels()
    {
        show(QStringLiteral("weights"), 1);
        const LayerDistribution& found = *workbench().distribution();
        constexpr int largest = 131; // -128 − 3
        QCOMPARE(found.quantized.counts.size(), std::size_t{2 * largest + 1});
        std::vector<double> counts(found.quantized.counts.size(), 0.0);
        for (const std::int32_t w : numbers().linear)
            counts[static_cast<std::size_t>(w + largest)] += 1.0;
        QVERIFY(found.quantized.counts == counts);
        QVERIFY(found.floats.counts == counts);
        for (std::size_t encoding = 0; encoding < allEncodings.size(); ++encoding) {
            TermHistogram expected;
            expected.counts.resize(found.terms[encoding].counts.size(), 0);
            for (const std::int32_t w : numbers().linear)
                ++expected.counts[encodeTerms(w, allEncodings[encoding]).size()];
            QVERIFY(found.terms[encoding].counts == expected.counts);
        }
    }

    /// A layer that is not revealed runs as given: in a lane of that name, against QT, and its clock moves.
    void laneOfTheArray()
    {
        show(QStringLiteral("array"), 0);
        const ArrayRace& race = *workbench().race();
        QCOMPARE(race.revealed.shortName, QStringLiteral("given"));
        QVERIFY(race.remark.contains(QStringLiteral("file's own integers")));
        const auto& weightsOfLane = race.revealed.run->product->weightValues;
        // [N, K]: kernel positions one after the other, channels within.
        for (std::size_t position = 0; position < 9; ++position)
            for (std::size_t channel = 0; channel < 6; ++channel)
                QCOMPARE(weightsOfLane[position * 6 + channel], numbers().conv[channel * 9 + position]);
        auto* lane = child<ArrayView>(QStringLiteral("revealedArray"));
        const QImage before = lane->grab().toImage();
        const auto position = lane->position();
        for (int step = 0; step < 60; ++step) // till cells are through with what they have to do
            QTest::keyClick(child<StepPlayer>(QStringLiteral("clock"))->findChild<QSlider*>(), Qt::Key_Right);
        QCOMPARE(lane->position(), position + 60);
        QVERIFY(lane->grab().toImage() != before);
        const QString verdict = child<QLabel>(QStringLiteral("verdict"))->text();
        QVERIFY2(verdict.contains(QStringLiteral("given")), qPrintable(verdict));
    }

    /// 16 images, 25 places each, windows of 54 values for 8 outputs: what is streamed is added up, what is known
    /// before is done once. The linear layer adds its own.
    void zeroPointsAreCounted()
    {
        show(QStringLiteral("array"), 0);
        const std::int64_t rows = workbench().race()->revealed.run->product->shape.m;
        const std::int64_t samples = session().view().array.samples;
        QCOMPARE(rows, samples * 25);
        QVERIFY(workbench().race()->revealed.correction == (ZeroPointCorrection{rows * (54 + 8), rows, 8 * 54, 8}));
        QVERIFY(!workbench().race()->rival.correction);
        QVERIFY(
            workbench().networkTimes()->correction
            == (ZeroPointCorrection{rows * (54 + 8) + samples * (200 + 4), rows + samples, 8 * 54 + 4 * 200, 8 + 4}));
        auto* tabs = child<QTabWidget>(QStringLiteral("below"));
        for (int tab = 0; tab < tabs->count(); ++tab)
            if (tabs->widget(tab)->isAncestorOf(child<FactsView>(QStringLiteral("energy"))))
                tabs->setCurrentIndex(tab);
        QVERIFY(child<FactsView>(QStringLiteral("energy"))->isVisible());
        QVERIFY(settle());
        photograph(QStringLiteral("given_energy"));
        const QString facts = child<FactsView>(QStringLiteral("energy"))->csv();
        const QString expected = QStringLiteral("%1,%2").arg(rows * 62).arg(rows * 62 + samples * 204);
        QVERIFY2(facts.contains(expected), qPrintable(facts));
        QVERIFY(facts.contains(QStringLiteral("zero-point correction")));
        session().changeSetting("source", static_cast<int>(Source::Requantize));
        QVERIFY(settle());
        QVERIFY(!child<FactsView>(QStringLiteral("energy"))
                     ->csv()
                     .contains(QStringLiteral("zero-point"), Qt::CaseInsensitive));
    }

    /// What the tool warns of, the window says too.
    void exportTellsWhatIsClamped()
    {
        show(QStringLiteral("weights"), 1);
        session().changeSetting("budget", 1);
        session().changeSetting("group_size", 1);
        QVERIFY(settle());
        QSignalSpy told(&window_->files(), &FileActions::said);
        window_->files().exportWeights(home_->filePath(QStringLiteral("revealed.safetensors")));
        QTRY_VERIFY(!told.isEmpty());
        const QString text = told.last().first().toString();
        QVERIFY2(text.contains(QStringLiteral("layer fc: "))
                     && text.contains(QStringLiteral("written as the largest that int8 holds")),
                 qPrintable(text));
    }

    void wordsInOtherLanguages()
    {
        const NetworkPtr network = numbers().pairs();
        Settings settings;
        QCOMPARE(runsAsText(planOf(*network, Method::Revealed, settings)[0]), QStringLiteral("given"));
        QCOMPARE(storedAsText(network->layers[0]), QStringLiteral("int8 per channel"));
        settings.layers["fc"].source = Source::Requantize;
        settings.layers["fc"].dataTerms = 0;
        applyLanguage(Language::German);
        QCOMPARE(runsAsText(planOf(*network, Method::Revealed, settings)[0]), QStringLiteral("gegeben"));
        QCOMPARE(runsAsText(planOf(*network, Method::Revealed, settings)[1]),
                 QStringLiteral("TR, neu quantisiert, s = alle"));
        QCOMPARE(storedAsText(network->layers[0]), QStringLiteral("int8 je Kanal"));
        QCOMPARE(storedAsText(blocks()->layers[0]), QStringLiteral("uint8 in Blöcken zu 10"));
        applyLanguage(Language::Chinese);
        QCOMPARE(runsAsText(planOf(*network, Method::Revealed, settings)[0]), QStringLiteral("所给"));
        QCOMPARE(storedAsText(network->layers[1]), QStringLiteral("int8，每张量"));
    }
};

TERMSCOPE_TEST(TestGivenPages)
#include "TestGivenPages.moc"
