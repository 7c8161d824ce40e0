#include "hwmodel/study/HardwareReproduction.h"

#include "core/base/Text.h"
#include "core/base/Translatable.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace termscope {
namespace {

/// Points of top-1, or percent of perplexity.
constexpr double equalPoints = 0.25;

/// What both modes of a network run at.
struct ModePair {
    TermMacConfig quantized;
    TermMacConfig revealed;
};

bool isAsGood(double score, double reference, bool perplexity)
{
    return perplexity ? score <= reference * (1.0 + equalPoints / 100.0) : score >= reference - equalPoints;
}

/// The published QT point of 8-bit weights, or the one that scores most where there is none.
const StudiedPoint* referenceOf(const std::vector<StudiedCurve>& curves)
{
    const StudiedPoint* best = nullptr;
    for (const StudiedCurve& curve : curves) {
        if (curve.method != Method::Quantized)
            continue;
        for (const StudiedPoint& point : curve.points) {
            if (point.weightBits == 8)
                return &point;
            if (!best || (curve.perplexity ? point.value < best->value : point.value > best->value))
                best = &point;
        }
    }
    return best;
}

/// The cheapest TR point as good as the reference; null for none.
const StudiedPoint* cheapestOf(const std::vector<StudiedCurve>& curves, double reference)
{
    const StudiedPoint* found = nullptr;
    const auto pairs = [](const StudiedPoint& point) {
        return static_cast<double>(point.budget) * point.dataTerms / point.groupSize;
    };
    for (const StudiedCurve& curve : curves)
        for (const StudiedPoint& point : curve.points)
            if (curve.method == Method::Revealed && isAsGood(point.value, reference, curve.perplexity)
                && (!found || pairs(point) < pairs(*found)))
                found = &point;
    return found;
}

ModePair modesOf(const StudiedPoint& quantized, const StudiedPoint& revealed)
{
    ModePair modes;
    modes.revealed.groupSize = revealed.groupSize;
    modes.revealed.budget = revealed.budget;
    modes.revealed.dataTerms = revealed.dataTerms;
    modes.revealed.weightBits = quantized.weightBits;
    modes.revealed.dataBits = quantized.dataBits;
    modes.quantized = modes.revealed;
    modes.quantized.mode = TermMode::Quantized;
    return modes;
}

/// The first convolution and depthwise ones stay at QT.
bool staysQuantized(const std::vector<LayerShape>& layers, std::size_t index)
{
    return (index == 0 && layers[0].kernelPositions > 1) || layers[index].name.ends_with(".depthwise");
}

Result<ModeRatio> ratioOf(const StudiedTopology& topology, const ModePair& modes, bool someQuantized,
                          const UnitCosts& costs, Dataflow dataflow = Dataflow::WeightStationary)
{
    TimingConfig config;
    config.mac = MacKind::Term;
    config.array.dataflow = dataflow;
    config.terms = modes.revealed;
    std::vector<TermMacConfig> own;
    for (std::size_t i = 0; i < topology.layers.size(); ++i)
        own.push_back(someQuantized && staysQuantized(topology.layers, i) ? modes.quantized : modes.revealed);
    const Result<ModeComparison> comparison = compareModes(topology.layers, config, costs, {}, own);
    if (!comparison)
        return tl::unexpected(comparison.error());
    return comparison->ratios.front();
}

/// The published TR point whose step is nearest to one of so many cycles; of equals the one that scores most.
const StudiedPoint* nearestOf(const std::vector<StudiedCurve>& curves, const StudiedPoint& quantized, double step)
{
    const StudiedPoint* found = nullptr;
    const auto distance = [&](const StudiedPoint& point) {
        return std::abs(std::log(static_cast<double>(modesOf(quantized, point).revealed.provisionedStep()) / step));
    };
    for (const StudiedCurve& curve : curves)
        for (const StudiedPoint& point : curve.points)
            if (curve.method == Method::Revealed
                && (!found || distance(point) < distance(*found)
                    || (distance(point) == distance(*found)
                        && (curve.perplexity ? point.value < found->value : point.value > found->value))))
                found = &point;
    return found;
}

/// What is tried of one network to find out why its ratios are not the published ones.
struct Trial {
    const StudiedTopology& topology;
    const std::vector<StudiedCurve>& curves;
    const StudiedPoint& quantized;
    const PublishedRatio& published;
    const UnitCosts& costs;
};

/// The published setting that the published latency is nearest to, and what it gives here.
Result<Sentence> nearestSentence(const Trial& trial)
{
    const auto stepQt = static_cast<double>(modesOf(trial.quantized, {}).quantized.provisionedStep());
    // Groups of other sizes have other steps: all of a network's published points share one.
    const int groupSize = trial.curves.back().points.front().groupSize;
    const double step = stepQt * groupSize / trial.published.latency;
    const StudiedPoint* const point = nearestOf(trial.curves, trial.quantized, step);
    const Result<ModeRatio> ratio = ratioOf(trial.topology, modesOf(trial.quantized, *point), false, trial.costs);
    if (!ratio)
        return tl::unexpected(ratio.error());
    return Sentence{
        TERMSCOPE_TRANSLATABLE("core", "%1: of the published settings k = %2, s = %3 comes nearest to the measured "
                                       "latency, here %4 for %5 and energy %6 for %7; it scores %8 where QT scores %9"),
        {trial.topology.network, point->budget, point->dataTerms, FixedNumber{ratio->latency, 1},
         FixedNumber{trial.published.latency, 1}, FixedNumber{ratio->energy, 1}, FixedNumber{trial.published.energy, 1},
         FixedNumber{point->value, 2}, FixedNumber{trial.quantized.value, 2}}};
}

/// So many samples at once, and the energy that one pays for loading weights alone.
Result<Sentence> samplesSentence(const StudiedTopology& topology, const ModePair& modes, double alone,
                                 const UnitCosts& costs)
{
    constexpr std::int64_t samples = 100;
    StudiedTopology many = topology;
    for (LayerShape& layer : many.layers)
        layer.gemm.m *= samples;
    const Result<ModeRatio> ratio = ratioOf(many, modes, false, costs);
    if (!ratio)
        return tl::unexpected(ratio.error());
    return Sentence{TERMSCOPE_TRANSLATABLE("core",
                                           "%1: energy %2 for one sample, %3 for %4 at once: one alone pays for "
                                           "reading the weights, which both modes read alike"),
                    {topology.network, FixedNumber{alone, 1}, FixedNumber{ratio->energy, 1}, samples}};
}

} // namespace

Result<ReproducedTable> reproduceHardware(const std::vector<StudiedTopology>& topologies,
                                          const PublishedStudies& studies, const PublishedFigures& figures,
                                          const UnitCosts& costs)
{
    ReproducedTable table{
        "hardware", {TERMSCOPE_TRANSLATABLE("core", "TR over QT on an array of 128 x 64 term MACs")}, {}, {}, {}, {}};
    table.columns = {
        {"published_latency", {TERMSCOPE_TRANSLATABLE("core", "latency, published")}, 1},
        {"latency", {TERMSCOPE_TRANSLATABLE("core", "here, all layers revealed")}, 1},
        {"latency_some_qt", {TERMSCOPE_TRANSLATABLE("core", "first and depthwise at QT")}, 1},
        {"published_energy", {TERMSCOPE_TRANSLATABLE("core", "energy, published")}, 1},
        {"energy", {TERMSCOPE_TRANSLATABLE("core", "here")}, 1},
        {"step_qt", {TERMSCOPE_TRANSLATABLE("core", "QT step")}, 0},
        {"step_tr", {TERMSCOPE_TRANSLATABLE("core", "TR step")}, 0},
        {"step_published", {TERMSCOPE_TRANSLATABLE("core", "TR step that the published latency comes to")}, 1}};
    double furthest = 0.0;
    double furthestStaying = 0.0; // where outputs stay, and no weights are loaded
    std::vector<Sentence> tried;
    for (const StudiedTopology& topology : topologies) {
        const auto curves = studies.curvesOf(topology.network);
        const StudiedPoint* const quantized = referenceOf(curves);
        const StudiedPoint* const revealed = quantized ? cheapestOf(curves, quantized->value) : nullptr;
        if (!revealed)
            return fail(topology.network, ": expected a published TR setting as good as QT, found none");
        const ModePair modes = modesOf(*quantized, *revealed);
        const Result<ModeRatio> all = ratioOf(topology, modes, false, costs);
        const Result<ModeRatio> some = ratioOf(topology, modes, true, costs);
        const Result<ModeRatio> staying = ratioOf(topology, modes, false, costs, Dataflow::OutputStationary);
        if (!all || !some)
            return tl::unexpected(all ? some.error() : all.error());
        if (!staying)
            return tl::unexpected(staying.error());
        ReproducedRow row{{TERMSCOPE_TRANSLATABLE("core", "%1: QT %2/%3 bits, TR g = %4, k = %5, s = %6"),
                           {topology.network, quantized->weightBits, quantized->dataBits, revealed->groupSize,
                            revealed->budget, revealed->dataTerms}},
                          {}};
        const auto stepQt = static_cast<double>(modes.quantized.provisionedStep());
        const auto stepTr = static_cast<double>(modes.revealed.provisionedStep());
        std::optional<double> latency;
        std::optional<double> energy;
        for (const PublishedRatio& ratio : figures.fpga ? figures.fpga->ratios : std::vector<PublishedRatio>{})
            if (ratio.network == topology.network) {
                latency = ratio.latency;
                energy = ratio.energy;
                Result<Sentence> told = nearestSentence({topology, curves, *quantized, ratio, costs});
                if (!told)
                    return tl::unexpected(told.error());
                tried.push_back(*std::move(told));
                if (some->latency < 0.75 * ratio.latency)
                    tried.push_back(
                        {TERMSCOPE_TRANSLATABLE("core", "%1: with the first convolution and depthwise ones, if any, at "
                                                        "QT the latency falls to %2 for %3: on an array that takes "
                                                        "them as this one does they cannot have stayed at QT's steps"),
                         {topology.network, FixedNumber{some->latency, 1}, FixedNumber{ratio.latency, 1}}});
            }
        row.cells = {
            latency,     all->latency, some->latency, energy,
            all->energy, stepQt,       stepTr,        latency ? std::optional(stepQt / *latency) : std::nullopt};
        furthest = std::max(furthest, std::abs(all->latency / (stepQt / stepTr) - 1.0));
        furthestStaying = std::max(furthestStaying, std::abs(staying->latency / (stepQt / stepTr) - 1.0));
        if (energy && topology.layers.front().gemm.m == 1) {
            Result<Sentence> told = samplesSentence(topology, modes, all->energy, costs);
            if (!told)
                return tl::unexpected(told.error());
            tried.push_back(*std::move(told));
        }
        table.rows.push_back(std::move(row));
    }
    table.settings = {
        {TERMSCOPE_TRANSLATABLE("core", "Published: measured, %1; its settings do not come with the figures"),
         {figures.fpga ? figures.fpga->board : std::string()}},
        {TERMSCOPE_TRANSLATABLE("core",
                                "Here: a model, weight-stationary, provisioned steps; TR at the cheapest published "
                                "setting within %1 points (percent of perplexity) of the published QT"),
         {FixedNumber{equalPoints, 2}}},
        {TERMSCOPE_TRANSLATABLE("core", "Steps in cycles of a group: QT g·(b_w-1)·(b_d-1), TR k·s")}};
    table.findings = {
        {TERMSCOPE_TRANSLATABLE(
             "core",
             "With all layers revealed the latency is that of the steps, whatever the layers' shapes: of all networks "
             "within %1 % where outputs stay, within %2 % where weights stay, whose loading takes their term slots, "
             "g·(b_w-1) under QT and k under TR; the last column is the step that the measured latency comes to"),
         {FixedNumber{100.0 * furthestStaying, 1}, FixedNumber{100.0 * furthest, 1}}}};
    std::ranges::move(tried, std::back_inserter(table.findings));
    return table;
}

} // namespace termscope
