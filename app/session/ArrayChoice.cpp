#include "app/session/ArrayChoice.h"

#include "core/base/Text.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace termscope {
namespace {

constexpr int largestSide = 256;
constexpr int mostSamples = 1024;
constexpr int largestAxis = 4096;

template <auto Member>
ArrayField number(std::string_view key, std::string_view title, std::string_view help, int maximum)
{
    return {key,
            title,
            help,
            1,
            maximum,
            {},
            [](const ArrayChoice& choice) { return choice.*Member; },
            [](ArrayChoice& choice, int value) { choice.*Member = value; }};
}

template <auto Member>
ArrayField choiceOf(std::string_view key, std::string_view title, std::string_view help,
                    std::vector<SettingChoice> choices)
{
    using Value = std::remove_cvref_t<decltype(ArrayChoice{}.*Member)>;
    const int last = static_cast<int>(choices.size()) - 1;
    return {key,
            title,
            help,
            0,
            last,
            std::move(choices),
            [](const ArrayChoice& choice) { return static_cast<int>(choice.*Member); },
            [](ArrayChoice& choice, int value) { choice.*Member = static_cast<Value>(value); }};
}

} // namespace

std::span<const ArrayField> arrayFields()
{
    static const std::array fields{
        choiceOf<&ArrayChoice::typed>(
            "array_product", "Product",
            "What the array computes: the chosen layer, or a typed product of random operands",
            {{"layer", "Layer"}, {"typed", "Typed M×K×N"}}),
        number<&ArrayChoice::samples>("array_samples", "Images",
                                      "Images that go through the layer at once, from the first on: M", mostSamples),
        number<&ArrayChoice::m>("array_m", "M", "Rows of the inputs", largestAxis),
        number<&ArrayChoice::k>("array_k", "K", "Length of the dot products", largestAxis),
        number<&ArrayChoice::n>("array_n", "N", "Columns of the weights", largestAxis),
        number<&ArrayChoice::rows>("array_rows", "Rows", "Rows of cells, R", largestSide),
        number<&ArrayChoice::columns>("array_columns", "Columns", "Columns of cells, C", largestSide),
        choiceOf<&ArrayChoice::dataflow>("array_dataflow", "Stationary",
                                         "What stays in the cells while the rest streams through them",
                                         {{"os", "Outputs"}, {"ws", "Weights"}, {"is", "Inputs"}}),
        choiceOf<&ArrayChoice::rival>("array_rival", "Rival",
                                      "What the TR array of term cells races against, on as many cells",
                                      {{"qt", "QT term cells"}, {"pmac", "pMAC cells"}}),
        choiceOf<&ArrayChoice::stepLength>("array_step_length", "Step length",
                                           "A step of term cells lasts the bound, or until its slowest cell is done",
                                           {{"provisioned", "Provisioned"}, {"adaptive", "Adaptive"}}),
        choiceOf<&ArrayChoice::skew>("array_skew", "Operands hop", "When operands move on to the next cell",
                                     {{"step", "Every step"}, {"clock", "Every clock"}}),
        choiceOf<&ArrayChoice::drain>("array_drain", "Drain",
                                      "Charge R cycles a fold to shift results out (pMAC, outputs stationary)",
                                      {{"false", "Not charged"}, {"true", "Charged"}}),
    };
    return fields;
}

const ArrayField* findArrayField(std::string_view key)
{
    const auto found = std::ranges::find(arrayFields(), key, &ArrayField::key);
    return found == arrayFields().end() ? nullptr : &*found;
}

std::string valueText(const ArrayField& field, const ArrayChoice& choice)
{
    const int value = field.get(choice);
    return field.isNumber() ? text(value) : std::string(field.choices[static_cast<std::size_t>(value)].name);
}

Result<void> setFromText(ArrayChoice& choice, const ArrayField& field, std::string_view word)
{
    const std::string found = word.empty() ? "nothing" : printable(word);
    if (field.isNumber()) {
        int number = 0;
        const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
        if (error != std::errc() || end != word.data() + word.size() || number < field.minimum
            || number > field.maximum)
            return fail(field.key, ": expected ", field.minimum, "…", field.maximum, ", found ", found);
        field.set(choice, number);
        return {};
    }
    const auto named = std::ranges::find(field.choices, word, &SettingChoice::name);
    if (named == field.choices.end()) {
        std::string names;
        for (const SettingChoice& known : field.choices)
            names += text(names.empty() ? "" : ", ", known.name);
        return fail(field.key, ": expected one of ", names, ", found ", found);
    }
    field.set(choice, static_cast<int>(named - field.choices.begin()));
    return {};
}

} // namespace termscope
