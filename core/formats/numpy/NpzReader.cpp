// npz to a Network of weights.

#include "core/formats/FormatReaders.h"
#include "core/formats/numpy/NpzArchive.h"
#include "core/graph/WeightsOnly.h"

namespace termscope {
namespace {

/// Numbers between neighbours along each axis, the first axis contiguous.
std::vector<std::int64_t> fortranStrides(const Shape& shape)
{
    std::vector<std::int64_t> strides;
    std::int64_t step = 1;
    for (const std::int64_t axis : shape) {
        strides.push_back(step);
        step *= axis;
    }
    return strides;
}

/// The values of an array where the file has them. Range: it has a floatType().
Tensor storedTensor(const NpyArray& header, const FileBytes& npy)
{
    NumberForm form{*floatType(header), header.bigEndian};
    if (header.fortranOrder && header.shape.size() > 1) {
        form.shape = header.shape;
        form.strides = fortranStrides(header.shape);
    }
    return {header.shape, storedFloats(npy.part(header.dataStart, npy.bytes.size() - header.dataStart), form)};
}

} // namespace

Result<Network> parseNpz(const FileBytes& source, const std::string& file)
{
    const auto archive = NpzArchive::open(source.bytes, file);
    if (!archive)
        return tl::unexpected(archive.error());
    // Of a small file all is read, and compared with the archive's checksums.
    const bool stays = source.mapped() && source.bytes.size() > static_cast<std::uint64_t>(checkedBytes);
    std::vector<NamedTensor> tensors;
    LeftOutTensors leftOut("array");
    for (std::size_t i = 0; i < archive->names().size(); ++i) {
        const std::string& name = archive->names()[i];
        const auto place = stays ? archive->place(i) : std::nullopt;
        const FileBytes npy = place ? source.part(place->first, place->size) : FileBytes(ByteView());
        auto array = place ? parseNpyHeader(npy.bytes, archive->where(i)) : archive->readAny(i);
        if (!array)
            return tl::unexpected(array.error());
        source.release();
        if (!floatType(*array))
            leftOut.add(name, array->kind == 'O' ? "Python objects" : array->type);
        else if (place)
            tensors.push_back({name, storedTensor(*array, npy)});
        else
            tensors.push_back({name, {array->shape, sharedFloats(std::move(*array))}});
    }
    auto network = networkFromTensors(std::move(tensors), leftOut, file);
    if (network && stays)
        network->files.push_back(source.file);
    return network;
}

} // namespace termscope
