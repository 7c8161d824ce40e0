#include "core/evaluate/TokenOrder.h"

#include <algorithm>
#include <array>

namespace termscope {
namespace {

constexpr std::array<std::string_view, 3> orderNames{"auto", "time-first", "batch-first"};

} // namespace

std::string_view nameOf(TokenOrder order)
{
    return orderNames[static_cast<std::size_t>(order)];
}

std::optional<TokenOrder> tokenOrderOf(std::string_view name)
{
    const auto found = std::ranges::find(orderNames, name);
    return found == orderNames.end() ? std::nullopt
                                     : std::optional(static_cast<TokenOrder>(found - orderNames.begin()));
}

} // namespace termscope
