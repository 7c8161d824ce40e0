#include "core/base/Suggest.h"

#include <algorithm>
#include <vector>

namespace termscope {

int editDistance(std::string_view from, std::string_view to)
{
    const std::size_t columns = to.size() + 1;
    std::vector<int> table((from.size() + 1) * columns);
    const auto at = [&](std::size_t i, std::size_t j) -> int& { return table[i * columns + j]; };
    for (std::size_t i = 0; i <= from.size(); ++i)
        at(i, 0) = static_cast<int>(i);
    for (std::size_t j = 0; j <= to.size(); ++j)
        at(0, j) = static_cast<int>(j);
    for (std::size_t i = 1; i <= from.size(); ++i)
        for (std::size_t j = 1; j <= to.size(); ++j) {
            const int replace = from[i - 1] == to[j - 1] ? 0 : 1;
            at(i, j) = std::min({at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + replace});
            const bool swapped = i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1];
            if (swapped)
                at(i, j) = std::min(at(i, j), at(i - 2, j - 2) + 1);
        }
    return at(from.size(), to.size());
}

std::string nearest(std::string_view name, std::span<const std::string> candidates)
{
    return *std::ranges::min_element(candidates, {}, [&](const std::string& known) {
        return name.size() > 2 && known.starts_with(name) ? 0 : editDistance(name, known);
    });
}

} // namespace termscope
