#include "app/session/SweepChoice.h"

#include "core/base/Text.h"
#include "core/files/Lines.h"
#include "core/quant/WeightFormat.h"
#include "core/study/CostLines.h"

#include <QByteArray>
#include <QList>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <set>

namespace termscope {
namespace {

constexpr std::string_view ownPrefix = "layer.";

std::string encoded(std::string_view words)
{
    return QByteArray(words.data(), static_cast<qsizetype>(words.size())).toPercentEncoding().toStdString();
}

/// The shortest text that reads back as the same number.
std::string textOfNumber(double value)
{
    std::array<char, 32> buffer{};
    return {buffer.data(), std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr};
}

/// Its numbers with ":" between them.
std::string textOf(const KeptPoint& point)
{
    std::string words = text(point.value, ':', point.correct, ':', point.total, ':', point.tokens);
    for (const double number : {point.perplexity, point.low, point.high, point.provisioned, point.measured})
        words += ":" + textOfNumber(number);
    return words;
}

std::optional<KeptPoint> pointOfText(const QByteArray& words)
{
    const QList<QByteArray> parts = words.split(':');
    if (parts.size() != 9)
        return std::nullopt;
    std::array<double, 9> numbers{};
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const QByteArray& part = parts[static_cast<qsizetype>(i)];
        const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), numbers[i]);
        if (error != std::errc() || end != part.data() + part.size() || std::isnan(numbers[i]) || numbers[i] < 0.0)
            return std::nullopt;
    }
    constexpr double mostCount = 9007199254740992.0; // beyond 2^53 not every whole number is a double
    for (std::size_t i = 0; i < 4; ++i)
        if (numbers[i] > mostCount || numbers[i] != std::floor(numbers[i]))
            return std::nullopt;
    if (numbers[0] > maximumBudget(largestGroupSize))
        return std::nullopt;
    const auto count = [&](std::size_t i) { return static_cast<std::int64_t>(numbers[i]); };
    return KeptPoint{static_cast<int>(count(0)),
                     count(1),
                     count(2),
                     count(3),
                     numbers[4],
                     numbers[5],
                     numbers[6],
                     numbers[7],
                     numbers[8]};
}

std::string textOf(const KeptCurve& curve)
{
    std::string words = text("name=", encoded(curve.name), "&colour=", curve.colour, "&method=", nameOf(curve.method));
    if (!curve.network.empty())
        words += "&network=" + encoded(curve.network);
    for (const SettingInfo& info : settingsTable())
        words += text('&', info.key, '=', valueText(info, curve.settings));
    for (const auto& [name, layer] : curve.settings.layers)
        words += text('&', ownPrefix, encoded(name), '=', encoded(toText(layer)));
    for (std::size_t i = 0; i < curve.points.size(); ++i)
        words += (i == 0 ? "&points=" : ",") + textOf(curve.points[i]);
    return words;
}

Result<void> setPoints(KeptCurve& curve, const std::string& value)
{
    curve.points.clear();
    for (const QByteArray& part : QByteArray::fromStdString(value).split(',')) {
        const std::optional<KeptPoint> point = pointOfText(part);
        if (!point || curve.points.size() == mostSweptValues)
            return fail("points: expected at most ", mostSweptValues, " of nine numbers each, found ",
                        printable(part.toStdString()));
        curve.points.push_back(*point);
    }
    return {};
}

Result<void> setPart(KeptCurve& curve, const std::string& key, const std::string& value)
{
    if (key == "name") {
        if (value.empty() || value.size() > 200)
            return fail("expected a name of 1 to 200 bytes, found ", value.size());
        curve.name = value;
        return {};
    }
    if (key == "colour") {
        const Result<std::vector<int>> number = numbersOfText(key, value, 0, 99);
        if (!number || number->size() != 1)
            return fail("colour: expected 0…99, found ", printable(value));
        curve.colour = number->front();
        return {};
    }
    if (key == "method") {
        const std::optional<Method> method = methodFromName(value);
        if (method != Method::Revealed && method != Method::Quantized)
            return fail("method: expected tr or qt, found ", printable(value));
        curve.method = *method;
        return {};
    }
    if (key == "network") {
        curve.network = value;
        return {};
    }
    if (key == "points")
        return setPoints(curve, value);
    if (key.starts_with(ownPrefix)) {
        const Result<LayerOverride> layer = parseLayerOverride(value);
        if (!layer)
            return fail(printable(key), ": ", layer.error().message);
        curve.settings.layers[key.substr(ownPrefix.size())] = *layer;
        return {};
    }
    const SettingInfo* const info = findSetting(key);
    if (info == nullptr)
        return fail("expected a setting, name, colour or method, found ", printable(key));
    return setFromText(curve.settings, *info, value);
}

Result<KeptCurve> curveOfText(const QByteArray& words)
{
    KeptCurve curve;
    for (const QByteArray& part : words.split('&')) {
        const qsizetype equals = part.indexOf('=');
        if (equals < 0)
            return fail("expected key=value, found ", printable(part.toStdString()));
        const std::string key = QByteArray::fromPercentEncoding(part.first(equals)).toStdString();
        const std::string value = QByteArray::fromPercentEncoding(part.sliced(equals + 1)).toStdString();
        if (const Result<void> done = setPart(curve, key, value); !done)
            return tl::unexpected(done.error());
    }
    if (curve.name.empty())
        return fail("expected a name, found none");
    if (const Result<void> legal = checkSettings(curve.settings); !legal)
        return tl::unexpected(legal.error());
    for (const KeptPoint& point : curve.points)
        if (const Result<void> legal = checkSettings(settingsAt(curve, point.value)); !legal)
            return tl::unexpected(legal.error());
    return curve;
}

std::string listOf(const std::vector<std::string>& names)
{
    std::string list;
    for (const std::string& name : names)
        list += (list.empty() ? "" : ",") + name;
    return list;
}

/// Those rows of a table that a list names, in the table's order, each once.
template <class Row, std::size_t extent>
Result<std::vector<std::string>> namesOfList(std::string_view key, std::string_view list,
                                             std::span<const Row, extent> table)
{
    const std::vector<std::string_view> words = trimmed(list).empty() ? std::vector<std::string_view>()
                                                                      : commaSeparated(list);
    std::string known;
    std::vector<std::string> names;
    for (const Row& row : table) {
        known += text(known.empty() ? "" : ", ", row.name);
        if (std::ranges::find(words, row.name) != words.end())
            names.emplace_back(row.name);
    }
    for (const std::string_view word : words)
        if (std::ranges::find(table, word, &Row::name) == table.end())
            return fail(key, ": expected one of ", known, ", found ", word.empty() ? "nothing" : printable(word));
    return names;
}

} // namespace

Settings settingsAt(const KeptCurve& curve, int value)
{
    Settings settings = curve.settings;
    if (curve.method == Method::Quantized)
        settings.weightBits = settings.dataBits = value;
    else
        settings.budget = value;
    return settings;
}

SweepRow rowOf(const KeptCurve& curve, const KeptPoint& point)
{
    SweepRow row{curve.method, settingsAt(curve, point.value),         point.correct, 0,
                 point.total,  Work{point.provisioned, point.measured}};
    if (point.tokens > 0)
        row.text = TextScore{point.tokens, point.perplexity, {point.low, point.high}};
    return row;
}

KeptPoint keptPointOf(const SweepRow& row)
{
    KeptPoint point;
    point.value = row.method == Method::Quantized ? row.settings.weightBits : row.settings.budget;
    point.correct = row.correct;
    point.total = row.total;
    if (row.text) {
        point.tokens = row.text->tokens;
        point.perplexity = row.text->perplexity;
        point.low = row.text->interval.low;
        point.high = row.text->interval.high;
    }
    if (row.work) {
        point.provisioned = row.work->provisioned;
        point.measured = row.work->measured;
    }
    return point;
}

std::string textOfNumbers(const std::vector<int>& numbers)
{
    std::string words;
    for (const int number : numbers)
        words += text(words.empty() ? "" : ",", number);
    return words;
}

Result<std::vector<int>> numbersOfText(std::string_view key, std::string_view words, int least, int most)
{
    const auto wrong = [&] {
        return fail(key, ": expected numbers of ", least, "…", most, ", found ", printable(words));
    };
    std::set<int> numbers;
    const auto isGap = [](char letter) { return letter == ',' || letter == ' '; };
    for (const char *at = words.data(), *end = at + words.size(); at != end;) {
        if (isGap(*at)) {
            ++at;
            continue;
        }
        int number = 0;
        const auto [next, error] = std::from_chars(at, end, number);
        if (error != std::errc() || number < least || number > most || (next != end && !isGap(*next)))
            return wrong();
        numbers.insert(number);
        at = next;
    }
    if (numbers.size() > mostSweptValues)
        return fail(key, ": expected at most ", mostSweptValues, " numbers, found ", numbers.size());
    return std::vector<int>(numbers.begin(), numbers.end());
}

std::string textOfFamilies(const std::vector<std::string>& families)
{
    return listOf(families);
}

Result<std::vector<std::string>> familiesOfText(std::string_view key, std::string_view list)
{
    return namesOfList(key, list, formatFamilies());
}

std::string textOfMachines(const std::vector<std::string>& machines)
{
    return listOf(machines);
}

Result<std::vector<std::string>> machinesOfText(std::string_view key, std::string_view list)
{
    return namesOfList(key, list, costMachines());
}

std::vector<int> budgetsOf(const SweepChoice& sweep, int groupSize)
{
    std::vector<int> budgets;
    for (const int budget : sweep.budgets)
        if (budget <= maximumBudget(groupSize))
            budgets.push_back(budget);
    return budgets.empty() ? usualBudgets(groupSize) : budgets;
}

std::vector<int> bitsOf(const SweepChoice& sweep)
{
    return sweep.bits.empty() ? std::vector{2, 3, 4, 5, 6, 7, 8} : sweep.bits;
}

std::string textOfKept(const std::vector<KeptCurve>& kept)
{
    std::string words;
    for (const KeptCurve& curve : kept)
        words += (words.empty() ? "" : ";") + textOf(curve);
    return words;
}

Result<std::vector<KeptCurve>> keptOfText(std::string_view key, std::string_view words)
{
    std::vector<KeptCurve> kept;
    if (words.empty())
        return kept;
    for (const QByteArray& part : QByteArray(words.data(), static_cast<qsizetype>(words.size())).split(';')) {
        Result<KeptCurve> curve = curveOfText(part);
        if (!curve)
            return fail(key, ": curve ", kept.size() + 1, ": ", curve.error().message);
        kept.push_back(std::move(*curve));
    }
    if (kept.size() > mostKeptCurves)
        return fail(key, ": expected at most ", mostKeptCurves, " curves, found ", kept.size());
    return kept;
}

} // namespace termscope
