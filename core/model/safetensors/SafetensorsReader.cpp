// safetensors to a Network of weights.

#include "core/base/FloatBytes.h"
#include "core/base/Text.h"
#include "core/model/FormatReaders.h"
#include "core/model/WeightsOnly.h"
#include "core/model/safetensors/SafetensorsHeader.h"

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

Result<Network> parseSafetensors(const FileBytes& source, const std::string& file)
{
    const auto header = readSafetensorsHeader(source.bytes, file);
    if (!header)
        return tl::unexpected(header.error());
    std::vector<NamedTensor> tensors;
    std::vector<std::string> warnings;
    for (const SafetensorsEntry& entry : header->entries) {
        const auto type = floatTypeNamed(entry.type);
        if (!type) {
            warnings.push_back(text("tensor ", printable(entry.name), " is left out: it holds ", entry.type,
                                    ", not floating-point numbers"));
            continue;
        }
        const auto begin = header->dataStart + static_cast<std::size_t>(entry.offsets[0]);
        const auto size = static_cast<std::size_t>(entry.offsets[1] - entry.offsets[0]);
        tensors.push_back({entry.name, {entry.shape, sharedFloats(source.part(begin, size), *type)}});
    }
    auto network = networkFromTensors(std::move(tensors), NetworkFormat::Safetensors, file);
    if (network && source.mapped())
        network->files.push_back(source.file);
    if (network)
        network->warnings.insert(network->warnings.begin(), warnings.begin(), warnings.end());
    return network;
}

} // namespace termscope
