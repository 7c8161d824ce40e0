// What images a network takes, in words.
#pragma once

#include "core/graph/Network.h"

#include <string>

namespace termscope {

/// "3×224×224 colour images", "1×28×28 grey images", "colour images of any size", "784 values": in the network's own
/// order of the axes. Empty: the network does not say, or takes no images.
std::string imagesTaken(const Network& network);

/// Height, width and channels of the images, 0 for any; none where the network does not say.
struct ImageSize {
    std::int64_t height = 0;
    std::int64_t width = 0;
    std::int64_t channels = 0;

    friend bool operator==(const ImageSize&, const ImageSize&) = default;
};
std::optional<ImageSize> imageSizeTaken(const Network& network);

} // namespace termscope
