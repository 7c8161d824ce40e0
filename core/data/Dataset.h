// Labelled images, held as the numbers a network takes in.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace termscope {

/// Immutable once read; share it as DatasetPtr.
struct Dataset {
    std::string name;              ///< for the screen
    std::int64_t height = 0;       ///< pixels; a flat vector has height 1
    std::int64_t width = 0;
    std::int64_t channels = 1;
    std::vector<float> pixels;     ///< [count, height × width × channels]; bytes are read as value / 255
    std::vector<std::int32_t> labels; ///< [count], ≥ 0; empty when there are none
    std::int32_t classes = 0;      ///< largest label + 1

    std::int64_t features() const { return height * width * channels; }
    std::int64_t count() const { return features() == 0 ? 0 : static_cast<std::int64_t>(pixels.size()) / features(); }
    std::span<const float> image(std::int64_t index) const
    {
        return {pixels.data() + index * features(), static_cast<std::size_t>(features())};
    }
};

using DatasetPtr = std::shared_ptr<const Dataset>;

} // namespace termscope
