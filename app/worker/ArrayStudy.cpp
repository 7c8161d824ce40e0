#include "app/worker/ArrayStudy.h"

#include "core/settings/NetworkPlan.h"
#include "hwmodel/registers/ControlRegisters.h"
#include "hwmodel/timing/LayerTiming.h"
#include "resources/Tables.h"
#include "widgets/language/Numbers.h"
#include "widgets/language/Translated.h"

#include <QObject>

#include <algorithm>
#include <utility>

namespace termscope {
namespace {

/// What the array of a view does: under TR, or the rival. A typed product runs at the settings of all layers.
TimingTask taskOf(const Network& network, Evaluator* evaluator, const ViewState& view, bool rival)
{
    const bool parallel = rival && view.array.rival == Rival::Parallel;
    ArrayConfig array = view.array.array();
    array.drain = array.drain && parallel && array.dataflow == Dataflow::OutputStationary;
    TimingTask task(network, view.settings);
    task.evaluator = evaluator;
    task.config = {array, parallel ? MacKind::Parallel : MacKind::Term,
                   termMacConfig(view.settings, rival ? TermMode::Quantized : TermMode::Revealed, view.array.skew),
                   std::nullopt};
    task.steps = view.array.stepLength;
    task.samples = view.array.samples;
    task.randomRecurrences = true;
    return task;
}

Result<void> checkSamples(Evaluator* evaluator, const ViewState& view)
{
    if (evaluator != nullptr && view.array.samples > evaluator->availableSamples())
        return fail("Images: expected at most the ", evaluator->availableSamples(), " of the open dataset, found ",
                    view.array.samples);
    return {};
}

QString laneName(const TimingConfig& config)
{
    if (config.mac == MacKind::Parallel)
        return termscope::tr("%1-bit pMAC cells").arg(std::max(config.terms.weightBits, config.terms.dataBits));
    return config.terms.mode == TermMode::Revealed ? termscope::tr("TR on term cells")
                                                   : termscope::tr("QT on term cells");
}

/// The layer a view is about, as a product; the typed one otherwise.
Result<std::pair<LayerShape, int>> chosenShape(const Network& network, const ViewState& view, const NetworkPlan& plan)
{
    const ArrayChoice& array = view.array;
    if (array.typed)
        return std::pair{LayerShape{"product", {array.m, array.k, array.n}, 1}, -1};
    if (const WeightLayer& layer = network.layers[static_cast<std::size_t>(view.layer)];
        layer.isAttention() && plan[view.layer].method == Method::Float)
        return fail("Layer ", layer.name,
                    " runs in float32, which these arrays do not compute. The setting “Attention” quantizes or reveals "
                    "it; or type a product.");
    if (plan[view.layer].method == Method::Float)
        return fail("Layer ", network.layers[static_cast<std::size_t>(view.layer)].name,
                    " runs in float32, which these arrays do not compute. Reset its own settings, or type a product.");
    const NetworkShapes shapes = shapesOf(network, array.samples, &plan);
    const auto found = std::ranges::find(shapes.layers, view.layer);
    if (found == shapes.layers.end())
        return fail("Layer ", network.layers[static_cast<std::size_t>(view.layer)].name,
                    " cannot be mapped: the size of its images is not known. Type a product instead.");
    return std::pair{shapes.shapes[static_cast<std::size_t>(found - shapes.layers.begin())], view.layer};
}

/// One array of the race, at work on one product.
Result<RaceLane> laneOf(const ViewState& view, const LayerShape& shape, NetworkTiming::ProductPtr product,
                        const TimingConfig& config, const std::optional<ZeroPointCorrection>& correction,
                        const UnitCosts& costs)
{
    RaceLane lane;
    lane.correction = correction;
    lane.name = laneName(config);
    lane.shortName = config.mac == MacKind::Parallel           ? termscope::tr("pMAC")
                     : config.terms.mode == TermMode::Revealed ? termscope::tr("TR")
                                                               : termscope::tr("QT");
    const bool term = config.mac == MacKind::Term;
    if (term)
        if (const auto registers = registersFor(config.terms); !registers)
            return fail("The control registers cannot hold ", registers.error().message, ".");
    const Result<LayerTiming> provisioned = timeLayer(shape, config);
    if (!provisioned)
        return tl::unexpected(provisioned.error());
    lane.provisionedCycles = lane.adaptiveCycles = lane.idealCycles = provisioned->cycles;
    lane.meanPairs = 1.0;
    lane.utilisation = provisioned->utilisation;
    Result<Schedule> schedule = Schedule::provisioned(config, provisioned->array.axes);
    std::shared_ptr<const StepProfile> actual;
    if (term) {
        Result<StepProfile> profile = stepProfile(config, product->inputs, product->weights);
        if (!profile)
            return tl::unexpected(profile.error());
        actual = std::make_shared<const StepProfile>(std::move(*profile));
        lane.meanPairs = meanPairs(product->inputs, product->weights);
        const Result<LayerTiming> ideal = timeIdeal(shape, config, lane.meanPairs);
        if (!ideal)
            return tl::unexpected(ideal.error());
        lane.idealCycles = ideal->cycles;
        Result<Schedule> adaptive = Schedule::adaptive(config, provisioned->array.axes, actual);
        if (!adaptive)
            return tl::unexpected(adaptive.error());
        lane.adaptiveCycles = adaptive->cycles();
        if (view.array.stepLength == StepLength::Adaptive)
            schedule = std::move(adaptive);
        const double work = lane.meanPairs * static_cast<double>(shape.gemm.m * shape.gemm.n * product->inputs.groups);
        if (schedule)
            lane.utilisation = work / (static_cast<double>(schedule->cycles()) * config.array.cells());
    }
    if (!schedule)
        return tl::unexpected(schedule.error());
    lane.steps = std::make_shared<const StepSeries>(stepSeries(*schedule, actual.get(), mostStepsShown));
    const Operations operations = operationsOf(shape, config, term ? std::optional(lane.meanPairs) : std::nullopt);
    lane.energy = energyOf(*provisioned, operations, config, costs, correction);
    lane.area = areaOf(config, costs);
    lane.run = std::make_shared<const ArrayRun>(ArrayRun{std::move(*schedule), std::move(product)});
    return lane;
}

} // namespace

Result<ArrayRace> ArrayStudy::race(const Network& network, Evaluator* evaluator, const ViewState& view,
                                   const UnitCosts& costs)
{
    const TimingTask revealed = taskOf(network, evaluator, view, false);
    const auto chosen = chosenShape(network, view, revealed.revealed);
    if (!chosen)
        return tl::unexpected(chosen.error());
    const int layer = chosen->second;
    LayerShape shape = chosen->first;
    const std::int64_t products = std::exchange(shape.repeats, 1); // the race is over one of them
    const TimingTask rival = taskOf(network, evaluator, view, true);
    const bool onGiven = layer >= 0 && revealed.revealed[layer].method == Method::Given;
    const bool isRandom = layer < 0 || evaluator == nullptr
                          || network.layers[static_cast<std::size_t>(layer)].isRecurrent();
    if (const Result<void> enough = isRandom ? Result<void>() : checkSamples(evaluator, view); !enough)
        return tl::unexpected(enough.error());
    ArrayRace race;
    race.layer = layer;
    race.product = termscope::tr("%1: (%2×%3)·(%3×%4)")
                       .arg(QString::fromStdString(shape.name))
                       .arg(shape.gemm.m)
                       .arg(shape.gemm.k)
                       .arg(shape.gemm.n);
    if (layer < 0)
        race.remark = termscope::tr("Random operands.");
    else if (isRandom)
        race.remark = termscope::tr("Random operands: the network's activations are not known.");
    else if (onGiven)
        race.remark = termscope::tr("This layer is not revealed: its array runs it on the file's own integers.");
    else if (configOf(revealed, layer).terms.mode == TermMode::Quantized)
        race.remark = termscope::tr("This layer is not revealed: both arrays run it under QT.");
    // What the file has as integers runs so under TR alone.
    if (layer >= 0 && network.layers[static_cast<std::size_t>(layer)].given
        && revealed.revealed[layer].settings.source == Source::Given)
        race.remark += termscope::tr(
            " The rival runs the layer quantized anew, as plain QT: the file's own integers are "
            "not its.");
    if (products > 1)
        race.remark += termscope::tr(" One of the layer's %1 products.").arg(countText(products));
    for (const auto& [task, lane] : {std::pair{&revealed, &race.revealed}, {&rival, &race.rival}}) {
        Result<NetworkTiming::ProductPtr> operands = timing_.firstProduct(*task, shape, layer);
        if (!operands)
            return tl::unexpected(operands.error());
        const auto correction = zeroPointCorrection(*task, shape, layer);
        if (!correction)
            return tl::unexpected(correction.error());
        Result<RaceLane> made = laneOf(view, shape, std::move(*operands), configOf(*task, layer), *correction, costs);
        if (!made)
            return tl::unexpected(made.error());
        *lane = std::move(*made);
    }
    if (onGiven) {
        race.revealed.name = termscope::tr("given, term cells");
        race.revealed.shortName = termscope::tr("given");
    }
    return race;
}

Result<NetworkTimes> ArrayStudy::networkTimes(const Network& network, Evaluator* evaluator, const ViewState& view,
                                              const UnitCosts& costs)
{
    const TimingTask rival = taskOf(network, evaluator, view, true);
    const TimingTask revealed = taskOf(network, evaluator, view, false);
    const NetworkShapes shapes = layersOnArray(revealed).shapes;
    if (shapes.shapes.empty())
        return fail("The network has no quantized layer whose size is known.");
    if (view.array.stepLength == StepLength::Adaptive)
        if (const Result<void> enough = checkSamples(evaluator, view); !enough)
            return tl::unexpected(enough.error());
    NetworkTimes all;
    std::vector<TermMacConfig> own;
    for (std::size_t i = 0; i < shapes.shapes.size(); ++i) {
        const LayerShape& shape = shapes.shapes[i];
        LayerTimes times{shape, {}, {}};
        own.push_back(configOf(revealed, shapes.layers[i]).terms);
        for (const auto& [task, timing] : {std::pair{&rival, &times.rival}, {&revealed, &times.revealed}}) {
            Result<TimedLayer> found = timing_.time(*task, shape, shapes.layers[i]);
            if (!found)
                return tl::unexpected(found.error());
            *timing = std::move(found->timing);
            if (task == &revealed && found->correction) {
                const auto more = addCorrections(all.correction.value_or(ZeroPointCorrection{}), *found->correction);
                if (!more)
                    return tl::unexpected(more.error());
                all.correction = *more;
            }
        }
        all.layers.push_back(std::move(times));
    }
    Result<ShapeStudy> study = studyShapes(shapes.shapes, revealed.config, {}, own);
    if (!study)
        return tl::unexpected(study.error());
    all.shapes = std::make_shared<const ShapeStudy>(std::move(*study));
    const Result<PublishedFigures> published = embedded::readPublishedFigures();
    if (!published)
        return tl::unexpected(published.error());
    Result<ModeComparison> comparison = compareModes(shapes.shapes, revealed.config, costs, *published, own);
    if (!comparison)
        return tl::unexpected(comparison.error());
    all.comparison = std::move(*comparison);
    return all;
}

} // namespace termscope
