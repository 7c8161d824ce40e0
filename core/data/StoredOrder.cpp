#include "core/data/StoredOrder.h"

#include "core/base/Text.h"

#include <array>
#include <vector>

namespace termscope {
namespace {

/// Height, width and channels of an image.
struct Sides {
    std::int64_t height = 0;
    std::int64_t width = 0;
    std::int64_t channels = 0;
};

/// Of the last three of four axes.
Sides sidesOf(const Shape& shape, Layout layout)
{
    return layout == Layout::Nchw ? Sides{shape[2], shape[3], shape[1]} : Sides{shape[1], shape[2], shape[3]};
}

Layout otherThan(Layout layout)
{
    return layout == Layout::Nchw ? Layout::Nhwc : Layout::Nchw;
}

/// Whether images of that order, brought to the sample's layout, are what the network's input declares. Pictures that
/// are resized or cropped may have had any size.
bool fits(const Shape& images, Layout stored, const Preprocessing& preprocessing, const Shape& networkInput)
{
    const Sides found = sidesOf(images, stored);
    const Sides wanted = sidesOf(networkInput, preprocessing.layout);
    const bool sized = preprocessing.resize > 0 || preprocessing.crop > 0;
    const auto same = [](std::int64_t size, std::int64_t declared) { return declared < 0 || size == declared; };
    return (sized || (same(found.height, wanted.height) && same(found.width, wanted.width)))
           && same(found.channels, wanted.channels);
}

std::string described(const Shape& images, Layout layout)
{
    const Sides sides = sidesOf(images, layout);
    return text(sides.channels, sides.channels == 1 ? " channel of " : " channels of ", sides.height, "×", sides.width,
                " (stored=", nameOf(layout), ")");
}

/// The values stay where they are.
StoredOrder uncertain(const Shape& images, Layout layout)
{
    return {layout,
            text("images of ", images[1], "×", images[2], "×", images[3], " are taken as ", described(images, layout),
                 ", but may be ", described(images, otherThan(layout)), "; say which in the preprocessing")};
}

} // namespace

StoredOrder storedOrder(const Shape& images, const Preprocessing& preprocessing, const Shape& networkInput)
{
    if (preprocessing.stored)
        return {*preprocessing.stored, ""};
    const Layout asItIs = preprocessing.layout;
    const Layout moved = otherThan(asItIs);
    if (networkInput.size() == 4) {
        const bool stays = fits(images, asItIs, preprocessing, networkInput);
        const bool moves = fits(images, moved, preprocessing, networkInput);
        if (stays != moves)
            return {stays ? asItIs : moved, ""};
    }
    if (const std::optional<Layout> told = layoutOf(images))
        return {*told, ""};
    return uncertain(images, asItIs);
}

} // namespace termscope
