#include "app/cli/TermsReport.h"

#include "app/cli/JsonText.h"
#include "app/cli/Options.h"
#include "app/cli/TextTable.h"
#include "core/base/Text.h"
#include "core/run/QuantizedLayer.h"
#include "core/settings/GroupsOfRow.h"
#include "core/settings/NetworkPlan.h"
#include "core/study/GroupView.h"
#include "core/terms/Encoder.h"

#include <algorithm>
#include <limits>

namespace termscope::cli {
namespace {

constexpr std::int64_t anyNumber = std::numeric_limits<std::int64_t>::max();

Result<int> layerOf(const Network& network, const std::string& name)
{
    if (const std::optional<int> found = findLayer(network, name))
        return *found;
    std::string names;
    for (const WeightLayer& layer : network.layers)
        names += text(names.empty() ? "" : ", ", printable(layer.name));
    return fail("--terms: expected a layer of ", network.name, ": ", names, "; found ", inQuotes(name));
}

Result<GroupView> viewOf(const TermsRequest& request, const Network& network, const Settings& settings)
{
    const Result<int> index = layerOf(network, *request.layer);
    if (!index)
        return tl::unexpected(index.error());
    const WeightLayer& layer = network.layers[static_cast<std::size_t>(*index)];
    if (layer.isAttention())
        return fail("--terms: layer ", inQuotes(layer.name),
                    ": expected a layer with weights; the values of this product are known when it is run");
    if (const Result<void> finite = checkLayer(network, layer); !finite)
        return tl::unexpected(finite.error());
    const GroupAddress address{*index, request.row.value_or(0), request.group.value_or(0)};
    const Settings own = planOf(network, Method::Revealed, settings)[*index].settings;
    const std::int64_t rows = layer.outputs() * kernelPositions(layer);
    const std::int64_t groups = groupsOfRow(layer, own).count();
    if (address.row >= rows)
        return fail("--row: expected 0…", rows - 1, " for layer ", printable(layer.name), ", found ", address.row);
    if (address.group >= groups)
        return fail("--group: expected 0…", groups - 1, " for layer ", printable(layer.name), ", found ",
                    address.group);
    return groupView(network, address, settings);
}

std::vector<Term> keptOf(const RevealedValue& value)
{
    std::vector<Term> kept;
    for (std::size_t i = 0; i < value.terms.size(); ++i)
        if (value.kept[i])
            kept.push_back(value.terms[i]);
    return kept;
}

Json termsJson(std::span<const Term> terms)
{
    Json json = Json::array();
    for (const Term& term : terms)
        json.push_back({{"exponent", term.exponent}, {"sign", term.sign}});
    return json;
}

std::string groupJson(const GroupView& view, const WeightLayer& layer)
{
    Json values = Json::array();
    for (std::size_t i = 0; i < view.weights.values.size(); ++i) {
        const RevealedValue& value = view.weights.values[i];
        Json json{{"input", view.first + static_cast<std::int64_t>(i)},
                  {"float", view.weightFloats[i]},
                  {"value", value.value},
                  {"terms", termsJson(value.terms)},
                  {"kept", termsJson(keptOf(value))},
                  {"revealed", value.revealed}};
        if (!view.given.empty())
            json["stored"] = value.value + view.weightZero;
        values.push_back(std::move(json));
    }
    Json document{{"layer", layer.name},         {"row", view.address.row},    {"rows", view.rowCount},
                  {"group", view.address.group}, {"groups", view.groupCount},  {"method", nameOf(view.method)},
                  {"scale", view.weightScale},   {"values", std::move(values)}};
    if (!view.given.empty()) {
        document["stored_as"] = storedAs(layer);
        document["zero_point"] = view.weightZero;
    }
    return toText(document) + "\n";
}

std::string groupText(const GroupView& view, const WeightLayer& layer)
{
    const bool given = !view.given.empty();
    std::vector<std::string> header{"input", "value", "revealed", "float", "terms", "kept"};
    if (given)
        header.insert(header.begin() + 1, {"stored", "zero point"});
    TextTable table(header, 0);
    for (std::size_t i = 0; i < view.weights.values.size(); ++i) {
        const RevealedValue& value = view.weights.values[i];
        std::vector<std::string> row{text(view.first + static_cast<std::int64_t>(i)),
                                     text(value.value),
                                     text(value.revealed),
                                     significant(static_cast<double>(view.weightFloats[i]), 4),
                                     termscope::toText(value.terms),
                                     termscope::toText(keptOf(value))};
        if (given)
            row.insert(row.begin() + 1, {text(value.value + view.weightZero), text(view.weightZero)});
        table.addRow(std::move(row));
    }
    return text("Group ", view.address.group, " of ", view.groupCount, " in row ", view.address.row, " of ",
                view.rowCount, " of layer ", printable(layer.name),
                given ? text(", stored as ", storedAs(layer)) : text(" at ", view.settings.weightBits, " bits"),
                ", terms by ", nameOf(view.settings.encoding),
                view.revealed ? text(", k = ", view.settings.budget, " of g = ", view.settings.groupSize)
                              : std::string(", not revealed"),
                "\n\n", table.toText());
}

} // namespace

void addTermsOptions(CLI::App& app, TermsRequest& request)
{
    addText(app, "--terms", "LAYER", request.layer,
            "Show one group of this layer's weights: integers, of a quantized file as it stores them and with their "
            "zero points, and terms.");
    addInteger(app, "--row", request.row, {0, anyNumber},
               "Row of --terms: an output, of a convolution at one kernel position. [default 0]");
    addInteger(app, "--group", request.group, {0, anyNumber}, "Number of the group in the row of --terms. [default 0]");
}

Outcome checkTermsOptions(const TermsRequest& request)
{
    if (!request.layer && request.row)
        return badInput("--row: expected --terms beside it");
    if (!request.layer && request.group)
        return badInput("--group: expected --terms beside it");
    return {};
}

Outcome reportTerms(const TermsRequest& request, const Network& network, const Settings& settings, bool json,
                    Output& output)
{
    const Result<GroupView> view = viewOf(request, network, settings);
    if (!view)
        return badInput(view.error());
    const WeightLayer& layer = network.layers[static_cast<std::size_t>(view->address.layer)];
    output.write(json ? groupJson(*view, layer) : groupText(*view, layer));
    return {};
}

} // namespace termscope::cli
