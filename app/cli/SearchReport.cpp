#include "app/cli/SearchReport.h"

#include "app/cli/LayerOptions.h"
#include "app/cli/ScoreText.h"
#include "app/cli/SettingsJson.h"
#include "app/cli/TextTable.h"

#include "core/base/Text.h"
#include "core/study/SearchFronts.h"

namespace termscope::cli {
namespace {

Json rangeJson(const SampleRange& range)
{
    return Json::array({range.first, range.count});
}

Json uniformJson(std::span<const SearchPoint> points)
{
    Json all = Json::array();
    for (const SearchPoint& point : points)
        all.push_back({{"cost", point.cost},
                       {"search_score", scoreJson(point.searched)},
                       {"score", scoreJson(point.scored)},
                       {"settings", settingsJson(point.method, point.settings)}});
    return all;
}

/// "QT, 6 bits", "TR, k = 8, s = 2"; with g where that varies.
std::string uniformText(const SearchPoint& point, bool groupsVary)
{
    const Settings& s = point.settings;
    return point.method == Method::Quantized
               ? text("QT, ", s.weightBits, " bits")
               : text("TR, ", groupsVary ? text("g = ", s.groupSize, ", ") : "", "k = ", s.budget,
                      ", s = ", s.dataTerms == 0 ? "all" : text(s.dataTerms));
}

} // namespace

std::string costText(double cost)
{
    return cost < 1000.0 ? fixed(cost, 3) : fixed(cost, 0);
}

std::string searchJson(const std::string& network, const std::string& data, const std::string& unit,
                       const SearchResult& found)
{
    const ScoreWords words = wordsOf(found.floatsScored.scoreKind());
    const std::string samples = words.samples;
    Json front = Json::array();
    for (const SearchPoint& point : found.front)
        front.push_back({{"cost", point.cost},
                         {"search_score", scoreJson(point.searched)},
                         {"score", scoreJson(point.scored)},
                         {samples, point.scored.evaluated},
                         {"predicted_kl", point.predicted},
                         {"gain", orNull(gainOver(point, found.uniform))},
                         {"plan", planJson(point.settings.layers)}});
    return toText(Json{
               {"network", network},
               {"data", data},
               {"score", words.key},
               {"cost", unit},
               {"float", {{"search_score", scoreJson(found.floatsSearched)}, {"score", scoreJson(found.floatsScored)}}},
               {"front", front},
               {"uniform", uniformJson(found.uniform)},
               {"qt", uniformJson(found.quantized)},
               {"chosen", orNull(found.chosen)},
               {"search_" + samples, rangeJson(found.searchSamples)},
               {"score_" + samples, rangeJson(found.scoreSamples)}})
           + "\n";
}

std::string searchText(const std::string& network, const std::string& data, const std::string& unit,
                       const std::string& column, const std::string& within, const SearchResult& found)
{
    const ScoreWords score = wordsOf(found.floatsScored.scoreKind());
    const char* const sign = score.unit;
    const std::string samples = samplesOf(found.floatsScored) + " ";
    const SampleRange& on = found.searchSamples;
    const SampleRange& rest = found.scoreSamples;
    std::string words = text(printable(network), " on ", printable(data), "\n\nSearched on ", samples, on.first, " to ",
                             on.first + on.count - 1, ", scored on ", samples, rest.first, " to ",
                             rest.first + rest.count - 1, ".\nFloat: ", scoreText(found.floatsSearched), sign,
                             " on those searched on, ", scoreText(found.floatsScored), sign, " on the others.\n",
                             column == "pairs" ? "" : text("Cost: ", unit, ".\n"), '\n');
    TextTable table({"", column, text("searched", sign), text("scored", sign), "cheaper than uniform"}, 1);
    for (std::size_t i = 0; i < found.front.size(); ++i) {
        const SearchPoint& point = found.front[i];
        const auto gain = gainOver(point, found.uniform);
        table.addRow({text("plan ", i, found.chosen == i ? " *" : ""), costText(point.cost), scoreText(point.searched),
                      scoreText(point.scored), gain ? fixed(*gain, 2) + "×" : "-"});
    }
    for (const SearchPoint& point : found.uniform)
        table.addRow({uniformText(point, found.groupsVary), costText(point.cost), scoreText(point.searched),
                      scoreText(point.scored), ""});
    words += table.toText();
    if (found.chosen) {
        words += text("\n* ", within, ':');
        for (const auto& [name, layer] : found.front[*found.chosen].settings.layers)
            words += text(" --layer '", printable(name), ':', toText(layer), '\'');
        words += '\n';
    }
    return words;
}

} // namespace termscope::cli
