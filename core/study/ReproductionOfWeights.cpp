// The figures of Reproduction.h that count term pairs and errors of weights.
#include "core/base/Cancel.h"
#include "core/base/Text.h"
#include "core/study/PairStudy.h"
#include "core/study/Reproduction.h"
#include "core/study/ReproductionParts.h"
#include "core/study/RevealedWeights.h"

#include <algorithm>
#include <array>

namespace termscope {
namespace {

/// All weights of the network, folded, in float32.
struct WeightSums {
    double signal = 0.0;
    double noise = 0.0;
};

double sqnrOfWeights(const Network& network, Method method, const Settings& settings,
                     const std::vector<std::vector<float>>& floats)
{
    const std::vector<std::vector<float>> weights = revealedWeights(network, method, settings);
    WeightSums sums;
    for (std::size_t i = 0; i < weights.size(); ++i)
        for (std::size_t j = 0; j < weights[i].size(); ++j) {
            const double difference = static_cast<double>(floats[i][j]) - weights[i][j];
            sums.signal += static_cast<double>(floats[i][j]) * floats[i][j];
            sums.noise += difference * difference;
        }
    return Fidelity{sums.signal, sums.noise}.sqnr();
}

} // namespace

Result<ReproducedTable> reproducePairs(Evaluator& evaluator, const PublishedStudies& published,
                                       const Progress& progress)
{
    const DotProductClaim& claim = published.dotProducts;
    ReproducedTable table{"pairs", text("Term pairs of partial dot products of ", claim.length), {}, {}, {}, {}};
    table.columns = {{"binary_99", "99 % have at most, binary", 0},
                     {"binary_share", text("binary, below ", claim.below, ", %"), 2},
                     {"hese_99", "99 % have at most, HESE", 0},
                     {"hese_share", text("HESE, below ", claim.below, ", %"), 2}};
    const NetworkPtr network = std::make_shared<const Network>(evaluator.network());
    ReproductionSteps steps(progress, 2 * network->layers.size());
    std::array<TermHistogram, 2> all;
    for (int i = 0; i < static_cast<int>(network->layers.size()); ++i) {
        if (network->layers[static_cast<std::size_t>(i)].isAttention())
            continue;
        ReproducedRow row{network->layers[static_cast<std::size_t>(i)].name, {}};
        for (std::size_t e = 0; e < all.size(); ++e) {
            Settings settings;
            settings.encoding = e == 0 ? Encoding::Binary : Encoding::Hese;
            settings.source = Source::Requantize;
            PairStudy study;
            const Result<PairComparison> found = study.compare(evaluator, i, settings);
            if (!found)
                return tl::unexpected(found.error());
            const TermHistogram& pairs = found->quantized.pairs;
            all[e].counts.resize(std::max(all[e].counts.size(), pairs.counts.size()));
            for (std::size_t n = 0; n < pairs.counts.size(); ++n)
                all[e].counts[n] += pairs.counts[n];
            row.cells.emplace_back(pairs.termsCovering(claim.share));
            row.cells.emplace_back(100.0 * pairs.cumulativeShare(claim.below - 1));
            steps.next();
        }
        table.rows.push_back(std::move(row));
    }
    ReproducedRow sum{"all", {}};
    for (const TermHistogram& pairs : all) {
        sum.cells.emplace_back(pairs.termsCovering(claim.share));
        sum.cells.emplace_back(100.0 * pairs.cumulativeShare(claim.below - 1));
    }
    table.rows.push_back(sum);
    table.settings = {text("Published: ", claim.network, ", 8 bits: ", fixedText(100.0 * claim.share, 0),
                           " % need fewer than ", claim.below, " of ", claim.length * 49, " pairs"),
                      settingsHere(network->name, evaluator.dataName(), PairStudy::usualSamples(evaluator.workload()),
                                   evaluator.workload() == Workload::Text)
                          + "; 8-bit QT, weights per channel"};
    table.findings = {text("Of all dot products here ", fixedText(*sum.cells[1], 2), " % (binary) and ",
                           fixedText(*sum.cells[3], 2), " % (HESE) need fewer than ", claim.below, " pairs")};
    return table;
}

ReproducedTable reproduceError(const NetworkPtr& network)
{
    const NetworkPtr folded = quantizedNetwork(network, {});
    const std::vector<std::vector<float>> floats = revealedWeights(*folded, Method::Float, {});
    ReproducedTable table{"error", "Quantization error of the weights", {}, {}, {}, {}};
    table.columns = {{"pairs_8bit_data", "weight terms per value", 3},
                     {"per_channel", "SQNR dB, per channel", 2},
                     {"per_tensor", "per tensor", 2}};
    const auto add = [&](std::string setting, double terms, Method method, Settings settings) {
        checkCancelled();
        settings.source = Source::Requantize;
        // Every layer, the first convolution too.
        for (const WeightLayer& layer : folded->layers)
            if (method == Method::Revealed)
                settings.layers[layer.name].method = Method::Revealed;
        ReproducedRow row{std::move(setting), {terms}};
        for (const bool perChannel : {true, false}) {
            settings.perChannel = perChannel;
            row.cells.emplace_back(sqnrOfWeights(*folded, method, settings, floats));
        }
        table.rows.push_back(std::move(row));
    };
    for (const int bits : {4, 5, 6, 7, 8}) {
        Settings settings;
        settings.weightBits = bits;
        add(text("QT, ", bits, " bits"), bits - 1, Method::Quantized, settings);
    }
    for (const int groupSize : {1, 8, 32})
        for (const int quarters : {4, 6, 8, 12}) {
            if (groupSize * quarters % 4 != 0)
                continue;
            Settings settings;
            settings.groupSize = groupSize;
            settings.budget = groupSize * quarters / 4;
            add(text("TR, 8 bits, g = ", groupSize, ", k = ", settings.budget), quarters / 4.0, Method::Revealed,
                settings);
        }
    table.settings = {"Published: no numbers come with the code",
                      text("Here: ", network->name, ", all layers, HESE; SQNR 10·log10(Σw² / Σ(w - ŵ)²)")};
    const auto cell = [&](std::size_t row) { return *table.rows[row].cells[1]; };
    table.findings = {text("At one term a weight, from g = 1 to g = 32: ", fixedText(cell(12) - cell(5), 2), " dB")};
    return table;
}

} // namespace termscope
