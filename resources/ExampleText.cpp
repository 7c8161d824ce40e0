#include "resources/ExampleText.h"

namespace termscope::embedded {

Result<TokenTexts> readExampleText(const Example& example, const std::optional<std::filesystem::path>& file,
                                   bool refuseUnknown)
{
    const std::string vocabularyName = text("the vocabulary of ", example.name);
    const Result<std::string> words = parseText(example.vocabulary, vocabularyName);
    if (!words)
        return tl::unexpected(words.error());
    Result<Vocabulary> vocabulary = Vocabulary::parse(*words, vocabularyName);
    if (!vocabulary)
        return tl::unexpected(vocabulary.error());
    const std::string name = file ? file->string() : example.dataName;
    const Result<std::string> source = file ? readTextFile(*file) : parseText(example.text, name);
    if (!source)
        return tl::unexpected(source.error());
    Result<TokenText> tokens = parseTokens(*source, name, *vocabulary, false, refuseUnknown);
    if (!tokens)
        return tl::unexpected(tokens.error());
    TokenTexts texts;
    texts.vocabulary = std::make_shared<const Vocabulary>(std::move(*vocabulary));
    texts.texts.push_back(std::move(*tokens));
    return texts;
}

} // namespace termscope::embedded
