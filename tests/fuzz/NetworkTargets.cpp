// Readers of networks and arrays.
#include "core/formats/FormatReaders.h"
#include "core/formats/Formats.h"
#include "core/formats/numpy/Npy.h"
#include "core/quant/Quantizer.h"
#include "tests/fuzz/Targets.h"

#include <algorithm>
#include <cmath>

namespace termscope::fuzz {
namespace {

/// As many integers as weights, within their bounds; scales that are of them.
void requireGiven(const GivenWeights& given, const WeightLayer& layer)
{
    const auto count = static_cast<std::size_t>(layer.weight.size());
    require(given.integers->size() == count, "a layer has an integer for each weight");
    std::vector<std::int32_t> integers(count);
    given.integers->read(0, integers);
    require(std::ranges::all_of(integers,
                                [&](std::int32_t value) { return value >= given.lowest && value <= given.highest; }),
            "integers are within their bounds");
    const std::size_t scales = given.scales.size();
    const auto outputs = static_cast<std::size_t>(layer.outputs());
    const std::size_t blocks = given.block == 0 ? 1 : static_cast<std::size_t>(layer.fanIn() / given.block);
    require(given.block == 0 || layer.fanIn() % given.block == 0, "blocks divide a row");
    require(scales == 1 || scales == outputs * blocks, "scales are of the tensor, its outputs or their blocks");
    require(given.offsets.empty() || given.offsets.size() == scales, "offsets are as many as scales");
}

void requireWhole(const Network& network)
{
    for (const WeightLayer& layer : network.layers) {
        const SharedFloats& values = layer.weight.values;
        require(static_cast<std::int64_t>(values.size()) == elementCount(layer.weight.shape),
                "a layer has the values of its shape");
        require(!network.checked
                    || std::all_of(values.begin(), values.end(), [](float value) { return std::isfinite(value); }),
                "weights are finite where the network says that they were looked at");
        if (layer.given != nullptr)
            requireGiven(*layer.given, layer);
    }
    for (const std::string& warning : network.warnings)
        requireSentence(warning);
}

} // namespace

/// Whatever the bytes are: a reader must not rely on the row that detects it.
void network(std::string_view format, ByteView bytes)
{
    const FormatInfo* const row = findFormat(format);
    require(row != nullptr, "a target of networks is the key of a format");
    if (const auto network = row->read(bytes, text("f.", format), std::nullopt); taken(network))
        requireWhole(*network);
}

/// Without a folder: the table alone, none of the files that it names.
void shards(ByteView bytes)
{
    taken(parseShardIndex(bytes, "f.index.json", std::nullopt));
}

/// Apart from npz: there, a checksum keeps out nearly all that a fuzzer makes.
void npy(ByteView bytes)
{
    const auto array = parseNpy(Bytes(bytes.begin(), bytes.end()), "f.npy");
    if (!taken(array))
        return;
    const auto count = static_cast<std::size_t>(elementCount(array->shape));
    if (floatType(*array))
        require(floatValues(*array).size() == count, "an array has the values of its shape");
    else if (const auto whole = integerValues(*array))
        require(whole->size() == count, "an array has the values of its shape");
}

} // namespace termscope::fuzz
