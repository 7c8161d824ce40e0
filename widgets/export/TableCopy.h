// Copying a table that is not in an ExportableView: as CSV, Markdown or LaTeX, from the menu of the right mouse button
// or the menu key.
#pragma once

#include <QString>

#include <functional>

class QAbstractItemModel;
class QTableView;

namespace termscope {

/// All rows as shown, with the headings; columns without any text are left out.
QString csvOf(const QAbstractItemModel& model);

/// The table's menu. `origin`: lines about where the figures are from, each with "# " before it, for the head of what
/// is copied; it may be empty.
void addCopyMenu(QTableView& table, std::function<QString()> origin = {});

} // namespace termscope
