#include "core/base/Sentence.h"

#include "core/base/Error.h"

#include <array>
#include <charconv>

namespace termscope {
namespace {

std::string fixedText(double value, int decimals)
{
    std::array<char, 400> digits{};
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), value,
                                            std::chars_format::fixed, decimals);
    return error == std::errc() ? std::string(digits.data(), end) : text(value);
}

struct InEnglish {
    std::string operator()(std::int64_t count) const { return text(count); }
    std::string operator()(const FixedNumber& number) const { return fixedText(number.value, number.decimals); }
    std::string operator()(const std::string& name) const { return name; }
};

} // namespace

std::string filled(std::string_view pattern, std::span<const std::string> values)
{
    std::string words;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const std::size_t place = pattern[i] == '%' && i + 1 < pattern.size()
                                      ? static_cast<std::size_t>(pattern[i + 1] - '1')
                                      : values.size();
        if (place >= values.size()) {
            words += pattern[i];
            continue;
        }
        words += values[place];
        ++i;
    }
    return words;
}

std::string toText(const Sentence& sentence)
{
    std::vector<std::string> values;
    for (const Sentence::Value& value : sentence.values)
        values.push_back(std::visit(InEnglish{}, value));
    return filled(sentence.pattern, values);
}

std::vector<std::string> textsOf(std::span<const Sentence> sentences)
{
    std::vector<std::string> texts;
    for (const Sentence& sentence : sentences)
        texts.push_back(toText(sentence));
    return texts;
}

} // namespace termscope
