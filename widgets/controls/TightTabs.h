// Tabs that stay in one row: where it is too short their texts end in an ellipsis, and the whole text is the tooltip.
#pragma once

class QTabWidget;

namespace termscope {

/// Of tabs that have their texts by now. Tooltips that begin otherwise stay below the text.
void keepTabsTight(QTabWidget& tabs);

} // namespace termscope
