// Aligned columns for a terminal, and numbers fit to stand in them.
#pragma once

#include "core/base/Text.h" // printable(), for names that came from a file

#include <string>
#include <string_view>
#include <vector>

namespace termscope::cli {

/// Columns of UTF-8 text. The first `leftColumns` are aligned to the left, the others to the right.
class TextTable {
public:
    TextTable(std::vector<std::string> header, std::size_t leftColumns);

    /// A short row is filled up with empty cells.
    void addRow(std::vector<std::string> cells);

    /// One line each, two spaces between columns, none at the end of a line.
    std::string toText() const;

private:
    std::vector<std::vector<std::string>> rows_; ///< the header first
    std::size_t leftColumns_;
};

/// Characters, not bytes, of UTF-8 text.
std::size_t displayWidth(std::string_view text);

/// "3.142": always a point, whatever the locale.
std::string fixed(double value, int decimals);

/// "-0.0123": so many significant digits.
std::string significant(double value, int digits);

} // namespace termscope::cli
