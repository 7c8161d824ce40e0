// Splitters between the panes of a page.
#pragma once

#include <QSplitter>

namespace termscope {

/// `name`: what its sizes are kept under, unlike that of any other splitter of the window. No pane can be lost by
/// dragging.
inline QSplitter* newSplitter(Qt::Orientation orientation, const char* name)
{
    auto* splitter = new QSplitter(orientation);
    splitter->setObjectName(QLatin1String(name));
    splitter->setChildrenCollapsible(false);
    return splitter;
}

} // namespace termscope
