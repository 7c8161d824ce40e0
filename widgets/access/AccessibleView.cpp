#include "widgets/access/AccessibleView.h"

#include <QWidget>

#include <cmath>

namespace termscope {
namespace {

/// In place of a widget that is just being destroyed.
class NoSource : public AccessibleSource {
public:
    const QWidget* accessibleWidget() const override { return nullptr; }
    QAccessible::Role accessibleRole() const override { return QAccessible::NoRole; }
};

/// Asked for anew every time: while a widget's destructor runs it is no source any more, but may still be asked.
AccessibleSource& sourceIn(QWidget* widget)
{
    static NoSource none;
    auto* source = dynamic_cast<AccessibleSource*>(widget);
    return source != nullptr ? *source : none;
}

/// One cell. It stays for as long as its table does, and is invalid while the table has no such place.
class CellInterface : public QAccessibleInterface, public QAccessibleTableCellInterface, QAccessibleActionInterface {
public:
    CellInterface(QWidget* widget, QWidget* source, int row, int column)
        : widget_(widget), sourceWidget_(source), row_(row), column_(column)
    {
    }

    bool isValid() const override
    {
        return widget_ != nullptr && row_ < source().cellRows() && column_ < source().cellColumns();
    }
    QObject* object() const override { return nullptr; }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    QAccessibleInterface* parent() const override { return QAccessible::queryAccessibleInterface(widget_); }
    QAccessibleInterface* child(int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }
    QString text(QAccessible::Text what) const override
    {
        return what == QAccessible::Name && isValid() ? source().cellAt(row_, column_).name : QString();
    }
    void setText(QAccessible::Text, const QString&) override {}
    QRect rect() const override
    {
        if (!isValid())
            return {};
        const QRect place = source().cellAt(row_, column_).place;
        return {widget_->mapToGlobal(place.topLeft()), place.size()};
    }
    QAccessible::Role role() const override
    {
        return source().cellColumns() == 1 ? QAccessible::ListItem : QAccessible::Cell;
    }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.invalid = !isValid();
        state.readOnly = true;
        state.selectable = true;
        if (isValid()) {
            const AccessibleCell cell = source().cellAt(row_, column_);
            state.selected = cell.selected;
            state.offscreen = !widget_->rect().intersects(cell.place);
            state.invisible = !widget_->isVisible();
        }
        return state;
    }
    void* interface_cast(QAccessible::InterfaceType type) override
    {
        if (type == QAccessible::TableCellInterface)
            return static_cast<QAccessibleTableCellInterface*>(this);
        if (type == QAccessible::ActionInterface)
            return static_cast<QAccessibleActionInterface*>(this);
        return nullptr;
    }

    int columnExtent() const override { return 1; }
    int rowExtent() const override { return 1; }
    QList<QAccessibleInterface*> columnHeaderCells() const override { return {}; }
    QList<QAccessibleInterface*> rowHeaderCells() const override { return {}; }
    int columnIndex() const override { return column_; }
    int rowIndex() const override { return row_; }
    bool isSelected() const override { return isValid() && source().cellAt(row_, column_).selected; }
    QAccessibleInterface* table() const override { return parent(); }

    QStringList actionNames() const override { return {pressAction()}; }
    void doAction(const QString& name) override
    {
        if (name == pressAction() && isValid())
            source().chooseCell(row_, column_);
    }
    QStringList keyBindingsForAction(const QString&) const override { return {}; }

private:
    AccessibleSource& source() const { return sourceIn(sourceWidget_); }

    QPointer<QWidget> widget_;
    QPointer<QWidget> sourceWidget_;
    int row_;
    int column_;
};

/// The source that describes a widget, or whose cells it has.
QWidget* sourceOf(QWidget* widget)
{
    for (QWidget* outer = widget; outer != nullptr; outer = outer->parentWidget()) {
        const auto* source = dynamic_cast<const AccessibleSource*>(outer);
        if (source != nullptr)
            return source->accessibleWidget() == widget || source->cellsWidget() == widget ? outer : nullptr;
    }
    return nullptr;
}

QAccessibleInterface* makeInterface(const QString&, QObject* object)
{
    auto* widget = qobject_cast<QWidget*>(object);
    QWidget* source = widget != nullptr ? sourceOf(widget) : nullptr;
    return source != nullptr ? new AccessibleView(*widget, *source) : nullptr;
}

/// Whether anybody listens: values change with every tick of a clock, and telling them costs.
class Listening : public QAccessible::ActivationObserver {
public:
    void accessibilityActiveChanged(bool active) override { isActive = active; }

    bool isActive = QAccessible::isActive();
};

Listening& listening()
{
    static Listening listening;
    return listening;
}

Announcer announcer = QAccessible::updateAccessibility;

} // namespace

void installAccessibility()
{
    static const bool once = [] {
        QAccessible::installFactory(makeInterface);
        QAccessible::installActivationObserver(&listening());
        return true;
    }();
    Q_UNUSED(once)
}

void renewAccessibility(QWidget& root)
{
    for (QWidget* widget : root.findChildren<QWidget*>()) {
        if (sourceOf(widget) == nullptr)
            continue;
        QAccessibleInterface* known = QAccessible::queryAccessibleInterface(widget);
        if (dynamic_cast<AccessibleView*>(known) == nullptr)
            QAccessible::deleteAccessibleInterface(QAccessible::uniqueId(known));
    }
}

void announceValue(const AccessibleSource& source)
{
    if (!listening().isActive || source.accessibleWidget() == nullptr)
        return;
    const std::optional<AccessibleNumber> number = source.accessibleNumber();
    QAccessibleValueChangeEvent changed(const_cast<QWidget*>(source.accessibleWidget()),
                                        number ? QVariant(number->value) : QVariant(source.accessibleValue()));
    announcer(&changed);
}

void setAnnouncer(Announcer newAnnouncer)
{
    announcer = newAnnouncer;
}

AccessibleView::AccessibleView(QWidget& widget, QWidget& source) : QAccessibleWidget(&widget), sourceWidget_(&source) {}

AccessibleView::~AccessibleView()
{
    for (const QAccessible::Id cell : std::as_const(cells_))
        QAccessible::deleteAccessibleInterface(cell);
}

AccessibleSource& AccessibleView::source() const
{
    return sourceIn(sourceWidget_);
}

void* AccessibleView::interface_cast(QAccessible::InterfaceType type)
{
    if (type == QAccessible::ValueInterface && isMain() && source().accessibleNumber())
        return static_cast<QAccessibleValueInterface*>(this);
    if (type == QAccessible::TableInterface && hasCells())
        return static_cast<QAccessibleTableInterface*>(this);
    return QAccessibleWidget::interface_cast(type);
}

QAccessible::Role AccessibleView::role() const
{
    if (isMain())
        return source().accessibleRole();
    return isList() ? QAccessible::List : QAccessible::Table;
}

QAccessible::State AccessibleView::state() const
{
    QAccessible::State state = QAccessibleWidget::state();
    state.readOnly = !source().accessibleNumber();
    return state;
}

QString AccessibleView::text(QAccessible::Text what) const
{
    if (!isMain())
        return what == QAccessible::Name ? source().cellsName() : QAccessibleWidget::text(what);
    switch (what) {
    case QAccessible::Value: return source().accessibleValue();
    case QAccessible::Description: {
        QStringList parts{widget()->accessibleDescription(), source().accessibleContents()};
        parts.removeAll(QString());
        return parts.join(QLatin1Char('\n'));
    }
    default: return QAccessibleWidget::text(what);
    }
}

int AccessibleView::childCount() const
{
    return QAccessibleWidget::childCount() + (hasCells() ? rowCount() * columnCount() : 0);
}

QAccessibleInterface* AccessibleView::child(int index) const
{
    const int widgets = QAccessibleWidget::childCount();
    if (index < widgets || !hasCells())
        return QAccessibleWidget::child(index);
    const int columns = std::max(1, columnCount());
    return cellAt((index - widgets) / columns, (index - widgets) % columns);
}

int AccessibleView::indexOfChild(const QAccessibleInterface* child) const
{
    if (const auto* cell = dynamic_cast<const CellInterface*>(child); cell != nullptr && hasCells())
        return QAccessibleWidget::childCount() + cell->rowIndex() * columnCount() + cell->columnIndex();
    return QAccessibleWidget::indexOfChild(child);
}

QAccessibleInterface* AccessibleView::childAt(int x, int y) const
{
    if (!hasCells())
        return QAccessibleWidget::childAt(x, y);
    const QPoint place = widget()->mapFromGlobal(QPoint(x, y));
    for (int row = 0; row < rowCount(); ++row)
        for (int column = 0; column < columnCount(); ++column)
            if (source().cellAt(row, column).place.contains(place))
                return cellAt(row, column);
    return QAccessibleWidget::childAt(x, y);
}

QAccessibleInterface* AccessibleView::cellAt(int row, int column) const
{
    if (row < 0 || column < 0 || row >= rowCount() || column >= columnCount())
        return nullptr;
    const int index = row * columnCount() + column;
    // Another number of columns numbers the cells anew.
    if (QAccessibleInterface* known = QAccessible::accessibleInterface(cells_.value(index))) {
        const auto* cell = dynamic_cast<const CellInterface*>(known);
        if (cell != nullptr && cell->rowIndex() == row && cell->columnIndex() == column)
            return known;
        QAccessible::deleteAccessibleInterface(cells_.take(index));
    }
    auto* made = new CellInterface(widget(), sourceWidget_, row, column);
    cells_.insert(index, QAccessible::registerAccessibleInterface(made));
    return made;
}

int AccessibleView::selectedCellCount() const
{
    return static_cast<int>(selectedCells().size());
}

QList<QAccessibleInterface*> AccessibleView::selectedCells() const
{
    QList<QAccessibleInterface*> chosen;
    for (int row = 0; row < rowCount(); ++row)
        for (int column = 0; column < columnCount(); ++column)
            if (source().cellAt(row, column).selected)
                chosen << cellAt(row, column);
    return chosen;
}

QVariant AccessibleView::currentValue() const
{
    return source().accessibleNumber().value_or(AccessibleNumber{}).value;
}

void AccessibleView::setCurrentValue(const QVariant& value)
{
    source().setAccessibleNumber(value.toDouble());
}

QVariant AccessibleView::maximumValue() const
{
    return source().accessibleNumber().value_or(AccessibleNumber{}).maximum;
}

QVariant AccessibleView::minimumValue() const
{
    return source().accessibleNumber().value_or(AccessibleNumber{}).minimum;
}

QVariant AccessibleView::minimumStepSize() const
{
    return 1.0;
}

} // namespace termscope
