#include "app/commands/UndoKeys.h"

#include <QApplication>
#include <QDoubleSpinBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QSpinBox>

#include <cmath>

namespace termscope {
namespace {

/// What is written in the box is the value it holds.
bool showsItsValue(const QAbstractSpinBox& box)
{
    if (const auto* whole = qobject_cast<const QSpinBox*>(&box))
        return whole->text() == whole->specialValueText() || box.locale().toInt(whole->cleanText()) == whole->value();
    if (const auto* real = qobject_cast<const QDoubleSpinBox*>(&box))
        return std::abs(box.locale().toDouble(real->cleanText()) - real->value())
               <= 0.5 * std::pow(10.0, -real->decimals());
    return false;
}

/// The field has a text of its own that undo would take back.
bool isTyping(const QWidget& field)
{
    if (const auto* box = qobject_cast<const QAbstractSpinBox*>(&field)) {
        const auto* line = box->findChild<const QLineEdit*>();
        return line != nullptr && line->isModified() && !showsItsValue(*box);
    }
    if (const auto* line = qobject_cast<const QLineEdit*>(&field))
        return line->isUndoAvailable() || line->isRedoAvailable();
    return true; // not a field that this knows
}

} // namespace

UndoKeys::UndoKeys(QWidget& window) : QObject(&window), window_(window)
{
    qApp->installEventFilter(this);
}

bool UndoKeys::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::ShortcutOverride || !watched->isWidgetType())
        return false;
    const auto& key = *static_cast<QKeyEvent*>(event);
    const auto& field = *static_cast<QWidget*>(watched);
    if ((!key.matches(QKeySequence::Undo) && !key.matches(QKeySequence::Redo)) || field.window() != &window_
        || isTyping(field))
        return false;
    event->ignore();
    return true; // the field does not see it: it would take it
}

} // namespace termscope
