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
    ReproducedTable table{
        "pairs", {TERMSCOPE_TRANSLATABLE("core", "Term pairs of partial dot products of %1"), {claim.length}},
        {},      {},
        {},      {}};
    table.columns = {{"binary_99", {TERMSCOPE_TRANSLATABLE("core", "99 % have at most, binary")}, 0},
                     {"binary_share", {TERMSCOPE_TRANSLATABLE("core", "binary, below %1, %"), {claim.below}}, 2},
                     {"hese_99", {TERMSCOPE_TRANSLATABLE("core", "99 % have at most, HESE")}, 0},
                     {"hese_share", {TERMSCOPE_TRANSLATABLE("core", "HESE, below %1, %"), {claim.below}}, 2}};
    const NetworkPtr network = std::make_shared<const Network>(evaluator.network());
    ReproductionSteps steps(progress, 2 * network->layers.size());
    std::array<TermHistogram, 2> all;
    for (int i = 0; i < static_cast<int>(network->layers.size()); ++i) {
        if (network->layers[static_cast<std::size_t>(i)].isAttention())
            continue;
        ReproducedRow row{{"%1", {network->layers[static_cast<std::size_t>(i)].name}}, {}};
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
    ReproducedRow sum{{TERMSCOPE_TRANSLATABLE("core", "all")}, {}};
    for (const TermHistogram& pairs : all) {
        sum.cells.emplace_back(pairs.termsCovering(claim.share));
        sum.cells.emplace_back(100.0 * pairs.cumulativeShare(claim.below - 1));
    }
    table.rows.push_back(sum);
    table.settings = {{TERMSCOPE_TRANSLATABLE("core", "Published: %1, 8 bits: %2 % need fewer than %3 of %4 pairs"),
                       {claim.network, FixedNumber{100.0 * claim.share, 0}, claim.below, claim.length * 49}},
                      {evaluator.workload() == Workload::Text
                           ? TERMSCOPE_TRANSLATABLE("core", "Here: %1 on %2, %3 tokens; 8-bit QT, weights per channel")
                           : TERMSCOPE_TRANSLATABLE("core", "Here: %1 on %2, %3 images; 8-bit QT, weights per channel"),
                       {network->name, evaluator.dataName(), PairStudy::usualSamples(evaluator.workload())}}};
    table.findings = {{TERMSCOPE_TRANSLATABLE(
                           "core", "Of all dot products here %1 % (binary) and %2 % (HESE) need fewer than %3 pairs"),
                       {FixedNumber{*sum.cells[1], 2}, FixedNumber{*sum.cells[3], 2}, claim.below}}};
    return table;
}

ReproducedTable reproduceError(const NetworkPtr& network)
{
    const NetworkPtr folded = quantizedNetwork(network, {});
    const std::vector<std::vector<float>> floats = revealedWeights(*folded, Method::Float, {});
    ReproducedTable table{"error", {TERMSCOPE_TRANSLATABLE("core", "Quantization error of the weights")}, {}, {}, {},
                          {}};
    table.columns = {{"pairs_8bit_data", {TERMSCOPE_TRANSLATABLE("core", "weight terms per value")}, 3},
                     {"per_channel", {TERMSCOPE_TRANSLATABLE("core", "SQNR dB, per channel")}, 2},
                     {"per_tensor", {TERMSCOPE_TRANSLATABLE("core", "per tensor")}, 2}};
    const auto add = [&](Sentence setting, double terms, Method method, Settings settings) {
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
        add({TERMSCOPE_TRANSLATABLE("core", "QT, %1 bits"), {bits}}, bits - 1, Method::Quantized, settings);
    }
    for (const int groupSize : {1, 8, 32})
        for (const int quarters : {4, 6, 8, 12}) {
            if (groupSize * quarters % 4 != 0)
                continue;
            Settings settings;
            settings.groupSize = groupSize;
            settings.budget = groupSize * quarters / 4;
            add({TERMSCOPE_TRANSLATABLE("core", "TR, 8 bits, g = %1, k = %2"), {groupSize, settings.budget}},
                quarters / 4.0, Method::Revealed, settings);
        }
    table.settings = {{nothingPublished},
                      {TERMSCOPE_TRANSLATABLE("core", "Here: %1, all layers, HESE; SQNR 10·log10(Σw² / Σ(w - ŵ)²)"),
                       {network->name}}};
    const auto cell = [&](std::size_t row) { return *table.rows[row].cells[1]; };
    table.findings = {{TERMSCOPE_TRANSLATABLE("core", "At one term a weight, from g = 1 to g = 32: %1 dB"),
                       {FixedNumber{cell(12) - cell(5), 2}}}};
    return table;
}

} // namespace termscope
