// A picture as files hold it: bytes, row by row.
#pragma once

#include <cstdint>
#include <vector>

namespace termscope {

struct Image {
    std::int32_t height = 0;
    std::int32_t width = 0;
    std::int32_t channels = 0;        ///< 1: grey; 3: red, green, blue
    std::vector<std::uint8_t> pixels; ///< [height, width, channels]

    bool operator==(const Image&) const = default;
};

} // namespace termscope
