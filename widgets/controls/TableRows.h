// Rows and columns of tables that keep room for their text when the size of type changes.
#pragma once

class QTableView;

namespace termscope {

/// Keeps every row of the table one line high, with `padding` pixels, and room for `leastRows` of them.
void fitRows(QTableView& table, int padding, int leastRows = 0);

/// Keeps every column at least so many characters of average width wide.
void fitColumns(QTableView& table, int leastCharacters);

} // namespace termscope
