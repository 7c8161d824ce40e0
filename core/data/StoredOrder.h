// In which order a file holds the channels of its images: [count, channels, height, width] or
// [count, height, width, channels].
//
// What the preprocessing says (stored=nchw, stored=nhwc) counts. Else the network's own input decides: of the readings
// that give it what it declares, the one that moves nothing. Where no input is known, or none of the readings fits it,
// an axis of 1 or 3 holds the channels. Where that does not tell either, the values stay where they are, and a warning
// names the other reading.
#pragma once

#include "core/data/Preprocessing.h"
#include "core/tensor/Tensor.h"

#include <string>

namespace termscope {

struct StoredOrder {
    Layout layout = Layout::Nhwc;
    std::string warning; ///< a sentence without the file's name; empty where the order is certain
};

/// `images` has four axes, `networkInput` as a graph declares it with −1 for any size; empty where there is none.
StoredOrder storedOrder(const Shape& images, const Preprocessing& preprocessing, const Shape& networkInput);

} // namespace termscope
