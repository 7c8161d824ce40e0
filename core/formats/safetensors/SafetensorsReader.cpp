// safetensors to a Network of weights.

#include "core/files/FloatBytes.h"
#include "core/formats/FormatReaders.h"
#include "core/formats/safetensors/SafetensorsHeader.h"
#include "core/formats/safetensors/SafetensorsTensors.h"

#include <optional>

namespace termscope {
namespace {

std::optional<FloatType> floatTypeNamed(const std::string& name)
{
    if (name == "F64")
        return FloatType::F64;
    if (name == "F32")
        return FloatType::F32;
    if (name == "F16")
        return FloatType::F16;
    if (name == "BF16")
        return FloatType::BF16;
    return std::nullopt;
}

} // namespace

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
        const auto type = floatTypeNamed(entry.type);
        if (!type) {
            found.leftOut.add(entry.name, entry.type);
            continue;
        }
        const auto begin = header->dataStart + static_cast<std::size_t>(entry.offsets[0]);
        const auto size = static_cast<std::size_t>(entry.offsets[1] - entry.offsets[0]);
        found.tensors.push_back({entry.name, {entry.shape, storedFloats(source.part(begin, size), {*type})}});
    }
    return {};
}

Result<Network> parseSafetensors(const FileBytes& source, const std::string& file)
{
    SafetensorsTensors found;
    if (auto added = addTensors(found, source, file, [](const std::string&) { return true; }); !added)
        return tl::unexpected(added.error());
    auto network = networkFromTensors(std::move(found.tensors), found.leftOut, file);
    if (network && source.mapped())
        network->files.push_back(source.file);
    return network;
}

} // namespace termscope
