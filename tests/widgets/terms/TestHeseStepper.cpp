// The HESE stepper: typed numbers, every step's picture in words, the player and its keys.
#include "tests/support/TestClass.h"
#include "widgets/terms/HeseStepper.h"
#include "widgets/terms/StepPlayer.h"

#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QSlider>
#include <QToolButton>
#include <QtTest>

using namespace termscope;

class TestHeseStepper : public QObject {
    Q_OBJECT

private slots:
    void init();
    void typedNumber();
    void everyStepOf27();
    void comparisonWaitsForTheEnd();
    void negativeNumbersFlip();
    void wrongInput_data();
    void wrongInput();
    void largestNumbers();
    void keys();
    void buttons();
    void playRunsToTheEnd();
    void playAgainStartsOver();
    void csv();
    void exports();
    void repaintsOnPaletteChange();
    void accessibleNames();

private:
    QString label(const char* name) const { return stepper_->findChild<QLabel*>(QLatin1String(name))->text(); }
    QWidget* canvas() const { return stepper_->findChild<QWidget*>(QStringLiteral("canvas")); }
    StepPlayer* player() const { return stepper_->findChild<StepPlayer*>(); }
    void type(const QString& text);

    std::unique_ptr<HeseStepper> stepper_;
};

void TestHeseStepper::init()
{
    stepper_ = std::make_unique<HeseStepper>();
    stepper_->resize(520, 360);
    stepper_->show();
    QVERIFY(QTest::qWaitForWindowExposed(stepper_.get()));
}

void TestHeseStepper::type(const QString& text)
{
    auto* input = stepper_->findChild<QLineEdit*>(QStringLiteral("number"));
    input->setFocus();
    input->selectAll();
    QTest::keyClick(input, Qt::Key_Delete);
    QTest::keyClicks(input, text);
}

void TestHeseStepper::typedNumber()
{
    QSignalSpy changed(stepper_.get(), &HeseStepper::numberChanged);
    type(QStringLiteral("93"));
    QCOMPARE(stepper_->number(), std::optional<std::int64_t>(93));
    QCOMPARE(changed.last().at(0).toLongLong(), 93);
    QCOMPARE(stepper_->step(), 0);
    QVERIFY(label("message").isEmpty());
}

void TestHeseStepper::everyStepOf27()
{
    // 27 = 11011, by hand from the definition: bit 0 is 1 under a 1, and so on.
    const QStringList rules{
        QStringLiteral("plain mode, bit 1 under a 1: −1, a run starts"),
        QStringLiteral("run mode, bit 1: 0, the run goes on"),
        QStringLiteral("run mode, bit 0 under a 1: −1, the run goes on"),
        QStringLiteral("run mode, bit 1: 0, the run goes on"),
        QStringLiteral("run mode, bit 1: 0, the run goes on"),
        QStringLiteral("run mode, bit 0 under a 0: +1, the run ends"),
    };
    QCOMPARE(stepper_->stepCount(), static_cast<int>(rules.size()));
    const QStringList soFar{"… −2⁰", "… −2⁰", "… −2² −2⁰", "… −2² −2⁰", "… −2² −2⁰", "27 = +2⁵ −2² −2⁰   (3 terms)"};
    for (int step = 1; step <= stepper_->stepCount(); ++step) {
        QTest::keyClick(canvas(), Qt::Key_Right);
        QCOMPARE(stepper_->step(), step);
        QCOMPARE(label("rule"), rules[step - 1]);
        QCOMPARE(label("hese"), soFar[step - 1]);
    }
    QCOMPARE(label("binary"), QStringLiteral("27 = +2⁴ +2³ +2¹ +2⁰   (4 terms)"));
    QCOMPARE(label("booth"), QStringLiteral("27 = +2⁵ −2² −2⁰   (3 terms)"));
    // Plain modes' other rules: 2 = 10 is bit 0 first, then a lone 1.
    type(QStringLiteral("2"));
    QTest::keyClick(canvas(), Qt::Key_Right);
    QCOMPARE(label("rule"), QStringLiteral("plain mode, bit 0: 0, nothing starts"));
    QTest::keyClick(canvas(), Qt::Key_Right);
    QCOMPARE(label("rule"), QStringLiteral("plain mode, bit 1 under a 0: +1, a lone bit stays as it is"));
}

void TestHeseStepper::comparisonWaitsForTheEnd()
{
    stepper_->setStep(stepper_->stepCount() - 1);
    QCOMPARE(label("binary"), QStringLiteral("…"));
    stepper_->setStep(stepper_->stepCount());
    QVERIFY(label("binary").startsWith(QStringLiteral("27 = ")));
}

void TestHeseStepper::negativeNumbersFlip()
{
    type(QStringLiteral("-27"));
    QTest::keyClick(canvas(), Qt::Key_End);
    QCOMPARE(label("hese"), QStringLiteral("−27 = −2⁵ +2² +2⁰   (3 terms)"));
    QCOMPARE(label("binary"), QStringLiteral("−27 = −2⁴ −2³ −2¹ −2⁰   (4 terms)"));
    QVERIFY(label("rule").contains(QStringLiteral("signs flip")));
}

void TestHeseStepper::wrongInput_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("message");
    QTest::newRow("empty") << QString() << QStringLiteral("Type an integer.");
    QTest::newRow("word") << QStringLiteral("abc") << QStringLiteral("“abc” is not an integer.");
    QTest::newRow("fraction") << QStringLiteral("2.5") << QStringLiteral("“2.5” is not an integer.");
    QTest::newRow("only a sign") << QStringLiteral("-") << QStringLiteral("“-” is not an integer.");
    QTest::newRow("too large") << QStringLiteral("2147483648")
                               << QStringLiteral("Out of range: −2147483647 to 2147483647.");
    QTest::newRow("too small") << QStringLiteral("-2147483648")
                               << QStringLiteral("Out of range: −2147483647 to 2147483647.");
    QTest::newRow("beyond 64 bits") << QStringLiteral("99999999999999999999")
                                    << QStringLiteral("Out of range: −2147483647 to 2147483647.");
    QTest::newRow("smallest 64 bits") << QStringLiteral("-9223372036854775808")
                                      << QStringLiteral("Out of range: −2147483647 to 2147483647.");
}

void TestHeseStepper::wrongInput()
{
    QFETCH(QString, text);
    QFETCH(QString, message);
    type(text);
    QCOMPARE(label("message"), message);
    QCOMPARE(stepper_->number(), std::nullopt);
    QCOMPARE(stepper_->stepCount(), 0);
    QVERIFY(label("hese").isEmpty());
    type(QStringLiteral("5"));
    QVERIFY(label("message").isEmpty());
    QCOMPARE(stepper_->number(), std::optional<std::int64_t>(5));
}

void TestHeseStepper::largestNumbers()
{
    type(QStringLiteral("2147483647"));
    QTest::keyClick(canvas(), Qt::Key_End);
    QCOMPARE(label("hese"), QStringLiteral("2,147,483,647 = +2³¹ −2⁰   (2 terms)"));
    type(QStringLiteral("-2147483647"));
    QTest::keyClick(canvas(), Qt::Key_End);
    QCOMPARE(label("hese"), QStringLiteral("−2,147,483,647 = −2³¹ +2⁰   (2 terms)"));
    type(QStringLiteral("0"));
    QTest::keyClick(canvas(), Qt::Key_End);
    QCOMPARE(label("hese"), QStringLiteral("0 = 0   (0 terms)"));
}

void TestHeseStepper::keys()
{
    QTest::keyClick(canvas(), Qt::Key_End);
    QCOMPARE(stepper_->step(), 6);
    QTest::keyClick(canvas(), Qt::Key_Right);
    QCOMPARE(stepper_->step(), 6);
    QTest::keyClick(canvas(), Qt::Key_Left);
    QCOMPARE(stepper_->step(), 5);
    QTest::keyClick(canvas(), Qt::Key_Home);
    QCOMPARE(stepper_->step(), 0);
    QTest::keyClick(canvas(), Qt::Key_Space);
    QVERIFY(player()->isPlaying());
    QTest::keyClick(canvas(), Qt::Key_Space);
    QVERIFY(!player()->isPlaying());
}

void TestHeseStepper::buttons()
{
    const auto press = [this](const QString& name) {
        for (QToolButton* button : player()->findChildren<QToolButton*>())
            if (button->accessibleName() == name)
                QTest::mouseClick(button, Qt::LeftButton);
    };
    press(QStringLiteral("Step forward"));
    press(QStringLiteral("Step forward"));
    QCOMPARE(stepper_->step(), 2);
    press(QStringLiteral("Step back"));
    QCOMPARE(stepper_->step(), 1);
    press(QStringLiteral("Play"));
    QVERIFY(player()->isPlaying());
    press(QStringLiteral("Pause"));
    QVERIFY(!player()->isPlaying());
    press(QStringLiteral("Back to the start"));
    QCOMPARE(stepper_->step(), 0);
}

void TestHeseStepper::playRunsToTheEnd()
{
    type(QStringLiteral("1"));
    QSignalSpy playing(player(), &StepPlayer::playingChanged);
    player()->play();
    QTRY_COMPARE_WITH_TIMEOUT(stepper_->step(), stepper_->stepCount(), 10000);
    QVERIFY(!player()->isPlaying());
    QCOMPARE(playing.size(), 2);
    QCOMPARE(playing.last().at(0).toBool(), false);
}

void TestHeseStepper::playAgainStartsOver()
{
    stepper_->setStep(stepper_->stepCount());
    player()->play();
    QCOMPARE(stepper_->step(), 0);
    QVERIFY(player()->isPlaying());
}

void TestHeseStepper::csv()
{
    type(QStringLiteral("3"));
    QCOMPARE(stepper_->csv(), QStringLiteral("position,bit,next_bit,run_before,run_after,digit\n"
                                             "0,1,1,0,1,-1\n"
                                             "1,1,0,1,1,0\n"
                                             "2,0,0,1,0,1\n"));
}

void TestHeseStepper::exports()
{
    stepper_->setStep(stepper_->stepCount());
    const QByteArray svg = stepper_->svg();
    QVERIFY(svg.contains("HESE: 27 = +2⁵ −2² −2⁰"));
    QVERIFY(svg.contains(">run<"));
    QVERIFY(stepper_->png(1).startsWith("\x89PNG"));
    QVERIFY(stepper_->pdf().startsWith("%PDF"));
}

void TestHeseStepper::repaintsOnPaletteChange()
{
    stepper_->setPalette(lightPalette());
    const QImage light = canvas()->grab().toImage();
    stepper_->setPalette(darkPalette());
    const QImage dark = canvas()->grab().toImage();
    QVERIFY(qGray(light.pixel(light.width() - 3, 3)) > 200);
    QVERIFY(qGray(dark.pixel(dark.width() - 3, 3)) < 80);
}

void TestHeseStepper::accessibleNames()
{
    QVERIFY(!canvas()->accessibleName().isEmpty());
    QVERIFY(!stepper_->findChild<QLineEdit*>()->accessibleName().isEmpty());
    for (const QToolButton* button : player()->findChildren<QToolButton*>()) {
        QVERIFY(!button->accessibleName().isEmpty());
        QVERIFY(!button->toolTip().isEmpty());
    }
    QTest::keyClick(canvas(), Qt::Key_Right);
    QCOMPARE(canvas()->accessibleDescription(), label("rule"));
}

TERMSCOPE_TEST(TestHeseStepper)
#include "TestHeseStepper.moc"
