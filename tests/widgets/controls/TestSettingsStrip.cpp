// The control strip: every setting is there, figures read right, advice comes and goes, nothing is clipped.
#include "tests/support/TestClass.h"
#include "widgets/controls/SettingControl.h"
#include "widgets/controls/SettingsStrip.h"
#include "widgets/theme/Theme.h"

#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSpinBox>
#include <QtTest>

using namespace termscope;

class TestSettingsStrip : public QObject {
    Q_OBJECT

private slots:
    void init();
    void everySettingHasAControl();
    void editsArePassedOn();
    void resetAll();
    void figures();
    void unknownFigures();
    void moreWorkThanQuantization();
    void accuracyExactAndEstimated();
    void whatTheFileDecides();
    void anOverrideMovesNoControl();
    void adviceComesAndGoes();
    void fitsTheWindow();
    void scrollsWhenLow();
    void followsThePalette();

private:
    QString text(const char* name) const { return strip_->findChild<QLabel*>(QLatin1String(name))->text(); }

    std::unique_ptr<SettingsStrip> strip_;
};

void TestSettingsStrip::init()
{
    strip_ = std::make_unique<SettingsStrip>();
    strip_->resize(300, 740);
    strip_->show();
    QVERIFY(QTest::qWaitForWindowExposed(strip_.get()));
}

void TestSettingsStrip::everySettingHasAControl()
{
    for (const SettingInfo& info : settingsTable()) {
        const QString key = QString::fromUtf8(info.key.data(), static_cast<qsizetype>(info.key.size()));
        QVERIFY2(strip_->control(key), qPrintable(key));
    }
    QCOMPARE(strip_->findChildren<SettingControl*>().size(), static_cast<qsizetype>(settingsTable().size()));
    QCOMPARE(strip_->control(QStringLiteral("no_such_key")), nullptr);
}

/// The hint of a layer's own settings stands below the controls.
void TestSettingsStrip::anOverrideMovesNoControl()
{
    const auto place = [this] {
        QCoreApplication::processEvents();
        return strip_->control(QStringLiteral("budget"))->mapTo(strip_.get(), QPoint());
    };
    const QPoint before = place();
    strip_->setLayerHint(QStringLiteral("fc1"), QStringLiteral("TR, k = 5"));
    auto* hint = strip_->findChild<QLabel*>(QStringLiteral("layerHint"));
    QVERIFY(hint->isVisible());
    QCOMPARE(place(), before);
    QVERIFY(hint->mapTo(strip_.get(), QPoint()).y() > before.y());
    strip_->setLayerHint({}, {});
    QCOMPARE(place(), before);
}

/// A network on its file's own integers: what these decide is shown and rests, the rest can be set.
void TestSettingsStrip::whatTheFileDecides()
{
    const auto control = [this](const char* key) { return strip_->control(QLatin1String(key)); };
    QVERIFY(control("source")->isHidden() && control("weight_bits")->isEnabled());
    QCOMPARE(strip_->figures().size(), std::size_t{5});
    strip_->setWork(4.0, {});
    strip_->setGiven(GivenFigure{QStringLiteral("weights int8 per channel, data uint8"), 56.0});
    for (const char* key :
         {"weight_bits", "data_bits", "per_channel", "quantizer", "calibration", "calibration_samples"})
        QVERIFY2(!control(key)->isEnabled(), key);
    for (const char* key : {"group_size", "budget", "data_terms", "encoding", "source"})
        QVERIFY2(control(key)->isEnabled() && !control(key)->isHidden(), key);
    QVERIFY2(text("given").contains(QStringLiteral("int8 per channel, data uint8")), qPrintable(text("given")));
    QCOMPARE(text("againstGiven"), QStringLiteral("14.0× fewer"));
    QCOMPARE(strip_->figures().size(), std::size_t{6});
    Settings settings;
    settings.source = Source::Requantize;
    strip_->setSettings(settings);
    QVERIFY(control("weight_bits")->isEnabled() && control("calibration")->isEnabled());
    QVERIFY(text("given").isEmpty());
    strip_->setSettings({});
    QVERIFY(!control("weight_bits")->isEnabled());
    // Weights alone: the rest is quantized as set, so nothing rests.
    strip_->setGiven(GivenFigure{QStringLiteral("Q4_0 in blocks of 32"), {}});
    QVERIFY(control("weight_bits")->isEnabled() && !control("source")->isHidden());
    QVERIFY2(text("given").contains(QStringLiteral("Q4_0 in blocks of 32")), qPrintable(text("given")));
    QCOMPARE(strip_->figures().size(), std::size_t{5});
    strip_->setGiven({});
    QVERIFY(control("weight_bits")->isEnabled() && control("source")->isHidden());
}

void TestSettingsStrip::editsArePassedOn()
{
    QSignalSpy edited(strip_.get(), &SettingsStrip::settingEdited);
    auto* spin = strip_->control(QStringLiteral("data_bits"))->findChild<QSpinBox*>();
    QTest::keyClick(spin, Qt::Key_Down);
    QVERIFY(edited.size() >= 1);
    QCOMPARE(edited.last().at(0).toString(), QStringLiteral("data_bits"));
    QCOMPARE(edited.last().at(1).toInt(), 7);
    QCOMPARE(edited.last().at(2).toBool(), false);
}

void TestSettingsStrip::resetAll()
{
    QSignalSpy reset(strip_.get(), &SettingsStrip::resetAllRequested);
    auto* button = strip_->findChild<QPushButton*>(QStringLiteral("resetAll"));
    QVERIFY(!button->isEnabled());
    Settings settings;
    settings.quantizer = Quantizer::Reference2020;
    strip_->setSettings(settings);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(reset.size(), 1);
}

void TestSettingsStrip::figures()
{
    Settings settings;
    settings.groupSize = 8;
    settings.budget = 6;
    strip_->setSettings(settings);
    strip_->setWork(2.25, 1.5);
    QCOMPARE(text("alpha"), QStringLiteral("0.75"));
    QCOMPARE(text("provisioned"), QStringLiteral("2.25"));
    QCOMPARE(text("measured"), QStringLiteral("1.50"));
    QCOMPARE(text("reduction"), QStringLiteral("21.8× fewer")); // 49 / 2.25 = 21.78
}

void TestSettingsStrip::unknownFigures()
{
    strip_->setWork(4.5, std::nullopt);
    QCOMPARE(text("measured"), QStringLiteral("–"));
    QCOMPARE(text("reduction"), QStringLiteral("10.9× fewer"));
    strip_->setWork(std::nullopt, std::nullopt);
    QCOMPARE(text("provisioned"), QStringLiteral("–"));
    QCOMPARE(text("reduction"), QStringLiteral("–"));
    strip_->setAccuracy(std::nullopt, QStringLiteral("weights only"));
    QCOMPARE(text("accuracy"), QStringLiteral("weights only"));
    const auto* accuracy = strip_->findChild<QLabel*>(QStringLiteral("accuracy"));
    const int narrow = accuracy->minimumSizeHint().width();
    strip_->setAccuracy(std::nullopt, QStringLiteral("holds weights only; accuracy needs more than these"));
    QVERIFY(accuracy->minimumSizeHint().width() < 2 * narrow);
    strip_->setAccuracy(std::nullopt, QStringLiteral("weights only"));
}

void TestSettingsStrip::moreWorkThanQuantization()
{
    strip_->setWork(49.0, std::nullopt);
    QCOMPARE(text("reduction"), QStringLiteral("the same"));
    strip_->setWork(225.0, std::nullopt); // 16-bit operands: 15 · 15
    QCOMPARE(text("reduction"), QStringLiteral("4.6× more"));
}

void TestSettingsStrip::accuracyExactAndEstimated()
{
    strip_->setAccuracy(AccuracyFigure{97.834, std::nullopt, 10000, 10000});
    QCOMPARE(text("accuracy"), QStringLiteral("97.83 % exact"));
    strip_->setAccuracy(AccuracyFigure{97.8, Interval{96.72, 98.51}, 1024, 10000});
    QCOMPARE(text("accuracy"), QStringLiteral("97.8 % (96.7…98.5)"));
    QVERIFY(strip_->findChild<QLabel*>(QStringLiteral("accuracy"))->toolTip().contains(QStringLiteral("1,024")));
}

void TestSettingsStrip::adviceComesAndGoes()
{
    auto* advice = strip_->findChild<QLabel*>(QStringLiteral("advice"));
    QVERIFY(adviceOn(Settings{}).empty());
    QVERIFY(!advice->isVisible());
    auto* accuracy = strip_->findChild<QLabel*>(QStringLiteral("accuracy"));
    auto* samples = strip_->control(QStringLiteral("calibration_samples"));
    const QPoint accuracyBefore = accuracy->mapTo(strip_.get(), QPoint());
    const QPoint samplesBefore = samples->mapTo(strip_.get(), QPoint());
    Settings settings;
    settings.budget = 64;
    strip_->setSettings(settings);
    QCoreApplication::processEvents();
    QVERIFY(advice->isVisible());
    QVERIFY(advice->text().contains(QString::fromStdString(adviceOn(settings).front())));
    QCOMPARE(accuracy->mapTo(strip_.get(), QPoint()), accuracyBefore);
    QCOMPARE(samples->mapTo(strip_.get(), QPoint()), samplesBefore);
    strip_->setSettings(Settings{});
    QVERIFY(!advice->isVisible());
}

void TestSettingsStrip::fitsTheWindow()
{
    // In a window of 1280 × 800 about 700 pixels are left between menu, tabs and status bar.
    strip_->resize(300, 700);
    QCoreApplication::processEvents();
    auto* scroll = strip_->findChild<QScrollArea*>();
    QCOMPARE(scroll->verticalScrollBar()->maximum(), 0);
    QCOMPARE(scroll->horizontalScrollBar()->maximum(), 0);
    for (const QLabel* label : strip_->findChildren<QLabel*>())
        if (label->isVisible())
            QVERIFY2(label->width() >= std::min(label->sizeHint().width(), 284), qPrintable(label->text()));
}

void TestSettingsStrip::scrollsWhenLow()
{
    strip_->resize(300, 420);
    QCoreApplication::processEvents();
    QVERIFY(strip_->findChild<QScrollArea*>()->verticalScrollBar()->maximum() > 0);
    QVERIFY(strip_->findChild<QPushButton*>(QStringLiteral("resetAll"))->isVisible());
}

void TestSettingsStrip::followsThePalette()
{
    strip_->setPalette(lightPalette());
    const QImage light = strip_->grab().toImage();
    strip_->setPalette(darkPalette());
    const QImage dark = strip_->grab().toImage();
    QVERIFY(qGray(light.pixel(2, 300)) > 180);
    QVERIFY(qGray(dark.pixel(2, 300)) < 90);
}

TERMSCOPE_TEST(TestSettingsStrip)
#include "TestSettingsStrip.moc"
