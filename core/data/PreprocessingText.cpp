// Preprocessing as text: the presets, the keys, reading and writing.
#include "core/base/Limits.h"
#include "core/base/Suggest.h"
#include "core/base/Text.h"
#include "core/data/Preprocessing.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <vector>

namespace termscope {
namespace {

constexpr std::array<std::string_view, 2> layoutNames{"nchw", "nhwc"};
constexpr std::array<std::string_view, 4> channelNames{"stored", "rgb", "bgr", "grey"};
constexpr std::array<std::string_view, 5> presetNames{"raw", "torchvision", "keras", "cifar", "mnist"};

Preprocessing presetOf(std::string_view name)
{
    Preprocessing preset;
    preset.preset = *std::ranges::find(presetNames, name);
    const bool photograph = name == "torchvision" || name == "keras";
    if (photograph) {
        preset.resize = 256;
        preset.crop = 224;
    }
    if (photograph || name == "cifar")
        preset.channels = Channels::Rgb;
    if (name == "torchvision") {
        preset.mean = {0.485F, 0.456F, 0.406F};
        preset.deviation = {0.229F, 0.224F, 0.225F};
    } else if (name == "keras") {
        preset.scale = 127.5F;
        preset.mean = {1.0F, 1.0F, 1.0F};
    } else if (name == "cifar") {
        preset.mean = {0.4914F, 0.4822F, 0.4465F};
        preset.deviation = {0.247F, 0.2435F, 0.2616F};
    } else if (name == "mnist") {
        preset.channels = Channels::Grey;
        preset.mean.fill(0.1307F);
        preset.deviation.fill(0.3081F);
    }
    return preset;
}

std::string joined(std::span<const std::string_view> words)
{
    std::string result;
    for (const std::string_view word : words)
        result += text(result.empty() ? "" : ", ", word);
    return result;
}

std::string found(std::string_view value)
{
    return value.empty() ? "nothing" : printable(value);
}

std::string nearestOf(std::string_view name, std::span<const std::string_view> known)
{
    return nearest(name, std::vector<std::string>(known.begin(), known.end()));
}

template <class Number>
std::optional<Number> numberFrom(std::string_view digits)
{
    Number number{};
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (digits.empty() || error != std::errc() || end != digits.data() + digits.size())
        return std::nullopt;
    return number;
}

/// Shortest digits that read as the same number.
std::string textOf(float number)
{
    char digits[32];
    const auto [end, error] = std::to_chars(digits, digits + sizeof digits, number);
    return {digits, end};
}

std::string textOf(const std::array<float, 3>& numbers)
{
    const bool same = numbers[1] == numbers[0] && numbers[2] == numbers[0];
    return same ? textOf(numbers[0]) : text(textOf(numbers[0]), '/', textOf(numbers[1]), '/', textOf(numbers[2]));
}

Result<int> sideFrom(std::string_view key, std::string_view value)
{
    const std::optional<int> side = numberFrom<int>(value);
    if (!side || *side < 0 || *side > limits::resizedSide)
        return fail("preprocessing: ", key, ": expected 0 (off) to ", limits::resizedSide, ", found ", found(value));
    return *side;
}

Result<float> scaleFrom(std::string_view value)
{
    const std::optional<float> scale = numberFrom<float>(value);
    if (!scale || !std::isfinite(*scale) || *scale <= 0.0F)
        return fail("preprocessing: scale: expected a number above 0 that pixels (0 to 255) are divided by, found ",
                    found(value));
    return *scale;
}

/// "0.5" or "0.485/0.456/0.406".
Result<std::array<float, 3>> coloursFrom(std::string_view key, std::string_view value, bool aboveZero)
{
    std::vector<float> numbers;
    for (std::size_t first = 0; first <= value.size();) {
        const std::size_t slash = std::min(value.find('/', first), value.size());
        const std::optional<float> number = numberFrom<float>(value.substr(first, slash - first));
        if (!number || !std::isfinite(*number) || (aboveZero && *number <= 0.0F))
            break;
        numbers.push_back(*number);
        first = slash + 1;
    }
    const auto parts = static_cast<std::size_t>(std::ranges::count(value, '/')) + 1;
    if (numbers.size() != parts || (parts != 1 && parts != 3))
        return fail("preprocessing: ", key, ": expected one number", aboveZero ? " above 0" : "",
                    " or three for red, green and blue with slashes between them (0.5/0.4/0.3), found ", found(value));
    return parts == 1 ? std::array{numbers[0], numbers[0], numbers[0]} : std::array{numbers[0], numbers[1], numbers[2]};
}

template <class Choice>
Result<Choice> choiceFrom(std::string_view key, std::string_view value, std::span<const std::string_view> names)
{
    const auto known = std::ranges::find(names, value);
    if (known == names.end())
        return fail("preprocessing: ", key, ": expected one of ", joined(names), ", found ", found(value));
    return static_cast<Choice>(known - names.begin());
}

/// One thing that can be changed: how its text is read, and written.
struct Key {
    std::string_view name;
    Result<void> (*read)(Preprocessing&, std::string_view value);
    std::string (*write)(const Preprocessing&);
};

template <class Target, class Value>
Result<void> assign(Target& target, Result<Value> value)
{
    if (!value)
        return tl::unexpected(value.error());
    target = *value;
    return {};
}

constexpr std::array keys{
    Key{"resize", [](Preprocessing& p, std::string_view value) { return assign(p.resize, sideFrom("resize", value)); },
        [](const Preprocessing& p) { return std::to_string(p.resize); }},
    Key{"crop", [](Preprocessing& p, std::string_view value) { return assign(p.crop, sideFrom("crop", value)); },
        [](const Preprocessing& p) { return std::to_string(p.crop); }},
    Key{"channels",
        [](Preprocessing& p, std::string_view value) {
            return assign(p.channels, choiceFrom<Channels>("channels", value, channelNames));
        },
        [](const Preprocessing& p) { return std::string(nameOf(p.channels)); }},
    Key{"scale", [](Preprocessing& p, std::string_view value) { return assign(p.scale, scaleFrom(value)); },
        [](const Preprocessing& p) { return textOf(p.scale); }},
    Key{"mean",
        [](Preprocessing& p, std::string_view value) { return assign(p.mean, coloursFrom("mean", value, false)); },
        [](const Preprocessing& p) { return textOf(p.mean); }},
    Key{"std",
        [](Preprocessing& p, std::string_view value) { return assign(p.deviation, coloursFrom("std", value, true)); },
        [](const Preprocessing& p) { return textOf(p.deviation); }},
    Key{"layout",
        [](Preprocessing& p, std::string_view value) {
            return assign(p.layout, choiceFrom<Layout>("layout", value, layoutNames));
        },
        [](const Preprocessing& p) { return std::string(nameOf(p.layout)); }},
    Key{"stored",
        [](Preprocessing& p, std::string_view value) {
            return assign(p.stored, choiceFrom<Layout>("stored", value, layoutNames));
        },
        [](const Preprocessing& p) { return p.stored ? std::string(nameOf(*p.stored)) : std::string(); }},
};

/// "key=value" of a list.
Result<void> readOverride(Preprocessing& preprocessing, std::string_view item)
{
    std::array<std::string_view, keys.size()> names;
    std::ranges::transform(keys, names.begin(), &Key::name);
    const std::size_t equals = item.find('=');
    const std::string_view name = item.substr(0, equals);
    const auto key = std::ranges::find(keys, name, &Key::name);
    if (name.empty() || key == keys.end()) {
        const bool number = !name.empty() && numberFrom<float>(name).has_value();
        return fail("preprocessing: expected key=value with a key of ", joined(names), ", found ", found(item),
                    number         ? "; three numbers have slashes between them (0.5/0.4/0.3)"
                    : name.empty() ? ""
                                   : text("; did you mean ", nearestOf(name, names), "?"));
    }
    if (equals == std::string_view::npos)
        return fail("preprocessing: ", name, ": expected a value (", name, "=…), found nothing");
    return key->read(preprocessing, item.substr(equals + 1));
}

} // namespace

std::string_view nameOf(Layout layout)
{
    return layoutNames[static_cast<std::size_t>(layout)];
}

std::string_view nameOf(Channels channels)
{
    return channelNames[static_cast<std::size_t>(channels)];
}

std::span<const std::string_view> preprocessingPresets()
{
    return presetNames;
}

Result<Preprocessing> parsePreprocessing(std::string_view text)
{
    const std::size_t colon = text.find(':');
    const std::string_view preset = text.substr(0, colon);
    if (std::ranges::find(presetNames, preset) == presetNames.end())
        return fail("preprocessing: expected one of ", joined(presetNames), ", found ", found(preset),
                    preset.empty() ? "" : termscope::text("; did you mean ", nearestOf(preset, presetNames), "?"));
    Preprocessing preprocessing = presetOf(preset);
    for (std::size_t first = colon; first < text.size();) {
        const std::size_t comma = std::min(text.find(',', first + 1), text.size());
        if (const auto read = readOverride(preprocessing, text.substr(first + 1, comma - first - 1)); !read)
            return tl::unexpected(read.error());
        first = comma;
    }
    return preprocessing;
}

std::string toText(const Preprocessing& preprocessing)
{
    const Preprocessing preset = presetOf(preprocessing.preset);
    std::string result(preprocessing.preset);
    char separator = ':';
    for (const Key& key : keys) {
        const std::string value = key.write(preprocessing);
        if (value == key.write(preset))
            continue;
        result += text(separator, key.name, '=', value);
        separator = ',';
    }
    return result;
}

} // namespace termscope
