#include "hwmodel/study/NetworkTiming.h"

#include "core/settings/NetworkPlan.h"

#include <algorithm>

namespace termscope {
namespace {

/// Products kept: both modes of every layer of a small network.
constexpr std::size_t mostProducts = 8;
constexpr std::size_t mostValuesKept = std::size_t{1} << 26;
/// Values kept that entered layers: 256 MiB.
constexpr std::size_t mostInputs = std::size_t{1} << 26;

bool isReal(const TimingTask& task, int layer)
{
    return layer >= 0 && task.evaluator != nullptr
           && !(task.randomRecurrences && task.network->layers[static_cast<std::size_t>(layer)].isRecurrent());
}

/// What makes a layer's operands where the array runs it in a mode: of a network that runs on its file's integers,
/// those also where nothing is revealed. What does not decide them is at its default, so that known operands are found
/// again.
LayerPlan operandPlan(const TimingTask& task, int layer, TermMode mode)
{
    const bool given = task.config.terms.mode == TermMode::Revealed && task.revealed[layer].method == Method::Given;
    LayerPlan plan = mode == TermMode::Revealed || given ? task.revealed[layer] : task.quantized[layer];
    plan.own = {};
    if (mode == TermMode::Quantized)
        plan.settings = heeded(Method::Quantized, plan.settings);
    plan.settings.encoding = mode == TermMode::Revealed ? Encoding::Hese
                                                        : Encoding::Binary; // the array's encoder is on, or off
    return plan;
}

/// What of the array decides a product's operands.
TermMacConfig operandTerms(TermMacConfig terms)
{
    terms.skew = {};
    if (terms.mode == TermMode::Quantized) {
        terms.budget = TermMacConfig{}.budget;
        terms.dataTerms = TermMacConfig{}.dataTerms;
    }
    return terms;
}

} // namespace

TimingConfig configOf(const TimingTask& task, int layer)
{
    TimingConfig config = task.config;
    if (layer < 0)
        return config;
    const LayerPlan& own = (config.terms.mode == TermMode::Revealed ? task.revealed : task.quantized)[layer];
    const TermMode mode = own.method == Method::Revealed ? TermMode::Revealed : TermMode::Quantized;
    config.terms = termMacConfig(own.settings, mode, config.terms.skew);
    if (config.dram)
        config.dram->bytesPerWord = config.terms.bytesPerWord();
    return config;
}

Result<std::optional<ZeroPointCorrection>> zeroPointCorrection(const TimingTask& task, const LayerShape& shape,
                                                               int layer)
{
    if (layer < 0 || task.config.terms.mode != TermMode::Revealed)
        return std::nullopt;
    const WeightLayer& weights = task.network->layers[static_cast<std::size_t>(layer)];
    const Settings& own = task.revealed[layer].settings;
    if (!weights.given || own.source != Source::Given)
        return std::nullopt;
    return zeroPointCorrection(weights, shape, task.samples);
}

ArrayLayers layersOnArray(const TimingTask& task)
{
    const NetworkPlan& plan = task.config.terms.mode == TermMode::Revealed ? task.revealed : task.quantized;
    ArrayLayers found{shapesOf(*task.network, task.samples, &plan), {}};
    NetworkShapes& shapes = found.shapes;
    for (std::size_t i = shapes.layers.size(); i-- > 0;) {
        if (task.revealed[shapes.layers[i]].method != Method::Float)
            continue;
        found.inFloat.push_back(shapes.shapes[i].name);
        shapes.shapes.erase(shapes.shapes.begin() + static_cast<std::ptrdiff_t>(i));
        shapes.layers.erase(shapes.layers.begin() + static_cast<std::ptrdiff_t>(i));
    }
    return found;
}

/// A layer's products, made when they are asked for: a layer is prepared and its inputs are quantized once for all.
class NetworkTiming::Products {
public:
    Products(const TimingTask& task, const LayerShape& shape, int layer)
        : task_(task), shape_(shape), layer_(layer), terms_(configOf(task, layer).terms)
    {
    }

    /// Of a product of activations, sample after sample.
    void setOperands(PreparedLayer prepared, std::vector<ActivationOperands> operands)
    {
        prepared_ = std::move(prepared);
        operands_ = std::move(operands);
    }

    /// `given`: how the file quantizes the layer's data, where the layer runs on its integers.
    void setLayer(PreparedLayer prepared, const GivenData* given, std::span<const float> inputs)
    {
        inputs_ = given == nullptr ? quantizedInputs(prepared, inputs)
                                   : quantizedInputs(prepared, *given, inputs, task_.samples);
        prepared_ = std::move(prepared);
    }

    Result<ProductTerms> at(std::int64_t repeat) const
    {
        if (!prepared_)
            return randomOperands(shape_.name, shape_.gemm, shape_.kernelPositions, terms_,
                                  task_.seed + static_cast<std::uint64_t>(repeat));
        if (!operands_.empty())
            return attentionOperands(task_.network->layers[static_cast<std::size_t>(layer_)], *prepared_, operands_,
                                     shape_.gemm, terms_, repeat);
        return layerOperands(task_.network->layers[static_cast<std::size_t>(layer_)], *prepared_, inputs_,
                             task_.samples, terms_, repeat);
    }

private:
    const TimingTask& task_;
    const LayerShape& shape_;
    int layer_;
    TermMacConfig terms_;
    std::optional<PreparedLayer> prepared_; ///< none: random operands
    QuantizedInputs inputs_;
    std::vector<ActivationOperands> operands_;
};

Result<std::vector<float>> NetworkTiming::inputsOf(const TimingTask& task, int layer)
{
    if (std::exchange(inputSamples_, task.samples) != task.samples)
        inputs_.clear();
    const auto found = std::ranges::find(inputs_, layer, &std::pair<int, std::vector<float>>::first);
    if (found != inputs_.end())
        return found->second;
    Result<std::vector<float>> read = firstInputs(*task.evaluator, layer, task.samples);
    if (!read)
        return read;
    std::size_t kept = read->size();
    for (const auto& [other, values] : inputs_)
        kept += values.size();
    while (kept > mostInputs && !inputs_.empty()) {
        kept -= inputs_.front().second.size();
        inputs_.erase(inputs_.begin());
    }
    if (kept <= mostInputs)
        inputs_.emplace_back(layer, *read);
    return read;
}

Result<NetworkTiming::Products> NetworkTiming::productsOf(const TimingTask& task, const LayerShape& shape, int layer)
{
    Products products(task, shape, layer);
    if (!isReal(task, layer))
        return products;
    const bool ofActivations = task.network->layers[static_cast<std::size_t>(layer)].isAttention();
    const Result<std::vector<float>> inputs = ofActivations ? std::vector<float>() : inputsOf(task, layer);
    if (!inputs)
        return tl::unexpected(inputs.error());
    const LayerPlan plan = operandPlan(task, layer, configOf(task, layer).terms.mode);
    ++preparedLayers_;
    Result<PreparedLayer> prepared = task.evaluator->prepareLayer(layer, plan);
    if (!prepared)
        return tl::unexpected(prepared.error());
    if (ofActivations) {
        Result<std::vector<ActivationOperands>> operands = firstOperands(*task.evaluator, layer, task.samples);
        if (!operands)
            return tl::unexpected(operands.error());
        products.setOperands(std::move(*prepared), std::move(*operands));
    } else {
        const std::optional<GivenData>& given = task.network->layers[static_cast<std::size_t>(layer)].givenData;
        products.setLayer(std::move(*prepared), given && plan.settings.source == Source::Given ? &*given : nullptr,
                          *inputs);
    }
    return products;
}

/// The newest one stays in any case; older ones as far as there is room.
void NetworkTiming::keep(const ProductKey& key, const ProductPtr& product)
{
    const auto sizeOf = [](const ProductPtr& kept) { return kept->inputValues.size() + kept->weightValues.size(); };
    std::size_t size = sizeOf(product);
    for (const auto& [other, kept] : products_)
        size += sizeOf(kept);
    while (!products_.empty() && (products_.size() >= mostProducts || size > mostValuesKept)) {
        size -= sizeOf(products_.front().second);
        products_.erase(products_.begin());
    }
    products_.emplace_back(key, product);
}

Result<NetworkTiming::ProductPtr> NetworkTiming::firstProduct(const TimingTask& task, const LayerShape& shape,
                                                              int layer)
{
    const TermMacConfig terms = configOf(task, layer).terms;
    const bool real = isReal(task, layer);
    const ProductKey key{
        layer, shape.gemm, operandTerms(terms), real ? operandPlan(task, layer, terms.mode) : LayerPlan{},
        real,  task.seed};
    const auto found = std::ranges::find(products_, key, &std::pair<ProductKey, ProductPtr>::first);
    if (found != products_.end())
        return found->second;
    std::optional<Products> products;
    Result<ProductPtr> made = productAt(products, task, shape, layer, 0);
    if (made)
        keep(key, *made);
    return made;
}

Result<NetworkTiming::ProductPtr> NetworkTiming::product(const TimingTask& task, const LayerShape& shape, int layer,
                                                         std::int64_t number)
{
    std::optional<Products> products;
    return productAt(products, task, shape, layer, number);
}

/// `products` are made with the first one that is asked for.
Result<NetworkTiming::ProductPtr> NetworkTiming::productAt(std::optional<Products>& products, const TimingTask& task,
                                                           const LayerShape& shape, int layer, std::int64_t number)
{
    if (!products) {
        Result<Products> all = productsOf(task, shape, layer);
        if (!all)
            return tl::unexpected(all.error());
        products.emplace(std::move(*all));
    }
    Result<ProductTerms> made = products->at(number);
    if (!made)
        return tl::unexpected(made.error());
    return std::make_shared<const ProductTerms>(std::move(*made));
}

Result<TimedLayer> NetworkTiming::time(const TimingTask& task, const LayerShape& shape, int layer)
{
    const TimingConfig config = configOf(task, layer);
    const auto asLayer = [&](Result<LayerTiming> timing, std::optional<double> mean) -> Result<TimedLayer> {
        if (!timing)
            return tl::unexpected(timing.error());
        const auto correction = zeroPointCorrection(task, shape, layer);
        if (!correction)
            return tl::unexpected(correction.error());
        return TimedLayer{std::move(*timing), mean, *correction};
    };
    if (config.mac == MacKind::Parallel || task.steps == StepLength::Provisioned)
        return asLayer(timeLayer(shape, config), std::nullopt);
    // Checks the shape before anything is walked.
    if (const Result<LayerTiming> possible = timeIdeal(shape, config, 1.0); !possible)
        return tl::unexpected(possible.error());
    std::optional<Products> products;
    std::vector<std::int64_t> folds; // of all products
    double mean = 0.0;
    for (std::int64_t number = 0; number < shape.repeats; ++number) {
        const Result<ProductPtr> product = shape.repeats == 1 ? firstProduct(task, shape, layer)
                                                              : productAt(products, task, shape, layer, number);
        if (!product)
            return tl::unexpected(product.error());
        const ProductTerms& terms = **product;
        mean += meanPairs(terms.inputs, terms.weights) / static_cast<double>(shape.repeats);
        if (task.steps != StepLength::Adaptive)
            continue;
        const Result<std::vector<std::int64_t>> own = adaptiveFolds(config, terms.inputs, terms.weights);
        if (!own)
            return tl::unexpected(own.error());
        folds.insert(folds.end(), own->begin(), own->end());
    }
    return asLayer(task.steps == StepLength::Adaptive ? timeFolds(shape, config, folds, mean)
                                                      : timeIdeal(shape, config, mean),
                   mean);
}

} // namespace termscope
