// Labelled pictures that are read one at a time, so that a folder of any size can be used.
#pragma once

#include "core/base/Error.h"
#include "core/data/images/Image.h"

#include <memory>
#include <string>
#include <vector>

namespace termscope {

/// Immutable once opened; share it as ImageSourcePtr.
class ImageSource {
public:
    ImageSource() = default;
    ImageSource(const ImageSource&) = delete;
    ImageSource& operator=(const ImageSource&) = delete;
    virtual ~ImageSource() = default;

    virtual std::int64_t count() const = 0;

    /// What messages call a picture: its file, or "data.bin, image 7".
    virtual std::string nameOf(std::int64_t index) const = 0;

    /// The picture. Range: 0 ≤ index < count(). Error: it cannot be read; the others may well be. Thread-safe.
    virtual Result<Image> read(std::int64_t index) const = 0;
};

using ImageSourcePtr = std::shared_ptr<const ImageSource>;

/// Pictures with what is known of their classes.
struct LabelledImages {
    std::string name; ///< for the screen
    ImageSourcePtr source;
    std::vector<std::int32_t> labels;    ///< [count], ≥ 0; empty when there are none
    std::vector<std::string> classNames; ///< by label; empty when there are none
    std::vector<std::string> warnings;   ///< what was left out, one sentence each
};

/// A picture that could not be read, and why.
struct SkippedImage {
    std::int64_t index = 0;
    std::string reason; ///< a sentence that names it
};

/// "3 of 500 images were skipped: FILE: expected …" with the first few reasons; empty when there are none.
std::string toText(const std::vector<SkippedImage>& skipped, std::int64_t total);

} // namespace termscope
