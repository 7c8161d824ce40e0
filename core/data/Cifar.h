// CIFAR-10 and CIFAR-100 in their binary version: records of one label (CIFAR-10) or a coarse and a fine one
// (CIFAR-100; the fine one counts), then 32 × 32 bytes of red, of green and of blue. Source:
// https://www.cs.toronto.edu/~kriz/cifar.html
#pragma once

#include "core/data/images/ImageSource.h"
#include "core/files/Files.h"

#include <filesystem>
#include <span>

namespace termscope {

/// True for bytes that are a whole number of records whose labels are all in range. The format has no magic number.
bool isCifar(ByteView bytes);

/// The pictures of several files of one kind, one after the other. Each may be gzipped. Class names come from
/// batches.meta.txt or fine_label_names.txt in the first file's folder, where they are there; CIFAR-10's are known
/// else. Errors: unreadable, no whole number of records, a label out of range, files of both kinds.
Result<LabelledImages> readCifar(std::span<const std::filesystem::path> files);

/// One file from memory; class names of CIFAR-10 alone.
Result<LabelledImages> parseCifar(ByteView bytes, const std::string& file);

} // namespace termscope
