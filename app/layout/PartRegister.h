// The widgets of a window by their object names, and the views among them.
#pragma once

#include <QHash>
#include <QList>
#include <QString>

class QWidget;

namespace termscope {

class ExportableView;

/// Parts are entered once, when all of them are there; they live as long as the window.
class PartRegister {
public:
    PartRegister() = default;
    /// Enters all that has an object name in `window`, and every exportable view.
    explicit PartRegister(const QWidget& window);

    /// In the order of their making, the outer before the inner; none where no widget is called so.
    QList<QWidget*> called(const QString& name) const { return parts_.value(name); }
    ExportableView* view(const QString& name) const; ///< null where there is none
    const QList<ExportableView*>& views() const { return views_; }

private:
    QHash<QString, QList<QWidget*>> parts_;
    QList<ExportableView*> views_;
};

} // namespace termscope
