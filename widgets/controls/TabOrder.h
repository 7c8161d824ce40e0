// The order of Tab for controls that are made late: Qt puts what is new after everything else in the window.
#pragma once

#include <QWidget>

namespace termscope {

/// Tab comes to `fields`, in their order, just before it comes to `next`. All are in one window.
inline void putBeforeInTabOrder(QWidget& next, const QList<QWidget*>& fields)
{
    QWidget* before = next.previousInFocusChain();
    for (QWidget* field : fields) {
        QWidget::setTabOrder(before, field);
        before = field;
    }
}

} // namespace termscope
