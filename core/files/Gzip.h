// gzip files, unpacked with a bound on memory.
#pragma once

#include "core/base/Error.h"
#include "core/files/Files.h"

namespace termscope {

/// Unpacks all members. Errors: damaged or cut short, more than `limit` bytes, or above 16 MB more
/// than 1000 times the packed size. `file` opens every message.
/// Memory grows with what is really unpacked, never by what the file declares.
Result<Bytes> gunzip(ByteView packed, std::uint64_t limit, const std::string& file);

/// The first `count` unpacked bytes, or all where there are fewer.
Result<Bytes> gunzipStart(ByteView packed, std::size_t count, const std::string& file);

} // namespace termscope
