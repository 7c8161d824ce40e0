#include "core/files/ZipDirectory.h"

#include "core/base/ByteOrder.h"

#include <algorithm>

namespace termscope {
namespace {

constexpr std::uint32_t localMark = 0x04034b50;
constexpr std::uint32_t entryMark = 0x02014b50;
constexpr std::uint32_t endMark = 0x06054b50;
constexpr std::uint32_t wideEndMark = 0x06064b50;
constexpr std::uint32_t wideLocatorMark = 0x07064b50;
constexpr std::size_t localSize = 30;
constexpr std::size_t entrySize = 46;
constexpr std::size_t endSize = 22;
constexpr std::size_t wideEndSize = 56;
constexpr std::size_t wideLocatorSize = 20;
constexpr std::uint32_t inExtra32 = 0xFFFFFFFF; ///< a size that did not fit: see the extra field
constexpr std::uint16_t wideExtra = 1;

template <class T>
T load(ByteView bytes, std::size_t at)
{
    return loadLittleEndian<T>(bytes.data() + at);
}

/// Whether so many bytes from `at` on start with the mark.
bool holds(ByteView bytes, std::uint64_t at, std::size_t size, std::uint32_t mark)
{
    return size <= bytes.size() && at <= bytes.size() - size && load<std::uint32_t>(bytes, at) == mark;
}

struct Directory {
    std::uint64_t start = 0;
    std::uint64_t count = 0;
};

/// At the end of the archive, before a comment of up to 65,535 bytes.
std::optional<Directory> findDirectory(ByteView archive)
{
    if (archive.size() < endSize)
        return std::nullopt;
    const std::size_t last = archive.size() - endSize;
    const std::size_t first = last - std::min<std::size_t>(last, 0xFFFF);
    std::size_t end = last;
    while (!holds(archive, end, endSize, endMark) && end > first)
        --end;
    if (!holds(archive, end, endSize, endMark))
        return std::nullopt;
    const Directory narrow{load<std::uint32_t>(archive, end + 16), load<std::uint16_t>(archive, end + 10)};
    if (end < wideLocatorSize || !holds(archive, end - wideLocatorSize, wideLocatorSize, wideLocatorMark))
        return narrow;
    const auto wide = load<std::uint64_t>(archive, end - wideLocatorSize + 8);
    if (!holds(archive, wide, wideEndSize, wideEndMark))
        return std::nullopt;
    return Directory{load<std::uint64_t>(archive, wide + 48), load<std::uint64_t>(archive, wide + 32)};
}

/// Sizes and place of a member, 64 bits of which may stand in the extra field: unpacked, packed, place, in this order.
struct Sizes {
    std::uint64_t unpacked = 0;
    std::uint64_t packed = 0;
    std::uint64_t place = 0;
};

bool readWide(ByteView extra, Sizes& sizes)
{
    while (extra.size() >= 4) {
        const auto id = load<std::uint16_t>(extra, 0);
        const auto length = load<std::uint16_t>(extra, 2);
        if (length > extra.size() - 4)
            return false;
        ByteView field = extra.subspan(4, length);
        extra = extra.subspan(4 + std::size_t{length});
        if (id != wideExtra)
            continue;
        for (std::uint64_t* const size : {&sizes.unpacked, &sizes.packed, &sizes.place}) {
            if (*size != inExtra32)
                continue;
            if (field.size() < 8)
                return false;
            *size = load<std::uint64_t>(field, 0);
            field = field.subspan(8);
        }
    }
    return true;
}

/// Behind the local header, which repeats the name and has an extra field of its own.
std::optional<std::size_t> dataOf(ByteView archive, const ZipPlace& member, std::uint64_t header)
{
    if (!holds(archive, header, localSize, localMark))
        return std::nullopt;
    const std::size_t nameSize = load<std::uint16_t>(archive, header + 26);
    const std::size_t start = header + localSize + nameSize + load<std::uint16_t>(archive, header + 28);
    if (start > archive.size() || member.size > archive.size() - start)
        return std::nullopt;
    const ByteView name = archive.subspan(header + localSize, nameSize);
    return std::ranges::equal(name, bytesOf(member.name)) ? std::optional(start) : std::nullopt;
}

} // namespace

std::vector<ZipPlace> zipPlaces(ByteView archive)
{
    std::vector<ZipPlace> places;
    const auto directory = findDirectory(archive);
    std::uint64_t at = directory ? directory->start : 0;
    for (std::uint64_t i = 0; directory && i < directory->count; ++i) {
        if (!holds(archive, at, entrySize, entryMark))
            return {};
        const std::size_t nameSize = load<std::uint16_t>(archive, at + 28);
        const std::size_t extraSize = load<std::uint16_t>(archive, at + 30);
        const std::size_t whole = entrySize + nameSize + extraSize + load<std::uint16_t>(archive, at + 32);
        if (whole > archive.size() - at)
            return {};
        Sizes sizes{load<std::uint32_t>(archive, at + 24), load<std::uint32_t>(archive, at + 20),
                    load<std::uint32_t>(archive, at + 42)};
        if (!readWide(archive.subspan(at + entrySize + nameSize, extraSize), sizes))
            return {};
        const ByteView name = archive.subspan(at + entrySize, nameSize);
        const bool encrypted = (load<std::uint16_t>(archive, at + 8) & 1) != 0;
        ZipPlace member{{reinterpret_cast<const char*>(name.data()), name.size()},
                        sizes.packed,
                        load<std::uint16_t>(archive, at + 10) == 0 && !encrypted && sizes.packed == sizes.unpacked,
                        {}};
        member.data = dataOf(archive, member, sizes.place);
        places.push_back(std::move(member));
        at += whole;
    }
    return places;
}

} // namespace termscope
