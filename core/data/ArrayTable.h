// Samples as arrays by the names of a network's inputs: an npz file as the network was exported with, or a tokenizer
// writes it (input_ids, attention_mask, token_type_ids).
//
// Samples lie beside each other along the first axis, the second of what takes time first ([time, streams], states), or
// along another that the network leaves open and that has as many entries. An array without such an axis, and a single
// number, are the same for all samples. Labels, where there are any, are the array `y`, `labels` or `y_test`: a class
// for each sample, or for each of its places ([count, rows, columns], [count, tokens]); below 0, or 255 where there are
// fewer classes, a place does not count.
#pragma once

#include "core/base/Error.h"
#include "core/data/Dataset.h"
#include "core/files/Files.h"

#include <optional>

namespace termscope {

/// An input of the network that samples are for.
struct TableInput {
    std::string name;
    ElementType type = ElementType::Float32;
    std::optional<Shape> shape; ///< −1 for any size; none where not even the rank is known
    std::size_t batchAxis = 0;  ///< along which samples lie, if the network takes any number of them
    bool isTokens = false;      ///< numbers of words, that the network looks up
};

/// Whether it is an npz file for these inputs and no images: the network takes several arrays, or one of whole numbers,
/// or one that is neither rows nor images, and the file has one by the name of an input, or nothing else. Reads names
/// alone.
bool isArrayTable(ByteView bytes, std::span<const TableInput> inputs);

/// Errors: an input that the file has no array for; arrays of other shapes and numbers of samples; fractions where the
/// network takes whole numbers; whole numbers beyond 2^24; values that are not finite; labels that are no classes.
Result<Dataset> tableOfArrays(ByteView bytes, const std::string& file, std::span<const TableInput> inputs);

} // namespace termscope
