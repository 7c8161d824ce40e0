#include "core/base/ByteOrder.h"
#include "core/files/FloatBytes.h"
#include "core/formats/ExportTensors.h"

#include <nlohmann/json.hpp>

namespace termscope {

Result<Bytes> safetensorsBytes(const Network& network, const LayerWeights& weights,
                               const std::vector<std::pair<std::string, std::string>>& metadata,
                               const std::vector<NamedTensor>& replaced)
{
    const auto tensors = allTensors(network, weights, replaced);
    if (!tensors)
        return tl::unexpected(tensors.error());
    nlohmann::ordered_json header = nlohmann::ordered_json::object();
    for (const auto& [key, value] : metadata)
        header["__metadata__"][key] = value;
    std::size_t position = 0;
    for (const NamedTensor& entry : *tensors) {
        const std::size_t end = position + 4 * entry.tensor.values.size();
        header[entry.name] = {{"dtype", "F32"}, {"shape", entry.tensor.shape}, {"data_offsets", {position, end}}};
        position = end;
    }
    std::string head = header.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
    head.resize((head.size() + 7) / 8 * 8, ' '); // so that the data is aligned
    Bytes bytes(8 + head.size());
    storeLittleEndian<std::uint64_t>(head.size(), bytes.data());
    std::copy(bytesOf(head).begin(), bytesOf(head).end(), bytes.begin() + 8);
    bytes.reserve(bytes.size() + position);
    for (const NamedTensor& entry : *tensors) {
        const Bytes data = bytesFromFloats(entry.tensor.values);
        bytes.insert(bytes.end(), data.begin(), data.end());
    }
    return bytes;
}

} // namespace termscope
