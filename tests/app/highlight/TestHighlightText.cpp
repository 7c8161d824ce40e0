// What is lit in words, and what of a group it is: against values worked out by hand.
#include "app/highlight/HighlightText.h"
#include "app/highlight/LitGroup.h"
#include "tests/support/TestClass.h"

#include <QLocale>
#include <QtTest>

using namespace termscope;

namespace {

/// Four weights of one layer "fc", 2 outputs × 4 inputs, at 4 bits: q_max = 7, the largest weight is 0.7, so the scale
/// is 0.1 and the integers of row 1 are 7, −3, 0, 5. HESE: 7 = +2³ −2⁰, −3 = −2² +2⁰, 5 = +2² +2⁰.
/// Budget 3, exponents from above, values in order: 2³ of 7, 2² of −3, 2² of 5; kept are 8, −4, 0, 4.
Network sampleNetwork()
{
    WeightLayer layer;
    layer.name = "fc";
    layer.weight.shape = {2, 4};
    layer.weight.values = std::vector<float>{0.1F, 0.1F, 0.1F, 0.1F, 0.7F, -0.31F, 0.0F, 0.52F};
    Network network;
    network.layers.push_back(std::move(layer));
    return network;
}

Settings sampleSettings()
{
    Settings settings;
    settings.weightBits = 4;
    settings.dataBits = 4;
    settings.groupSize = 4;
    settings.budget = 3;
    settings.dataTerms = 2;
    return settings;
}

} // namespace

class TestHighlightText : public QObject {
    Q_OBJECT

private:
    Network network_ = sampleNetwork();
    Settings settings_ = sampleSettings();
    GroupView group_;
    HighlightContext context_;

    QString text(const Highlight& what) const { return highlightText(what, context_); }

private slots:
    void init()
    {
        QLocale::setDefault(QLocale::c());
        group_ = groupView(network_, {0, 1, 0}, settings_);
        // Data 3, 1, 2, 0 at scale 1 (the largest magnitude of 4 bits is 7): 3 = +2² −2⁰.
        addData(group_, std::vector<float>{3.0F, 1.0F, 2.0F, 0.0F}, 1.0F, 0);
        context_ = {&network_, &settings_, &group_, &group_, nullptr, nullptr};
    }

    void aWeight()
    {
        QCOMPARE(text(ValuesAt{Operand::Weight, 0, 1, 0, 1, {}}),
                 QString("fc, row 1, input 0: weight 0.7 ≈ 7 · 0.1 → +2³ −2⁰, kept +2³ (8)"));
        QCOMPARE(text(ValuesAt{Operand::Weight, 0, 1, 1, 1, 0}),
                 QString("fc, row 1, input 1: weight −0.31 ≈ −3 · 0.1 → −2² +2⁰, kept −2² (−4); here +2⁰, dropped"));
        QCOMPARE(text(ValuesAt{Operand::Weight, 0, 1, 1, 1, 2}).section("; ", 1), QString("here −2², kept"));
        QCOMPARE(text(ValuesAt{Operand::Weight, 0, 1, 1, 1, 3}).section("; ", 1), QString("no term at 2³"));
        QCOMPARE(text(ValuesAt{Operand::Weight, 0, 1, 2, 1, {}}),
                 QString("fc, row 1, input 2: weight 0 ≈ 0 · 0.1 → 0"));
    }

    void aWeightThatKeepsAllOrNone()
    {
        settings_.budget = 32;
        group_ = groupView(network_, {0, 1, 0}, settings_);
        QVERIFY(text(ValuesAt{Operand::Weight, 0, 1, 3, 1, {}}).endsWith(", all kept"));
        settings_.budget = 1;
        group_ = groupView(network_, {0, 1, 0}, settings_);
        QVERIFY(text(ValuesAt{Operand::Weight, 0, 1, 3, 1, {}}).endsWith(", none kept"));
        settings_ = sampleSettings();
    }

    void inTheLocalesForm()
    {
        QLocale::setDefault(QLocale(QLocale::German));
        const QString spoken = text(ValuesAt{Operand::Weight, 0, 1, 0, 1, {}});
        QLocale::setDefault(QLocale::c());
        QVERIFY2(spoken.contains(QString("weight 0,7 ≈ 7 · 0,1")), qPrintable(spoken));
    }

    void anActivation()
    {
        QCOMPARE(text(ValuesAt{Operand::Activation, 0, 1, 0, 1, {}}),
                 QString("fc, input 0: activation 3 ≈ 3 · 1 → +2² −2⁰, all kept"));
    }

    void aGroup()
    {
        QCOMPARE(text(ValuesAt{Operand::Weight, 0, 1, 0, 4, {}}),
                 QString("fc, row 1, inputs 0 to 3: 4 weights, 3 of their 6 terms kept"));
    }

    /// Without a group only the place is known.
    void aWeightOutOfSight()
    {
        context_.group = nullptr;
        QCOMPARE(text(ValuesAt{Operand::Weight, 0, 1, 2, 1, {}}), QString("fc, row 1, input 2"));
    }

    void aRange()
    {
        LayerDistribution distribution;
        distribution.floats = {-0.7, 0.7, {1, 0, 5, 2}}; // bins of 0.35
        context_.distribution = &distribution;
        // 0.52 and 0.7 are in the last bin, 0.7 as its end.
        const double end = 0.7F;
        QCOMPARE(text(ValueRange{0, 0.35, end, true}),
                 QString("fc: 2 of 8 weights lie from 0.35 to 0.7; 2 of the 4 in the group shown"));
        QCOMPARE(litIn(group_, ValueRange{0, 0.35, end, true}, network_).values, (std::vector<int>{0, 3}));
        QCOMPARE(litIn(group_, ValueRange{0, 0.35, end, false}, network_).values, std::vector<int>{3});
        QVERIFY(litIn(group_, ValueRange{1, 0.35, end, true}, network_).values.empty());
    }

    void weightsBySomeTerms()
    {
        QCOMPARE(text(TermsPerWeight{0, 2}), QString("fc: weights of 2 term(s) (HESE); 3 of the 4 in the group shown"));
        QCOMPARE(litIn(group_, TermsPerWeight{0, 0}, network_).values, std::vector<int>{2});
    }

    /// Kept weights 8, −4, 0, 4 meet 3 = +2² −2⁰, 1, 2, 0: pairs +2⁵, −2³, −2².
    void aCoefficient()
    {
        const CoefficientAt third{0, 1, 0, 4, 3};
        QCOMPARE(text(third), QString("fc, row 1, inputs 0 to 3: coefficient of 2³ = −1: 1 term pair(s), 0 up and 1 "
                                      "down"));
        const LitGroup lit = litIn(group_, third, network_);
        QCOMPARE(lit.values, std::vector<int>{0});
        QCOMPARE(lit.pairs, std::vector<int>{1});
        QCOMPARE(lit.coefficients, std::vector<int>{3});
    }

    void pairsOfAWeightAndOfAnActivation()
    {
        QCOMPARE(litIn(group_, ValuesAt{Operand::Weight, 0, 1, 0, 1, {}}, network_).coefficients,
                 (std::vector<int>{3, 5}));
        const LitGroup term = litIn(group_, ValuesAt{Operand::Activation, 0, 1, 0, 1, 0}, network_);
        QCOMPARE(term.pairs, std::vector<int>{1});
        QCOMPARE(term.dataExponent, 0);
        QCOMPARE(term.weightExponent, -1);
        // In a linear layer every row meets the same activations; another row's weights are elsewhere.
        QCOMPARE(litIn(group_, ValuesAt{Operand::Activation, 0, 0, 2, 1, {}}, network_).values, std::vector<int>{2});
        QVERIFY(litIn(group_, ValuesAt{Operand::Weight, 0, 0, 2, 1, {}}, network_).values.empty());
    }

    void aLayer() { QCOMPARE(text(WholeLayer{0}), QString("fc: linear, 2×4, 8 weights, runs as TR")); }

    /// The ghost of another budget: 2 of the 6 terms; none where the integers would be others.
    void aPointOfTheCurve()
    {
        SettingPoint point{settings_};
        point.settings.budget = 2;
        Curve curve;
        SweepRow row;
        row.method = Method::Revealed;
        row.settings = point.settings;
        row.correct = 9;
        row.total = 10;
        row.work = Work{4.0, 2.5, 0.0};
        curve.rows = {row};
        context_.curve = &curve;
        QCOMPARE(text(point), QString("k = 2, g = 4, s = 2, 4-bit weights, 4-bit data: top-1 90.00 %, 4 provisioned "
                                      "pairs per MAC; would keep 2 of the 6 terms of the group shown"));
        QCOMPARE(litIn(group_, point, network_).ghost->keptTerms, 2);
        point.settings.weightBits = 8;
        QVERIFY(!litIn(group_, point, network_).ghost);
    }

    void nothing() { QCOMPARE(text({}), QString()); }
};

TERMSCOPE_TEST(TestHighlightText)
#include "TestHighlightText.moc"
