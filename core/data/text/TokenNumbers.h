// Tokens that a file holds as the numbers themselves, as tokenizers write them: no words, no vocabulary.
#pragma once

#include "core/base/Error.h"
#include "core/files/Files.h"

#include <optional>
#include <string_view>
#include <vector>

namespace termscope {

/// The numbers of a text in which nothing but whole numbers from 0 to 2^31 − 1 stands between blanks; none where there
/// is anything else, or nothing.
std::optional<std::vector<std::int32_t>> numbersIn(std::string_view text);

/// An npz or npy file, by its first bytes.
bool holdsArrays(ByteView bytes);

/// The array `input_ids`, `tokens` or `ids`, or the only one of whole numbers: row after row. Errors: none or several
/// such arrays; a number that is below 0 or above 2^31 − 1, with its place.
Result<std::vector<std::int32_t>> tokensOfArrays(const Bytes& bytes, const std::string& file);

} // namespace termscope
