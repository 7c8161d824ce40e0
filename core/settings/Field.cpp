#include "core/settings/Field.h"

#include "core/base/Text.h"

#include <charconv>

namespace termscope {
namespace {

std::string shownText(std::string_view text)
{
    return text.empty() ? "nothing" : printable(text);
}

Result<int> numberOfText(const FieldInfo& field, std::string_view word)
{
    int number = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    if (error != std::errc() || end != word.data() + word.size() || number < field.minimum || number > field.maximum)
        return fail(field.key, ": expected ", field.minimum, "…", field.maximum, ", found ", shownText(word));
    return number;
}

} // namespace

std::string textOfValue(const FieldInfo& field, int value)
{
    return field.isNumber() ? text(value) : std::string(field.choices[static_cast<std::size_t>(value)].name);
}

Result<int> valueOfText(const FieldInfo& field, std::string_view word)
{
    if (field.isNumber())
        return numberOfText(field, word);
    const auto found = std::ranges::find(field.choices, word, &FieldChoice::name);
    if (found != field.choices.end())
        return static_cast<int>(found - field.choices.begin());
    std::string names;
    for (const FieldChoice& choice : field.choices)
        names += text(names.empty() ? "" : ", ", choice.name);
    return fail(field.key, ": expected one of ", names, ", found ", shownText(word));
}

} // namespace termscope
