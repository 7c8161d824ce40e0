// The tokens a language model knows, and their numbers.
#pragma once

#include "core/base/Error.h"
#include "core/files/Files.h"

#include <cstdint>
#include <deque>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace termscope {

/// What ends every line of a text, and what stands for a token that is not known.
inline constexpr std::string_view endOfLineToken = "<eos>";
inline constexpr std::string_view unknownToken = "<unk>";

class Vocabulary {
public:
    Vocabulary() = default;
    Vocabulary(Vocabulary&&) = default;
    Vocabulary& operator=(Vocabulary&&) = default;

    /// One token a line, the first one number 0; gzipped or not. Errors: unreadable, no UTF-8, a line with no token or
    /// several, a token twice.
    static Result<Vocabulary> readFile(const std::filesystem::path& path);
    static Result<Vocabulary> parse(std::string_view text, const std::string& file);

    std::int32_t size() const { return static_cast<std::int32_t>(words_.size()); }
    /// Range: 0 ≤ number < size().
    const std::string& word(std::int32_t number) const { return words_[static_cast<std::size_t>(number)]; }
    std::optional<std::int32_t> find(std::string_view word) const;
    /// The token's number; a new one for a new token.
    std::int32_t add(std::string_view word);

private:
    std::deque<std::string> words_; // they stay where they are: the keys below are views of them
    std::unordered_map<std::string_view, std::int32_t> numbers_;
};

using VocabularyPtr = std::shared_ptr<const Vocabulary>;

/// A text file in UTF-8, unpacked where it is gzipped. Errors: unreadable, more than 1 GB, empty, no UTF-8 (with the
/// line).
Result<std::string> readTextFile(const std::filesystem::path& path);

/// The same from memory; `file` is what messages call it.
Result<std::string> parseText(ByteView bytes, const std::string& file);

} // namespace termscope
