// The palette and the list of shortcuts in the window, with real keys.
#include "app/commands/CommandPalette.h"
#include "app/commands/CommandSources.h"
#include "app/teach/lessons/LessonPlayer.h"
#include "app/window/MainWindow.h"
#include "tests/support/TestClass.h"

#include <QAction>
#include <QDialog>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMenuBar>
#include <QScrollBar>
#include <QSettings>
#include <QSplitter>
#include <QTableView>
#include <QTreeWidget>
#include <QtTest>

#include <map>

using namespace termscope;

namespace {

constexpr int patience = 120; // seconds: sanitizers are slow

} // namespace

class TestCommandPalette : public QObject {
    Q_OBJECT

private:
    QTemporaryDir home_;
    std::unique_ptr<MainWindow> window_;

    CommandPalette& palette() const { return *window_->findChild<CommandPalette*>(); }
    QLineEdit& field() const { return *palette().findChild<QLineEdit*>(); }
    QListView& list() const { return *palette().findChild<QListView*>(); }

    void open(const QString& typed = {}) const
    {
        QTest::keyClick(window_->focusWidget() ? window_->focusWidget() : window_.get(), Qt::Key_K,
                        Qt::ControlModifier);
        QVERIFY(palette().isVisible());
        QVERIFY(field().hasFocus());
        QTest::keyClicks(&field(), typed);
    }
    void run(const QString& typed) const
    {
        open(typed);
        QTest::keyClick(&field(), Qt::Key_Return);
    }
    QString chosen() const { return list().currentIndex().data().toString(); }

private slots:
    void initTestCase()
    {
        QCoreApplication::setOrganizationName(QStringLiteral("TermScopeTest"));
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, home_.path());
        window_ = std::make_unique<MainWindow>();
        window_->show();
        QVERIFY(QTest::qWaitForWindowActive(window_.get()));
        window_->files().openExample();
        QTRY_VERIFY_WITH_TIMEOUT(window_->session().network() != nullptr, 1000 * patience);
    }

    void init()
    {
        QSettings().remove(QStringLiteral("commands"));
        window_->session().resetSettings();
        window_->session().changePage(QStringLiteral("weights"));
        window_->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window_.get()));
        window_->findChild<QTableView*>(QStringLiteral("layers"))->setFocus();
    }

    void cleanupTestCase() { window_.reset(); }

    /// A row that is half in sight is chosen by the mouse and stays where it is: scrolled, it would leave the mouse
    /// over the next one, which would be scrolled to in turn.
    void theMouseChoosesWithoutScrolling()
    {
        open();
        QScrollBar& bar = *list().verticalScrollBar();
        QVERIFY(bar.maximum() > 0);
        const int row = list().sizeHintForRow(0);
        list().setMaximumHeight(7 * row + row / 2);
        QTRY_VERIFY(list().height() <= 7 * row + row / 2);
        const QPoint bottom(20, list().viewport()->height() - 1);
        const QModelIndex cut = list().indexAt(bottom);
        QVERIFY(list().visualRect(cut).bottom() > bottom.y());
        QTest::mouseMove(list().viewport(), QPoint(20, 2 * row));
        QTest::mouseMove(list().viewport(), bottom);
        QCOMPARE(list().currentIndex(), cut);
        QCOMPARE(bar.value(), 0);
        QTest::keyClick(&field(), Qt::Key_Down); // keys do scroll
        QCOMPARE(list().currentIndex().row(), cut.row() + 1);
        QVERIFY(list().viewport()->rect().contains(list().visualRect(list().currentIndex())));
        QTest::keyClick(&field(), Qt::Key_Escape);
        list().setMaximumHeight(QWIDGETSIZE_MAX);
    }

    /// Every action of every menu is found by its name, without a list of them anywhere.
    void everyMenuActionIsThere()
    {
        open();
        QStringList offered;
        for (const Offer& offer : palette().offers())
            offered << offer.remark + QLatin1Char('/') + offer.title;
        int actions = 0;
        const std::function<void(const QMenu&, const QString&)> walk = [&](const QMenu& menu, const QString& way) {
            for (const QAction* action : menu.actions()) {
                const QString title = withoutMnemonic(action->text());
                if (action->isSeparator() || !action->isVisible())
                    continue;
                if (action->menu() != nullptr) {
                    walk(*action->menu(), way + QStringLiteral(" › ") + title);
                    continue;
                }
                ++actions;
                QVERIFY2(offered.contains(way + QLatin1Char('/') + title), qPrintable(way + ": " + title));
            }
        };
        for (const QAction* action : window_->menuBar()->actions())
            walk(*action->menu(), withoutMnemonic(action->text()));
        QVERIFY2(actions > 30, qPrintable(QString::number(actions)));
    }

    /// An action that is added to a menu later appears by itself, and is run.
    void aLaterActionAppears()
    {
        int ran = 0;
        auto* later = new QAction(QStringLiteral("&Frobnicate"), window_.get());
        connect(later, &QAction::triggered, this, [&ran] { ++ran; });
        window_->menuBar()->actions().front()->menu()->addAction(later);
        run(QStringLiteral("frob"));
        QCOMPARE(ran, 1);
        QVERIFY(!palette().isVisible());
        // Greyed actions are shown and not run.
        later->setEnabled(false);
        open(QStringLiteral("frob"));
        QCOMPARE(chosen(), QString("Frobnicate"));
        QVERIFY(!palette().offers().front().runnable);
        QTest::keyClick(&field(), Qt::Key_Return);
        QCOMPARE(ran, 1);
        QVERIFY(palette().isVisible());
        QTest::keyClick(&field(), Qt::Key_Escape);
    }

    void escapeGivesTheFocusBack()
    {
        auto* layers = window_->findChild<QTableView*>(QStringLiteral("layers"));
        layers->setFocus();
        open(QStringLiteral("dark"));
        QTest::keyClick(&field(), Qt::Key_Escape);
        QVERIFY(!palette().isVisible());
        QVERIFY(layers->hasFocus());
    }

    void arrowsChoose()
    {
        open();
        const QString first = chosen();
        QTest::keyClick(&field(), Qt::Key_Down);
        QVERIFY(chosen() != first);
        QTest::keyClick(&field(), Qt::Key_Up);
        QCOMPARE(chosen(), first);
        QTest::keyClick(&field(), Qt::Key_Up); // round to the last one
        QCOMPARE(list().currentIndex().row(), static_cast<int>(palette().offers().size()) - 1);
        QTest::keyClick(&field(), Qt::Key_Down);
        QTest::keyClick(&field(), Qt::Key_PageDown);
        QVERIFY2(list().currentIndex().row() > 3, qPrintable(QString::number(list().currentIndex().row())));
    }

    void aSettingIsSetByNameAndNumber()
    {
        run(QStringLiteral("term budget 7"));
        QCOMPARE(window_->session().settings().budget, 7);
        QVERIFY(!palette().isVisible());
        run(QStringLiteral("g 16"));
        QCOMPARE(window_->session().settings().groupSize, 16);
        window_->session().undoStack().undo();
        QCOMPARE(window_->session().settings().groupSize, 8);
        // Out of range: refused, and the palette says so.
        open(QStringLiteral("term budget 65"));
        QTest::keyClick(&field(), Qt::Key_Return);
        QCOMPARE(window_->session().settings().budget, 7);
        QVERIFY(palette().isVisible());
        QVERIFY(palette().offers().front().remark.contains(QStringLiteral("64")));
        QTest::keyClick(&field(), Qt::Key_Escape);
        // Without a number it is asked for.
        run(QStringLiteral("term bud"));
        QVERIFY(palette().isVisible());
        QTest::keyClicks(&field(), QStringLiteral("5"));
        QTest::keyClick(&field(), Qt::Key_Return);
        QCOMPARE(window_->session().settings().budget, 5);
        run(QStringLiteral("encoding binary"));
        QCOMPARE(window_->session().settings().encoding, Encoding::Binary);
        run(QStringLiteral("array rows 32"));
        QCOMPARE(window_->session().view().array.rows, 32);
    }

    void pagesTabsLayersExamplesLessons()
    {
        run(QStringLiteral("fc2"));
        QCOMPARE(window_->session().layer()->name, std::string("fc2"));
        run(QStringLiteral("terms"));
        QCOMPARE(window_->session().view().page, QString("terms"));
        run(QStringLiteral("shapes"));
        QCOMPARE(window_->session().view().page, QString("array"));
        QVERIFY(window_->findChild<QWidget*>(QStringLiteral("shapeMap"))->isVisible());
        open(QStringLiteral("lesson signed"));
        const QString lesson = chosen();
        QTest::keyClick(&field(), Qt::Key_Return);
        QVERIFY(window_->lessonPlayer().lesson() != nullptr);
        QCOMPARE(window_->lessonPlayer().lesson()->title, lesson);
        window_->lessonPlayer().stop();
        open(QStringLiteral("open example"));
        QVERIFY(palette().offers().size() >= 2);
        QTest::keyClick(&field(), Qt::Key_Escape);
    }

    void usedLatelyComesFirst()
    {
        run(QStringLiteral("redo")); // not possible: is not remembered
        QTest::keyClick(&field(), Qt::Key_Escape);
        run(QStringLiteral("reset all"));
        open();
        QCOMPARE(chosen(), QString("Reset all settings"));
        QTest::keyClick(&field(), Qt::Key_Escape);
    }

    void clickRuns()
    {
        open(QStringLiteral("term budget 9"));
        QTest::mouseClick(list().viewport(), Qt::LeftButton, {},
                          list().visualRect(list().model()->index(0, 0)).center());
        QCOMPARE(window_->session().settings().budget, 9);
    }

    /// F1 and ?; what is typed there filters.
    void shortcutsAreListed()
    {
        for (const int key : {int(Qt::Key_F1), int(Qt::Key_Question)}) {
            window_->activateWindow();
            QVERIFY(QTest::qWaitForWindowActive(window_.get()));
            QTest::keyClick(window_.get(), static_cast<Qt::Key>(key));
            auto* dialog = window_->findChild<QDialog*>(QStringLiteral("shortcuts"));
            QVERIFY(dialog && dialog->isVisible());
            auto* tree = dialog->findChild<QTreeWidget*>();
            int rows = 0;
            for (int topic = 0; topic < tree->topLevelItemCount(); ++topic)
                rows += tree->topLevelItem(topic)->childCount();
            QVERIFY(rows > 20);
            QTest::keyClicks(dialog->findChild<QLineEdit*>(), QStringLiteral("command"));
            QStringList shown;
            for (int topic = 0; topic < tree->topLevelItemCount(); ++topic)
                for (int i = 0; i < tree->topLevelItem(topic)->childCount(); ++i)
                    if (!tree->topLevelItem(topic)->child(i)->isHidden())
                        shown << tree->topLevelItem(topic)->child(i)->text(0);
            QCOMPARE(shown, QStringList{"Find a command …"});
            QTest::keyClick(dialog, Qt::Key_Escape);
            QTRY_VERIFY(!window_->findChild<QDialog*>(QStringLiteral("shortcuts")));
        }
    }

    /// Two actions on one key: Qt runs neither.
    void noKeyIsTakenTwice()
    {
        std::map<QString, QStringList> users;
        for (const QAction* action : window_->findChildren<QAction*>()) {
            // Those of a view work in that view only.
            if (action->shortcutContext() == Qt::WidgetShortcut
                || action->shortcutContext() == Qt::WidgetWithChildrenShortcut)
                continue;
            for (const QKeySequence& keys : action->shortcuts())
                users[keys.toString()] << action->text();
        }
        QVERIFY(users.size() > 15);
        for (const auto& [keys, actions] : users)
            QVERIFY2(actions.size() == 1, qPrintable(keys + ": " + actions.join(", ")));
    }

    /// The focus goes through the panes and comes back; borders move.
    void panesByKeyboard()
    {
        auto* layers = window_->findChild<QTableView*>(QStringLiteral("layers"));
        layers->setFocus();
        auto* splitter = qobject_cast<QSplitter*>(layers->parentWidget()->parentWidget());
        const int height = splitter->sizes().front();
        QTest::keyClick(layers, Qt::Key_Down, Qt::AltModifier | Qt::ShiftModifier);
        QCOMPARE(splitter->sizes().front(), height + 24);
        QTest::keyClick(layers, Qt::Key_Up, Qt::AltModifier | Qt::ShiftModifier);
        QCOMPARE(splitter->sizes().front(), height);
        QList<QWidget*> visited;
        for (int i = 0; i < 12; ++i) {
            QTest::keyClick(window_->focusWidget(), Qt::Key_F6);
            visited << window_->focusWidget();
        }
        auto* strip = window_->findChild<QWidget*>(QStringLiteral("budget"));
        QVERIFY(visited.contains(window_->findChild<QWidget*>(QStringLiteral("histogram"))));
        QVERIFY(visited.contains(window_->findChild<QWidget*>(QStringLiteral("termHistogram"))));
        auto* filter = window_->findChild<QLineEdit*>(QStringLiteral("layerName")); // the first of the list's pane
        QVERIFY(visited.contains(filter));
        QVERIFY(std::ranges::any_of(visited,
                                    [&](const QWidget* each) { return strip->parentWidget()->isAncestorOf(each); }));
        layers->setFocus();
        QTest::keyClick(layers, Qt::Key_F6);
        QVERIFY(window_->focusWidget() != layers);
        QTest::keyClick(window_->focusWidget(), Qt::Key_F6, Qt::ShiftModifier);
        QVERIFY(filter->hasFocus());
    }
};

TERMSCOPE_TEST(TestCommandPalette)
#include "TestCommandPalette.moc"
