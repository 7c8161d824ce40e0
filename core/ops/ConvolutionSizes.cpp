#include "core/ops/ConvolutionSizes.h"

#include "core/ops/Helpers.h"

namespace termscope::ops {
namespace {

Result<void> checkRanks(const Value& x, const Value& w)
{
    if (x.rank() < 3 || w.rank() != x.rank())
        return fail("expected an input of batch, channels and space and a weight of as many axes, found ",
                    toText(x.shape), " and ", toText(w.shape));
    return {};
}

Result<void> checkChannels(const Value& x, const Value& w, const ConvolutionSizes& sizes)
{
    if (sizes.groups < 1 || sizes.inputs * sizes.groups != x.shape[1])
        return fail("expected an input of ", sizes.inputs * sizes.groups, " channels for the weight of shape ",
                    toText(w.shape), " in ", sizes.groups, sizes.groups == 1 ? " group" : " groups",
                    ", found the shape ", toText(x.shape));
    return {};
}

} // namespace

Shape spatialOf(const Shape& shape)
{
    return {shape.begin() + 2, shape.end()};
}

Result<ConvolutionSizes> convolutionSizes(const Call& call, std::size_t weight)
{
    const Value& x = call[0];
    const Value& w = call[weight];
    TERMSCOPE_TRY(checkRanks(x, w));
    ConvolutionSizes sizes{x.shape[0], call.node.integer("group", 1), w.shape[1], 0, {}};
    TERMSCOPE_TRY(checkChannels(x, w, sizes));
    if (w.shape[0] % sizes.groups != 0)
        return fail("expected output channels that ", sizes.groups, " groups share, found ", w.shape[0]);
    sizes.outputs = w.shape[0] / sizes.groups;
    Result<SlidingWindow> window = windowOf(call.node, spatialOf(w.shape), spatialOf(x.shape));
    if (!window)
        return tl::unexpected(window.error());
    sizes.window = std::move(*window);
    TERMSCOPE_TRY(checkSize(sizes.result()));
    return sizes;
}

Result<ConvolutionSizes> transposedConvolutionSizes(const Call& call, std::size_t weight)
{
    const Value& x = call[0];
    const Value& w = call[weight];
    TERMSCOPE_TRY(checkRanks(x, w));
    ConvolutionSizes sizes{x.shape[0], call.node.integer("group", 1), 0, w.shape[1], {}};
    if (sizes.groups < 1 || w.shape[0] % sizes.groups != 0)
        return fail("expected input channels that ", sizes.groups, " groups share, found ", w.shape[0]);
    sizes.inputs = w.shape[0] / sizes.groups;
    TERMSCOPE_TRY(checkChannels(x, w, sizes));
    Result<SlidingWindow> window = transposedWindowOf(call.node, spatialOf(w.shape), spatialOf(x.shape));
    if (!window)
        return tl::unexpected(window.error());
    sizes.window = std::move(*window);
    TERMSCOPE_TRY(checkSize(sizes.result()));
    return sizes;
}

} // namespace termscope::ops
