#include "app/pages/SampleWords.h"

#include "core/base/Index.h"

#include <QStringList>

#include <algorithm>

namespace termscope {
namespace {

constexpr qsizetype mostWords = 8;

/// A sample's numbers for an input; empty for what all samples share.
std::span<const float> numbersOf(const Dataset& dataset, const SamplePart& part, std::int64_t sample)
{
    if (part.shared)
        return {};
    return dataset.image(sample).subspan(at(part.offset), at(elementCount(part.shape)));
}

} // namespace

QString wordOf(const Vocabulary& words, std::int64_t token)
{
    return token >= 0 && token < words.size() ? QString::fromStdString(words.word(static_cast<std::int32_t>(token)))
                                              : QStringLiteral("–");
}

QString firstWords(const Dataset& dataset, std::int64_t sample)
{
    const auto tokens = std::ranges::find_if(dataset.parts, &SamplePart::isTokens);
    if (!dataset.words || tokens == dataset.parts.end())
        return {};
    const auto mask = std::ranges::find(dataset.parts, "attention_mask", &SamplePart::input);
    const std::span<const float> numbers = numbersOf(dataset, *tokens, sample);
    const std::span<const float> counts = mask == dataset.parts.end() ? std::span<const float>()
                                                                      : numbersOf(dataset, *mask, sample);
    QStringList words;
    for (std::size_t i = 0; i < numbers.size() && words.size() <= mostWords; ++i)
        if (counts.size() != numbers.size() || counts[i] != 0.0F)
            words << wordOf(*dataset.words, static_cast<std::int64_t>(numbers[i]));
    if (words.size() > mostWords)
        words.back() = QStringLiteral("…");
    return words.join(u' ');
}

} // namespace termscope
