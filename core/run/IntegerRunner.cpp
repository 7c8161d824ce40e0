#include "core/run/IntegerRunner.h"

#include "core/base/Index.h"
#include "core/base/Text.h"
#include "core/ops/Helpers.h"
#include "core/ops/Operator.h"
#include "core/terms/Reveal.h"

#include <algorithm>

namespace termscope {
namespace {

/// One activation as a layer multiplies it.
struct Datum {
    double value = 0.0; ///< an integer, but in a layer that runs in float32
    int terms = 0;
};

/// A layer's data and weights, for loops that say which of them meet.
class LayerLoops {
public:
    /// step: from one input to the next, in the data.
    LayerLoops(const WeightLayer& source, const PreparedLayer& layer, std::span<const float> data, std::int64_t step)
        : source_(source), layer_(layer), positions_(kernelPositions(source))
    {
        if (layer.dataForm) {
            writeData(data, step);
            return;
        }
        for (const float value : data)
            data_.push_back(datumOf(value));
    }

    /// Adds the products of an output at a kernel position with the data at places first, first + step, …
    void addRow(std::int64_t output, std::int64_t position, std::int64_t first, std::int64_t step)
    {
        for (std::int64_t k = 0; k < layer_.inputs; ++k) {
            const Datum& datum = data_[at(first + k * step)];
            if (layer_.inFloat()) {
                floats_ += datum.value
                           * source_.weight.values[at((output * layer_.inputs + k) * positions_ + position)];
                continue;
            }
            const std::size_t weight = at((output * positions_ + position) * layer_.inputs + k); // group order
            if (layer_.values.empty())
                sum_ += static_cast<std::int64_t>(datum.value) * layer_.weights[weight];
            else
                floats_ += datum.value * layer_.values[weight];
            pairs_ += std::int64_t{layer_.weightTerms[weight]} * datum.terms;
        }
    }

    /// The output that the products since the last one make.
    float finish(std::int64_t output)
    {
        const float bias = layer_.bias.empty() ? 0.0F : layer_.bias[at(output)];
        const float scale = layer_.scales.size() == 1 ? layer_.scales[0] : layer_.scales[at(output * positions_)];
        const float sum = layer_.values.empty() ? static_cast<float>(sum_) : static_cast<float>(floats_);
        const float product = sum * scale;
        const auto result = layer_.inFloat()      ? static_cast<float>(floats_ + bias)
                            : layer_.bias.empty() ? product
                                                  : product + bias;
        sum_ = 0;
        floats_ = 0.0;
        return result;
    }

    std::int64_t pairs() const { return pairs_; }

private:
    /// All inputs that a sum runs over, in the layer's number format.
    void writeData(std::span<const float> data, std::int64_t step)
    {
        const DataWriter writer(*layer_.dataForm, layer_.dataScale);
        data_.resize(data.size());
        std::vector<float> inputs(at(layer_.inputs));
        std::vector<float> numbers(inputs.size());
        std::vector<std::uint8_t> terms(inputs.size());
        for (std::int64_t sum = 0; sum < std::ssize(data) / layer_.inputs; ++sum) {
            const std::size_t first = at(sum / step * step * layer_.inputs + sum % step);
            for (std::size_t i = 0; i < inputs.size(); ++i)
                inputs[i] = data[first + i * at(step)];
            writer.write(inputs, numbers.data(), terms.data());
            for (std::size_t i = 0; i < inputs.size(); ++i)
                data_[first + i * at(step)] = {numbers[i], terms[i]};
        }
    }
    Datum datumOf(float value) const
    {
        if (layer_.inFloat())
            return {value, 0};
        const auto& entry = layer_.table.at(quantize(value, layer_.dataScale, layer_.table.largest));
        return {entry.value, entry.terms};
    }
    const WeightLayer& source_;
    const PreparedLayer& layer_;
    std::int64_t positions_;
    std::vector<Datum> data_;
    std::int64_t sum_ = 0;
    double floats_ = 0.0;
    std::int64_t pairs_ = 0;
};

void runLinear(LayerLoops& loops, const WeightLayer& layer, Value& result)
{
    for (std::int64_t row = 0; row < result.size() / layer.outputs(); ++row)
        for (std::int64_t n = 0; n < layer.outputs(); ++n) {
            loops.addRow(n, 0, row * layer.inputs(), 1);
            result.floats[at(row * layer.outputs() + n)] = loops.finish(n);
        }
}

Result<void> runConvolution(LayerLoops& loops, const WeightLayer& layer, const Node& node, const Shape& data,
                            Value& result)
{
    const Shape& kernel = layer.weight.shape;
    const Result<SlidingWindow> window = windowOf(node, {kernel.begin() + 2, kernel.end()},
                                                  {data.begin() + 2, data.end()});
    if (!window)
        return tl::unexpected(window.error());
    const std::int64_t places = elementCount(window->inputs); // of one channel
    const std::int64_t perGroup = layer.outputs() / layer.groups;
    std::size_t to = 0;
    for (std::int64_t image = 0; image < data[0]; ++image)
        for (std::int64_t n = 0; n < layer.outputs(); ++n)
            for (std::int64_t place = 0; place < window->positions(); ++place) {
                const std::int64_t channels = image * data[1] + n / perGroup * layer.inputs();
                for (std::int64_t position = 0; position < kernelPositions(layer); ++position)
                    if (const std::int64_t read = inputPlace(*window, place, position); read >= 0)
                        loops.addRow(n, position, channels * places + read, places);
                result.floats[to++] = loops.finish(n);
            }
    return {};
}

/// What revealing leaves of a run of values that are quantized, value by value.
void revealRun(std::vector<Datum>& run, const StayingOperand& operand)
{
    std::vector<std::int64_t> values;
    for (const Datum& datum : run)
        values.push_back(static_cast<std::int64_t>(datum.value));
    constexpr int everything = 64 * 17;
    const RevealedGroup group = revealGroup(values, operand.groupSize == 0 ? everything : operand.budget,
                                            operand.encoding);
    for (std::size_t i = 0; i < run.size(); ++i)
        run[i] = {static_cast<double>(group.values[i].revealed),
                  static_cast<int>(std::ranges::count(group.values[i].kept, true))};
}

/// A column of y, quantized and revealed group after group.
std::vector<Datum> stayingColumn(const StayingOperand& operand, const float* y, std::int64_t k, std::int64_t n)
{
    std::vector<Datum> column;
    const std::int64_t size = operand.groupSize == 0 ? 1 : operand.groupSize;
    for (std::int64_t first = 0; first < k; first += size) {
        std::vector<Datum> group;
        for (std::int64_t row = first; row < std::min(first + size, k); ++row)
            group.push_back({static_cast<double>(quantize(y[row * n], operand.scale, operand.largest)), 0});
        revealRun(group, operand);
        column.insert(column.end(), group.begin(), group.end());
    }
    return column;
}

/// x [… M, K] · y [… K, N] of two activations.
Result<Outputs> runAttention(Call& call, const PreparedLayer& layer, std::int64_t& pairs)
{
    if (layer.inFloat())
        return runOperator(call);
    Call shapes = call;
    shapes.inputs[0] = shapeOnly(call[0].type, call[0].shape);
    const Result<Outputs> known = runOperator(shapes);
    if (!known)
        return known;
    auto result = newValue(call[0].type, known->front()->shape);
    const std::int64_t k = call[0].shape.back();
    const std::int64_t m = call[0].shape[at(call[0].rank() - 2)];
    const std::int64_t n = call[1].shape.back();
    const auto leading = [](const Shape& shape) { return Shape(shape.begin(), shape.end() - 2); };
    const Shape all = leading(result->shape);
    const std::array strides{ops::broadcastStrides(leading(call[0].shape), all),
                             ops::broadcastStrides(leading(call[1].shape), all)};
    float* to = result->floats.data();
    ops::walk(all, strides, [&](const std::array<std::int64_t, 2>& matrix) {
        const float* const x = call[0].floats.data() + matrix[0] * m * k;
        const float* const y = call[1].floats.data() + matrix[1] * k * n;
        for (std::int64_t column = 0; column < n; ++column) {
            const std::vector<Datum> kept = stayingColumn(*layer.staying, y + column, k, n);
            for (std::int64_t row = 0; row < m; ++row) {
                std::int64_t sum = 0;
                for (std::int64_t i = 0; i < k; ++i) {
                    const auto& datum = layer.table.at(quantize(x[row * k + i], layer.dataScale, layer.table.largest));
                    sum += static_cast<std::int64_t>(datum.value) * static_cast<std::int64_t>(kept[at(i)].value);
                    pairs += std::int64_t{datum.terms} * kept[at(i)].terms;
                }
                to[row * n + column] = static_cast<float>(sum) * layer.scales[0];
            }
        }
        to += m * n;
    });
    return Outputs{std::move(result)};
}

Result<Outputs> runLayer(Call& call, const WeightLayer& source, const PreparedLayer& layer, std::int64_t& pairs)
{
    if (source.isAttention())
        return runAttention(call, layer, pairs);
    if (source.isRecurrent())
        return fail("expected linear layers and convolutions, found ", nameOf(source.kind));
    Call shapes = call;
    shapes.inputs[0] = shapeOnly(call[0].type, call[0].shape);
    const Result<Outputs> known = runOperator(shapes);
    if (!known)
        return known;
    auto result = newValue(call[0].type, known->front()->shape);
    const bool convolves = source.kind != LayerKind::Linear;
    const std::int64_t places = convolves ? elementCount({call[0].shape.begin() + 2, call[0].shape.end()}) : 1;
    LayerLoops loops(source, layer, {call[0].floats.begin(), call[0].floats.size()}, places);
    if (source.kind == LayerKind::Linear)
        runLinear(loops, source, *result);
    else if (const auto ran = runConvolution(loops, source, call.node, call[0].shape, *result); !ran)
        return tl::unexpected(ran.error());
    pairs += loops.pairs();
    return Outputs{std::move(result)};
}

} // namespace

Result<IntegerRun> runInteger(const PreparedNetwork& network, std::span<const float> sample)
{
    const Graph& graph = *network.network->graph;
    std::vector<ValuePtr> values = graph.constants;
    Shape shape = network.sample;
    shape.insert(shape.begin(), 1);
    values[at(graph.inputs[0].value)] = floatValue(shape, std::vector<float>(sample.begin(), sample.end()));
    IntegerRun run;
    for (const Node& node : graph.nodes) {
        Call call{node, graph.opset, {}};
        for (const int input : node.inputs)
            call.inputs.push_back(input < 0 ? nullptr : values[at(input)]);
        const Result<Outputs> outputs = node.layers.empty()
                                            ? runOperator(call)
                                            : runLayer(call, network.network->layers[at(node.layers[0])],
                                                       network.layers[at(node.layers[0])], run.pairs);
        if (!outputs)
            return fail(graph.where(node), ": ", outputs.error().message);
        for (std::size_t o = 0; o < node.outputs.size() && o < outputs->size(); ++o)
            if (node.outputs[o] >= 0)
                values[at(node.outputs[o])] = (*outputs)[o];
    }
    run.outputs = values[at(graph.outputs[0])]->floats.toVector();
    return run;
}

} // namespace termscope
