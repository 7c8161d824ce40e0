// IDX, the MNIST format: a big-endian magic number 0x000008RR (unsigned bytes, RR axes), the axes as 32-bit numbers,
// the bytes. Gzipped or not. Source: http://yann.lecun.com/exdb/mnist/
#pragma once

#include "core/base/Error.h"
#include "core/files/Files.h"

#include <cstdint>
#include <vector>

namespace termscope {

struct IdxArray {
    std::vector<std::int64_t> shape;
    Bytes values;
};

/// Errors: another element type, no or more than four axes, sizes that do not match the data, more than 1 GB.
Result<IdxArray> parseIdx(ByteView bytes, const std::string& file);

/// True for IDX, and for a gzip file with IDX inside.
bool isIdx(ByteView bytes);

} // namespace termscope
