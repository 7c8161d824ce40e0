#include "core/run/ConvolutionProduct.h"

#include "core/run/Bfloat16Speed.h"
#include "core/run/Dnnl.h"
#include "core/run/ExactSplit.h"
#include "core/run/ThreadBuffers.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <omp.h>

namespace termscope {
namespace {

using dnnl_common::DataType;
using dnnl_common::Dimensions;
using dnnl_common::engine;

/// Does oneDNN convolve bfloat16 on this machine, and faster than float32?
bool hasBfloat16()
{
    static const bool can = [] {
        if (!isBfloat16Faster())
            return false;
        try {
            const dnnl::memory::desc x({1, 16, 8, 8}, DataType::bf16, dnnl::memory::format_tag::any);
            const dnnl::memory::desc w({16, 16, 3, 3}, DataType::bf16, dnnl::memory::format_tag::any);
            const dnnl::memory::desc y({1, 16, 6, 6}, DataType::f32, dnnl::memory::format_tag::any);
            return !dnnl_common::isReference(dnnl_common::describeConvolution(
                x, w, {}, y, {{1, 1}, {0, 0}, {0, 0}, {0, 0}}, dnnl_common::attributes()));
        } catch (const dnnl::error&) {
            return false;
        }
    }();
    return can;
}

/// A run of input channels, with weights as the file orders them.
struct Part {
    std::int64_t first = 0;
    std::int64_t count = 0;
    Operands weights;
};

void reorder(dnnl::memory from, dnnl::memory to)
{
    dnnl::stream stream(engine());
    dnnl::reorder(from, to).execute(stream, from, to);
    stream.wait();
}

/// Where the images of a prepared product lie.
enum class Places { Any, PlainToLanes, LanesToLanes, SideBySide };

Places placesFor(ImageOrder source)
{
    if (source == ImageOrder::SideBySide)
        return Places::SideBySide;
    return source == ImageOrder::Lanes ? Places::LanesToLanes : Places::PlainToLanes;
}

Dimensions joined(std::initializer_list<std::int64_t> first, const Shape& rest)
{
    Dimensions all(first);
    all.insert(all.end(), rest.begin(), rest.end());
    return all;
}

/// Of what a product reads, or of its result.
dnnl::memory::desc describe(const Dimensions& sizes, DataType type, Places places, bool isResult)
{
    if (places == Places::Any)
        return {sizes, type, dnnl::memory::format_tag::any};
    if (places == Places::SideBySide)
        return dnnl_common::channelsLast(sizes, type);
    return isResult || places == Places::LanesToLanes ? dnnl_common::inLanes(sizes, type)
                                                      : dnnl_common::plain(sizes, type);
}

dnnl::post_ops following(const Epilogue& epilogue)
{
    dnnl::post_ops steps;
    if (epilogue.adds)
        steps.append_sum();
    constexpr float most = std::numeric_limits<float>::max();
    if (epilogue.lowest == 0.0F && epilogue.highest > most)
        dnnl_common::appendFunction(steps, dnnl::algorithm::eltwise_relu, 0.0F, 0.0F);
    else if (epilogue.lowest >= -most || epilogue.highest <= most)
        dnnl_common::appendFunction(steps, dnnl::algorithm::eltwise_clip, std::max(epilogue.lowest, -most),
                                    std::min(epilogue.highest, most));
    return steps;
}

} // namespace

/// One part prepared for one batch size and window.
struct ConvolutionProduct::Plan {
    dnnl::convolution_forward primitive;
    dnnl::memory::desc givenSource, source, givenResult, result, scratch;
    dnnl::memory weights;
    dnnl::memory bias; ///< empty for none
};

struct ConvolutionProduct::State {
    OperandType operandType = OperandType::Float32;
    Shape shape;
    std::int64_t groups = 1;
    std::vector<Part> parts;
    Epilogue epilogue;
    using PreparedParts = std::shared_ptr<const std::vector<Plan>>;
    mutable std::mutex mutex;
    mutable std::map<std::vector<std::int64_t>, PreparedParts> prepared;

    DataType type() const { return dnnl_common::dataTypeOf(operandType); }
    DataType weightType() const { return widthOf(operandType) == 1 ? DataType::s8 : type(); }
    std::int64_t channels() const { return shape[1] * groups; }
    std::optional<dnnl::convolution_forward::primitive_desc>
    describeFor(const Part& part, std::int64_t batch, const SlidingWindow& window, Places places) const;
    std::optional<Plan> prepare(std::size_t part, std::int64_t batch, const SlidingWindow& window, Places places) const;
    dnnl::memory weightsAs(const dnnl::memory::desc& description, std::size_t part) const;
    /// Null where oneDNN has no fast code for these places.
    PreparedParts preparedFor(std::int64_t batch, const SlidingWindow& window, Places places) const;
};

std::optional<dnnl::convolution_forward::primitive_desc>
ConvolutionProduct::State::describeFor(const Part& part, std::int64_t batch, const SlidingWindow& window,
                                       Places places) const
{
    const bool any = places == Places::Any;
    const Dimensions source = joined({batch, part.count * groups}, window.inputs);
    const Dimensions result = joined({batch, shape[0]}, window.outputs);
    const Dimensions weights = groups == 1 ? joined({shape[0], part.count}, window.kernel)
                                           : joined({groups, shape[0] / groups, part.count}, window.kernel);
    dnnl_common::ConvolutionSteps steps{window.strides, {}, window.before, window.after};
    for (const std::int64_t dilation : window.dilations)
        steps.dilations.push_back(dilation - 1);
    dnnl::primitive_attr attributes = dnnl_common::attributes();
    const bool biased = !any && !epilogue.bias.empty();
    if (!any)
        attributes.set_post_ops(following(epilogue));
    const dnnl::memory::desc x = describe(source, type(), places, false);
    const dnnl::memory::desc w = describe(weights, weightType(), Places::Any, false);
    const dnnl::memory::desc y = describe(result, DataType::f32, places, true);
    const dnnl::memory::desc b = biased ? dnnl_common::plain({shape[0]}, DataType::f32) : dnnl::memory::desc();
    try {
        auto found = dnnl_common::describeConvolution(x, w, b, y, steps, attributes);
        if (!any && dnnl_common::isReference(found))
            return std::nullopt;
        return found;
    } catch (const dnnl::error&) {
        if (any)
            throw;
        return std::nullopt;
    }
}

std::optional<ConvolutionProduct::Plan> ConvolutionProduct::State::prepare(std::size_t part, std::int64_t batch,
                                                                           const SlidingWindow& window,
                                                                           Places places) const
{
    const auto description = describeFor(parts[part], batch, window, places);
    if (!description)
        return std::nullopt;
    Plan one;
    one.primitive = dnnl::convolution_forward(*description);
    const Dimensions whole = joined({batch, channels()}, window.inputs);
    one.givenSource = dnnl::memory::desc(joined({batch, parts[part].count * groups}, window.inputs), type(),
                                         dnnl_common::packedStrides(whole));
    one.source = description->src_desc();
    one.givenResult = dnnl_common::plain(joined({batch, shape[0]}, window.outputs), DataType::f32);
    one.result = description->dst_desc();
    one.scratch = description->scratchpad_desc();
    one.weights = weightsAs(description->weights_desc(), part);
    if (places != Places::Any && !epilogue.bias.empty())
        one.bias = dnnl::memory(dnnl_common::plain({shape[0]}, DataType::f32), engine(),
                                const_cast<float*>(epilogue.bias.data()));
    return one;
}

/// The weights of a part in the order that is asked for; what another window or batch size has made is shared.
dnnl::memory ConvolutionProduct::State::weightsAs(const dnnl::memory::desc& description, std::size_t part) const
{
    for (const auto& [key, all] : prepared)
        if (all && (*all)[part].weights.get_desc() == description)
            return (*all)[part].weights;
    const Part& source = parts[part];
    Dimensions sizes{groups, shape[0] / groups, source.count};
    if (groups == 1)
        sizes = {shape[0], source.count};
    sizes.insert(sizes.end(), shape.begin() + 2, shape.end());
    void* const data = const_cast<void*>(source.weights.from(0));
    dnnl::memory weights(description, engine());
    reorder(dnnl::memory(dnnl_common::plain(sizes, weightType()), engine(), data), weights);
    return weights;
}

ConvolutionProduct::State::PreparedParts
ConvolutionProduct::State::preparedFor(std::int64_t batch, const SlidingWindow& window, Places places) const
{
    // oneDNN cuts its work for so many threads as there are when it is described.
    std::vector<std::int64_t> key{batch, static_cast<std::int64_t>(places), omp_get_max_threads()};
    for (const Shape* part : {&window.inputs, &window.outputs, &window.before, &window.strides, &window.dilations})
        key.insert(key.end(), part->begin(), part->end());
    const std::scoped_lock lock(mutex);
    const auto known = prepared.find(key);
    if (known != prepared.end())
        return known->second;
    std::vector<Plan> all;
    for (std::size_t part = 0; part < parts.size(); ++part) {
        std::optional<Plan> one = prepare(part, batch, window, places);
        if (!one)
            return prepared[key] = nullptr;
        all.push_back(std::move(*one));
    }
    return prepared[key] = std::make_shared<const std::vector<Plan>>(std::move(all));
}

ConvolutionProduct::ConvolutionProduct(std::unique_ptr<State> state) : state_(std::move(state)) {}
ConvolutionProduct::~ConvolutionProduct() = default;
ConvolutionProduct::ConvolutionProduct(ConvolutionProduct&&) noexcept = default;
ConvolutionProduct& ConvolutionProduct::operator=(ConvolutionProduct&&) noexcept = default;

ConvolutionProduct ConvolutionProduct::ofFloats(std::span<const float> weights, const Shape& shape, std::int64_t groups,
                                                Epilogue epilogue)
{
    auto state = std::make_unique<State>();
    state->shape = shape;
    state->groups = groups;
    state->epilogue = std::move(epilogue);
    state->parts.push_back({0, shape[1], Operands(OperandType::Float32, weights)});
    return ConvolutionProduct(std::move(state));
}

ConvolutionProduct ConvolutionProduct::ofValues(std::span<const float> weights, const Shape& shape, std::int64_t groups,
                                                std::int32_t largestData)
{
    auto state = std::make_unique<State>();
    state->shape = shape;
    state->groups = groups;
    state->operandType = operandTypeFor(weights, largestData, hasBfloat16());
    state->parts.push_back({0, shape[1], Operands(state->operandType, weights)});
    return ConvolutionProduct(std::move(state));
}

std::optional<ConvolutionProduct> ConvolutionProduct::ofIntegers(std::span<const float> weights, const Shape& shape,
                                                                 std::int64_t groups, std::int32_t largestData)
{
    const std::int64_t outputs = shape[0];
    const std::int64_t inputs = shape[1];
    const std::int64_t taps = static_cast<std::int64_t>(weights.size()) / (outputs * inputs);
    const ExactSplit split = exactSplit(weights, outputs, inputs, largestData, hasBfloat16());
    if (split.type == OperandType::Float64 || (groups > 1 && split.runs.size() > 1))
        return std::nullopt;
    auto state = std::make_unique<State>();
    state->shape = shape;
    state->groups = groups;
    state->operandType = split.type;
    for (const InputRun& run : split.runs) {
        std::vector<float> own;
        for (std::int64_t o = 0; o < outputs; ++o) {
            const float* const row = weights.data() + (o * inputs + run.first) * taps;
            own.insert(own.end(), row, row + run.count * taps);
        }
        state->parts.push_back({run.first, run.count, Operands(split.type, std::span<const float>(own))});
    }
    return ConvolutionProduct(std::move(state));
}

ConvolutionProduct ConvolutionProduct::ofBytes(std::span<const std::int8_t> weights, const Shape& shape,
                                               std::int64_t groups, OperandType data)
{
    auto state = std::make_unique<State>();
    state->shape = shape;
    state->groups = groups;
    state->operandType = data;
    state->parts.push_back({0, shape[1], Operands(OperandType::Int8, weights)});
    return ConvolutionProduct(std::move(state));
}

OperandType ConvolutionProduct::operandType() const
{
    return state_->operandType;
}

bool ConvolutionProduct::canRun(const SlidingWindow& window)
{
    const auto positive = [](std::int64_t size) { return size >= 1; };
    const auto padded = [](std::int64_t size) { return size >= 0; };
    return window.axes() >= 1 && window.axes() <= 3 && std::ranges::all_of(window.before, padded)
           && std::ranges::all_of(window.after, padded) && std::ranges::all_of(window.inputs, positive)
           && std::ranges::all_of(window.outputs, positive);
}

void ConvolutionProduct::run(const void* data, std::int64_t batch, const SlidingWindow& window, float* result) const
{
    const auto prepared = state_->preparedFor(batch, window, Places::Any);
    const std::int64_t pixels = elementCount(window.inputs);
    const auto size = static_cast<std::size_t>(batch * state_->shape[0] * window.positions());
    const std::size_t width = widthOf(state_->operandType);
    std::vector<double> sums(prepared->size() > 1 ? size : 0, 0.0);
    dnnl::stream stream(engine());
    for (std::size_t i = 0; i < prepared->size(); ++i) {
        const Plan& one = (*prepared)[i];
        char* const start = static_cast<char*>(const_cast<void*>(data))
                            + static_cast<std::size_t>(state_->parts[i].first * pixels) * width;
        dnnl::memory source(one.givenSource, engine(), start);
        if (one.source != one.givenSource) {
            dnnl::memory turned(one.source, engine(),
                                threadBuffer(ThreadBuffer::ConvolutionSource, one.source.get_size()));
            dnnl::reorder(source, turned).execute(stream, source, turned);
            source = turned;
        }
        dnnl::memory target(one.givenResult, engine(), result);
        const bool turns = one.result != one.givenResult;
        if (turns)
            target = dnnl::memory(one.result, engine(),
                                  threadBuffer(ThreadBuffer::ConvolutionResult, one.result.get_size()));
        one.primitive.execute(stream, {{DNNL_ARG_SRC, source},
                                       {DNNL_ARG_WEIGHTS, one.weights},
                                       {DNNL_ARG_DST, target},
                                       {DNNL_ARG_SCRATCHPAD, dnnl::memory(one.scratch, engine(),
                                                                          threadBuffer(ThreadBuffer::ConvolutionScratch,
                                                                                       one.scratch.get_size()))}});
        if (turns) {
            dnnl::memory given(one.givenResult, engine(), result);
            dnnl::reorder(target, given).execute(stream, target, given);
        }
        stream.wait();
        for (std::size_t k = 0; k < sums.size(); ++k)
            sums[k] += result[k];
    }
    if (!sums.empty())
        std::ranges::transform(sums, result, [](double sum) { return static_cast<float>(sum); });
}

ConvolutionProduct::PlanPtr ConvolutionProduct::planInLanes(std::int64_t batch, const SlidingWindow& window,
                                                            ImageOrder source) const
{
    if (state_->parts.size() != 1 || !canRun(window))
        return nullptr;
    const auto prepared = state_->preparedFor(batch, window, placesFor(source));
    return prepared ? PlanPtr(prepared, prepared->data()) : nullptr;
}

void ConvolutionProduct::runInLanes(const Plan& plan, const void* data, float* result) const
{
    dnnl::stream stream(engine());
    std::unordered_map<int, dnnl::memory> operands{
        {DNNL_ARG_SRC, dnnl::memory(plan.source, engine(), const_cast<void*>(data))},
        {DNNL_ARG_WEIGHTS, plan.weights},
        {DNNL_ARG_DST, dnnl::memory(plan.result, engine(), result)},
        {DNNL_ARG_SCRATCHPAD, dnnl::memory(plan.scratch, engine(),
                                           threadBuffer(ThreadBuffer::ConvolutionScratch, plan.scratch.get_size()))}};
    if (plan.bias)
        operands.emplace(DNNL_ARG_BIAS, plan.bias);
    plan.primitive.execute(stream, operands);
    stream.wait();
}

} // namespace termscope
