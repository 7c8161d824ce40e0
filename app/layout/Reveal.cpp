#include "app/layout/Reveal.h"

#include <QScrollArea>
#include <QStackedWidget>
#include <QTabWidget>

namespace termscope {

void revealPart(QWidget* widget)
{
    for (QWidget* inner = widget; inner != nullptr; inner = inner->parentWidget()) {
        auto* stack = qobject_cast<QStackedWidget*>(inner->parentWidget());
        auto* tabs = stack != nullptr ? qobject_cast<QTabWidget*>(stack->parentWidget()) : nullptr;
        if (tabs != nullptr)
            tabs->setCurrentWidget(inner);
        auto* scroll = inner->parentWidget() != nullptr
                           ? qobject_cast<QScrollArea*>(inner->parentWidget()->parentWidget())
                           : nullptr;
        if (scroll != nullptr && scroll->widget() == inner)
            scroll->ensureWidgetVisible(widget);
    }
}

} // namespace termscope
