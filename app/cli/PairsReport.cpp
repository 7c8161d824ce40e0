#include "app/cli/PairsReport.h"

#include "app/cli/JsonText.h"
#include "app/cli/Options.h"
#include "app/cli/TextTable.h"
#include "core/base/Text.h"
#include "core/data/BatchReader.h"
#include "core/evaluate/ImageEvaluator.h"
#include "core/study/PairStudy.h"

#include <algorithm>

namespace termscope::cli {
namespace {

constexpr double shareNamed = 0.99;

Result<int> layerNamed(const Network& network, const std::string& name)
{
    if (const std::optional<int> found = findLayer(network, name))
        return *found;
    std::string names;
    for (const WeightLayer& layer : network.layers)
        names += text(names.empty() ? "" : ", ", layer.name);
    return fail("--pairs: expected a layer of ", network.name, ": ", names, "; found ", inQuotes(name));
}

Result<PairComparison> compare(const PairsRequest& request, const NetworkPtr& network, const embedded::Example& example,
                               const Settings& settings)
{
    const Result<int> layer = layerNamed(*network, *request.layer);
    if (!layer)
        return tl::unexpected(layer.error());
    const Result<DatasetPtr> opened = openDataset(request.images, *network, example);
    if (!opened)
        return tl::unexpected(opened.error());
    const std::int64_t samples = request.samples.value_or(PairStudy::usualSamples(Workload::Images));
    // As many as are counted or calibrate.
    const Result<DatasetPtr> data = loaded(*opened, std::max<std::int64_t>(samples, settings.calibrationSamples));
    if (!data)
        return tl::unexpected(data.error());
    Result<ImageEvaluator> evaluator = ImageEvaluator::create(network, *data);
    if (!evaluator)
        return tl::unexpected(evaluator.error());
    PairStudy study;
    Result<PairComparison> found = study.compare(*evaluator, *layer, settings, samples);
    if (found)
        found->arrays = !(*data)->parts.empty();
    return found;
}

Json histogramJson(const PairHistogram& histogram)
{
    std::vector<std::int64_t> counts = histogram.pairs.counts;
    while (!counts.empty() && counts.back() == 0)
        counts.pop_back();
    return {{"provisioned", histogram.bound},
            {"mean", histogram.pairs.mean()},
            {"pairs_of_99_percent", histogram.pairs.termsCovering(shareNamed)},
            {"counted", histogram.counted},
            {"dot_products", histogram.all},
            {"counts", std::move(counts)}};
}

void addRow(TextTable& table, const std::string& name, const PairHistogram& histogram)
{
    table.addRow({name, text(histogram.pairs.termsCovering(0.5)), text(histogram.pairs.termsCovering(shareNamed)),
                  text(histogram.pairs.termsCovering(1.0)), fixed(histogram.pairs.mean(), 2), fixed(histogram.bound, 1),
                  text(histogram.counted), text(histogram.all)});
}

std::string reportText(const PairComparison& found, const WeightLayer& layer, const Settings& settings)
{
    TextTable table({"method", "median", "99 %", "most", "mean", "provisioned", "counted", "of"}, 1);
    addRow(table, text("qt ", settings.weightBits, "-bit"), found.quantized);
    addRow(table,
           found.revealed ? text("tr k=", settings.budget, " g=", settings.groupSize, " s=", settings.dataTerms)
                          : "tr (stays at qt)",
           found.current);
    return text("Term pairs per dot product of ", found.quantized.length, " values of layer ", printable(layer.name),
                ", terms by ", nameOf(settings.encoding), ", over the first ", found.samples,
                found.arrays ? " samples\n\n" : " images\n\n", table.toText(), "\n99 % of dot products need at most ",
                found.quantized.pairs.termsCovering(shareNamed), " pairs of ", fixed(found.quantized.bound, 0),
                " under QT, ", found.current.pairs.termsCovering(shareNamed), " of ",
                significant(found.current.bound, 4), " under TR.\n");
}

} // namespace

void addPairsOptions(CLI::App& app, PairsRequest& request)
{
    addText(app, "--pairs", "LAYER", request.layer,
            "Count the term pairs per dot product of 16 values of this layer, its weights against the activations of "
            "real images.");
    addInteger(app, "--images", request.samples, {1, 1024},
               text("Images whose activations are counted, the first ones, or samples of --outputs. [1…1024; default ",
                    PairStudy::usualSamples(Workload::Images), ", of --outputs all]"));
    addDataOptions(app, request.images);
}

Outcome checkPairsOptions(const PairsRequest& request, bool others)
{
    if (!request.layer && !others && request.samples)
        return badInput("--images: expected --pairs or --outputs beside it");
    if (!request.layer && !others && request.images.data)
        return badInput("--data: expected --pairs or --outputs beside it");
    return checkDataOptions(request.images);
}

Outcome reportPairs(const PairsRequest& request, const NetworkPtr& network, const embedded::Example& example,
                    const Settings& settings, bool json, Output& output)
{
    const Result<PairComparison> found = compare(request, network, example, settings);
    if (!found)
        return badInput(found.error());
    const WeightLayer& layer = network->layers[static_cast<std::size_t>(found->layer)];
    if (!json) {
        output.write(reportText(*found, layer, settings));
        return {};
    }
    const Json document{{"name", network->name},
                        {"layer", layer.name},
                        {"length", found->quantized.length},
                        {"images", found->samples},
                        {"revealed", found->revealed},
                        {"qt", histogramJson(found->quantized)},
                        {"tr", histogramJson(found->current)}};
    output.write(toText(document) + "\n");
    return {};
}

} // namespace termscope::cli
