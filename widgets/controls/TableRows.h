// Rows of tables that stay as high as a line of text when the size of type changes.
#pragma once

class QTableView;

namespace termscope {

/// Keeps every row of the table one line high, with `padding` pixels, and room for `leastRows` of them.
void fitRows(QTableView& table, int padding, int leastRows = 0);

} // namespace termscope
