// One setting's control under real mouse and key events: what it emits, and that a drag ends in one final edit.
#include "tests/support/TestClass.h"
#include "widgets/controls/SettingControl.h"
#include "widgets/theme/Theme.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>
#include <QStyle>
#include <QStyleOptionSlider>
#include <QToolButton>
#include <QtTest>

using namespace termscope;

namespace {

struct Edit {
    QString key;
    int value;
    bool inProgress;
};

/// A control that obeys itself, as one in a session does.
class Bench {
public:
    explicit Bench(const char* key, SettingControl::Style style = SettingControl::Style::Wide)
        : control(*findSetting(key), style)
    {
        QObject::connect(&control, &SettingControl::valueEdited,
                         [this](const QString& edited, int value, bool inProgress) {
                             edits.push_back({edited, value, inProgress});
                             setClamped(settings, control.info(), value);
                             control.setSettings(settings);
                         });
        control.setSettings(settings);
        control.resize(284, 60);
        control.show();
    }

    QSlider* slider() const { return control.findChild<QSlider*>(); }
    QSpinBox* spin() const { return control.findChild<QSpinBox*>(); }
    QComboBox* choice() const { return control.findChild<QComboBox*>(); }
    QToolButton* reset() const { return control.findChild<QToolButton*>(); }

    QPoint handle() const
    {
        QStyleOptionSlider option;
        option.initFrom(slider());
        option.orientation = Qt::Horizontal;
        option.minimum = slider()->minimum();
        option.maximum = slider()->maximum();
        option.sliderPosition = slider()->sliderPosition();
        option.sliderValue = slider()->value();
        return slider()
            ->style()
            ->subControlRect(QStyle::CC_Slider, &option, QStyle::SC_SliderHandle, slider())
            .center();
    }

    Settings settings;
    std::vector<Edit> edits;
    SettingControl control;
};

} // namespace

class TestSettingControl : public QObject {
    Q_OBJECT

private slots:
    void sliderDragEndsInOneFinalEdit();
    void pressWithoutMoveEditsNothing();
    void typedValue();
    void typedValueBeyondTheRange();
    void sliderKeys_data();
    void sliderKeys();
    void heldKeyEndsInOneFinalEdit();
    void spinKeys();
    void spinButtonHeldEndsInOneFinalEdit();
    void resetButton();
    void choiceByKeyboard();
    void budgetFollowsGroupSize();
    void setSettingsEmitsNothing();
    void everyDataTermIsAll();
    void wheelWithoutFocusScrollsPast();
    void wideRangesHaveNoSlider();
    void everyRowHasNamesAndHelp();
    void repaintsOnPaletteChange();
};

void TestSettingControl::sliderDragEndsInOneFinalEdit()
{
    Bench bench("group_size");
    const QPoint from = bench.handle();
    QTest::mousePress(bench.slider(), Qt::LeftButton, {}, from);
    for (int dx = 10; dx <= 80; dx += 10)
        QTest::mouseMove(bench.slider(), from + QPoint(dx, 0));
    QVERIFY(bench.edits.size() >= 2);
    for (const Edit& edit : bench.edits)
        QVERIFY(edit.inProgress);
    const int last = bench.edits.back().value;
    QVERIFY(last > 8);
    const std::size_t before = bench.edits.size();
    QTest::mouseRelease(bench.slider(), Qt::LeftButton, {}, from + QPoint(80, 0));
    QCOMPARE(bench.edits.size(), before + 1);
    QCOMPARE(bench.edits.back().value, last);
    QCOMPARE(bench.edits.back().inProgress, false);
    QCOMPARE(bench.edits.back().key, QStringLiteral("group_size"));
    QCOMPARE(bench.spin()->value(), last);
}

void TestSettingControl::pressWithoutMoveEditsNothing()
{
    Bench bench("group_size");
    QTest::mouseClick(bench.slider(), Qt::LeftButton, {}, bench.handle());
    QCOMPARE(bench.edits.size(), std::size_t{0});
}

void TestSettingControl::typedValue()
{
    Bench bench("budget");
    bench.spin()->setFocus();
    bench.spin()->selectAll();
    QTest::keyClicks(bench.spin(), QStringLiteral("37"));
    QCOMPARE(bench.edits.size(), std::size_t{0});
    QTest::keyClick(bench.spin(), Qt::Key_Return);
    QCOMPARE(bench.edits.size(), std::size_t{1});
    QCOMPARE(bench.edits.back().value, 37);
    QCOMPARE(bench.edits.back().inProgress, false);
    QCOMPARE(bench.slider()->value(), 37);
}

void TestSettingControl::typedValueBeyondTheRange()
{
    Bench bench("budget"); // g = 8: up to 64
    bench.spin()->setFocus();
    bench.spin()->selectAll();
    QTest::keyClicks(bench.spin(), QStringLiteral("999"));
    QTest::keyClick(bench.spin(), Qt::Key_Return);
    for (const Edit& edit : bench.edits)
        QVERIFY(edit.value >= 1 && edit.value <= 64);
    QVERIFY(bench.settings.budget <= 64);
}

void TestSettingControl::sliderKeys_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<int>("expected");
    QTest::newRow("right") << int(Qt::Key_Right) << 13;
    QTest::newRow("left") << int(Qt::Key_Left) << 11;
    QTest::newRow("page up") << int(Qt::Key_PageUp) << 18;
    QTest::newRow("page down") << int(Qt::Key_PageDown) << 6;
    QTest::newRow("home") << int(Qt::Key_Home) << 1;
    QTest::newRow("end") << int(Qt::Key_End) << 64;
}

void TestSettingControl::sliderKeys()
{
    QFETCH(int, key);
    QFETCH(int, expected);
    Bench bench("budget"); // 12 of 1…64; a page is a tenth of 63
    QTest::keyClick(bench.slider(), static_cast<Qt::Key>(key));
    QVERIFY(!bench.edits.empty());
    QCOMPARE(bench.edits.back().value, expected);
    QCOMPARE(bench.edits.back().inProgress, false);
    QCOMPARE(bench.settings.budget, expected);
}

void TestSettingControl::heldKeyEndsInOneFinalEdit()
{
    Bench bench("budget");
    for (int i = 0; i < 4; ++i)
        QTest::keyPress(bench.slider(), Qt::Key_Right);
    QCOMPARE(bench.edits.size(), std::size_t{4});
    for (const Edit& edit : bench.edits)
        QVERIFY(edit.inProgress);
    QTest::keyRelease(bench.slider(), Qt::Key_Right);
    QCOMPARE(bench.edits.size(), std::size_t{5});
    QCOMPARE(bench.edits.back().value, 16);
    QCOMPARE(bench.edits.back().inProgress, false);
}

void TestSettingControl::spinKeys()
{
    Bench bench("budget");
    QTest::keyClick(bench.spin(), Qt::Key_Up);
    QCOMPARE(bench.settings.budget, 13);
    QCOMPARE(bench.edits.back().inProgress, false);
    QTest::keyClick(bench.spin(), Qt::Key_PageUp);
    QCOMPARE(bench.settings.budget, 19);
    QTest::keyClick(bench.spin(), Qt::Key_PageDown);
    QTest::keyClick(bench.spin(), Qt::Key_Down);
    QCOMPARE(bench.settings.budget, 12);
}

void TestSettingControl::spinButtonHeldEndsInOneFinalEdit()
{
    Bench bench("budget");
    QStyleOptionSpinBox option;
    option.initFrom(bench.spin());
    option.subControls = QStyle::SC_All;
    const QPoint up =
        bench.spin()->style()->subControlRect(QStyle::CC_SpinBox, &option, QStyle::SC_SpinBoxUp, bench.spin()).center();
    QTest::mousePress(bench.spin(), Qt::LeftButton, {}, up);
    QCOMPARE(bench.edits.size(), std::size_t{1});
    QCOMPARE(bench.edits.back().inProgress, true);
    QTest::mouseRelease(bench.spin(), Qt::LeftButton, {}, up);
    QCOMPARE(bench.edits.back().inProgress, false);
    QCOMPARE(bench.edits.back().value, 13);
}

void TestSettingControl::resetButton()
{
    Bench bench("budget");
    QVERIFY(!bench.reset()->isEnabled());
    bench.settings.budget = 30;
    bench.control.setSettings(bench.settings);
    QVERIFY(bench.reset()->isEnabled());
    QTest::mouseClick(bench.reset(), Qt::LeftButton);
    QCOMPARE(bench.edits.size(), std::size_t{1});
    QCOMPARE(bench.edits.back().value, Settings{}.budget);
    QCOMPARE(bench.edits.back().inProgress, false);
    QVERIFY(!bench.reset()->isEnabled());
}

void TestSettingControl::choiceByKeyboard()
{
    Bench bench("encoding", SettingControl::Style::Compact);
    QCOMPARE(bench.choice()->count(), 4);
    QCOMPARE(bench.choice()->currentText(), QStringLiteral("HESE"));
    QTest::keyClick(bench.choice(), Qt::Key_Up);
    QCOMPARE(bench.edits.size(), std::size_t{1});
    QCOMPARE(bench.settings.encoding, Encoding::Booth4);
    QCOMPARE(bench.edits.back().inProgress, false);
    QTest::mouseClick(bench.reset(), Qt::LeftButton);
    QCOMPARE(bench.settings.encoding, Encoding::Hese);
}

void TestSettingControl::budgetFollowsGroupSize()
{
    Bench bench("budget");
    QCOMPARE(bench.slider()->maximum(), 64);
    bench.settings.groupSize = 64;
    bench.control.setSettings(bench.settings);
    QCOMPARE(bench.slider()->maximum(), 512);
    QCOMPARE(bench.spin()->maximum(), 512);
    QCOMPARE(bench.edits.size(), std::size_t{0});
}

void TestSettingControl::setSettingsEmitsNothing()
{
    Settings settings;
    settings.weightBits = 5;
    settings.encoding = Encoding::Binary;
    settings.calibrationSamples = 7;
    for (const SettingInfo& info : settingsTable()) {
        SettingControl control(info);
        QSignalSpy edited(&control, &SettingControl::valueEdited);
        control.setSettings(settings);
        control.setSettings(Settings{});
        QCOMPARE(edited.size(), 0);
    }
}

void TestSettingControl::everyDataTermIsAll()
{
    Bench bench("data_terms");
    bench.spin()->setFocus();
    bench.spin()->selectAll();
    QTest::keyClicks(bench.spin(), QStringLiteral("0"));
    QTest::keyClick(bench.spin(), Qt::Key_Return);
    QCOMPARE(bench.settings.dataTerms, 0);
    QCOMPARE(bench.spin()->text(), QStringLiteral("all"));
}

void TestSettingControl::wheelWithoutFocusScrollsPast()
{
    Bench bench("budget");
    bench.reset()->setFocus();
    const auto turn = [&bench] {
        const QPointF centre = bench.slider()->rect().center();
        QWheelEvent wheel(centre, bench.slider()->mapToGlobal(centre), {}, {0, 120}, {}, {}, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(bench.slider(), &wheel);
    };
    turn();
    QCOMPARE(bench.edits.size(), std::size_t{0});
    QVERIFY(QTest::qWaitForWindowActive(&bench.control));
    bench.slider()->setFocus();
    turn();
    QVERIFY(!bench.edits.empty());
}

void TestSettingControl::wideRangesHaveNoSlider()
{
    Bench bench("calibration_samples");
    QVERIFY(!bench.slider());
    QVERIFY(bench.spin());
}

void TestSettingControl::everyRowHasNamesAndHelp()
{
    for (const SettingInfo& info : settingsTable()) {
        SettingControl control(info);
        int fields = 0;
        for (QWidget* child : control.findChildren<QWidget*>()) {
            if (!qobject_cast<QSlider*>(child) && !qobject_cast<QSpinBox*>(child) && !qobject_cast<QComboBox*>(child))
                continue;
            ++fields;
            QVERIFY(
                child->accessibleName().startsWith(QString::fromUtf8(info.title.data(), qsizetype(info.title.size()))));
            QVERIFY(!child->toolTip().isEmpty());
            QVERIFY(!child->whatsThis().isEmpty());
            QVERIFY(child->focusPolicy() & Qt::TabFocus);
        }
        QVERIFY(fields >= 1);
        QVERIFY(!control.findChild<QToolButton*>()->accessibleName().isEmpty());
    }
}

void TestSettingControl::repaintsOnPaletteChange()
{
    Bench bench("budget");
    bench.settings.budget = 20;
    bench.control.setSettings(bench.settings);
    const auto brightest = [&bench] {
        const QImage image = bench.reset()->icon().pixmap(16, 16).toImage();
        int lightness = -1;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                if (image.pixelColor(x, y).alpha() > 200)
                    lightness = std::max(lightness, image.pixelColor(x, y).lightness());
        return lightness;
    };
    bench.control.setPalette(lightPalette());
    const int onLight = brightest();
    bench.control.setPalette(darkPalette());
    QVERIFY(onLight >= 0);
    QVERIFY(brightest() > onLight + 80);
}

TERMSCOPE_TEST(TestSettingControl)
#include "TestSettingControl.moc"
