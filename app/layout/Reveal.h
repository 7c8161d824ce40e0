// Brings a part of the window into sight.
#pragma once

class QWidget;

namespace termscope {

/// Brings the tabs to the front that the widget is in, and scrolls it into sight.
void revealPart(QWidget* widget);

} // namespace termscope
