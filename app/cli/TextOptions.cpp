#include "app/cli/TextOptions.h"

#include "app/cli/Options.h"
#include "resources/ExampleText.h"

#include <cstdio>

namespace termscope::cli {

namespace fs = std::filesystem;

namespace {

/// The files between the commas, or the one file whose name has commas.
std::vector<fs::path> filesBetweenCommas(const std::string& argument)
{
    std::error_code error;
    if (fs::exists(argument, error))
        return {argument};
    std::vector<fs::path> files;
    for (std::size_t start = 0; start <= argument.size();) {
        const std::size_t comma = std::min(argument.find(',', start), argument.size());
        files.emplace_back(argument.substr(start, comma - start));
        start = comma + 1;
    }
    return files;
}

/// The first option that is given and means nothing to a text.
std::optional<std::string> optionOfImages(const DataOptions& images)
{
    const std::pair<const char*, bool> given[] = {
        {"--data", images.data.has_value()},
        {"--preprocess", images.preprocess.has_value()},
        {"--class-names", images.classNames.has_value()},
        {"--label-offset", images.labelOffset.has_value()},
        {"--mean", images.mean.has_value()},
        {"--std", images.deviation.has_value()},
    };
    for (const auto& [name, isGiven] : given)
        if (isGiven)
            return name;
    return std::nullopt;
}

} // namespace

void addTextOptions(CLI::App& app, TextOptions& options)
{
    addText(
        app, "--tokens", "TEXT[,TEXT...]", options.tokens,
        "The text a language model is judged by, gzipped or not, in place of --data: tokens between blanks, <eos> at "
        "the end of every line; or the numbers of tokens, as text or as an array of an npz or npy file. Of several "
        "files the last one is evaluated; the ones before it only number the "
        "tokens where there is no --vocabulary: in the order of their first appearance.");
    addText(app, "--vocabulary", "FILE", options.vocabulary,
            "The tokens that the network knows, one a line, number 0 first; <unk> stands for others; without <eos>, "
            "lines have no end. Beside --data, the words of the ids among its arrays. [default: the example's]");
    addChoice(app, "--unknown-tokens", options.unknown, {"unk", "refuse"},
              "What becomes of tokens that the vocabulary lacks: unk takes <unk> for them, where the vocabulary has "
              "it, and says "
              "how many they are; refuse names the first one and its line. [unk, refuse; default unk]");
    addInteger(app, "--streams", options.streams, {1, 4096},
               "Parts of equal length that the text is cut into, read side by side, each from a state of zeros. "
               "[1…4096; default 10]");
    addInteger(app, "--window", options.window, {1, 65536},
               "Tokens of a stream that are read at a time. A network without states, as decoders of transformers are, "
               "sees no others before them; states are carried on. [1…65536; default 35 with states, else the most up "
               "to 128 that the network runs]");
    addChoice(app, "--token-order", options.order, {"auto", "time-first", "batch-first"},
              "How the network takes its tokens: time-first as [time, streams], batch-first as [streams, time]; auto "
              "finds it out by what the network does and what its file says. [auto, time-first, batch-first; default "
              "auto]");
}

bool asksForText(const TextOptions& options, const DataOptions& images, const NetworkChoice& network)
{
    return options.tokens || (!network.file && !images.data && !network.example().text.empty());
}

Outcome checkTextOptions(const TextOptions& options, const DataOptions& images, const NetworkChoice& network)
{
    const std::optional<std::string> other = optionOfImages(images);
    if (options.tokens && other)
        return badInput("--tokens: expected no ", *other, " beside it, which is for images");
    if (options.vocabulary && !options.tokens && !images.data)
        return badInput("--vocabulary: expected --tokens, or arrays of ids in --data, beside it");
    if (options.unknown && !options.tokens)
        return badInput("--unknown-tokens: expected --tokens beside it");
    const bool isText = asksForText(options, images, network);
    if (isText && other)
        return badInput(*other, ": expected images, found text: the example ", network.example().name);
    if (options.order && !isText)
        return badInput("--token-order: expected --tokens beside it");
    if (options.streams && !isText)
        return badInput("--streams: expected --tokens beside it");
    if (options.tokens)
        for (const fs::path& file : filesBetweenCommas(*options.tokens))
            if (file.empty())
                return badInput("--tokens: expected file names between the commas, found ", *options.tokens);
    if (options.window && !isText)
        return badInput("--window: expected --tokens beside it");
    return {};
}

Result<std::shared_ptr<const TokenText>> openText(const TextOptions& options, const NetworkChoice& network)
{
    const std::vector<fs::path> files = options.tokens ? filesBetweenCommas(*options.tokens) : std::vector<fs::path>{};
    const bool ofExample = !network.file && !network.example().vocabulary.empty() && !options.vocabulary;
    auto opened = std::make_shared<TokenText>();
    if (ofExample) {
        Result<TokenTexts> read = embedded::readExampleText(
            network.example(), files.empty() ? std::nullopt : std::optional(files.back()), options.refuseUnknown());
        if (!read)
            return tl::unexpected(read.error());
        *opened = std::move(read->texts.back());
    } else {
        // What a vocabulary has numbered needs no other files.
        const std::vector<fs::path> needed = options.vocabulary ? std::vector<fs::path>{files.back()} : files;
        const std::optional<fs::path> vocabulary = options.vocabulary ? std::optional<fs::path>(*options.vocabulary)
                                                                      : std::nullopt;
        Result<TokenTexts> read = readTokens({needed, vocabulary, options.refuseUnknown()});
        if (!read)
            return tl::unexpected(read.error());
        *opened = std::move(read->texts.back());
    }
    return opened;
}

void printWarnings(const TextOptions& options, const NetworkChoice& network, const TokenText& tokens)
{
    if (!options.tokens)
        return; // an example's text is as it was made
    if (tokens.unknown > 0)
        std::fprintf(stderr, "warning: %s: the vocabulary lacks %lld of %lld tokens; <unk> stands for them\n",
                     tokens.name.c_str(), static_cast<long long>(tokens.unknown),
                     static_cast<long long>(tokens.tokens.size()));
    if (network.file && !options.vocabulary && !tokens.numbers && filesBetweenCommas(*options.tokens).size() == 1)
        std::fprintf(stderr,
                     "warning: %s: its tokens are numbered in the order of their first appearance, as there is no "
                     "--vocabulary\n",
                     tokens.name.c_str());
}

std::vector<fs::path> filesOf(const TextOptions& options)
{
    std::vector<fs::path> files = options.tokens ? filesBetweenCommas(*options.tokens) : std::vector<fs::path>{};
    if (options.vocabulary)
        files.emplace_back(*options.vocabulary);
    return files;
}

} // namespace termscope::cli
