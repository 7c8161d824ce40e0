#include "core/data/text/TokenNumbers.h"

#include "core/base/Index.h"
#include "core/base/Text.h"
#include "core/files/FileKind.h"
#include "core/files/Lines.h"
#include "core/formats/numpy/NpzArchive.h"

#include <array>
#include <limits>

namespace termscope {
namespace {

constexpr std::int64_t largestToken = std::numeric_limits<std::int32_t>::max();

bool holdsIntegers(const NpyArray& array)
{
    return array.kind == 'i' || array.kind == 'u';
}

/// By the usual names; else the only array of whole numbers.
Result<NpyArray> arrayOfTokens(const NpzArchive& archive, const std::string& file)
{
    for (const std::string_view usual : {"input_ids", "tokens", "ids"})
        if (const auto index = archive.find(usual))
            return archive.read(*index);
    std::optional<NpyArray> found;
    std::size_t count = 0;
    for (std::size_t i = 0; i < archive.names().size(); ++i) {
        Result<NpyArray> array = archive.read(i);
        if (!array)
            return array;
        if (!holdsIntegers(*array))
            continue;
        found = std::move(*array);
        ++count;
    }
    if (count != 1)
        return fail(file, ": expected an array input_ids, tokens or ids, or one of whole numbers alone, found ", count,
                    " of whole numbers");
    return std::move(*found);
}

Result<std::vector<std::int32_t>> tokensOf(const NpyArray& array, const std::string& where)
{
    const auto numbers = holdsIntegers(array) ? integerValues(array) : std::nullopt;
    if (!numbers)
        return fail(where, ": expected the numbers of tokens, whole ones, found ", inQuotes(array.type));
    std::vector<std::int32_t> tokens;
    tokens.reserve(numbers->size());
    for (const std::int64_t number : *numbers) {
        if (number < 0 || number > largestToken)
            return fail(where, ": expected the numbers of tokens, 0 to ", largestToken, ", found ", number,
                        " at place ", tokens.size());
        tokens.push_back(static_cast<std::int32_t>(number));
    }
    return tokens;
}

} // namespace

std::optional<std::vector<std::int32_t>> numbersIn(std::string_view text)
{
    std::vector<std::int32_t> numbers;
    for (std::string_view word = takeWord(text); !word.empty(); word = takeWord(text)) {
        const std::optional<std::int64_t> number = wholeNumber(word);
        if (!number || *number < 0 || *number > largestToken)
            return std::nullopt;
        numbers.push_back(static_cast<std::int32_t>(*number));
    }
    return numbers.empty() ? std::nullopt : std::optional(std::move(numbers));
}

bool holdsArrays(ByteView bytes)
{
    const FileKind kind = fileKind(bytes);
    return kind == FileKind::Zip || kind == FileKind::Npy;
}

Result<std::vector<std::int32_t>> tokensOfArrays(const Bytes& bytes, const std::string& file)
{
    if (fileKind(bytes) == FileKind::Npy)
        return parseNpy(bytes, file).and_then([&](const NpyArray& array) { return tokensOf(array, file); });
    const auto archive = NpzArchive::open(bytes, file);
    if (!archive)
        return tl::unexpected(archive.error());
    return arrayOfTokens(*archive, file).and_then([&](const NpyArray& array) { return tokensOf(array, file); });
}

} // namespace termscope
