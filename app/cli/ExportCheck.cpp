#include "app/cli/ExportCheck.h"

#include "core/formats/Formats.h"
#include "core/formats/NetworkReader.h"

#include <algorithm>
#include <cmath>

namespace termscope::cli {
namespace {

constexpr float roundingOf16Bits = 0x1p-8F;  ///< bfloat16: 8 significant bits
constexpr float smallestOf16Bits = 0x1p-24F; ///< float16: steps of subnormal numbers

/// The values in the order of the file: a transposed weight is [in, out] there.
SharedFloats asStored(const WeightLayer& layer, SharedFloats values)
{
    return layer.transposed ? transposed({layer.weight.shape, std::move(values)}).values : values;
}

} // namespace

Result<void> checkExport(const Network& network, const LayerWeights& weights, ByteView bytes, const std::string& out)
{
    const Result<NetworkPtr> back = parseNetwork(bytes, out);
    if (!back)
        return tl::unexpected(back.error());
    for (std::size_t i = 0; i < network.layers.size(); ++i) {
        const WeightLayer& layer = network.layers[i];
        if (layer.isAttention())
            continue;
        const auto found = std::ranges::find((*back)->layers, layer.tensorName, &WeightLayer::tensorName);
        if (found == (*back)->layers.end())
            return fail(out, ": expected the tensor ", layer.tensorName,
                        " when read back, found none; nothing was written");
        const SharedFloats expected = asStored(layer, weights[i]);
        const SharedFloats stored = asStored(*found, found->weight.values);
        const bool rounded = (*back)->format != nullptr && (*back)->format->rounds;
        const bool same = std::ranges::equal(expected, stored, [rounded](float a, float b) {
            const float tolerance = rounded ? roundingOf16Bits * std::abs(a) + smallestOf16Bits : 0.0F;
            return std::abs(a - b) <= tolerance;
        });
        if (!same)
            return fail(out, ": the tensor ", layer.tensorName, " came back with other values; nothing was written");
    }
    return {};
}

} // namespace termscope::cli
