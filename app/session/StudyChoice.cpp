#include "app/session/StudyChoice.h"

#include "app/session/SweepChoice.h"
#include "core/base/Text.h"

#include <QByteArray>
#include <QList>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace termscope {
namespace {

using namespace std::string_view_literals;

constexpr std::array figures{"accuracy"sv, "group-size"sv, "encodings"sv, "pairs"sv, "error"sv, "hardware"sv};
constexpr std::array panes{"sensitivity"sv, "search"sv, "compare"sv, "reproduce"sv};
constexpr std::array costs{"pairs"sv, "cycles"sv, "energy"sv};
constexpr std::array flags{"false"sv, "true"sv};
constexpr std::array sides{"b"sv, "a"sv};
constexpr std::array sensitivities{"tr"sv, "qt"sv};
constexpr std::array comparedMethods{"float"sv, "qt"sv, "tr"sv, "given"sv};

constexpr std::string_view layerPrefix = "layer.";
constexpr std::string_view usualWord = "usual";
constexpr std::string_view noneWord = "none";

/// The number of a word in a list. Error: another word.
Result<std::size_t> numberOfWord(std::string_view key, std::string_view word, std::span<const std::string_view> words)
{
    const auto found = std::ranges::find(words, word);
    if (found != words.end())
        return static_cast<std::size_t>(found - words.begin());
    std::string known;
    for (const std::string_view each : words)
        known += text(known.empty() ? "" : ", ", each);
    return fail(key, ": expected one of ", known, ", found ", word.empty() ? "nothing" : printable(word));
}

Result<double> numberOfText(std::string_view key, std::string_view word, double most)
{
    double number = 0.0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    if (error != std::errc() || end != word.data() + word.size() || !std::isfinite(number) || number < 0.0
        || number > most)
        return fail(key, ": expected a number of 0…", most, ", found ", word.empty() ? "nothing" : printable(word));
    return number;
}

template <class Value, std::size_t count>
StudyField wordField(std::string_view key, const std::array<std::string_view, count>& words,
                     Value& (*member)(StudyChoice&), std::span<const Value> values)
{
    return {key,
            [&words, member, values](const StudyChoice& choice) {
                StudyChoice copy = choice;
                return std::string(
                    words[static_cast<std::size_t>(std::ranges::find(values, member(copy)) - values.begin())]);
            },
            [&words, member, values](std::string_view own, StudyChoice& choice, std::string_view word) -> Result<void> {
                const Result<std::size_t> number = numberOfWord(own, word, words);
                if (!number)
                    return tl::unexpected(number.error());
                member(choice) = values[*number];
                return {};
            }};
}

StudyField variedField(std::string_view key, VariedValues SearchWish::*member, int least, int most)
{
    return {key,
            [member](const StudyChoice& choice) {
                const VariedValues& varied = choice.search.*member;
                return !varied.varies          ? std::string(noneWord)
                       : varied.values.empty() ? std::string(usualWord)
                                               : textOfNumbers(varied.values);
            },
            [member, least, most](std::string_view own, StudyChoice& choice, std::string_view word) -> Result<void> {
                VariedValues varied;
                varied.varies = word != noneWord;
                if (varied.varies && word != usualWord) {
                    Result<std::vector<int>> numbers = numbersOfText(own, word, least, most);
                    if (!numbers)
                        return tl::unexpected(numbers.error());
                    varied.values = std::move(*numbers);
                }
                choice.search.*member = std::move(varied);
                return {};
            }};
}

StudyField boundField(std::string_view key, std::optional<double> SearchWish::*member)
{
    constexpr double mostBound = 1e12;
    return {key,
            [member](const StudyChoice& choice) {
                const std::optional<double>& bound = choice.search.*member;
                return bound ? shortestText(*bound) : std::string(noneWord);
            },
            [member](std::string_view own, StudyChoice& choice, std::string_view word) -> Result<void> {
                if (word == noneWord) {
                    choice.search.*member = std::nullopt;
                    return {};
                }
                const Result<double> number = numberOfText(own, word, mostBound);
                if (!number)
                    return tl::unexpected(number.error());
                choice.search.*member = *number;
                return {};
            }};
}

template <class Number>
StudyField countField(std::string_view key, Number SearchWish::*member, double least, double most)
{
    return {key, [member](const StudyChoice& choice) { return text(choice.search.*member); },
            [member, least, most](std::string_view own, StudyChoice& choice, std::string_view word) -> Result<void> {
                const Result<double> number = numberOfText(own, word, most);
                if (!number || *number < least || *number != std::floor(*number))
                    return fail(own, ": expected a whole number of ", least, "…", most, ", found ",
                                word.empty() ? "nothing" : printable(word));
                choice.search.*member = static_cast<Number>(*number);
                return {};
            }};
}

StudyField otherSettings()
{
    return {"compare_other", [](const StudyChoice& choice) { return textOfSettings(choice.compare.other); },
            [](std::string_view own, StudyChoice& choice, std::string_view word) -> Result<void> {
                Result<Settings> settings = settingsOfText(own, word);
                if (!settings)
                    return tl::unexpected(settings.error());
                choice.compare.other = std::move(*settings);
                return {};
            }};
}

StudyField figureField()
{
    return {"reproduce_figure", [](const StudyChoice& choice) { return choice.figure; },
            [](std::string_view own, StudyChoice& choice, std::string_view word) -> Result<void> {
                const Result<std::size_t> number = numberOfWord(own, word, figures);
                if (!number)
                    return tl::unexpected(number.error());
                choice.figure = word;
                return {};
            }};
}

std::vector<StudyField> allStudyFields()
{
    constexpr double mostSamples = 1e8;
    static constexpr std::array paneValues{StudyPane::Sensitivity, StudyPane::Search, StudyPane::Compare,
                                           StudyPane::Reproduce};
    static constexpr std::array costValues{CostKind::Pairs, CostKind::Cycles, CostKind::Energy};
    static constexpr std::array flagValues{false, true};
    static constexpr std::array sensitivityValues{Method::Revealed, Method::Quantized};
    static constexpr std::array methodValues{Method::Float, Method::Quantized, Method::Revealed, Method::Given};
    const SettingInfo& dataTerms = *findSetting("data_terms");
    const SettingInfo& bits = *findSetting("weight_bits");
    using C = StudyChoice;
    return {
        wordField<StudyPane>(
            "study_pane", panes, [](C& of) -> StudyPane& { return of.pane; }, paneValues),
        wordField<Method>(
            "sensitivity_method", sensitivities, [](C& of) -> Method& { return of.sensitivity; }, sensitivityValues),
        variedField("search_budgets", &SearchWish::budgets, 1, maximumBudget(largestGroupSize)),
        variedField("search_data_terms", &SearchWish::dataTerms, dataTerms.minimum, dataTerms.maximum),
        variedField("search_group_sizes", &SearchWish::groupSizes, 1, largestGroupSize),
        variedField("search_bits", &SearchWish::bits, bits.minimum, bits.maximum),
        wordField<CostKind>(
            "search_cost", costs, [](C& of) -> CostKind& { return of.search.cost; }, costValues),
        boundField("search_most_loss", &SearchWish::mostLoss),
        boundField("search_most_cost", &SearchWish::mostCost),
        countField("search_images", &SearchWish::searchSamples, 0, mostSamples),
        countField("score_images", &SearchWish::scoreSamples, 0, mostSamples),
        countField("search_points", &SearchWish::points, 2, 1000),
        wordField<Method>(
            "compare_a", comparedMethods, [](C& of) -> Method& { return of.compare.a; }, methodValues),
        wordField<Method>(
            "compare_b", comparedMethods, [](C& of) -> Method& { return of.compare.b; }, methodValues),
        wordField<bool>(
            "compare_strip", sides, [](C& of) -> bool& { return of.compare.stripIsA; }, flagValues),
        otherSettings(),
        wordField<bool>(
            "compare_curves", flags, [](C& of) -> bool& { return of.compare.curves; }, flagValues),
        figureField(),
    };
}

} // namespace

std::span<const std::string_view> reproducedFigures()
{
    return figures;
}

std::string textOfSettings(const Settings& settings)
{
    const auto encoded = [](std::string_view words) {
        return QByteArray(words.data(), static_cast<qsizetype>(words.size())).toPercentEncoding().toStdString();
    };
    std::string words;
    for (const SettingInfo& info : settingsTable())
        if (info.get(settings) != info.get(Settings{}))
            words += text(words.empty() ? "" : "&", info.key, '=', valueText(info, settings));
    for (const auto& [name, own] : settings.layers)
        words += text(words.empty() ? "" : "&", layerPrefix, encoded(name), '=', encoded(toText(own)));
    return words;
}

Result<Settings> settingsOfText(std::string_view key, std::string_view words)
{
    Settings settings;
    if (words.empty())
        return settings;
    for (const QByteArray& part : QByteArray(words.data(), static_cast<qsizetype>(words.size())).split('&')) {
        const qsizetype equals = part.indexOf('=');
        const std::string name =
            QByteArray::fromPercentEncoding(part.first(std::max<qsizetype>(equals, 0))).toStdString();
        const std::string value = QByteArray::fromPercentEncoding(part.sliced(equals + 1)).toStdString();
        const SettingInfo* const info = findSetting(name);
        Result<void> set;
        if (name.starts_with(layerPrefix)) {
            const Result<LayerOverride> own = parseLayerOverride(value);
            if (own)
                settings.layers[name.substr(layerPrefix.size())] = *own;
            else
                set = tl::unexpected(own.error());
        } else if (equals < 0 || info == nullptr) {
            set = fail("expected a setting, found ", printable(part.toStdString()));
        } else {
            set = setFromText(settings, *info, value);
        }
        if (!set)
            return fail(key, ": ", set.error().message);
    }
    if (const Result<void> legal = checkSettings(settings); !legal)
        return fail(key, ": ", legal.error().message);
    return settings;
}

std::span<const StudyField> studyFields()
{
    static const std::vector<StudyField> fields = allStudyFields();
    return fields;
}

} // namespace termscope
