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

void requireWhole(const Network& network)
{
    for (const WeightLayer& layer : network.layers) {
        const SharedFloats& values = layer.weight.values;
        require(static_cast<std::int64_t>(values.size()) == elementCount(layer.weight.shape),
                "a layer has the values of its shape");
        require(std::all_of(values.begin(), values.end(), [](float value) { return std::isfinite(value); }),
                "weights are finite");
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
