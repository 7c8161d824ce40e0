// Draws the pages without a screen: one PNG a page, and the accuracy curve as CSV.
#pragma once

#include "core/base/Error.h"

#include <QSize>
#include <QStringList>

namespace termscope {

class MainWindow;

/// Waits until everything shown has been computed, or `seconds` are over. False in the latter case.
bool waitUntilSettled(MainWindow& window, int seconds);

/// Renders every page of what the window has open at `size` into `folder` (made if missing), and accuracy.csv where
/// the network can be evaluated. Returns the files written.
Result<QStringList> renderPages(MainWindow& window, QSize size, const QString& folder);

} // namespace termscope
