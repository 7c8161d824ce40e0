#include "core/evaluate/ImagesTaken.h"

#include "core/base/Text.h"
#include "core/data/Preprocessing.h"

#include <algorithm>

namespace termscope {
namespace {

/// The shape of the one input of numbers, its batch first; null: there is none.
const Shape* declaredInput(const Network& network)
{
    if (!network.graph || network.graph->inputs.size() != 1 || !network.graph->inputs[0].shape
        || !isFloating(network.graph->inputs[0].type))
        return nullptr;
    return &*network.graph->inputs[0].shape;
}

std::string_view kindOf(std::int64_t channels)
{
    return channels == 3 ? "colour images" : channels == 1 ? "grey images" : "images";
}

} // namespace

std::optional<ImageSize> imageSizeTaken(const Network& network)
{
    const Shape* const shape = declaredInput(network);
    if (shape == nullptr || shape->size() != 4)
        return std::nullopt;
    const auto known = [&](std::size_t axis) { return std::max<std::int64_t>((*shape)[axis], 0); };
    return layoutOf(*shape).value_or(Layout::Nchw) == Layout::Nchw ? ImageSize{known(2), known(3), known(1)}
                                                                   : ImageSize{known(1), known(2), known(3)};
}

std::string imagesTaken(const Network& network)
{
    const Shape* const shape = declaredInput(network);
    if (shape == nullptr || shape->size() < 2)
        return {};
    const Shape sample(shape->begin() + 1, shape->end());
    const auto isAny = [](std::int64_t size) { return size < 0; };
    if (sample.size() == 1)
        return isAny(sample[0]) ? "values of any number" : text(sample[0], " values");
    const std::optional<ImageSize> size = imageSizeTaken(network);
    const std::string_view kind = size ? kindOf(size->channels) : kindOf(0);
    if (std::ranges::all_of(sample, isAny) || (size && size->height == 0 && size->width == 0))
        return text(kind, " of any size");
    std::string axes;
    for (const std::int64_t axis : sample)
        axes += text(axes.empty() ? "" : "×", isAny(axis) ? "any" : text(axis));
    return text(axes, ' ', kind);
}

} // namespace termscope
