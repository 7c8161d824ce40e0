// What assistive technology finds in the window: the tree of every page, walked from the window's own interface.
#include "app/commands/CommandPalette.h"
#include "app/commands/HelpTexts.h"
#include "app/commands/WindowCommands.h"
#include "tests/app/access/Scenes.h"
#include "tests/support/TestClass.h"
#include "widgets/access/AccessibleView.h"

#include <QAbstractButton>
#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QHelpEvent>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QTabBar>
#include <QWhatsThis>

#include <map>

using namespace termscope;

namespace {

constexpr int mostCells = 40; // of a table: all of one kind

/// On Unix Qt names a combo box by its present choice and leaves the name to the label.
QString nameOf(const QAccessibleInterface& part)
{
    const auto* combo = qobject_cast<const QComboBox*>(part.object());
    return combo != nullptr ? combo->accessibleName() : part.text(QAccessible::Name);
}

class Walk {
public:
    void visit(QAccessibleInterface* part, int depth = 0)
    {
        if (part == nullptr || !part->isValid() || part->state().invisible)
            return;
        tree_ += QStringLiteral("%1role %2 “%3” = %4\n")
                     .arg(QString(2 * depth, QLatin1Char(' ')))
                     .arg(part->role(), 0, 16)
                     .arg(nameOf(*part), part->text(QAccessible::Value).left(60));
        auto* widget = qobject_cast<QWidget*>(part->object());
        const auto* custom = dynamic_cast<const AccessibleView*>(part);
        // Tabs stand for their QTabWidget, and have arrows of their own.
        const bool isPart = widget != nullptr
                            && (widget->focusProxy() != nullptr
                                || qobject_cast<const QTabBar*>(widget->parentWidget()) != nullptr);
        if (widget != nullptr && widget->isVisible() && !isPart && (part->state().focusable || custom != nullptr))
            check(*part, *widget, custom);
        checkSiblings(*part);
        for (int i = 0; i < std::min(part->childCount(), mostCells); ++i) {
            QAccessibleInterface* child = part->child(i);
            if (child != nullptr && child->object() == nullptr && custom != nullptr
                && child->text(QAccessible::Name).isEmpty())
                problem(*part, QStringLiteral("cell %1 has no name").arg(i));
            if (child != nullptr && child->parent() != part && custom != nullptr)
                problem(*part, QStringLiteral("child %1 has another parent").arg(i));
            visit(child, depth + 1);
        }
        ++visited_;
    }

    QString report() const { return problems_.join(QLatin1Char('\n')) + QStringLiteral("\n\n") + tree_; }
    bool isFine() const { return problems_.isEmpty() && visited_ > 30; }
    int customs() const { return customs_; }

private:
    void problem(const QAccessibleInterface& part, const QString& what)
    {
        const QObject* object = part.object();
        problems_ << QStringLiteral("%1 (%2 “%3”): %4")
                         .arg(nameOf(part), QString::fromUtf8(object ? object->metaObject()->className() : "part"),
                              object ? object->objectName() : QString(), what);
    }

    void check(const QAccessibleInterface& part, QWidget& widget, const AccessibleView* custom)
    {
        const QString name = nameOf(part);
        if (name.trimmed().isEmpty())
            problem(part, QStringLiteral("no name"));
        if (name.contains(QString::fromUtf8(widget.metaObject()->className()))
            || name.contains(QLatin1String("termscope::")))
            problem(part, QStringLiteral("named by its class"));
        if (part.role() == QAccessible::Client || part.role() == QAccessible::NoRole)
            problem(part, QStringLiteral("no role"));
        if (helpOf(widget).isEmpty() && qobject_cast<const QLabel*>(&widget) == nullptr)
            problem(part, QStringLiteral("no What's This"));
        if (custom != nullptr) {
            ++customs_;
            if (part.text(QAccessible::Value).isEmpty() && part.text(QAccessible::Description).isEmpty()
                && part.childCount() == 0)
                problem(part, QStringLiteral("neither value nor description"));
        } else if (widget.toolTip().isEmpty() && qobject_cast<const QLabel*>(&widget) == nullptr) {
            problem(part, QStringLiteral("no tooltip"));
        }
    }

    void checkSiblings(const QAccessibleInterface& parent)
    {
        std::map<std::pair<int, QString>, int> seen;
        for (int i = 0; i < std::min(parent.childCount(), mostCells); ++i) {
            const QAccessibleInterface* child = parent.child(i);
            if (child == nullptr || !child->isValid() || child->state().invisible || !child->state().focusable
                || qobject_cast<const QWidget*>(child->object()) == nullptr)
                continue;
            if (++seen[{child->role(), nameOf(*child)}] == 2)
                problem(*child, QStringLiteral("named as its sibling is"));
        }
    }

    QStringList problems_;
    QString tree_;
    int visited_ = 0;
    int customs_ = 0;
};

QChar mnemonicOf(const QString& text)
{
    const QKeySequence keys = QKeySequence::mnemonic(text);
    return keys.isEmpty() ? QChar() : QChar(static_cast<ushort>(keys[0].key()));
}

} // namespace

class TestAccessTree : public QObject {
    Q_OBJECT

private:
    QTemporaryDir home_;
    std::unique_ptr<MainWindow> window_;

    void walkWindow(const QString& scene)
    {
        Walk walk;
        walk.visit(QAccessible::queryAccessibleInterface(window_.get()));
        QVERIFY2(walk.isFine(), qPrintable(scene + QStringLiteral(": ") + walk.report()));
    }

private slots:
    void initTestCase()
    {
        QAccessible::setActive(true);
        window_ = windowWithExample(home_.path());
    }
    void cleanupTestCase() { window_.reset(); }

    void everyPage()
    {
        int scenes = 0;
        int customs = 0;
        forEachScene(*window_, [&](const QString& scene) {
            if (QTest::currentTestFailed())
                return;
            walkWindow(scene);
            Walk walk;
            walk.visit(QAccessible::queryAccessibleInterface(window_->currentPage()));
            customs += walk.customs();
            ++scenes;
        });
        QVERIFY(scenes >= 14);
        QVERIFY2(customs >= 25, qPrintable(QString::number(customs)));
    }

    void lessons()
    {
        forEachLessonScene(*window_, [&](const QString& scene) {
            if (!QTest::currentTestFailed())
                walkWindow(scene);
        });
    }

    void dialogs()
    {
        window_->findChild<WindowCommands*>()->showShortcuts();
        auto* dialog = window_->findChild<QDialog*>(QStringLiteral("shortcuts"));
        Walk list;
        list.visit(QAccessible::queryAccessibleInterface(dialog));
        QVERIFY2(list.isFine(), qPrintable(list.report()));
        dialog->close();
        window_->findChild<CommandPalette*>()->open();
        walkWindow(QStringLiteral("command palette"));
        window_->findChild<CommandPalette*>()->dismiss();
    }

    /// Every text of the table has its widget.
    void helpTextsAreOfWidgetsThatExist()
    {
        for (const HelpText& row : helpTexts()) {
            const auto* widget = window_->findChild<QWidget*>(QLatin1String(row.objectName));
            QVERIFY2(widget != nullptr, row.objectName);
            QCOMPARE(widget->whatsThis(), QString::fromUtf8(row.text));
        }
    }

    /// Shift+F1 answers for a control that has but a tooltip, and tells the keys of a plot.
    void whatsThisAnswers()
    {
        window_->session().changePage(QStringLiteral("weights"));
        auto* button = window_->findChild<QAbstractButton*>(QStringLiteral("resetAll"));
        QVERIFY(button->whatsThis().isEmpty());
        QCOMPARE(helpOf(*button), button->toolTip());
        QHelpEvent query(QEvent::QueryWhatsThis, {}, {});
        query.ignore();
        QCoreApplication::sendEvent(button, &query);
        QVERIFY(query.isAccepted());
        const QString plot = helpOf(*window_->findChild<QWidget*>(QStringLiteral("histogram")));
        QVERIFY2(plot.contains(QStringLiteral("Home: Show everything again")), qPrintable(plot));
        QHelpEvent ask(QEvent::WhatsThis, {5, 5}, button->mapToGlobal(QPoint(5, 5)));
        QCoreApplication::sendEvent(button, &ask);
        const auto isShown = [] {
            for (const QWidget* top : QApplication::topLevelWidgets())
                if (top->inherits("QWhatsThat") && top->isVisible())
                    return true;
            return false;
        };
        QTRY_VERIFY(isShown());
        QWhatsThis::hideText();
    }

    /// Two letters on one page: Alt would only go back and forth between them.
    void mnemonicsAreUnique()
    {
        const auto collect = [](std::map<QChar, QStringList>& letters, const QString& text) {
            if (const QChar letter = mnemonicOf(text); !letter.isNull())
                letters[letter] << text;
        };
        const auto compare = [](const std::map<QChar, QStringList>& letters, const QString& where) {
            for (const auto& [letter, texts] : letters)
                QVERIFY2(texts.size() == 1, qPrintable(where + ": " + texts.join(" and ")));
        };
        std::function<void(const QMenu&)> checkMenu = [&](const QMenu& menu) {
            std::map<QChar, QStringList> letters;
            for (const QAction* action : menu.actions()) {
                collect(letters, action->text());
                if (action->menu() != nullptr)
                    checkMenu(*action->menu());
            }
            compare(letters, menu.title());
        };
        for (const QAction* action : window_->menuBar()->actions())
            checkMenu(*action->menu());
        const auto checkWindow = [&](const QString& scene) {
            std::map<QChar, QStringList> letters;
            for (const QAction* action : window_->menuBar()->actions())
                collect(letters, action->text());
            for (const QLabel* label : window_->findChildren<QLabel*>())
                if (label->isVisible() && label->buddy() != nullptr)
                    collect(letters, label->text());
            for (const QAbstractButton* button : window_->findChildren<QAbstractButton*>())
                if (button->isVisible())
                    collect(letters, button->text());
            for (const QTabBar* tabs : window_->findChildren<QTabBar*>())
                for (int i = 0; tabs->isVisible() && i < tabs->count(); ++i)
                    collect(letters, tabs->tabText(i));
            compare(letters, scene);
        };
        forEachScene(*window_, checkWindow);
        forEachLessonScene(*window_, checkWindow);
    }

    /// Goes last: the window stays with that network.
    void theLanguageModel()
    {
        window_->files().openExample(QStringLiteral("verses"));
        QTRY_VERIFY_WITH_TIMEOUT(window_->session().text() != nullptr, 1000 * patience);
        window_->session().changePage(QStringLiteral("accuracy"));
        QTRY_VERIFY_WITH_TIMEOUT(window_->workbench().nextWords() != nullptr, 1000 * patience);
        walkWindow(QStringLiteral("accuracy of the language model"));
        window_->session().changePage(QStringLiteral("terms"));
        walkWindow(QStringLiteral("terms of the language model"));
    }
};

TERMSCOPE_TEST(TestAccessTree)
#include "TestAccessTree.moc"
