// The row above the accuracy plot, by its menus and keys.
#include "tests/support/TestClass.h"
#include "widgets/plots/CurveBar.h"

#include <QAction>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QToolButton>
#include <QtTest>

using namespace termscope;

class TestCurveBar : public QObject {
    Q_OBJECT

private slots:
    void pins();
    void chips();
    void points();
    void families();
    void axes();
};

namespace {

QAction* actionOf(QToolButton* button, const QString& name)
{
    return button->menu()->findChild<QAction*>(name);
}

} // namespace

void TestCurveBar::pins()
{
    CurveBar bar;
    auto* pin = bar.findChild<QToolButton*>(QStringLiteral("pinCurve"));
    QSignalSpy kept(&bar, &CurveBar::keepRequested);
    QSignalSpy family(&bar, &CurveBar::familyRequested);
    actionOf(pin, QStringLiteral("pinRevealed"))->trigger();
    actionOf(pin, QStringLiteral("pinQuantized"))->trigger();
    QCOMPARE(kept.size(), 2);
    QCOMPARE(kept[0][0].toBool(), true);
    QCOMPARE(kept[1][0].toBool(), false);
    actionOf(pin, QStringLiteral("pinGroupSizes"))->trigger();
    QCOMPARE(family[0][0].value<CurveFamily>(), CurveFamily::GroupSizes);
}

void TestCurveBar::chips()
{
    CurveBar bar;
    bar.setKept({{QStringLiteral("one"), 0}, {QStringLiteral("two"), 4}});
    bar.resize(600, 60);
    bar.show();
    QVERIFY(QTest::qWaitForWindowExposed(&bar));
    QCOMPARE(bar.chips().size(), std::size_t{2});
    QCOMPARE(bar.chips()[1]->text(), QStringLiteral("two"));
    QMenu* menu = bar.chips()[1]->menu();
    // Another name: typed in the menu, and taken with Return.
    QSignalSpy renamed(&bar, &CurveBar::renamed);
    menu->popup(bar.mapToGlobal(QPoint(0, 0)));
    auto* name = menu->findChild<QLineEdit*>(QStringLiteral("pinnedName"));
    name->setFocus();
    name->selectAll();
    QTest::keyClicks(name, QStringLiteral("s of two"));
    QTest::keyClick(name, Qt::Key_Return);
    QCOMPARE(renamed.size(), 1);
    QCOMPARE(renamed[0][0].toInt(), 1);
    QCOMPARE(renamed[0][1].toString(), QStringLiteral("s of two"));
    QSignalSpy recoloured(&bar, &CurveBar::recoloured);
    for (QAction* each : menu->actions())
        if (each->menu() != nullptr)
            each->menu()->actions()[2]->trigger();
    QCOMPARE(recoloured.size(), 1);
    QCOMPARE(recoloured[0][1].toInt(), 2);
    QSignalSpy removed(&bar, &CurveBar::removed);
    actionOf(bar.chips()[1], QStringLiteral("removePinned"))->trigger();
    QCOMPARE(removed[0][0].toInt(), 1);
    bar.setKept({});
    QVERIFY(bar.chips().empty());
}

void TestCurveBar::points()
{
    CurveBar bar;
    bar.setSwept({}, QStringLiteral("4, 8"), QStringLiteral("3, 4, 6"), QStringLiteral("2, 3"));
    auto* button = bar.findChild<QToolButton*>(QStringLiteral("curvePoints"));
    auto* budgets = button->menu()->findChild<QLineEdit*>(QStringLiteral("sweptBudgets"));
    auto* bits = button->menu()->findChild<QLineEdit*>(QStringLiteral("sweptBits"));
    QCOMPARE(bits->text(), QStringLiteral("4, 8"));
    QCOMPARE(budgets->placeholderText(), QStringLiteral("3, 4, 6"));
    QSignalSpy chosen(&bar, &CurveBar::budgetsChosen);
    button->menu()->popup(QPoint(0, 0));
    budgets->setFocus();
    QTest::keyClicks(budgets, QStringLiteral("4, 12"));
    bar.setSwept({}, QStringLiteral("4, 8"), QStringLiteral("3, 4, 6"), QStringLiteral("2, 3"));
    QCOMPARE(budgets->text(), QStringLiteral("4, 12")); // what is being typed stays
    QTest::keyClick(budgets, Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0][0].toString(), QStringLiteral("4, 12"));
    bar.setSwept(QStringLiteral("4, 12"), {}, {}, {});
    QCOMPARE(bits->text(), QString());
}

/// A check box each; what is set does not count as chosen.
void TestCurveBar::families()
{
    CurveBar bar;
    bar.setFamilies({{QStringLiteral("apot"), QStringLiteral("APoT"), QStringLiteral("a paper")},
                     {QStringLiteral("mx"), QStringLiteral("MX"), QStringLiteral("a specification")}},
                    {{QStringLiteral("laconic"), QStringLiteral("Laconic"), QStringLiteral("16 wait")}});
    auto* formats = bar.findChild<QToolButton*>(QStringLiteral("curveFormats"));
    QSignalSpy chosen(&bar, &CurveBar::familiesChosen);
    QSignalSpy machines(&bar, &CurveBar::machinesChosen);
    bar.setChosenFamilies({QStringLiteral("mx")}, {});
    QVERIFY(chosen.isEmpty() && machines.isEmpty());
    QVERIFY(actionOf(formats, QStringLiteral("format_mx"))->isChecked());
    QVERIFY(!actionOf(formats, QStringLiteral("format_apot"))->isChecked());
    actionOf(formats, QStringLiteral("format_apot"))->trigger();
    QCOMPARE(chosen.last()[0].toStringList(), (QStringList{QStringLiteral("apot"), QStringLiteral("mx")}));
    actionOf(formats, QStringLiteral("format_mx"))->trigger();
    QCOMPARE(chosen.last()[0].toStringList(), QStringList{QStringLiteral("apot")});
    QCOMPARE(actionOf(formats, QStringLiteral("format_mx"))->toolTip(), QStringLiteral("a specification"));
    const auto before = chosen.size();
    actionOf(formats, QStringLiteral("format_laconic"))->trigger();
    QCOMPARE(machines.last()[0].toStringList(), QStringList{QStringLiteral("laconic")});
    QCOMPARE(chosen.size(), before); // a machine is no format
}

/// One of them at a time; what is set does not count as chosen.
void TestCurveBar::axes()
{
    CurveBar bar;
    auto* button = bar.findChild<QToolButton*>(QStringLiteral("curveAxis"));
    QSignalSpy chosen(&bar, &CurveBar::axisChosen);
    QVERIFY(actionOf(button, QStringLiteral("axis_provisioned"))->isChecked());
    bar.setAxis(WorkAxis::Size);
    QVERIFY(chosen.isEmpty());
    QVERIFY(!actionOf(button, QStringLiteral("axis_provisioned"))->isChecked());
    actionOf(button, QStringLiteral("axis_cycles"))->trigger();
    QCOMPARE(chosen.last()[0].value<WorkAxis>(), WorkAxis::Cycles);
    QVERIFY(!actionOf(button, QStringLiteral("axis_size"))->isChecked());
}

TERMSCOPE_TEST(TestCurveBar)
#include "TestCurveBar.moc"
