// Draws the pages without a screen: one PNG a page, and the accuracy curve as CSV.
#pragma once

#include "core/base/Error.h"

#include <QSize>
#include <QStringList>

namespace termscope {

class MainWindow;

/// Handles events until none is left. A layout asks the one around it to follow with an event of its own, which is
/// handled in the round after: once is not enough.
void finishLayouts();

/// Whether all is there that the page in sight shows. The curve takes longest, and only one page shows it.
bool isPageThere(MainWindow& window);

/// Waits for that, or `seconds`. False in the latter case.
bool waitUntilPageIsThere(MainWindow& window, int seconds);

/// Waits until everything has been computed, the curve too, or `seconds` are over. False in the latter case.
bool waitUntilSettled(MainWindow& window, int seconds);

/// Renders every page of what the window has open at `size` into `folder` (made if missing), and accuracy.csv where
/// the network can be evaluated. Returns the files written.
Result<QStringList> renderPages(MainWindow& window, QSize size, const QString& folder);

} // namespace termscope
