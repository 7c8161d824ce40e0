// What search prints: JSON, and text for the terminal. (The CSV is core/study/SearchFronts.h's.)
#pragma once

#include "core/study/PlanSearch.h"

#include <string>

namespace termscope::cli {

/// A number of pairs, cycles or microjoules.
std::string costText(double cost);

/// {"network","data","score","cost","float","front":[…],"uniform":[…],"qt":[…],"chosen","search_images",
/// "score_images"}; `unit`: what costs are. Ends in a new line.
std::string searchJson(const std::string& network, const std::string& data, const std::string& unit,
                       const SearchResult& found);

/// `column`: the title of costs; `within`: what the chosen plan is.
std::string searchText(const std::string& network, const std::string& data, const std::string& unit,
                       const std::string& column, const std::string& within, const SearchResult& found);

} // namespace termscope::cli
