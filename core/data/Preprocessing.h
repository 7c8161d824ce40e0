// From a picture to the numbers a network takes: channels, size of the shorter side, a square from the middle, and
//
//     value = (pixel / scale − mean) / std        pixel 0…255, mean and std of its colour
//
// in float32, every step rounded, as torchvision's transforms and Keras do it.
//
//     preset       shorter side   crop  channels  scale  mean                   std                    layout
//     raw          as it is       none  stored    255    0                      1                      nchw
//     torchvision  256            224   rgb       255    0.485, 0.456, 0.406    0.229, 0.224, 0.225    nchw
//     keras        256            224   rgb       127.5  1                      1                      nchw
//     cifar        as it is       none  rgb       255    0.4914, 0.4822, 0.4465 0.247, 0.2435, 0.2616  nchw
//     mnist        as it is       none  grey      255    0.1307                 0.3081                 nchw
//
// As text a preset with what differs from it: "torchvision:resize=0,crop=0", "raw:mean=0.5/0.4/0.3,layout=nhwc". Three
// numbers are those of red, green and blue, whatever order the network takes; 0 turns resize and crop off. "stored"
// says in which order an array of four axes holds its images: StoredOrder.h finds it out where it is not given.
#pragma once

#include "core/base/Error.h"
#include "core/data/images/Image.h"

#include <array>
#include <optional>
#include <span>
#include <string_view>

namespace termscope {

/// The order of a sample's values.
enum class Layout {
    Nchw, ///< channel by channel (PyTorch)
    Nhwc, ///< pixel by pixel (TensorFlow)
};

/// Which channels a sample has, and in which order.
enum class Channels { Stored, Rgb, Bgr, Grey };

/// "nchw", "nhwc"; "stored", "rgb", "bgr", "grey".
std::string_view nameOf(Layout layout);
std::string_view nameOf(Channels channels);

/// The order that a network's input of this shape has, [batch, 3, height, width] or [batch, height, width, 3], with 1
/// for grey; an axis that may have any size is negative. None: the shape does not tell.
std::optional<Layout> layoutOf(std::span<const std::int64_t> inputShape);

struct Preprocessing {
    std::string_view preset = "raw"; ///< the one the text names: a string of the table of presets
    int resize = 0;                  ///< pixels of the shorter side; 0 leaves the size
    int crop = 0;                    ///< pixels of the square; 0 takes everything
    Channels channels = Channels::Stored;
    float scale = 255.0F;
    std::array<float, 3> mean{0.0F, 0.0F, 0.0F};
    std::array<float, 3> deviation{1.0F, 1.0F, 1.0F};
    Layout layout = Layout::Nchw;
    std::optional<Layout> stored; ///< of a file's array; none: found out

    friend bool operator==(const Preprocessing&, const Preprocessing&) = default;
};

/// The names of the presets, in the order above.
std::span<const std::string_view> preprocessingPresets();

/// "PRESET[:key=value,…]". Errors open with "preprocessing: " and name the nearest preset or key, or the range.
Result<Preprocessing> parsePreprocessing(std::string_view text);

/// The shortest text that parsePreprocessing reads as the same.
std::string toText(const Preprocessing& preprocessing);

/// The picture with the channels, the size and the square asked for, still in bytes. BGR is left to toSample: this is
/// what people are shown. A picture smaller than the square is put in the middle of black. Grey from colours: ITU-R
/// 601, as Pillow rounds it.
Image shaped(const Image& image, const Preprocessing& preprocessing);

/// Values of one sample.
struct SampleShape {
    std::int64_t height = 0;
    std::int64_t width = 0;
    std::int64_t channels = 0;
    Layout layout = Layout::Nchw;

    std::int64_t features() const { return height * width * channels; }
    friend bool operator==(const SampleShape&, const SampleShape&) = default;
};

/// "224×224×3", "28×28".
std::string toText(const SampleShape& shape);

/// From the bytes of a shaped picture to values: a table per channel.
class PixelScaler {
public:
    /// Error: a grey picture, and mean or std with three different numbers.
    static Result<PixelScaler> create(const Preprocessing& preprocessing, std::int32_t channels,
                                      const std::string& file);

    /// `values` has [height × width × channels] of the image, in the preprocessing's layout and order. Thread-safe.
    void toSample(const Image& image, std::span<float> values) const;

private:
    std::array<std::array<float, 256>, 3> table_{};
    std::array<std::size_t, 3> place_{0, 1, 2}; ///< of the image's channels in the sample
    Layout layout_ = Layout::Nchw;
};

} // namespace termscope
