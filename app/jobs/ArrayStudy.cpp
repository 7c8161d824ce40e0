#include "app/jobs/ArrayStudy.h"

#include "core/study/LayerSettings.h"
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

/// Products kept: both lanes of every layer of a small network.
constexpr std::size_t mostProducts = 8;
constexpr std::uint64_t operandSeed = 1;

/// What the cells run at for a layer of the network; −1: for a typed product.
TermMacConfig termsOf(const Network& network, const ViewState& view, int layer, TermMode wanted)
{
    if (layer < 0)
        return termMacConfig(view.settings, wanted, view.array.skew);
    const Method method = wanted == TermMode::Revealed ? Method::Revealed : Method::Quantized;
    const LayerSettings own = settingsOf(network, layer, method, view.settings);
    const TermMode mode = own.method == Method::Revealed ? TermMode::Revealed : TermMode::Quantized;
    return termMacConfig(own.settings, mode, view.array.skew);
}

bool isInFloat(const Network& network, const ViewState& view, int layer)
{
    return layer >= 0 && settingsOf(network, layer, Method::Revealed, view.settings).method == Method::Float;
}

TimingConfig rivalConfig(const Network& network, const ViewState& view, int layer)
{
    const bool parallel = view.array.rival == Rival::Parallel;
    ArrayConfig array = view.array.array();
    array.drain = array.drain && parallel && array.dataflow == Dataflow::OutputStationary;
    return {array, parallel ? MacKind::Parallel : MacKind::Term, termsOf(network, view, layer, TermMode::Quantized),
            std::nullopt};
}

TimingConfig revealedConfig(const Network& network, const ViewState& view, int layer)
{
    ArrayConfig array = view.array.array();
    array.drain = false;
    return {array, MacKind::Term, termsOf(network, view, layer, TermMode::Revealed), std::nullopt};
}

QString laneName(const TimingConfig& config)
{
    if (config.mac == MacKind::Parallel)
        return termscope::tr("%1-bit pMAC cells").arg(std::max(config.terms.weightBits, config.terms.dataBits));
    return config.terms.mode == TermMode::Revealed ? termscope::tr("TR on term cells")
                                                   : termscope::tr("QT on term cells");
}

Result<LayerTiming> timed(const LayerShape& shape, const TimingConfig& config, const ViewState& view,
                          const ProductTerms& product, const Progress& progress)
{
    if (config.mac == MacKind::Parallel || view.array.stepLength == StepLength::Provisioned)
        return timeLayer(shape, config);
    const Result<std::vector<std::int64_t>> folds = adaptiveFolds(config, product.inputs, product.weights, progress);
    if (!folds)
        return tl::unexpected(folds.error());
    // The other products of a layer (groups of channels, time steps) are taken to be like the first.
    std::vector<std::int64_t> all;
    for (std::int64_t repeat = 0; repeat < shape.repeats; ++repeat)
        all.insert(all.end(), folds->begin(), folds->end());
    return timeFolds(shape, config, all, meanPairs(product.inputs, product.weights));
}

/// The layer a view is about, as a product; the typed one otherwise.
Result<std::pair<LayerShape, int>> chosenShape(const Network& network, const ViewState& view)
{
    const ArrayChoice& array = view.array;
    if (array.typed)
        return std::pair{LayerShape{"product", {array.m, array.k, array.n}, 1}, -1};
    if (isInFloat(network, view, view.layer))
        return fail("Layer ", network.layers[static_cast<std::size_t>(view.layer)].name,
                    " runs in float32, which these arrays do not compute. Reset its own settings, or type a product.");
    const NetworkShapes shapes = shapesOf(network, array.samples);
    const auto found = std::ranges::find(shapes.layers, view.layer);
    if (found == shapes.layers.end())
        return fail("Layer ", network.layers[static_cast<std::size_t>(view.layer)].name,
                    " cannot be mapped: the size of its images is not known. Type a product instead.");
    return std::pair{shapes.shapes[static_cast<std::size_t>(found - shapes.layers.begin())], view.layer};
}

} // namespace

Result<ArrayStudy::ProductPtr> ArrayStudy::product(const Network& network, Evaluator* evaluator, const ViewState& view,
                                                   const LayerShape& shape, int layer, TermMode mode)
{
    const bool revealed = mode == TermMode::Revealed;
    Settings settings = view.settings;
    settings.encoding = revealed ? Encoding::Hese : Encoding::Binary; // what the array's encoder makes, or does not
    if (!revealed) { // what does not matter is set alike, so that known products are found again
        settings.budget = Settings{}.budget;
        settings.dataTerms = Settings{}.dataTerms;
    }
    // Of the overrides only the layer's own matters.
    std::erase_if(settings.layers, [&](const auto& entry) {
        return layer < 0 || entry.first != network.layers[static_cast<std::size_t>(layer)].name;
    });
    const bool real = layer >= 0 && evaluator != nullptr
                      && !network.layers[static_cast<std::size_t>(layer)].isRecurrent();
    const ProductKey key{layer, shape.gemm, mode, settings, real};
    const auto found = std::ranges::find(products_, key, &std::pair<ProductKey, ProductPtr>::first);
    if (found != products_.end())
        return found->second;
    ViewState own = view;
    own.settings = settings;
    const TermMacConfig config = termsOf(network, own, layer, mode);
    Result<ProductTerms> made = fail("");
    if (key.real) {
        const std::int64_t samples = view.array.samples;
        if (inputsCount_ != samples) {
            inputs_.assign(network.layers.size(), {});
            inputsCount_ = samples;
        }
        std::vector<float>& inputs = inputs_[static_cast<std::size_t>(layer)];
        if (inputs.empty()) {
            if (samples > evaluator->dataset().count())
                return fail("Images: expected at most the ", evaluator->dataset().count(),
                            " of the open dataset, found ", samples);
            Result<std::vector<float>> read = firstInputs(*evaluator, layer, samples);
            if (!read)
                return tl::unexpected(read.error());
            inputs = std::move(*read);
        }
        const Result<PreparedNetwork> prepared = evaluator->prepare(revealed ? Method::Revealed : Method::Quantized,
                                                                    settings);
        if (!prepared)
            return tl::unexpected(prepared.error());
        made = layerOperands(network.layers[static_cast<std::size_t>(layer)],
                             prepared->layers[static_cast<std::size_t>(layer)], inputs, samples, config);
    } else {
        made = randomOperands(shape.name, shape.gemm, shape.kernelPositions, config, operandSeed);
    }
    if (!made)
        return tl::unexpected(made.error());
    if (products_.size() >= mostProducts)
        products_.erase(products_.begin());
    products_.emplace_back(key, std::make_shared<const ProductTerms>(std::move(*made)));
    return products_.back().second;
}

Result<RaceLane> ArrayStudy::lane(const ViewState& view, const LayerShape& shape, ProductPtr product,
                                  const TimingConfig& config, const UnitCosts& costs, const Progress& progress)
{
    RaceLane lane;
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
        Result<StepProfile> profile = stepProfile(config, product->inputs, product->weights, progress);
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
    lane.energy = energyOf(
        *provisioned, operationsOf(shape, config, term ? std::optional(lane.meanPairs) : std::nullopt), config, costs);
    lane.area = areaOf(config, costs);
    lane.run = std::make_shared<const ArrayRun>(ArrayRun{std::move(*schedule), std::move(product)});
    return lane;
}

Result<ArrayRace> ArrayStudy::race(const Network& network, Evaluator* evaluator, const ViewState& view,
                                   const UnitCosts& costs, const Progress& progress)
{
    const auto chosen = chosenShape(network, view);
    if (!chosen)
        return tl::unexpected(chosen.error());
    const int layer = chosen->second;
    LayerShape shape = chosen->first;
    const std::int64_t products = std::exchange(shape.repeats, 1); // the race is over one of them
    const TimingConfig rival = rivalConfig(network, view, layer);
    const TimingConfig revealed = revealedConfig(network, view, layer);
    ArrayRace race;
    race.layer = layer;
    race.product = termscope::tr("%1: (%2×%3)·(%3×%4)")
                       .arg(QString::fromStdString(shape.name))
                       .arg(shape.gemm.m)
                       .arg(shape.gemm.k)
                       .arg(shape.gemm.n);
    if (layer < 0)
        race.remark = termscope::tr("Random operands.");
    else if (evaluator == nullptr || network.layers[static_cast<std::size_t>(layer)].isRecurrent())
        race.remark = termscope::tr("Random operands: the network's activations are not known.");
    else if (revealed.terms.mode == TermMode::Quantized)
        race.remark = termscope::tr("This layer is not revealed: both arrays run it under QT.");
    if (products > 1)
        race.remark += termscope::tr(" One of the layer's %1 products.").arg(countText(products));
    for (const auto& [config, lane] : {std::pair{&revealed, &race.revealed}, {&rival, &race.rival}}) {
        Result<ProductPtr> operands = product(network, evaluator, view, shape, layer, config->terms.mode);
        if (!operands)
            return tl::unexpected(operands.error());
        Result<RaceLane> made = this->lane(view, shape, std::move(*operands), *config, costs, progress);
        if (!made)
            return tl::unexpected(made.error());
        *lane = std::move(*made);
    }
    return race;
}

Result<NetworkTimes> ArrayStudy::networkTimes(const Network& network, Evaluator* evaluator, const ViewState& view,
                                              const UnitCosts& costs, const Progress& progress)
{
    NetworkShapes shapes = shapesOf(network, view.array.samples);
    for (std::size_t i = shapes.layers.size(); i-- > 0;)
        if (isInFloat(network, view, shapes.layers[i])) { // runs elsewhere
            shapes.shapes.erase(shapes.shapes.begin() + static_cast<std::ptrdiff_t>(i));
            shapes.layers.erase(shapes.layers.begin() + static_cast<std::ptrdiff_t>(i));
        }
    if (shapes.shapes.empty())
        return fail("The network has no quantized layer whose size is known.");
    NetworkTimes all;
    std::vector<TermMacConfig> own;
    for (std::size_t i = 0; i < shapes.shapes.size(); ++i) {
        const LayerShape& shape = shapes.shapes[i];
        const int layer = shapes.layers[i];
        LayerTimes times{shape, {}, {}};
        const TimingConfig rival = rivalConfig(network, view, layer);
        const TimingConfig revealed = revealedConfig(network, view, layer);
        own.push_back(revealed.terms);
        for (const auto& [config, timing] : {std::pair{&rival, &times.rival}, {&revealed, &times.revealed}}) {
            const bool actual = config->mac == MacKind::Term && view.array.stepLength == StepLength::Adaptive;
            ProductPtr operands;
            if (actual) {
                Result<ProductPtr> made = product(network, evaluator, view, shape, layer, config->terms.mode);
                if (!made)
                    return tl::unexpected(made.error());
                operands = std::move(*made);
            }
            Result<LayerTiming> found = timed(shape, *config, view, actual ? *operands : ProductTerms{}, progress);
            if (!found)
                return tl::unexpected(found.error());
            *timing = std::move(*found);
        }
        all.layers.push_back(std::move(times));
    }
    const TimingConfig revealed = revealedConfig(network, view, -1);
    Result<ShapeStudy> study = studyShapes(shapes.shapes, revealed, {}, own);
    if (!study)
        return tl::unexpected(study.error());
    all.shapes = std::make_shared<const ShapeStudy>(std::move(*study));
    const Result<PublishedFigures> published = embedded::readPublishedFigures();
    if (!published)
        return tl::unexpected(published.error());
    Result<ModeComparison> comparison = compareModes(shapes.shapes, revealed, costs, *published, own);
    if (!comparison)
        return tl::unexpected(comparison.error());
    all.comparison = std::move(*comparison);
    return all;
}

} // namespace termscope
