// Takes a view away: as PNG, SVG, PDF or CSV into a file the user names, or onto the clipboard.
#pragma once

#include "core/base/Error.h"
#include "widgets/export/ExportableView.h"

namespace termscope {

/// What a view gives for a kind of file. scale: 1…4, of PNG alone.
QByteArray exportedBytes(const ExportableView& view, ExportKind kind, int scale);

/// Writes it whole or not at all.
Result<void> exportToFile(const ExportableView& view, ExportKind kind, int scale, const QString& path);

/// Asks where to and writes, or fills the clipboard. Errors are shown over `view`.
void exportInteractively(ExportableView& view, ExportKind kind);

} // namespace termscope
