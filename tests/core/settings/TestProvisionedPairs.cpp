// Provisioned pairs, the largest budget and what QT heeds: each is said once, and is what the design says.
#include "core/settings/Advice.h"
#include "core/settings/ProvisionedPairs.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <cmath>

using namespace termscope;

namespace {

/// Calls `check` for every width, group size, budget and number of data terms that checkSettings takes.
template <class Check>
void forAllSettings(Check check)
{
    Settings settings;
    for (settings.weightBits = smallestBits; settings.weightBits <= largestBits; ++settings.weightBits)
        for (settings.dataBits = smallestBits; settings.dataBits <= largestBits; ++settings.dataBits)
            for (settings.groupSize = 1; settings.groupSize <= 64; ++settings.groupSize)
                for (settings.budget = 1; settings.budget <= 8 * settings.groupSize; ++settings.budget)
                    for (settings.dataTerms = 1; settings.dataTerms <= 16; ++settings.dataTerms)
                        check(settings);
}

/// Pairs of a group by the design: QT g·(b_w−1)·(b_d−1); TR s·k, never more than QT's.
std::int64_t byDesign(Method method, const Settings& s)
{
    const std::int64_t quantized = std::int64_t{s.groupSize} * (s.weightBits - 1) * (s.dataBits - 1);
    return method == Method::Quantized ? quantized : std::min(std::int64_t{s.dataTerms} * s.budget, quantized);
}

} // namespace

class TestProvisionedPairs : public QObject {
    Q_OBJECT

private slots:
    void areWhatTheDesignSays()
    {
        std::int64_t wrong = 0;
        forAllSettings([&](const Settings& s) {
            for (const Method method : {Method::Quantized, Method::Revealed}) {
                const std::int64_t group = byDesign(method, s);
                wrong += provisionedPairsOfGroup(method, s) == group ? 0 : 1;
                const double one = static_cast<double>(group) / s.groupSize;
                wrong += std::abs(provisionedPairs(method, s) - one) <= 1e-12 * one ? 0 : 1;
            }
        });
        QCOMPARE(wrong, 0);
    }

    void allDataTermsCountAsTheMost()
    {
        Settings settings;
        settings.dataTerms = 0;
        for (const auto& [encoding, bits, terms] :
             {std::tuple{Encoding::Hese, 8, 4}, {Encoding::Hese, 2, 1}, {Encoding::Binary, 8, 7}}) {
            settings.encoding = encoding;
            settings.dataBits = bits;
            QCOMPARE(mostTerms(settings, bits), terms);
            QCOMPARE(provisionedDataTerms(settings), terms);
            QCOMPARE(provisionedPairsOfGroup(Method::Revealed, settings),
                     std::min<std::int64_t>(terms * settings.budget, 8 * 7 * (bits - 1)));
        }
        QCOMPARE(provisionedPairs(Method::Float, settings), 0.0);
        QCOMPARE(provisionedPairsOfGroup(Method::Float, settings), 0);
    }

    /// The sentence comes where TR reserves what QT does, and names s·k/g itself.
    void adviceKnowsWhereNothingIsSaved()
    {
        Settings settings;
        settings.groupSize = 3;
        settings.dataTerms = 2;
        for (settings.weightBits = 2; settings.weightBits <= 9; ++settings.weightBits)
            for (settings.dataBits = 2; settings.dataBits <= 9; ++settings.dataBits)
                for (settings.budget = 1; settings.budget <= 24; ++settings.budget) {
                    bool said = false;
                    for (const std::string& sentence : adviceOn(settings))
                        said = said || sentence.ends_with("nothing is saved.");
                    QCOMPARE(said, 2 * settings.budget >= 3 * (settings.weightBits - 1) * (settings.dataBits - 1));
                }
        settings.weightBits = settings.dataBits = 2;
        settings.budget = 24;
        QVERIFY(adviceOn(settings).back().starts_with("s·k/g = 16 is no less than what plain quantization reserves "
                                                      "(1)"));
    }

    void theLargestBudgetIsEightAValue()
    {
        const SettingInfo& budget = *findSetting("budget");
        QCOMPARE(budget.maximum, 8 * 64);
        Settings settings;
        for (settings.groupSize = 1; settings.groupSize <= 64; ++settings.groupSize) {
            QCOMPARE(maximumBudget(settings.groupSize), 8 * settings.groupSize);
            QCOMPARE(maximumFor(budget, settings), 8 * settings.groupSize);
        }
    }

    /// What a method does not heed makes no difference; everything else does.
    void whatMethodsHeed()
    {
        for (const SettingInfo& info : settingsTable()) {
            Settings changed;
            info.set(changed, info.get(changed) == info.minimum ? info.minimum + 1 : info.minimum);
            QVERIFY(heeded(Method::Revealed, changed) == changed);
            if (info.key == "group_size" || info.key == "budget" || info.key == "data_terms")
                QVERIFY(info.ofRevealing);
            if (info.key.ends_with("_bits") || info.key == "encoding")
                QVERIFY(!info.ofRevealing);
            QVERIFY(heeded(Method::Quantized, changed) == (info.ofRevealing ? Settings{} : changed));
            QVERIFY(heeded(Method::Float, changed) == Settings{});
        }
        Settings own;
        own.layers["fc1"].method = Method::Float;
        QVERIFY(heeded(Method::Quantized, own) == own);
        QVERIFY(heeded(Method::Float, own) == Settings{});
    }
};

TERMSCOPE_TEST(TestProvisionedPairs)
#include "TestProvisionedPairs.moc"
