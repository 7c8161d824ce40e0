// safetensors to a Network of weights.

#include "core/formats/FormatReaders.h"
#include "core/formats/packed/JoinedTensors.h"
#include "core/formats/safetensors/SafetensorsHeader.h"
#include "core/formats/safetensors/SafetensorsTensors.h"

namespace termscope {

Result<void> addTensors(SafetensorsTensors& found, const FileBytes& source, const std::string& file,
                        const std::function<Result<bool>(const std::string& name)>& wanted)
{
    const auto header = readSafetensorsHeader(source.bytes, file);
    if (!header)
        return tl::unexpected(header.error());
    for (const SafetensorsEntry& entry : header->entries) {
        const Result<bool> wants = wanted(entry.name);
        if (!wants)
            return tl::unexpected(wants.error());
        if (!*wants)
            continue;
        const auto begin = header->dataStart + static_cast<std::size_t>(entry.offsets[0]);
        const auto size = static_cast<std::size_t>(entry.offsets[1] - entry.offsets[0]);
        if (const auto kind = safetensorsKind(entry.type))
            found.arrays.push_back({entry.name, entry.type, *kind, entry.shape, source.part(begin, size)});
        else
            found.leftOut.add(entry.name, entry.type);
    }
    return {};
}

Result<Network> networkOf(SafetensorsTensors found, const std::string& file)
{
    auto tensors = joinedTensors(std::move(found.arrays), found.leftOut, "tensor", file);
    if (!tensors)
        return tl::unexpected(tensors.error());
    return networkFromTensors(std::move(*tensors), found.leftOut, file);
}

Result<Network> parseSafetensors(const FileBytes& source, const std::string& file)
{
    SafetensorsTensors found;
    if (auto added = addTensors(found, source, file, [](const std::string&) { return true; }); !added)
        return tl::unexpected(added.error());
    auto network = networkOf(std::move(found), file);
    if (network && source.mapped())
        network->files.push_back(source.file);
    return network;
}

} // namespace termscope
