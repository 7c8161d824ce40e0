#include "core/base/ByteOrder.h"
#include "core/base/Text.h"
#include "core/files/FloatBytes.h"
#include "core/formats/ExportTensors.h"
#include "core/formats/safetensors/StoredLayers.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

namespace termscope {
namespace {

/// What is written, one tensor after another: of floats where they are, of integers as bytes.
struct WrittenTensor {
    StoredTensor stored;
    const NamedTensor* floats = nullptr;

    std::size_t bytes() const { return floats == nullptr ? stored.data.size() : 4 * floats->tensor.values.size(); }
};

WrittenTensor floatsOf(const NamedTensor& entry)
{
    return {{entry.name, "F32", entry.tensor.shape, {}}, &entry};
}

/// The layer that holds a tensor as integers, with its new weights; nullptr for other tensors.
const WeightLayer* givenLayer(const Network& network, const std::string& name)
{
    const auto layer = std::ranges::find(network.layers, name, &WeightLayer::tensorName);
    return layer != network.layers.end() && layer->given ? &*layer : nullptr;
}

/// Integers of layers that the file quantizes, in the place of the floats that they stand for.
std::vector<WrittenTensor> writtenTensors(const Network& network, const LayerWeights& weights,
                                          const std::vector<NamedTensor>& tensors, std::vector<std::string>* warnings)
{
    std::set<std::string> names;
    for (const NamedTensor& entry : tensors)
        names.insert(entry.name);
    std::vector<WrittenTensor> written;
    for (const NamedTensor& entry : tensors) {
        const WeightLayer* const layer = givenLayer(network, entry.name);
        if (layer == nullptr) {
            written.push_back(floatsOf(entry));
            continue;
        }
        auto stored = storedLayer(*layer, weights[static_cast<std::size_t>(layer - network.layers.data())]);
        const bool taken = stored && *stored && std::ranges::any_of(**stored, [&](const StoredTensor& part) {
                               return part.name != entry.name && names.contains(part.name);
                           });
        if (taken)
            stored = fail("the network has other tensors by the names of its scales and zero points");
        if (!stored && warnings != nullptr)
            warnings->push_back(text("layer ", printable(layer->name), ", stored as ", storedAs(*layer),
                                     ", is written as float32: ", stored.error().message));
        if (!stored || !*stored) {
            written.push_back(floatsOf(entry));
            continue;
        }
        for (StoredTensor& part : **stored)
            written.push_back({std::move(part), nullptr});
    }
    std::ranges::sort(written, {}, [](const WrittenTensor& each) -> const std::string& { return each.stored.name; });
    return written;
}

} // namespace

Result<Bytes> safetensorsBytes(const Network& network, const LayerWeights& weights,
                               const std::vector<std::pair<std::string, std::string>>& metadata,
                               const std::vector<NamedTensor>& replaced, std::vector<std::string>* warnings)
{
    const auto tensors = allTensors(network, weights, replaced);
    if (!tensors)
        return tl::unexpected(tensors.error());
    const std::vector<WrittenTensor> written = writtenTensors(network, weights, *tensors, warnings);
    nlohmann::ordered_json header = nlohmann::ordered_json::object();
    for (const auto& [key, value] : metadata)
        header["__metadata__"][key] = value;
    std::size_t position = 0;
    for (const WrittenTensor& each : written) {
        const std::size_t end = position + each.bytes();
        header[each.stored.name] = {
            {"dtype", each.stored.type}, {"shape", each.stored.shape}, {"data_offsets", {position, end}}};
        position = end;
    }
    std::string head = header.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
    head.resize((head.size() + 7) / 8 * 8, ' '); // so that the data is aligned
    Bytes bytes(8 + head.size());
    storeLittleEndian<std::uint64_t>(head.size(), bytes.data());
    std::copy(bytesOf(head).begin(), bytesOf(head).end(), bytes.begin() + 8);
    bytes.reserve(bytes.size() + position);
    for (const WrittenTensor& each : written) {
        const Bytes data = each.floats == nullptr ? each.stored.data : bytesFromFloats(each.floats->tensor.values);
        bytes.insert(bytes.end(), data.begin(), data.end());
    }
    return bytes;
}

} // namespace termscope
