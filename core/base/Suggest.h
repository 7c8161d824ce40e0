// "Did you mean": the known name nearest to a mistyped one.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace termscope {

/// Fewest insertions, deletions, replacements and swaps of neighbours that make one text of the other
/// (optimal string alignment).
int editDistance(std::string_view from, std::string_view to);

/// The candidate that begins with the name, or else the one at the smallest distance, the first of equals. Range: at
/// least one candidate.
std::string nearest(std::string_view name, std::span<const std::string> candidates);

} // namespace termscope
