// GGUF to a Network of weights, of one file or of several ("net-00001-of-00003.gguf").

#include "core/base/Limits.h"
#include "core/base/Text.h"
#include "core/files/FloatCodes.h"
#include "core/formats/FormatReaders.h"
#include "core/formats/gguf/GgufHeader.h"
#include "core/formats/packed/PackedMatrix.h"
#include "core/formats/packed/StoredArray.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <set>

namespace termscope {
namespace {

namespace fs = std::filesystem;

/// A tensor's blocks, one after another.
struct BlockData {
    KeptBytes bytes;
    GgufType type;

    /// visit(block, first value, place in the range, count) for the blocks of a range of values.
    template <class Visit>
    void visitBlocks(std::size_t first, std::size_t count, Visit visit) const
    {
        const auto values = static_cast<std::size_t>(type.values);
        const auto size = static_cast<std::size_t>(type.bytes);
        for (std::size_t done = 0; done < count;) {
            const std::size_t inside = (first + done) % values;
            const std::size_t taken = std::min(values - inside, count - done);
            visit(bytes.data() + (first + done) / values * size, inside, done, taken);
            done += taken;
        }
    }

    /// Of a range of values.
    void release(std::size_t first, std::size_t count) const
    {
        const auto values = static_cast<std::size_t>(type.values);
        const std::size_t begin = first / values * static_cast<std::size_t>(type.bytes);
        bytes.release(begin,
                      std::min((count / values + 2) * static_cast<std::size_t>(type.bytes), bytes.size() - begin));
    }
};

/// The scales of all blocks, or the offsets, in order.
SharedFloats factorsOf(const std::shared_ptr<const BlockData>& data, const GgufBlocks& blocks, bool offsets)
{
    const auto perBlock = static_cast<std::size_t>(data->type.values / blocks.shared);
    const std::size_t count = data->bytes.size() / static_cast<std::size_t>(data->type.bytes) * perBlock;
    return lazily(computedFloats(count, [data, &blocks, offsets, perBlock](std::size_t first, std::span<float> to) {
        std::array<float, 16> scales{};
        std::array<float, 16> added{};
        const auto shared = static_cast<std::size_t>(blocks.shared);
        data->visitBlocks(first * shared, to.size() * shared,
                          [&](const std::byte* block, std::size_t inside, std::size_t at, std::size_t n) {
                              blocks.scales(block, scales.data(), added.data());
                              const auto& wanted = offsets ? added : scales;
                              std::copy_n(wanted.begin() + static_cast<std::ptrdiff_t>(inside / shared), n / shared,
                                          to.begin() + static_cast<std::ptrdiff_t>(at / shared));
                          });
        data->release(first * shared, to.size() * shared);
    }));
}

FoundTensor integerTensor(const std::string& name, const Shape& shape, std::int64_t rows, BlockData blockData)
{
    const auto data = std::make_shared<const BlockData>(std::move(blockData));
    const GgufBlocks& blocks = ggufBlocks(data->type);
    const std::int64_t columns = elementCount(shape) / std::max<std::int64_t>(rows, 1);
    PackedMatrix matrix{std::string(data->type.name), rows, columns, blocks.shared, blocks.lowest, blocks.highest};
    matrix.scales = factorsOf(data, blocks, false);
    if (blocks.hasOffsets)
        matrix.offsets = factorsOf(data, blocks, true);
    matrix.read = [data, &blocks, columns](std::int64_t row, std::int64_t first, std::span<std::int32_t> to) {
        std::array<std::int32_t, ggufBlock> values{};
        data->visitBlocks(static_cast<std::size_t>(row * columns + first), to.size(),
                          [&](const std::byte* block, std::size_t inside, std::size_t at, std::size_t n) {
                              blocks.integers(block, values.data());
                              std::copy_n(values.begin() + static_cast<std::ptrdiff_t>(inside), n,
                                          to.begin() + static_cast<std::ptrdiff_t>(at));
                          });
    };
    matrix.release = [data](std::size_t first, std::size_t count) { data->release(first, count); };
    return foundTensor(name, shape, std::move(matrix));
}

/// A byte with the exponent, then sixteen with two values each: low halves, then high halves.
FoundTensor mxfp4Tensor(const std::string& name, const Shape& shape, BlockData blockData)
{
    const auto data = std::make_shared<const BlockData>(std::move(blockData));
    const auto count = static_cast<std::size_t>(elementCount(shape));
    const auto read = [data](std::size_t first, std::span<float> to) {
        const std::span<const float> values = valuesOf(FloatCode::E2M1);
        const std::span<const float> powers = valuesOf(FloatCode::E8M0);
        data->visitBlocks(first, to.size(),
                          [&](const std::byte* block, std::size_t inside, std::size_t at, std::size_t n) {
                              const float power = powers[std::to_integer<std::size_t>(block[0])];
                              for (std::size_t i = 0; i < n; ++i) {
                                  const auto byte = std::to_integer<unsigned>(block[1 + (inside + i) % 16]);
                                  to[at + i] = values[inside + i < 16 ? byte & 0xFU : byte >> 4] * power;
                              }
                          });
        data->release(first, to.size());
    };
    return {name, {shape, lazily(computedFloats(count, read))}, nullptr, "MXFP4 in blocks of 32"};
}

/// Experts in a stack are matrices under one another; all else is as the file has it.
Shape layerShape(const GgufTensor& tensor)
{
    if (tensor.shape.size() == 3 && tensor.name.find("_exps") != std::string::npos)
        return {tensor.shape[0] * tensor.shape[1], tensor.shape[2]};
    return tensor.shape;
}

FoundTensor tensorOf(const GgufTensor& tensor, const FileBytes& data)
{
    const Shape shape = layerShape(tensor);
    const std::int64_t rows = shape.size() < 2 ? 1 : shape[0];
    FoundTensor found;
    if (tensor.type->form == GgufForm::Integers) {
        found = integerTensor(tensor.name, shape, rows, {KeptBytes(data), *tensor.type});
    } else if (tensor.type->form == GgufForm::Mxfp4) {
        found = mxfp4Tensor(tensor.name, shape, {KeptBytes(data), *tensor.type});
    } else {
        NumberKind kind{NumberFamily::Float};
        kind.floats = tensor.type->name == "F64"    ? FloatType::F64
                      : tensor.type->name == "F16"  ? FloatType::F16
                      : tensor.type->name == "BF16" ? FloatType::BF16
                                                    : FloatType::F32;
        found = {tensor.name, {shape, storedFloats(data, {kind.floats})}, nullptr, storedTypeOf(kind)};
    }
    if (shape != tensor.shape)
        found.fileShape = tensor.shape;
    return found;
}

/// What is found in the files of a network, one after another.
struct GgufFiles {
    std::vector<FoundTensor> tensors;
    LeftOutTensors leftOut{"tensor"};
    std::set<std::string> names;

    Result<void> add(const GgufHeader& header, const FileBytes& source, const std::string& file)
    {
        for (const GgufTensor& tensor : header.tensors) {
            if (!names.insert(tensor.name).second)
                return fail(file, ": tensor ", printable(tensor.name), ": expected it in one file, found it in two");
            if (tensor.type == nullptr)
                leftOut.addWhy(tensor.name, text("its type, ggml's number ", tensor.number, ", is not known"));
            else if (tensor.type->form != GgufForm::Unread)
                tensors.push_back(tensorOf(
                    tensor,
                    source.part(header.dataStart + static_cast<std::size_t>(tensor.bytes == 0 ? 0 : tensor.offset),
                                static_cast<std::size_t>(tensor.bytes))));
            else if (tensor.type->name.starts_with('I') && tensor.type->values == 1)
                leftOut.add(tensor.name, std::string(tensor.type->name));
            else
                leftOut.addWhy(tensor.name, text("its type ", tensor.type->name, " is not read"));
        }
        return {};
    }
};

/// "net" of "net-00002-of-00003.gguf"; none for a name that is not of this form.
std::optional<std::string> stemOf(const std::string& name, std::uint64_t count)
{
    std::array<char, 32> end{};
    std::snprintf(end.data(), end.size(), "-of-%05u.gguf", static_cast<unsigned>(count));
    constexpr std::size_t part = 6; // "-00002"
    const std::string_view ending(end.data());
    if (!name.ends_with(ending) || name.size() <= ending.size() + part)
        return std::nullopt;
    return name.substr(0, name.size() - ending.size() - part);
}

std::string partName(const std::string& stem, std::uint64_t part, std::uint64_t count)
{
    std::array<char, 48> end{};
    std::snprintf(end.data(), end.size(), "-%05u-of-%05u.gguf", static_cast<unsigned>(part),
                  static_cast<unsigned>(count));
    return stem + end.data();
}

/// All files of a network, whichever of them was opened.
Result<void> addParts(GgufFiles& found, std::vector<MappedFilePtr>& files, std::uint64_t count, const std::string& file,
                      const fs::path& folder)
{
    const auto stem = stemOf(fs::path(file).filename().string(), count);
    if (!stem)
        return fail(file, ": expected a name as ", inQuotes(partName("net", 1, count)), " of a network in ", count,
                    " files, found another");
    for (std::uint64_t part = 1; part <= count; ++part) {
        const fs::path path = folder / partName(*stem, part, count);
        std::error_code error;
        if (!fs::exists(path, error))
            return fail(file, ": expected the file ", inQuotes(path.filename().string()), " in its folder, found none");
        const auto opened = MappedFile::open(path);
        if (!opened)
            return tl::unexpected(opened.error());
        const auto header = readGgufHeader((*opened)->bytes(), path.string());
        if (!header)
            return tl::unexpected(header.error());
        if (header->splitCount != count)
            return fail(path.string(), ": expected one of ", count, " files, found one of ", header->splitCount);
        if (auto added = found.add(*header, FileBytes(*opened), path.string()); !added)
            return added;
        if ((*opened)->mapped())
            files.push_back(*opened);
    }
    return {};
}

} // namespace

Result<Network> parseGguf(const FileBytes& source, const std::string& file,
                          const std::optional<std::filesystem::path>& folder)
{
    const auto header = readGgufHeader(source.bytes, file);
    if (!header)
        return tl::unexpected(header.error());
    if (header->splitCount > limits::shards)
        return fail(file, ": expected at most ", limits::shards, " files, found ", header->splitCount);
    GgufFiles found;
    std::vector<MappedFilePtr> files;
    if (header->splitCount > 1 && !folder)
        return fail(file, ": expected the tensors in the file, found one of ", header->splitCount, " files");
    const auto added = header->splitCount > 1 ? addParts(found, files, header->splitCount, file, *folder)
                                              : found.add(*header, source, file);
    if (!added)
        return tl::unexpected(added.error());
    if (header->splitCount <= 1 && source.mapped())
        files.push_back(source.file);
    auto network = networkFromTensors(std::move(found.tensors), found.leftOut, file);
    if (network)
        network->files = std::move(files);
    return network;
}

} // namespace termscope
