#include "core/data/text/TokenText.h"

#include "core/base/Limits.h"
#include "core/base/Text.h"
#include "core/data/text/TokenNumbers.h"
#include "core/files/Lines.h"

#include <algorithm>

namespace termscope {

Result<TokenText> parseTokens(std::string_view text, const std::string& file, Vocabulary& vocabulary, bool grow,
                              bool refuseUnknown)
{
    TokenText result;
    result.name = std::filesystem::path(file).filename().string();
    const auto unknown = refuseUnknown ? std::nullopt : vocabulary.find(unknownToken);
    const bool endsLines = grow || vocabulary.find(endOfLineToken);
    std::vector<std::string_view> lines = linesOf(text);
    if (lines.back().empty()) // what follows the last line's end
        lines.pop_back();
    for (std::size_t i = 0; i < lines.size(); ++i) {
        std::string_view rest = lines[i];
        std::string_view last;
        for (std::string_view word = takeWord(rest); !word.empty(); word = takeWord(rest)) {
            last = word;
            const auto number = grow ? vocabulary.add(word) : vocabulary.find(word);
            if (!number && !unknown)
                return fail(file, ": line ", i + 1, ": expected tokens of the vocabulary",
                            vocabulary.find(unknownToken) ? "" : ", which has no <unk> for others", ", found ",
                            inQuotes(word));
            result.unknown += number ? 0 : 1;
            result.tokens.push_back(number ? *number : *unknown);
        }
        if (last != endOfLineToken && endsLines) // some files have it written out
            result.tokens.push_back(vocabulary.add(endOfLineToken));
    }
    return result;
}

namespace {

/// A file as it is read: the text in it, or the numbers of arrays.
struct TokenFile {
    std::string name;
    std::string text;
    std::optional<std::vector<std::int32_t>> numbers;
};

Result<TokenFile> readTokenFile(const std::filesystem::path& path)
{
    const Result<Bytes> bytes = readFile(path, limits::tokensFile);
    if (!bytes)
        return tl::unexpected(bytes.error());
    TokenFile file{path.string(), {}, {}};
    if (holdsArrays(*bytes)) {
        Result<std::vector<std::int32_t>> numbers = tokensOfArrays(*bytes, file.name);
        if (!numbers)
            return tl::unexpected(numbers.error());
        file.numbers = std::move(*numbers);
        return file;
    }
    Result<std::string> text = parseText(*bytes, file.name);
    if (!text)
        return tl::unexpected(text.error());
    file.text = std::move(*text);
    return file;
}

/// Error: a number that the vocabulary has no word for.
Result<TokenText> textOfNumbers(std::vector<std::int32_t> numbers, const std::string& file,
                                const Vocabulary* vocabulary)
{
    const auto largest = std::ranges::max_element(numbers);
    if (vocabulary != nullptr && largest != numbers.end() && *largest >= vocabulary->size())
        return fail(file, ": expected tokens 0 to ", vocabulary->size() - 1, ", as the vocabulary has ",
                    vocabulary->size(), " words, found token ", *largest);
    return TokenText{std::filesystem::path(file).filename().string(), std::move(numbers), 0, true};
}

} // namespace

Result<TokenTexts> readTokens(const TokenConfig& config)
{
    std::vector<TokenFile> files;
    for (const std::filesystem::path& path : config.files) {
        Result<TokenFile> file = readTokenFile(path);
        if (!file)
            return tl::unexpected(file.error());
        files.push_back(std::move(*file));
    }
    Vocabulary vocabulary;
    if (config.vocabulary) {
        auto read = Vocabulary::readFile(*config.vocabulary);
        if (!read)
            return tl::unexpected(read.error());
        vocabulary = std::move(*read);
    } else if (std::ranges::all_of(files, [](const TokenFile& file) { return !file.numbers; })) {
        // Numbers alone: no word among them would be found at its place by the order of first appearance.
        std::vector<std::optional<std::vector<std::int32_t>>> numbers;
        for (const TokenFile& file : files)
            numbers.push_back(numbersIn(file.text));
        if (std::ranges::all_of(numbers, [](const auto& of) { return of.has_value(); }))
            for (std::size_t i = 0; i < files.size(); ++i)
                files[i].numbers = std::move(numbers[i]);
    }
    TokenTexts result;
    for (TokenFile& file : files) {
        auto tokens =
            file.numbers ? textOfNumbers(std::move(*file.numbers), file.name, config.vocabulary ? &vocabulary : nullptr)
                         : parseTokens(file.text, file.name, vocabulary, !config.vocabulary, config.refuseUnknown);
        if (!tokens)
            return tl::unexpected(tokens.error());
        result.texts.push_back(std::move(*tokens));
    }
    if (config.vocabulary || !result.texts.back().numbers)
        result.vocabulary = std::make_shared<const Vocabulary>(std::move(vocabulary));
    return result;
}

Result<TokenStreams> TokenStreams::create(const TokenText& text, std::int64_t streams, std::int64_t steps)
{
    TokenStreams result;
    result.tokens_ = text.tokens;
    result.streams_ = streams;
    result.steps_ = steps;
    result.length_ = std::ssize(text.tokens) / streams;
    if (result.length_ < 2)
        return fail(text.name, ": expected at least ", 2 * streams, " tokens for ", streams,
                    streams == 1 ? " stream" : " streams", ", found ", text.tokens.size());
    return result;
}

TokenBatch TokenStreams::batch(std::int64_t index) const
{
    const std::int64_t first = index * steps_;
    TokenBatch batch;
    batch.steps = std::min(steps_, length_ - 1 - first);
    for (std::int64_t step = first; step < first + batch.steps; ++step)
        for (std::int64_t stream = 0; stream < streams_; ++stream) {
            const auto at = static_cast<std::size_t>(stream * length_ + step);
            batch.inputs.push_back(tokens_[at]);
            batch.targets.push_back(tokens_[at + 1]);
        }
    return batch;
}

} // namespace termscope
