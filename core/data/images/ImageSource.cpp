#include "core/data/images/ImageSource.h"

#include <algorithm>

namespace termscope {

std::string toText(const std::vector<SkippedImage>& skipped, std::int64_t total)
{
    constexpr std::size_t longest = 3;
    if (skipped.empty())
        return {};
    std::string result = text(skipped.size(), " of ", total,
                              skipped.size() == 1 ? " images was skipped: " : " images were skipped: ");
    for (std::size_t i = 0; i < std::min(longest, skipped.size()); ++i)
        result += (i == 0 ? "" : "; ") + skipped[i].reason;
    return result + (skipped.size() > longest ? "; …" : "");
}

} // namespace termscope
