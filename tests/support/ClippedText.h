// Finds text of controls that has no room: what a user would see cut off, or not at all.
#pragma once

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QAbstractSpinBox>
#include <QCheckBox>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QPushButton>
#include <QRadioButton>
#include <QRegularExpression>
#include <QScrollArea>
#include <QScrollBar>
#include <QStyleOption>
#include <QTabBar>
#include <QTextDocument>
#include <QToolButton>

namespace termscope {

/// Every visible control below `root` whose text does not fit, one sentence each: which, its text, what it needs and
/// has. Text that is elided with the whole of it as the tooltip is all right; so is what a scroll bar brings into
/// sight.
class ClippedText {
public:
    static QStringList in(QWidget& root)
    {
        ClippedText finder(root);
        for (QWidget* each : root.findChildren<QWidget*>())
            if (each->isVisibleTo(&root) && each->window() == root.window())
                finder.check(*each);
        return finder.found_;
    }

private:
    explicit ClippedText(QWidget& root) : root_(root) {}

    static QString plain(QString text) { return text.remove(QRegularExpression(QStringLiteral("&(?!&)"))); }

    void report(const QWidget& widget, const QString& text, double needed, double has, const char* what)
    {
        if (needed <= has + 1.0)
            return;
        QString owner = widget.objectName();
        for (const QWidget* parent = widget.parentWidget(); owner.isEmpty() && parent; parent = parent->parentWidget())
            owner = parent->objectName();
        found_ << QStringLiteral("%1 in %2, \"%3\": %4 %5, has %6")
                      .arg(QLatin1String(widget.metaObject()->className()), owner, text.left(40), QLatin1String(what))
                      .arg(needed, 0, 'f', 0)
                      .arg(has, 0, 'f', 0);
    }

    void check(QWidget& widget)
    {
        if (const auto* label = qobject_cast<QLabel*>(&widget))
            checkLabel(*label);
        else if (const auto* button = qobject_cast<QAbstractButton*>(&widget))
            checkButton(*button);
        else if (const auto* combo = qobject_cast<QComboBox*>(&widget))
            checkCombo(*combo);
        else if (const auto* line = qobject_cast<QLineEdit*>(&widget))
            checkLine(*line);
        else if (const auto* tabs = qobject_cast<QTabBar*>(&widget))
            checkTabs(*tabs);
        else if (const auto* header = qobject_cast<QHeaderView*>(&widget))
            checkHeader(*header);
        else if (auto* bar = qobject_cast<QMenuBar*>(&widget))
            checkMenuBar(*bar);
    }

    /// A control that reaches over an edge that nothing scrolls is cut there.
    void checkPlace(const QWidget& widget, const QString& text)
    {
        for (const QWidget* parent = widget.parentWidget(); parent; parent = parent->parentWidget()) {
            const auto* scroll = qobject_cast<const QAbstractScrollArea*>(parent->parentWidget());
            if (scroll != nullptr && scroll->viewport() == parent) {
                // What a bar brings into sight may be outside; what none can reach may not.
                const QRect place(widget.mapTo(parent, QPoint()), widget.size());
                if (scroll->horizontalScrollBar()->maximum() == 0)
                    report(widget, text, place.right() + 1, parent->width(), "reaches to");
                return;
            }
            const QRect place(widget.mapTo(parent, QPoint()), widget.size());
            report(widget, text, place.right() + 1, parent->width(), "reaches to");
            report(widget, text, place.bottom() + 1, parent->height(), "reaches down to");
            report(widget, text, -place.left(), 0, "begins left by");
            if (parent == &root_)
                return;
        }
    }

    void checkLabel(const QLabel& label)
    {
        if (label.text().isEmpty())
            return;
        checkPlace(label, label.text());
        if (label.property("elides").toBool() && label.toolTip() == label.text())
            return;
        if (label.wordWrap()) {
            report(label, label.text(), label.heightForWidth(label.width()), label.height(), "needs a height of");
            return;
        }
        report(label, label.text(), label.sizeHint().width(), label.width(), "needs a width of");
        report(label, label.text(), label.sizeHint().height(), label.height(), "needs a height of");
    }

    void checkButton(const QAbstractButton& button)
    {
        if (button.text().isEmpty() || button.objectName().startsWith(QLatin1String("qt_")))
            return;
        checkPlace(button, button.text());
        if (button.hasHeightForWidth()) { // its text wraps
            report(button, button.text(), button.heightForWidth(button.width()), button.height(), "needs a height of");
            return;
        }
        const QFontMetrics metrics(button.font());
        double room = button.width();
        QStyleOptionButton option;
        option.initFrom(&button);
        if (qobject_cast<const QPushButton*>(&button))
            room = button.style()->subElementRect(QStyle::SE_PushButtonContents, &option, &button).width();
        else if (qobject_cast<const QCheckBox*>(&button))
            room = button.style()->subElementRect(QStyle::SE_CheckBoxContents, &option, &button).width();
        else if (qobject_cast<const QRadioButton*>(&button))
            room = button.style()->subElementRect(QStyle::SE_RadioButtonContents, &option, &button).width();
        report(button, button.text(), metrics.horizontalAdvance(plain(button.text())), room, "needs a width of");
        report(button, button.text(), metrics.height(), button.height(), "needs a height of");
    }

    void checkCombo(const QComboBox& combo)
    {
        checkPlace(combo, combo.currentText());
        QStyleOptionComboBox option;
        option.initFrom(&combo);
        option.editable = combo.isEditable();
        const QRect field = combo.style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField,
                                                          &combo);
        if (combo.toolTip().contains(combo.currentText()) && !combo.currentText().isEmpty())
            return;
        report(combo, combo.currentText(), QFontMetrics(combo.font()).horizontalAdvance(combo.currentText()),
               field.width(), "needs a width of");
    }

    void checkLine(const QLineEdit& line)
    {
        const QString text = line.text().isEmpty() ? line.placeholderText() : line.text();
        if (text.isEmpty())
            return;
        checkPlace(line, text);
        // Typed text scrolls; a number must be seen whole.
        const bool isNumber = qobject_cast<const QAbstractSpinBox*>(line.parentWidget()) != nullptr;
        if (isNumber || line.text().isEmpty())
            report(line, text, QFontMetrics(line.font()).horizontalAdvance(text) + 4, line.width(), "needs a width of");
        report(line, text, QFontMetrics(line.font()).height(), line.height(), "needs a height of");
    }

    void checkTabs(const QTabBar& tabs)
    {
        int needed = 0;
        for (int i = 0; i < tabs.count(); ++i)
            if (tabs.isTabVisible(i)) {
                needed = std::max(needed, tabs.tabRect(i).right() + 1);
                const int text = QFontMetrics(tabs.font()).horizontalAdvance(plain(tabs.tabText(i)));
                if (!tabs.tabToolTip(i).startsWith(plain(tabs.tabText(i))))
                    report(tabs, tabs.tabText(i), text, tabs.tabRect(i).width(), "has a tab that needs");
            }
        report(tabs, tabs.tabText(0), needed, tabs.width(), "needs a width of");
    }

    void checkHeader(const QHeaderView& header)
    {
        if (header.orientation() != Qt::Horizontal || !header.model())
            return;
        for (int i = 0; i < header.count(); ++i) {
            const QString text = header.model()->headerData(i, Qt::Horizontal).toString();
            if (header.isSectionHidden(i) || text.isEmpty())
                continue;
            const QFontMetrics metrics(header.font());
            const int width = metrics.size(0, text).width();
            report(header, text, width, header.sectionSize(i), "has a column that needs");
            report(header, text, metrics.size(0, text).height(), header.height(), "needs a height of");
        }
    }

    void checkMenuBar(QMenuBar& bar)
    {
        // Folded away on purpose while presenting.
        const auto* more = bar.findChild<QToolButton*>(QStringLiteral("qt_menubar_ext_button"));
        if (bar.maximumHeight() > 0 && more != nullptr && more->isVisibleTo(&bar))
            found_ << QStringLiteral("the menu bar does not fit");
    }

    QWidget& root_;
    QStringList found_;
};

} // namespace termscope
