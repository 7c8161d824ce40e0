#include "app/cli/CompareReport.h"

#include "app/cli/SettingsJson.h"
#include "app/cli/TextTable.h"

#include "core/base/Text.h"

#include <algorithm>
#include <cmath>

namespace termscope::cli {
namespace {

/// "TR, HESE, g = 8, …" in the words that --a and --b take.
std::string variantText(const Variant& variant)
{
    const Settings& s = variant.settings;
    std::string words(nameOf(variant.method));
    if (variant.method == Method::Quantized || variant.method == Method::Revealed)
        words += text(",weight-bits=", s.weightBits, ",data-bits=", s.dataBits);
    if (variant.method == Method::Revealed)
        words += text(",g=", s.groupSize, ",k=", s.budget, ",s=", s.dataTerms);
    return words;
}

/// "∞" where nothing differs, "-∞" where A is all zeros and B is not.
std::string sqnrText(double sqnr)
{
    return !std::isinf(sqnr) ? fixed(sqnr, 1) : sqnr > 0.0 ? "∞" : "-∞";
}

double pairsOf(const ComparedNetwork& of)
{
    const NetworkPtr network = quantizedNetwork(of.network, of.variant.settings);
    return provisionedPairs(*network, NetworkPlan(*network, of.variant.method, of.variant.settings));
}

bool hasPairs(const Variant& variant)
{
    return variant.method != Method::Float;
}

Json finiteOr(double value)
{
    return std::isfinite(value) ? Json(value) : Json(nullptr);
}

Json sideJson(const Compared& compared, bool first)
{
    const ComparedNetwork& side = first ? compared.a : compared.b;
    Json json{{"network", side.network->name}, {"settings", settingsJson(side.variant.method, side.variant.settings)}};
    json["pairs_per_mac_provisioned"] = hasPairs(side.variant) ? Json(pairsOf(side)) : Json(nullptr);
    json["score"] = nullptr;
    if (compared.texts)
        json["score"] = scoreOf(first ? compared.texts->first : compared.texts->second);
    else if (compared.outputs && compared.outputs->judged > 0)
        json["score"] = compared.outputs->top1(first ? compared.outputs->correctInA : compared.outputs->correctInB);
    return json;
}

Json flipsJson(const OutputComparison& outputs, bool ofText)
{
    if (!outputs.hasClasses)
        return {{"samples", outputs.samples}, {"sqnr_output_db", finiteOr(outputs.sqnr)}};
    Json list = Json::array();
    for (const Flip& flip : outputs.flips)
        list.push_back({{ofText ? "token" : "image", flip.sample},
                        {"label", flip.label < 0 ? Json(nullptr) : Json(flip.label)},
                        {"a", flip.a},
                        {"b", flip.b}});
    return {{ofText ? "tokens" : "images", outputs.samples},
            {"judged", outputs.judged},
            {"agreement", outputs.agreement()},
            {"right_to_wrong", outputs.rightToWrong},
            {"wrong_to_right", outputs.wrongToRight},
            {"other_wrong", outputs.otherWrong},
            {"kl", outputs.divergence},
            {"sqnr_output_db", finiteOr(outputs.sqnr)},
            {"flipped", list}};
}

Json curvesJson(const std::vector<CurveDifference>& curves)
{
    Json list = Json::array();
    for (const CurveDifference& point : curves)
        list.push_back({{"budget", point.budget},
                        {"a", point.a},
                        {"b", point.b},
                        {"difference", point.b - point.a},
                        {"pairs_a", point.pairsOfA},
                        {"pairs_b", point.pairsOfB}});
    return list;
}

std::string namesText(const char* what, const std::vector<std::string>& names)
{
    constexpr std::size_t named = 12;
    std::string words;
    for (std::size_t i = 0; i < std::min(named, names.size()); ++i)
        words += (i == 0 ? "" : ", ") + printable(names[i]);
    return names.empty() ? "" : text(what, words, names.size() > named ? ", …" : "", '\n');
}

std::string outputsText(const OutputComparison& outputs, bool ofText)
{
    if (!outputs.hasClasses)
        return text("SQNR of B's outputs ", sqnrText(outputs.sqnr), " dB\n");
    std::string words;
    const bool labelled = outputs.judged > 0;
    if (labelled)
        words += text(ofText ? "Next word right: A " : "Top-1: A ", fixed(outputs.top1(outputs.correctInA), 2),
                      " %, B ", fixed(outputs.top1(outputs.correctInB), 2), " %\n");
    words += text(ofText ? "Same likeliest word: " : "Same class: ", fixed(outputs.agreement(), 2),
                  " %, KL of B from A ", significant(outputs.divergence, 3), ", SQNR of B's outputs ",
                  sqnrText(outputs.sqnr), " dB\n");
    if (labelled)
        words += text("Flipped: right to wrong ", outputs.rightToWrong, ", wrong to right ", outputs.wrongToRight,
                      ", wrong to another wrong ", outputs.otherWrong, '\n');
    return words;
}

std::string curvesText(const std::vector<CurveDifference>& curves)
{
    TextTable table({"k", "A", "B", "B - A", "pairs A", "pairs B"}, 0);
    for (const CurveDifference& point : curves)
        table.addRow({text(point.budget), fixed(point.a, 2), fixed(point.b, 2), fixed(point.b - point.a, 2),
                      fixed(point.pairsOfA, 3), fixed(point.pairsOfB, 3)});
    return table.toText();
}

} // namespace

std::string compareJson(const Compared& compared)
{
    Json tensors = Json::array();
    for (const TensorDifference& tensor : compared.weights.tensors)
        tensors.push_back({{"name", tensor.name},
                           {"tensor", tensor.bias ? "bias" : "weight"},
                           {"shape", tensor.shape},
                           {"sqnr_db", finiteOr(tensor.sqnr)},
                           {"max_difference", tensor.largest},
                           {"range", tensor.range}});
    Json json{{"a", sideJson(compared, true)},
              {"b", sideJson(compared, false)},
              {"data", compared.data.empty() ? Json(nullptr) : Json(compared.data)},
              {"score", compared.texts ? "perplexity" : "top1"},
              {"tensors", tensors},
              {"only_in_a", compared.weights.onlyInA},
              {"only_in_b", compared.weights.onlyInB},
              {"other_shapes", compared.weights.otherShapes},
              {"outputs", compared.outputs ? flipsJson(*compared.outputs, compared.texts.has_value()) : Json(nullptr)}};
    if (!compared.curves.empty())
        json["curves"] = curvesJson(compared.curves);
    return toText(json) + "\n";
}

std::string compareText(const Compared& compared)
{
    std::string words;
    for (const auto& [letter, side] : {std::pair{"A", &compared.a}, std::pair{"B", &compared.b}})
        words += text(letter, ": ", printable(side->network->name), ", ", variantText(side->variant),
                      hasPairs(side->variant) ? text(", ", fixed(pairsOf(*side), 3), " pairs") : "", '\n');
    if (!compared.data.empty())
        words += text("On ", printable(compared.data), ", ",
                      compared.texts ? compared.texts->first.evaluated : compared.outputs->samples,
                      compared.texts                                                           ? " tokens"
                      : compared.arrays || (compared.outputs && !compared.outputs->hasClasses) ? " samples"
                                                                                               : " images",
                      "\n\n");
    if (compared.outputs)
        words += outputsText(*compared.outputs, compared.texts.has_value());
    if (compared.texts)
        words += text("Perplexity: A ", fixed(scoreOf(compared.texts->first), 2), ", B ",
                      fixed(scoreOf(compared.texts->second), 2), '\n');
    TextTable table({"tensor", "shape", "SQNR dB", "max |A - B|", "max |A|"}, 2);
    for (const TensorDifference& tensor : compared.weights.tensors)
        table.addRow({printable(tensor.name) + (tensor.bias ? " (bias)" : ""), toText(tensor.shape),
                      sqnrText(tensor.sqnr), significant(tensor.largest, 3), significant(tensor.range, 3)});
    if (!compared.curves.empty())
        words += "\n" + curvesText(compared.curves);
    words += "\n" + table.toText();
    const std::string left = namesText("Only in A: ", compared.weights.onlyInA)
                             + namesText("Only in B: ", compared.weights.onlyInB)
                             + namesText("Of other shapes: ", compared.weights.otherShapes);
    return left.empty() ? words : words + "\n" + left;
}

} // namespace termscope::cli
