// Text as the numbers of its tokens: what stands between blanks, and `<eos>` at the end of every line, empty ones too.
//
// The numbers are those of a vocabulary file; one without `<eos>` is of a network that knows no ends of lines. Without
// a vocabulary, tokens are numbered in the order of their first appearance over all the files in the order given, so
// that train, valid, test give the numbers that a model trained on them has. A tokenizer's own numbers need no words:
// files that hold whole numbers alone, between blanks or as an array of an npz or npy file, are taken as they are, and
// ends of lines mean nothing there.
#pragma once

#include "core/data/text/Vocabulary.h"

#include <span>
#include <vector>

namespace termscope {

struct TokenConfig {
    std::vector<std::filesystem::path> files; ///< at least one; gzipped or not
    std::optional<std::filesystem::path> vocabulary;
    bool refuseUnknown = false; ///< a token that the vocabulary lacks is an error even where it has `<unk>`
};

struct TokenText {
    std::string name; ///< for the screen: the file's name
    std::vector<std::int32_t> tokens;
    std::int64_t unknown = 0; ///< tokens that `<unk>` stands for, as the vocabulary lacks them
    bool numbers = false;     ///< the file holds the numbers themselves
};

struct TokenTexts {
    VocabularyPtr vocabulary;     ///< null where the files hold numbers, and no file says what they stand for
    std::vector<TokenText> texts; ///< one per file
};

/// Errors: those of readTextFile, Vocabulary::readFile and TokenNumbers.h; a token that is not known where `<unk>` is
/// not either, with file and line. Cost: 4 bytes per token.
Result<TokenTexts> readTokens(const TokenConfig& config);

/// One text from memory. Adds what is new to the vocabulary where `grow` is true; else lines have an end where it has
/// `<eos>`.
Result<TokenText> parseTokens(std::string_view text, const std::string& file, Vocabulary& vocabulary, bool grow,
                              bool refuseUnknown = false);

/// Some steps of all streams side by side.
struct TokenBatch {
    std::int64_t steps = 0;
    std::vector<std::int64_t> inputs;  ///< [steps, streams]
    std::vector<std::int64_t> targets; ///< [steps, streams]: the token after each input
};

/// A text cut into streams of equal length that are read side by side; what is left over at its end is dropped. The
/// state of a model is carried on from batch to batch of a stream.
class TokenStreams {
public:
    static constexpr std::int64_t usualSteps = 35;

    /// Error: less than two tokens per stream. The tokens must outlive this. Range: streams ≥ 1, steps ≥ 1.
    static Result<TokenStreams> create(const TokenText& text, std::int64_t streams, std::int64_t steps = usualSteps);

    std::int64_t streams() const { return streams_; }
    /// Tokens per stream.
    std::int64_t length() const { return length_; }
    /// Tokens that are predicted: all but the first of each stream.
    std::int64_t predictions() const { return (length_ - 1) * streams_; }
    /// Batches; the last one may have fewer steps.
    std::int64_t batches() const { return (length_ - 1 + steps_ - 1) / steps_; }
    /// Range: 0 ≤ index < batches().
    TokenBatch batch(std::int64_t index) const;

private:
    std::span<const std::int32_t> tokens_;
    std::int64_t streams_ = 1;
    std::int64_t steps_ = usualSteps;
    std::int64_t length_ = 0;
};

} // namespace termscope
