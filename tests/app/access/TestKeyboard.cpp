// The window without a mouse: Tab reaches everything in order, the focus shows, and published keys do what they say.
#include "tests/app/access/Scenes.h"
#include "tests/support/TestClass.h"
#include "widgets/access/AccessibleSource.h"
#include "widgets/controls/KeyHelp.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRadioButton>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>

using namespace termscope;

namespace {

bool takesTab(const QWidget& widget)
{
    return (widget.focusPolicy() & Qt::TabFocus) && widget.isVisible() && widget.isEnabled()
           && widget.focusProxy() == nullptr;
}

QString called(const QWidget& widget)
{
    return QStringLiteral("%1 “%2” %3")
        .arg(QString::fromUtf8(widget.metaObject()->className()), widget.objectName(), widget.accessibleName());
}

/// Parts of other controls, which those are operated through.
bool isPart(const QWidget& widget)
{
    const QWidget* parent = widget.parentWidget();
    return parent == nullptr || qobject_cast<const QTabBar*>(parent) || qobject_cast<const QLineEdit*>(parent)
           || qobject_cast<const QAbstractSpinBox*>(parent) || qobject_cast<const QComboBox*>(parent)
           || parent->inherits("QComboBoxPrivateContainer") || parent->inherits("QDockWidget")
           || qobject_cast<const QAbstractItemView*>(parent) || qobject_cast<const QScrollBar*>(&widget);
}

/// Of radio buttons Tab takes the chosen one; arrows go to the others.
bool canBeClicked(const QWidget& widget)
{
    return (qobject_cast<const QAbstractButton*>(&widget) && !qobject_cast<const QRadioButton*>(&widget))
           || qobject_cast<const QComboBox*>(&widget) || qobject_cast<const QAbstractSpinBox*>(&widget)
           || qobject_cast<const QAbstractSlider*>(&widget) || qobject_cast<const QTabBar*>(&widget)
           || qobject_cast<const QLineEdit*>(&widget) || qobject_cast<const QPlainTextEdit*>(&widget)
           || (qobject_cast<const QAbstractItemView*>(&widget) && !qobject_cast<const QHeaderView*>(&widget));
}

/// Within which Tab goes in reading order.
const QWidget* paneOf(const QWidget& widget)
{
    for (const QWidget* pane = &widget; pane != nullptr; pane = pane->parentWidget())
        if (qobject_cast<const QSplitter*>(pane->parentWidget())
            || qobject_cast<const QStackedWidget*>(pane->parentWidget()))
            return pane;
    return nullptr;
}

QRect placeOf(const QWidget& widget)
{
    return {widget.mapTo(widget.window(), QPoint()), widget.size()};
}

/// `b` comes after `a`: below it, or in the same row and to the right; a column to the right may begin higher up.
bool isInOrder(const QWidget& a, const QWidget& b)
{
    if (a.isAncestorOf(&b))
        return true;
    const QRect first = placeOf(a);
    const QRect second = placeOf(b);
    const bool above = second.bottom() <= first.top() && second.left() < first.right();
    const bool sameRow = second.top() < first.bottom() && first.top() < second.bottom();
    return !above && !(sameRow && second.right() <= first.left());
}

} // namespace

class TestKeyboard : public QObject {
    Q_OBJECT

private:
    QTemporaryDir home_;
    std::unique_ptr<MainWindow> window_;

    /// Where Tab goes, from the tabs of the pages round to them again.
    QList<QWidget*> tabThrough() const
    {
        QWidget* start = window_->findChild<QTabWidget*>()->tabBar();
        start->setFocus();
        QList<QWidget*> visited{start};
        for (int i = 0; i < 400; ++i) {
            QTest::keyClick(window_->focusWidget(), Qt::Key_Tab);
            if (window_->focusWidget() == start)
                break;
            visited << window_->focusWidget();
        }
        return visited;
    }

    static QString ways(const QList<QWidget*>& visited)
    {
        QStringList names;
        for (const QWidget* widget : visited)
            names << called(*widget);
        return names.join(QStringLiteral(", "));
    }

    void checkTabs(const QString& scene)
    {
        const QList<QWidget*> visited = tabThrough();
        QVERIFY2(visited.size() < 300, qPrintable(scene + ": Tab does not come back"));
        for (const QWidget* widget : window_->findChildren<QWidget*>()) {
            if (!widget->isVisible() || widget->window() != window_.get())
                continue;
            if (canBeClicked(*widget) && widget->isEnabled() && !isPart(*widget))
                QVERIFY2(takesTab(*widget) || widget->focusProxy(),
                         qPrintable(scene + ": only a mouse reaches " + called(*widget)));
            if (takesTab(*widget) && !isPart(*widget))
                QVERIFY2(visited.contains(widget), qPrintable(scene + ": Tab passes over " + called(*widget)
                                                              + " on its way over " + ways(visited)));
        }
        // A pane is left once: for what is within it, or for good.
        QList<const QWidget*> left;
        for (qsizetype i = 1; i < visited.size(); ++i) {
            const QWidget* pane = paneOf(*visited[i - 1]);
            QVERIFY2(!left.contains(paneOf(*visited[i])),
                     qPrintable(scene + ": Tab comes back to the pane of " + called(*visited[i])));
            if (pane != nullptr && pane != paneOf(*visited[i]) && !pane->isAncestorOf(visited[i]))
                left << pane;
        }
        for (qsizetype i = 1; i < visited.size(); ++i)
            if (paneOf(*visited[i - 1]) == paneOf(*visited[i]))
                QVERIFY2(isInOrder(*visited[i - 1], *visited[i]),
                         qPrintable(scene + ": " + called(*visited[i]) + " comes after " + called(*visited[i - 1])));
    }

    /// What a key can change: what is shown, what is chosen, what is said.
    struct Mark {
        QImage picture;
        ViewState view;
        QString value;

        bool operator==(const Mark&) const = default;
    };
    Mark mark(const KeyDriven& driven) const
    {
        const auto* source = dynamic_cast<const AccessibleSource*>(&driven);
        QCoreApplication::processEvents(); // plots are painted soon, not at once
        return {window_->currentPage()->grab().toImage(), window_->session().view(),
                source ? source->accessibleValue() : QString()};
    }

    bool changes(KeyDriven& driven, QKeyCombination key)
    {
        const QString page = window_->session().view().page;
        const Mark before = mark(driven);
        QTest::keyClick(driven.keyWidget(), key.key(), key.keyboardModifiers());
        const bool changed = !(mark(driven) == before);
        window_->session().changePage(page);
        driven.keyWidget()->setFocus();
        return changed;
    }

private slots:
    void initTestCase() { window_ = windowWithExample(home_.path()); }
    void cleanupTestCase() { window_.reset(); }

    void tabReachesEverythingInOrder()
    {
        forEachScene(*window_, [&](const QString& scene) {
            if (!QTest::currentTestFailed())
                checkTabs(scene);
        });
        forEachLessonScene(*window_, [&](const QString& scene) {
            if (!QTest::currentTestFailed())
                checkTabs(scene);
        });
    }

    /// Each key is pressed where it can do something: first, or after another key of the widget.
    void publishedKeysDoSomething()
    {
        QStringList topics;
        const auto press = [&](const QString& scene) {
            for (QWidget* widget : window_->currentPage()->findChildren<QWidget*>()) {
                auto* driven = dynamic_cast<KeyDriven*>(widget);
                if (driven == nullptr || !driven->keyWidget()->isVisible() || !takesTab(*driven->keyWidget())
                    || topics.contains(called(*widget)))
                    continue;
                topics << called(*widget);
                driven->keyWidget()->setFocus();
                const QList<KeyHelp> published = driven->keyHelp();
                for (const KeyHelp& help : published)
                    for (const QKeyCombination key : help.keys) {
                        bool changed = changes(*driven, key);
                        for (const KeyHelp& other : published)
                            for (const QKeyCombination first : other.keys)
                                if (!changed) {
                                    QTest::keyClick(driven->keyWidget(), first.key(), first.keyboardModifiers());
                                    changed = changes(*driven, key);
                                }
                        QVERIFY2(changed, qPrintable(QStringLiteral("%1: %2: %3 (%4) does nothing")
                                                         .arg(scene, called(*widget), keysText({key}), help.effect)));
                    }
            }
        };
        forEachScene(*window_, [&](const QString& scene) {
            if (!QTest::currentTestFailed())
                press(scene);
        });
        QVERIFY2(topics.size() >= 12, qPrintable(topics.join(", ")));
    }

    /// A key that does something is published; digits stand for each other, and = for + without Shift.
    void unpublishedKeysAreLeftAlone()
    {
        const QList<int> tried{Qt::Key_Left,   Qt::Key_Right,  Qt::Key_Up,       Qt::Key_Down,   Qt::Key_Home,
                               Qt::Key_End,    Qt::Key_PageUp, Qt::Key_PageDown, Qt::Key_Plus,   Qt::Key_Minus,
                               Qt::Key_Return, Qt::Key_Space,  Qt::Key_1,        Qt::Key_Delete, Qt::Key_X};
        QStringList seen;
        forEachScene(*window_, [&](const QString& scene) {
            for (QWidget* widget : window_->currentPage()->findChildren<QWidget*>()) {
                auto* driven = dynamic_cast<KeyDriven*>(widget);
                if (QTest::currentTestFailed() || driven == nullptr || !driven->keyWidget()->isVisible()
                    || qobject_cast<QAbstractSlider*>(driven->keyWidget()) || seen.contains(called(*widget)))
                    continue;
                seen << called(*widget);
                QList<int> published;
                for (const KeyHelp& help : driven->keyHelp())
                    for (const QKeyCombination key : help.keys)
                        published << key.key();
                const bool scrolls = qobject_cast<QAbstractScrollArea*>(driven->keyWidget()) != nullptr;
                for (const int key : tried) {
                    if (published.contains(key)
                        || (scrolls
                            && (key == Qt::Key_PageUp || key == Qt::Key_PageDown || driven->keyHelp().isEmpty())))
                        continue;
                    QKeyEvent event(QEvent::KeyPress, key, Qt::NoModifier);
                    event.ignore();
                    static_cast<QObject*>(driven->keyWidget())->event(&event);
                    QVERIFY2(!event.isAccepted(),
                             qPrintable(scene + ": " + called(*widget) + " takes " + QKeySequence(key).toString()));
                }
            }
        });
        QVERIFY(seen.size() >= 10);
    }

    /// With the focus something is drawn along the edge of whatever paints itself.
    void theFocusShows()
    {
        QStringList seen;
        forEachScene(*window_, [&](const QString& scene) {
            for (QWidget* widget : window_->currentPage()->findChildren<QWidget*>()) {
                const auto* source = dynamic_cast<const AccessibleSource*>(widget);
                auto* focused = source ? const_cast<QWidget*>(source->accessibleWidget()) : nullptr;
                if (QTest::currentTestFailed() || focused == nullptr || !takesTab(*focused)
                    || seen.contains(called(*widget)))
                    continue;
                seen << called(*widget);
                window_->findChild<QTabWidget*>()->tabBar()->setFocus();
                const QImage without = focused->grab().toImage();
                focused->setFocus();
                QVERIFY2(focused->hasFocus(), qPrintable(called(*focused)));
                const QImage with = focused->grab().toImage();
                QCOMPARE(with.size(), without.size());
                int different = 0;
                constexpr int edge = 4;
                for (int y = 0; y < with.height(); ++y)
                    for (int x = 0; x < with.width(); ++x)
                        if ((x < edge || y < edge || x >= with.width() - edge || y >= with.height() - edge)
                            && with.pixel(x, y) != without.pixel(x, y))
                            ++different;
                const int around = 2 * (with.width() + with.height());
                QVERIFY2(different > around / 2, qPrintable(QStringLiteral("%1: %2: %3 pixels of %4 show the focus")
                                                                .arg(scene, called(*widget))
                                                                .arg(different)
                                                                .arg(around)));
            }
        });
        QVERIFY2(seen.size() >= 12, qPrintable(seen.join(", ")));
    }
};

TERMSCOPE_TEST(TestKeyboard)
#include "TestKeyboard.moc"
