// Signed positions, as networks and files count them, for containers that count in std::size_t.
#pragma once

#include <cstddef>
#include <cstdint>

namespace termscope {

/// `index` must not be negative.
constexpr std::size_t at(std::int64_t index)
{
    return static_cast<std::size_t>(index);
}

} // namespace termscope
