// npz, or a lone npy, to a Network of weights.

#include "core/files/FileKind.h"
#include "core/formats/FormatReaders.h"
#include "core/formats/numpy/NpzArchive.h"
#include "core/formats/packed/JoinedTensors.h"
#include "core/graph/WeightsOnly.h"

#include <filesystem>

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
SharedFloats storedValues(const NpyArray& header, const FileBytes& npy)
{
    NumberForm form{*floatType(header), header.bigEndian};
    if (header.fortranOrder && header.shape.size() > 1) {
        form.shape = header.shape;
        form.strides = fortranStrides(header.shape);
    }
    return storedFloats(npy.part(header.dataStart, npy.bytes.size() - header.dataStart), form);
}

NumberKind kindOf(const NpyArray& array)
{
    NumberKind kind;
    kind.bits = static_cast<int>(8 * std::min<std::size_t>(array.itemSize, 8));
    if (const auto floats = floatType(array)) {
        kind.family = NumberFamily::Float;
        kind.floats = *floats;
    } else if (const std::size_t size = array.itemSize; size == 1 || size == 2 || size == 4 || size == 8) {
        kind.family = array.kind == 'i'   ? NumberFamily::Signed
                      : array.kind == 'u' ? NumberFamily::Unsigned
                                          : NumberFamily::Other;
    }
    return kind;
}

/// `npy`: where a mapped file has the array, of which `array` is the header alone; none for one in memory.
StoredArray storedArray(const std::string& name, NpyArray array, const std::optional<FileBytes>& npy)
{
    StoredArray stored{name, array.kind == 'O' ? "Python objects" : array.type, kindOf(array), array.shape};
    stored.bigEndian = array.bigEndian;
    if (stored.kind.isFloating()) {
        stored.floats = npy ? storedValues(array, *npy) : sharedFloats(std::move(array));
        return stored;
    }
    if (!stored.kind.isWhole())
        return stored;
    const bool inRows = !array.fortranOrder || array.shape.size() < 2;
    if (npy && inRows) {
        stored.source = npy->part(array.dataStart, npy->bytes.size() - array.dataStart);
        return stored;
    }
    if (npy) // all that is wanted of the header is then where the data is
        array.file.assign(npy->bytes.begin(), npy->bytes.end());
    const auto bytes = std::make_shared<const Bytes>(rowOrderBytes(array));
    stored.source = FileBytes(ByteView(*bytes));
    stored.owner = bytes;
    return stored;
}

Result<Network> networkOfArrays(std::vector<StoredArray> arrays, const std::string& file)
{
    LeftOutTensors leftOut("array");
    auto tensors = joinedTensors(std::move(arrays), leftOut, "array", file);
    if (!tensors)
        return tl::unexpected(tensors.error());
    return networkFromTensors(std::move(*tensors), leftOut, file);
}

/// One array, by the name of its file.
Result<Network> parseLoneNpy(const FileBytes& source, const std::string& file)
{
    auto array = parseNpyHeader(source.bytes, file);
    if (!array)
        return tl::unexpected(array.error());
    const std::string stem = std::filesystem::path(file).stem().string();
    std::vector<StoredArray> arrays;
    arrays.push_back(storedArray(stem.empty() ? "array" : stem, std::move(*array), source));
    auto network = networkOfArrays(std::move(arrays), file);
    if (network && source.mapped())
        network->files.push_back(source.file);
    return network;
}

} // namespace

Result<Network> parseNpz(const FileBytes& source, const std::string& file)
{
    if (fileKind(source.bytes) == FileKind::Npy)
        return parseLoneNpy(source, file);
    const auto archive = NpzArchive::open(source.bytes, file);
    if (!archive)
        return tl::unexpected(archive.error());
    // Of a small file all is read, and compared with the archive's checksums.
    const bool stays = source.mapped() && source.bytes.size() > static_cast<std::uint64_t>(checkedBytes);
    std::vector<StoredArray> arrays;
    for (std::size_t i = 0; i < archive->names().size(); ++i) {
        const std::string& name = archive->names()[i];
        const auto place = stays ? archive->place(i) : std::nullopt;
        std::optional<FileBytes> npy;
        if (place)
            npy = source.part(place->first, place->size);
        auto array = npy ? parseNpyHeader(npy->bytes, archive->where(i)) : archive->readAny(i);
        if (!array)
            return tl::unexpected(array.error());
        source.release();
        arrays.push_back(storedArray(name, std::move(*array), npy));
    }
    auto network = networkOfArrays(std::move(arrays), file);
    if (network && stays)
        network->files.push_back(source.file);
    return network;
}

} // namespace termscope
