#include "core/data/Cifar.h"

#include "core/base/Limits.h"
#include "core/data/images/ClassNames.h"
#include "core/data/images/MemoryImages.h"
#include "core/files/FileKind.h"
#include "core/files/Gzip.h"

#include <algorithm>
#include <array>
#include <optional>

namespace termscope {
namespace {

namespace fs = std::filesystem;

/// The classes of CIFAR-10 in the order of their labels, for files without the list that comes with them.
constexpr std::array<const char*, 10> names10{"airplane", "automobile", "bird",  "cat",  "deer",
                                              "dog",      "frog",       "horse", "ship", "truck"};

/// CIFAR-10 or CIFAR-100.
struct Kind {
    std::string_view name;
    std::size_t labelBytes;              ///< the last one is the label
    std::array<std::int32_t, 2> classes; ///< of each of them
    std::string_view namesFile;

    std::size_t record() const { return labelBytes + 3072; }
    std::int32_t labelAt(ByteView bytes, std::size_t record, std::size_t which) const
    {
        return std::to_integer<std::int32_t>(bytes[record * this->record() + which]);
    }
};

constexpr std::array kinds{Kind{"CIFAR-10", 1, {10, 0}, "batches.meta.txt"},
                           Kind{"CIFAR-100", 2, {20, 100}, "fine_label_names.txt"}};

/// The first record with a label out of range.
std::optional<std::size_t> firstWrong(ByteView bytes, const Kind& kind)
{
    for (std::size_t record = 0; record < bytes.size() / kind.record(); ++record)
        for (std::size_t which = 0; which < kind.labelBytes; ++which)
            if (kind.labelAt(bytes, record, which) >= kind.classes[which])
                return record;
    return std::nullopt;
}

bool hasWholeRecords(ByteView bytes, const Kind& kind)
{
    return !bytes.empty() && bytes.size() % kind.record() == 0;
}

Result<const Kind*> kindOf(ByteView bytes, const std::string& file)
{
    const Kind* candidate = nullptr;
    for (const Kind& kind : kinds) {
        if (!hasWholeRecords(bytes, kind))
            continue;
        candidate = &kind;
        if (!firstWrong(bytes, kind))
            return candidate;
    }
    if (candidate == nullptr)
        return fail(
            file,
            ": expected a whole number of CIFAR records (3073 bytes each for CIFAR-10, 3074 for CIFAR-100), found ",
            bytes.size(), " bytes");
    const std::size_t wrong = *firstWrong(bytes, *candidate);
    const std::size_t last = candidate->labelBytes - 1;
    return fail(file, ": expected ", candidate->name, " labels below ", candidate->classes[last], ", found ",
                candidate->labelAt(bytes, wrong, last), " of image ", wrong);
}

Result<Bytes> unpacked(Bytes bytes, const std::string& file)
{
    if (fileKind(bytes) != FileKind::Gzip)
        return bytes;
    return gunzip(bytes, limits::cifarBytes, file);
}

Result<LabelledImages> imagesOf(Bytes bytes, const Kind& kind, const std::string& file)
{
    LabelledImages result;
    result.name = fs::path(file).filename().string();
    for (std::size_t record = 0; record < bytes.size() / kind.record(); ++record)
        result.labels.push_back(kind.labelAt(bytes, record, kind.labelBytes - 1));
    if (kind.labelBytes == 1)
        result.classNames.assign(names10.begin(), names10.end());
    result.source = memoryImages(std::move(bytes), {32, 32, 3, true, kind.labelBytes}, file);
    return result;
}

} // namespace

bool isCifar(ByteView bytes)
{
    return std::ranges::any_of(
        kinds, [&](const Kind& kind) { return hasWholeRecords(bytes, kind) && !firstWrong(bytes, kind); });
}

Result<LabelledImages> readCifar(std::span<const fs::path> files)
{
    Bytes all;
    const Kind* kind = nullptr;
    for (const fs::path& path : files) {
        auto stored = readFile(path, limits::cifarBytes);
        if (!stored)
            return tl::unexpected(stored.error());
        const auto bytes = unpacked(std::move(*stored), path.string());
        if (!bytes)
            return tl::unexpected(bytes.error());
        const auto found = kindOf(*bytes, path.string());
        if (!found)
            return tl::unexpected(found.error());
        if (kind != nullptr && *found != kind)
            return fail(path.string(), ": expected ", kind->name, " as ", files[0].string(), " is, found ",
                        (*found)->name);
        kind = *found;
        if (all.size() + bytes->size() > limits::cifarBytes)
            return fail(path.string(), ": expected at most ", limits::cifarBytes, " bytes in all files, found more");
        all.insert(all.end(), bytes->begin(), bytes->end());
    }
    auto result = imagesOf(std::move(all), *kind, files[0].string());
    std::error_code error;
    const fs::path names = files[0].parent_path() / kind->namesFile;
    if (fs::is_regular_file(names, error))
        if (auto classes = ClassNames::readFile(names))
            result->classNames = classes->names();
    return result;
}

Result<LabelledImages> parseCifar(ByteView bytes, const std::string& file)
{
    const auto kind = kindOf(bytes, file);
    if (!kind)
        return tl::unexpected(kind.error());
    return imagesOf(Bytes(bytes.begin(), bytes.end()), **kind, file);
}

} // namespace termscope
