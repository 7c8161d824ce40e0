// npz to a Network of weights.

#include "core/base/Text.h"
#include "core/model/FormatReaders.h"
#include "core/model/WeightsOnly.h"
#include "core/model/numpy/NpzArchive.h"

namespace termscope {

Result<Network> parseNpz(const FileBytes& source, const std::string& file)
{
    const auto archive = NpzArchive::open(source.bytes, file);
    if (!archive)
        return tl::unexpected(archive.error());
    std::vector<NamedTensor> tensors;
    std::vector<std::string> warnings;
    for (std::size_t i = 0; i < archive->names().size(); ++i) {
        auto array = archive->read(i);
        if (!array)
            return tl::unexpected(array.error());
        source.release();
        if (floatType(*array))
            tensors.push_back({archive->names()[i], {array->shape, sharedFloats(std::move(*array))}});
        else
            warnings.push_back(text("array ", printable(archive->names()[i]), " is left out: it holds ",
                                    printable(array->type), ", not floating-point numbers"));
    }
    auto network = networkFromTensors(std::move(tensors), NetworkFormat::Npz, file);
    if (network)
        network->warnings.insert(network->warnings.begin(), warnings.begin(), warnings.end());
    return network;
}

} // namespace termscope
