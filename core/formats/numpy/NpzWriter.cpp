#include "core/base/Text.h"
#include "core/files/Zip.h"
#include "core/formats/ExportTensors.h"
#include "core/formats/numpy/NpzArchive.h"

#include <algorithm>
#include <set>

namespace termscope {

Result<Bytes> npzBytes(const Network& network, const LayerWeights& weights, const std::vector<NamedTensor>& replaced)
{
    const auto tensors = allTensors(network, weights, replaced);
    if (!tensors)
        return tl::unexpected(tensors.error());
    std::vector<ZipInput> members;
    std::set<std::string> names;
    for (const NamedTensor& entry : *tensors) {
        // Exporters name constants by path ("/fc1/Constant"); a zip archive has no use for absolute names.
        const std::string name = entry.name.substr(std::min(entry.name.find_first_not_of('/'), entry.name.size()));
        if (!isPlainName(name) || !names.insert(name).second)
            return fail(network.name, ": expected plain tensor names, each once, found ", inQuotes(entry.name));
        members.push_back({name + ".npy", npyBytes(entry.tensor.shape, entry.tensor.values)});
    }
    return zipBytes(members);
}

} // namespace termscope
