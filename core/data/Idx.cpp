#include "core/data/Idx.h"

#include "core/base/ByteOrder.h"
#include "core/base/Limits.h"
#include "core/files/FileKind.h"
#include "core/files/Gzip.h"
#include "core/tensor/Tensor.h"

namespace termscope {
namespace {

constexpr std::size_t longestHeader = 4 + 4 * 255;

struct Header {
    Shape shape;
    std::size_t length = 0;  ///< of the header itself
    std::uint64_t total = 0; ///< of the header and the data
};

Result<Header> parseHeader(ByteView start, const std::string& file)
{
    if (fileKind(start) != FileKind::Idx)
        return fail(file, ": expected IDX (a magic number 0x00000801 to 0x00000804), found ", describeContents(start));
    const auto type = std::to_integer<int>(start[2]);
    const auto axes = std::to_integer<std::size_t>(start[3]);
    if (type != 0x08)
        return fail(file, ": expected IDX data of unsigned bytes (type 8), found type ", type);
    if (axes > 4)
        return fail(file, ": expected IDX data of 1 to 4 axes, found ", axes);
    Header header;
    header.length = 4 + 4 * axes;
    if (start.size() < header.length)
        return fail(file, ": expected an IDX header of ", header.length, " bytes, found ", start.size());
    for (std::size_t axis = 0; axis < axes; ++axis)
        header.shape.push_back(loadBigEndian<std::uint32_t>(start.data() + 4 + 4 * axis));
    const auto count = checkedElementCount(header.shape);
    if (!count || static_cast<std::uint64_t>(*count) > limits::idxValues)
        return fail(file, ": expected at most ", limits::idxValues, " values, found the shape ", toText(header.shape));
    header.total = header.length + static_cast<std::uint64_t>(*count);
    return header;
}

tl::unexpected<Error> wrongSize(const Header& header, const std::string& file, const std::string& found)
{
    return fail(file, ": expected ", header.total, " bytes for the shape ", toText(header.shape), ", found ", found);
}

} // namespace

Result<IdxArray> parseIdx(ByteView bytes, const std::string& file)
{
    const bool packed = fileKind(bytes) == FileKind::Gzip;
    Bytes unpacked;
    if (packed) {
        const auto start = gunzipStart(bytes, longestHeader, file);
        if (!start)
            return tl::unexpected(start.error());
        const auto header = parseHeader(*start, file);
        if (!header)
            return tl::unexpected(header.error());
        auto all = gunzip(bytes, header->total, file);
        if (!all)
            return tl::unexpected(all.error());
        unpacked = std::move(*all);
        bytes = unpacked;
    }
    const auto header = parseHeader(bytes, file);
    if (!header)
        return tl::unexpected(header.error());
    if (bytes.size() != header->total)
        return wrongSize(*header, file, std::to_string(bytes.size()));
    const ByteView values = bytes.subspan(header->length);
    return IdxArray{header->shape, Bytes(values.begin(), values.end())};
}

bool isIdx(ByteView bytes)
{
    if (fileKind(bytes) != FileKind::Gzip)
        return fileKind(bytes) == FileKind::Idx;
    const auto start = gunzipStart(bytes, 8, "");
    return start && fileKind(*start) == FileKind::Idx;
}

} // namespace termscope
