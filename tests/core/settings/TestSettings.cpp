// The table of settings: names, ranges, text there and back, and what is said about odd combinations.
#include "core/settings/Settings.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <algorithm>
#include <set>

using namespace termscope;

namespace {

const SettingInfo& settingOf(const char* key)
{
    return *findSetting(key);
}

} // namespace

class TestSettings : public QObject {
    Q_OBJECT

private slots:
    void keysAreUniqueAndDescribed();
    void everyValueGoesThereAndBack();
    void whatIsLeftOut();
    void textOutOfRange_data();
    void textOutOfRange();
    void defaultsAreLegal();
    void rangesAreChecked();
    void budgetFollowsTheGroupSize();
    void controlsClamp();
    void advice_data();
    void advice();
};

void TestSettings::keysAreUniqueAndDescribed()
{
    std::set<std::string_view> keys;
    for (const SettingInfo& info : settingsTable()) {
        QVERIFY(keys.insert(info.key).second);
        QVERIFY(!info.title.empty());
        QVERIFY(info.help.ends_with('.'));
        QVERIFY(info.minimum < info.maximum);
        QCOMPARE(findSetting(info.key), &info);
        if (!info.isNumber())
            QCOMPARE(static_cast<int>(info.choices.size()), info.maximum + 1);
    }
    QCOMPARE(findSetting("no_such_setting"), nullptr);
    const std::set<std::string_view> expected{
        "weight_bits", "data_bits",           "encoding",    "group_size",         "budget", "data_terms", "quantizer",
        "calibration", "calibration_samples", "per_channel", "fold_normalization", "source"};
    // Files of before have these keys; others may join them.
    QVERIFY(std::ranges::includes(keys, expected));
}

void TestSettings::everyValueGoesThereAndBack()
{
    for (const SettingInfo& info : settingsTable()) {
        const int step = std::max(1, (info.maximum - info.minimum) / 1000);
        for (int value = info.minimum; value <= info.maximum; value += step) {
            Settings settings;
            info.set(settings, value);
            QCOMPARE(info.get(settings), value);
            Settings other;
            QVERIFY(setFromText(other, info, valueText(info, settings)).has_value());
            QVERIFY(other == settings);
        }
    }
    Settings settings;
    QVERIFY(setFromText(settings, settingOf("encoding"), "booth4").has_value());
    QVERIFY(settings.encoding == Encoding::Booth4);
    QVERIFY(setFromText(settings, settingOf("per_channel"), "false").has_value());
    QVERIFY(!settings.perChannel);
}

/// A weight scale for each output channel by default; per tensor where what was written before does not say.
void TestSettings::whatIsLeftOut()
{
    QVERIFY(Settings{}.perChannel);
    Settings before;
    before.perChannel = false;
    QVERIFY(settingsLeftOut() == before);
}

void TestSettings::textOutOfRange_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("message");
    const auto add = [](const char* key, const char* value, const char* message) {
        QTest::addRow("%s %s", key, value) << QByteArray(key) << QByteArray(value) << QString::fromUtf8(message);
    };
    add("group_size", "99", "group_size: expected 1…64, found 99");
    add("group_size", "0", "group_size: expected 1…64, found 0");
    add("weight_bits", "1", "weight_bits: expected 2…16, found 1");
    add("weight_bits", "17", "weight_bits: expected 2…16, found 17");
    add("budget", "513", "budget: expected 1…512, found 513");
    add("budget", "8x", "budget: expected 1…512, found 8x");
    add("budget", " 8", "budget: expected 1…512, found  8");
    add("budget", "99999999999", "budget: expected 1…512, found 99999999999");
    add("data_terms", "-1", "data_terms: expected 0…16, found -1");
    add("data_bits", "", "data_bits: expected 2…16, found nothing");
    add("encoding", "HESE", "encoding: expected one of binary, booth4, hese, hese2020, found HESE");
    add("calibration", "", "calibration: expected one of max, mse, found nothing");
}

void TestSettings::textOutOfRange()
{
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, value);
    QFETCH(QString, message);
    Settings settings;
    const Result<void> result = setFromText(settings, settingOf(key.constData()), value.toStdString());
    QVERIFY(!result.has_value());
    QCOMPARE(QString::fromStdString(result.error().message), message);
    QVERIFY(settings == Settings{});
}

void TestSettings::defaultsAreLegal()
{
    QVERIFY(checkSettings({}).has_value());
    QVERIFY(adviceOn({}).empty());
    QCOMPARE(Settings{}.alpha(), 1.5);
}

void TestSettings::rangesAreChecked()
{
    Settings settings;
    settings.budget = 65;
    QCOMPARE(QString::fromStdString(checkSettings(settings).error().message),
             QString("budget: expected 1…64, found 65"));
    settings.groupSize = 9;
    QVERIFY(checkSettings(settings).has_value());
    for (const SettingInfo& info : settingsTable())
        for (const int value : {info.minimum - 1, info.maximum + 1}) {
            if (!info.isNumber())
                continue;
            Settings outside;
            info.set(outside, value);
            const Result<void> checked = checkSettings(outside);
            QVERIFY(!checked.has_value());
            QVERIFY(checked.error().message.starts_with(info.key));
        }
}

void TestSettings::budgetFollowsTheGroupSize()
{
    Settings settings;
    settings.groupSize = 64;
    QCOMPARE(maximumFor(settingOf("budget"), settings), 512);
    settings.groupSize = 1;
    QCOMPARE(maximumFor(settingOf("budget"), settings), 8);
    QCOMPARE(maximumFor(settingOf("data_terms"), settings), 16);
}

void TestSettings::controlsClamp()
{
    Settings settings;
    settings.groupSize = 64;
    setClamped(settings, settingOf("budget"), 10000);
    QCOMPARE(settings.budget, 512);
    setClamped(settings, settingOf("group_size"), 4);
    QCOMPARE(settings.groupSize, 4);
    QCOMPARE(settings.budget, 32);
    setClamped(settings, settingOf("group_size"), 32);
    QCOMPARE(settings.budget, 32);
    setClamped(settings, settingOf("weight_bits"), -5);
    QCOMPARE(settings.weightBits, 2);
    setClamped(settings, settingOf("encoding"), 99);
    QVERIFY(settings.encoding == Encoding::Hese2020);
    QVERIFY(checkSettings(settings).has_value());
}

void TestSettings::advice_data()
{
    QTest::addColumn<int>("groupSize");
    QTest::addColumn<int>("budget");
    QTest::addColumn<int>("dataTerms");
    QTest::addColumn<int>("bits");
    QTest::addColumn<QString>("part"); ///< of one of the sentences; empty for no advice
    QTest::newRow("all well") << 16 << 20 << 3 << 8 << "";
    QTest::newRow("everything is kept") << 8 << 32 << 3 << 8 << "k = 32 keeps every term";
    QTest::newRow("nearly everything is kept") << 8 << 31 << 3 << 8 << "";
    QTest::newRow("nearly nothing is kept") << 8 << 3 << 3 << 8 << "k = 3 leaves less than one term for two weights";
    QTest::newRow("half a term") << 8 << 4 << 3 << 8 << "";
    QTest::newRow("all data terms") << 8 << 12 << 4 << 8 << "s = 4 keeps every term";
    QTest::newRow("no work saved") << 8 << 12 << 1 << 2 << "is no less than what plain quantization reserves (1)";
    QTest::newRow("groups of one") << 1 << 2 << 3 << 8 << "g = 1 gives every weight the same number of terms";
}

void TestSettings::advice()
{
    QFETCH(int, groupSize);
    QFETCH(int, budget);
    QFETCH(int, dataTerms);
    QFETCH(int, bits);
    QFETCH(QString, part);
    Settings settings;
    settings.groupSize = groupSize;
    settings.budget = budget;
    settings.dataTerms = dataTerms;
    settings.weightBits = settings.dataBits = bits;
    const std::vector<std::string> sentences = adviceOn(settings);
    QCOMPARE(sentences.empty(), part.isEmpty());
    QVERIFY(part.isEmpty() || std::ranges::any_of(sentences, [&](const std::string& sentence) {
                return QString::fromStdString(sentence).contains(part);
            }));
}

TERMSCOPE_TEST(TestSettings)
#include "TestSettings.moc"
