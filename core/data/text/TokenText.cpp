#include "core/data/text/TokenText.h"

#include "core/base/Text.h"
#include "core/files/Lines.h"

#include <algorithm>

namespace termscope {

Result<TokenText> parseTokens(std::string_view text, const std::string& file, Vocabulary& vocabulary, bool grow,
                              bool refuseUnknown)
{
    TokenText result;
    result.name = std::filesystem::path(file).filename().string();
    const auto unknown = refuseUnknown ? std::nullopt : vocabulary.find(unknownToken);
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
        if (last != endOfLineToken) // some files have it written out
            result.tokens.push_back(vocabulary.add(endOfLineToken));
    }
    return result;
}

Result<TokenTexts> readTokens(const TokenConfig& config)
{
    Vocabulary vocabulary;
    if (config.vocabulary) {
        auto read = Vocabulary::readFile(*config.vocabulary);
        if (!read)
            return tl::unexpected(read.error());
        vocabulary = std::move(*read);
        if (!vocabulary.find(endOfLineToken))
            return fail(config.vocabulary->string(), ": expected the token ", endOfLineToken,
                        ", which ends every line of a text, found ", vocabulary.size(), " others");
    }
    TokenTexts result;
    for (const std::filesystem::path& path : config.files) {
        const Result<std::string> text = readTextFile(path);
        if (!text)
            return tl::unexpected(text.error());
        auto tokens = parseTokens(*text, path.string(), vocabulary, !config.vocabulary, config.refuseUnknown);
        if (!tokens)
            return tl::unexpected(tokens.error());
        result.texts.push_back(std::move(*tokens));
    }
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
