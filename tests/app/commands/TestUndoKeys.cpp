// Ctrl+Z takes the last change of a setting back wherever the cursor is, with real keys.
#include "tests/app/TestWindow.h"
#include "tests/support/TestClass.h"
#include "widgets/controls/SettingControl.h"
#include "widgets/controls/SettingsStrip.h"

#include <QLineEdit>
#include <QSpinBox>

using namespace termscope;

class TestUndoKeys : public WindowTest {
    Q_OBJECT

private:
    QSpinBox& box(const QString& key) const { return *child<SettingsStrip>()->control(key)->findChild<QSpinBox*>(); }
    int budget() const { return session().settings().budget; }
    /// As a user's keyboard does it: the window's actions are asked where the field does not want the key.
    static void press(QWidget& field, Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::ControlModifier)
    {
        QTest::keyClick(&field, key, modifiers);
    }

private slots:
    void initTestCase() { openSomeDigits(); }

    void init()
    {
        session().changeSetting("budget", 12);
        session().undoStack().clear();
        box(QStringLiteral("budget")).setFocus();
    }

    void aNumberBoxLeavesUndoToTheSession()
    {
        QSpinBox& field = box(QStringLiteral("budget"));
        press(field, Qt::Key_Up, Qt::NoModifier);
        QCOMPARE(budget(), 13);
        press(field, Qt::Key_Z);
        QCOMPARE(budget(), 12);
        QCOMPARE(field.value(), 12);
        press(field, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(budget(), 13);
    }

    void aNumberThatWasTypedIsAChangeOfTheSetting()
    {
        QSpinBox& field = box(QStringLiteral("budget"));
        field.selectAll();
        QTest::keyClicks(&field, QStringLiteral("9"));
        press(field, Qt::Key_Return, Qt::NoModifier);
        QCOMPARE(budget(), 9);
        press(field, Qt::Key_Z);
        QCOMPARE(budget(), 12);
        QCOMPARE(field.cleanText(), QStringLiteral("12"));
    }

    /// Not committed yet: the text goes back, the setting stays.
    void aTextThatIsBeingTypedKeepsTheKeys()
    {
        session().changeSetting("budget", 14);
        QSpinBox& field = box(QStringLiteral("budget"));
        field.selectAll();
        QTest::keyClicks(&field, QStringLiteral("7"));
        press(field, Qt::Key_Z);
        QCOMPARE(budget(), 14);
        QVERIFY2(field.cleanText() != QStringLiteral("7"), qPrintable(field.cleanText()));
        press(field, Qt::Key_Escape, Qt::NoModifier);
    }

    /// A change made elsewhere is taken back from a box of something else.
    void anyBoxWillDo()
    {
        QSpinBox& other = box(QStringLiteral("data_terms"));
        other.setFocus();
        session().changeSetting("budget", 5);
        press(other, Qt::Key_Z);
        QCOMPARE(budget(), 12);
    }
};

TERMSCOPE_TEST(TestUndoKeys)
#include "TestUndoKeys.moc"
