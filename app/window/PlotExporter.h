// Takes a view away: as PNG, SVG, PDF or CSV into a file the user names, or onto the clipboard.
#pragma once

#include "core/base/Error.h"
#include "widgets/export/ExportableView.h"

namespace termscope {

/// What a view gives for a kind of file. scale: 1…4, of PNG alone. `origin`: what pictures say below, data at their
/// head; may be empty.
QByteArray exportedBytes(ExportableView& view, ExportKind kind, int scale, const ExportOrigin& origin = {});

/// Writes it whole or not at all.
Result<void> exportToFile(ExportableView& view, ExportKind kind, int scale, const QString& path,
                          const ExportOrigin& origin = {});

/// Asks where to and writes, or fills the clipboard. Errors are shown over `view`.
void exportInteractively(ExportableView& view, ExportKind kind, const ExportOrigin& origin);

/// Whether exports say their origin (ExportableView::saysOrigin), as the user chose last.
void restoreSaysOrigin();
void keepSaysOrigin(bool says);

} // namespace termscope
