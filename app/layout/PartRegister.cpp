#include "app/layout/PartRegister.h"

#include "widgets/export/ExportableView.h"

#include <algorithm>

namespace termscope {

PartRegister::PartRegister(const QWidget& window)
{
    for (QWidget* part : window.findChildren<QWidget*>()) {
        if (!part->objectName().isEmpty())
            parts_[part->objectName()].append(part);
        if (auto* view = qobject_cast<ExportableView*>(part))
            views_.append(view);
    }
}

ExportableView* PartRegister::view(const QString& name) const
{
    const auto found = std::ranges::find(views_, name, &QObject::objectName);
    return found == views_.end() ? nullptr : *found;
}

} // namespace termscope
