#include "core/infer/LayerKernel.h"

#include "core/infer/ConvolutionProduct.h"
#include "core/infer/RowsProduct.h"
#include "core/ops/Helpers.h"
#include "core/ops/Recurrence.h"
#include "core/terms/kernels/Kernels.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace termscope {
namespace {

using ops::at;

const float* dataOrNull(const std::vector<float>& values)
{
    return values.empty() ? nullptr : values.data();
}

/// Shapes of the outputs, by the plain operator; the call stays as it is.
Result<Outputs> shapesOf(const Call& call)
{
    Call shapes = call;
    shapes.inputs[0] = shapeOnly(call[0].type, call[0].shape);
    return runOperator(shapes);
}

class LinearKernel : public LayerKernel {
public:
    LinearKernel(int layer, const WeightLayer& weights, const PreparedLayer* prepared)
        : layer_(layer), bias_(prepared != nullptr ? prepared->bias : weights.bias),
          product_(prepared != nullptr ? RowsProduct::ofPrepared(layer, *prepared, 0, prepared->outputs)
                                       : RowsProduct::ofFloats(layer, weights.weight.values, weights.outputs(), weights.inputs())),
          inputs_(weights.inputs())
    {
    }

    Result<Outputs> run(Call& call, LayerLog* log) const override
    {
        const Result<Outputs> shapes = shapesOf(call);
        if (!shapes)
            return shapes;
        if (log != nullptr && log->sees)
            log->sees(layer_, call[0].floats);
        auto result = newValue(call[0].type, shapes->front()->shape);
        product_.run(call[0].floats, call[0].size() / inputs_, dataOrNull(bias_), result->floats, log);
        return ops::only(std::move(result));
    }

private:
    int layer_;
    std::vector<float> bias_;
    RowsProduct product_;
    std::int64_t inputs_;
};

/// Weights [outputs · positions, inputs] of a prepared layer in the order of the file, [outputs, inputs, positions].
std::vector<float> floatsInFileOrder(const PreparedLayer& prepared, std::int64_t positions)
{
    std::vector<float> weights(prepared.weights.size());
    std::size_t from = 0;
    for (std::int64_t o = 0; o < prepared.outputs; ++o)
        for (std::int64_t p = 0; p < positions; ++p)
            for (std::int64_t c = 0; c < prepared.inputs; ++c)
                weights[at((o * prepared.inputs + c) * positions + p)] = static_cast<float>(prepared.weights[from++]);
    return weights;
}

/// Sums of a plane's values over all windows, for every kernel position.
class PlaneSums {
public:
    explicit PlaneSums(const SlidingWindow& window)
        : window_(window), last_(window.axes() - 1), steps_(ops::stridesOf(window.inputs)),
          outerPlaces_(window.outputs.begin(), window.outputs.end() - 1), sums_(at(elementCount(window.kernel))),
          totals_(at(elementCount(window.inputs) / window.inputs.back()))
    {
    }

    /// plane: [window.inputs…]
    const std::vector<std::uint64_t>& of(const std::uint32_t* plane)
    {
        const std::int64_t width = window_.inputs[last_];
        for (std::size_t row = 0; row < totals_.size(); ++row)
            totals_[row] = std::accumulate(plane + static_cast<std::int64_t>(row) * width, plane + static_cast<std::int64_t>(row + 1) * width,
                                           std::uint32_t{0});
        Shape tap(window_.axes(), 0);
        for (std::uint64_t& sum : sums_) {
            sum = sumAt(plane, tap);
            next(tap, window_.kernel, window_.axes());
        }
        return sums_;
    }

private:
    static void next(Shape& place, const Shape& sizes, std::size_t axes)
    {
        for (std::size_t i = axes; i-- > 0;) {
            if (++place[i] < sizes[i])
                return;
            place[i] = 0;
        }
    }

    std::uint64_t sumAt(const std::uint32_t* plane, const Shape& tap) const
    {
        const std::int64_t width = window_.inputs[last_];
        const std::int64_t stride = window_.strides[last_];
        const std::int64_t shift = tap[last_] * window_.dilations[last_] - window_.before[last_];
        const std::int64_t first = shift >= 0 ? 0 : (-shift + stride - 1) / stride;
        const std::int64_t end = width - shift <= 0 ? 0 : std::min(window_.outputs[last_], (width - shift - 1) / stride + 1);
        std::uint64_t sum = 0;
        Shape place(last_, 0);
        const std::int64_t rows = elementCount(outerPlaces_);
        for (std::int64_t row = 0; row < rows; ++row, next(place, outerPlaces_, last_)) {
            std::int64_t offset = 0;
            bool inside = true;
            for (std::size_t i = 0; i < last_; ++i) {
                const std::int64_t y = place[i] * window_.strides[i] + tap[i] * window_.dilations[i] - window_.before[i];
                inside = inside && y >= 0 && y < window_.inputs[i];
                offset += y * steps_[i];
            }
            if (inside)
                sum += rowSum(plane + offset, offset / width, first * stride + shift, end - first, stride);
        }
        return sum;
    }

    /// `count` values of a row from `begin` on; of neighbours, what is left out is taken from the row's total.
    std::uint64_t rowSum(const std::uint32_t* row, std::int64_t number, std::int64_t begin, std::int64_t count, std::int64_t stride) const
    {
        const std::int64_t width = window_.inputs[last_];
        std::uint64_t sum = 0;
        if (stride > 1 || 2 * count < width) {
            for (std::int64_t i = 0; i < count; ++i)
                sum += row[begin + i * stride];
            return sum;
        }
        sum = totals_[at(number)];
        for (std::int64_t x = 0; x < begin; ++x)
            sum -= row[x];
        for (std::int64_t x = begin + count; x < width; ++x)
            sum -= row[x];
        return sum;
    }

    const SlidingWindow& window_;
    std::size_t last_;
    Shape steps_;
    Shape outerPlaces_;
    std::vector<std::uint64_t> sums_;    ///< by kernel position
    std::vector<std::uint64_t> totals_;  ///< by row of the plane
};

class ConvolutionKernel : public LayerKernel {
public:
    ConvolutionKernel(int layer, const WeightLayer& weights, const PreparedLayer* prepared)
        : layer_(layer), weights_(weights), prepared_(prepared), positions_(weights.fanIn() / weights.inputs())
    {
        if (prepared == nullptr) {
            product_.emplace(ConvolutionProduct::ofFloats(weights.weight.values, weights.weight.shape, weights.groups));
            return;
        }
        integers_ = floatsInFileOrder(*prepared, positions_);
        product_ = ConvolutionProduct::ofIntegers(integers_, weights.weight.shape, weights.groups, prepared->table.largestKept());
        columnTerms_.assign(at(weights.groups * positions_ * weights.inputs()), 0);
        const std::int64_t perGroup = weights.outputs() / weights.groups * positions_ * weights.inputs();
        const std::int64_t row = positions_ * weights.inputs();
        for (std::int64_t i = 0; i < static_cast<std::int64_t>(prepared->weightTerms.size()); ++i)
            columnTerms_[at(i / perGroup * row + i % row)] += prepared->weightTerms[at(i)];
    }

    Result<Outputs> run(Call& call, LayerLog* log) const override;

private:
    Result<Outputs> runPlain(Call& call, const std::vector<float>& data) const;
    void quantize(const Value& x, void* operands, std::vector<std::uint32_t>& terms, bool narrow) const;
    void count(const SlidingWindow& window, std::int64_t batch, const std::vector<std::uint32_t>& terms, LayerLog& log) const;
    void finish(float* result, std::int64_t batch, std::int64_t places) const;

    int layer_;
    const WeightLayer& weights_;
    const PreparedLayer* prepared_;
    std::int64_t positions_;
    std::vector<float> integers_;             ///< prepared weights, in the file's order
    std::vector<std::uint64_t> columnTerms_;  ///< [groups, positions, inputs]: weight terms over the outputs of the group
    std::optional<ConvolutionProduct> product_;
};

Result<Outputs> ConvolutionKernel::run(Call& call, LayerLog* log) const
{
    const Result<Outputs> shapes = shapesOf(call);
    if (!shapes)
        return shapes;
    const Value& x = call[0];
    const Shape& kernel = weights_.weight.shape;
    const Result<SlidingWindow> window = windowOf(call.node, {kernel.begin() + 2, kernel.end()}, {x.shape.begin() + 2, x.shape.end()});
    if (!window)
        return tl::unexpected(window.error());
    if (log != nullptr && log->sees)
        log->sees(layer_, x.floats);
    auto result = newValue(x.type, shapes->front()->shape);
    const bool fast = product_ && ConvolutionProduct::canRun(*window);
    const bool narrow = fast && product_->road() == ProductRoad::Bfloat16;
    thread_local std::vector<std::uint16_t> halves;
    std::vector<float> floats;
    std::vector<std::uint32_t> terms;
    const void* data = x.floats.data();
    if (prepared_ != nullptr) {
        terms.assign(at(x.size()), 0);
        if (narrow)
            halves.resize(std::max(halves.size(), at(x.size())));
        else
            floats.resize(at(x.size()));
        data = narrow ? static_cast<const void*>(halves.data()) : floats.data();
        quantize(x, const_cast<void*>(data), terms, narrow);
        if (log != nullptr)
            count(*window, x.shape[0], terms, *log);
    }
    if (fast) {
        product_->run(data, x.shape[0], *window, result->floats.data());
    } else {
        const Result<Outputs> plain = runPlain(call, prepared_ != nullptr ? floats : x.floats);
        if (!plain)
            return plain;
        result->floats = plain->front()->floats;
    }
    finish(result->floats.data(), x.shape[0], window->positions());
    return ops::only(std::move(result));
}

/// The plain operator without its bias: for windows and sums that the fast road does not take.
Result<Outputs> ConvolutionKernel::runPlain(Call& call, const std::vector<float>& data) const
{
    Call plain{call.node, call.opset, {floatValue(call[0].shape, data),
                                       floatValue(weights_.weight.shape, prepared_ != nullptr ? integers_ : weights_.weight.values)}};
    return runOperator(plain);
}

void ConvolutionKernel::quantize(const Value& x, void* operands, std::vector<std::uint32_t>& terms, bool narrow) const
{
    const kernels::KernelSet& kernel = kernels::best();
    const ActivationTable& table = prepared_->table;
    if (narrow)
        kernel.lookUpBfloat16(x.floats.data(), x.floats.size(), prepared_->dataScale, table.largest, table.entries.data(),
                              static_cast<std::uint16_t*>(operands), terms.data());
    else
        kernel.lookUpFloat(x.floats.data(), x.floats.size(), prepared_->dataScale, table.largest, table.entries.data(),
                           static_cast<float*>(operands), terms.data());
}

/// Pairs = Σ over channels and kernel positions of the weights' terms (over the outputs) times the data's (over the windows);
/// what lies in the padding has no terms.
void ConvolutionKernel::count(const SlidingWindow& window, std::int64_t batch, const std::vector<std::uint32_t>& terms,
                              LayerLog& log) const
{
    const std::int64_t channels = weights_.inputs() * weights_.groups;
    const std::int64_t pixels = elementCount(window.inputs);
    double pairs = 0.0;
    PlaneSums sums(window);
    for (std::int64_t plane = 0; plane < batch * channels; ++plane) {
        const std::int64_t channel = plane % channels;
        const std::uint64_t* const column = columnTerms_.data()
            + (channel / weights_.inputs() * positions_ * weights_.inputs() + channel % weights_.inputs());
        const std::vector<std::uint64_t>& byTap = sums.of(terms.data() + plane * pixels);
        for (std::size_t tap = 0; tap < byTap.size(); ++tap)
            pairs += static_cast<double>(column[static_cast<std::int64_t>(tap) * weights_.inputs()]) * static_cast<double>(byTap[tap]);
    }
    log.pairs[at(layer_)] += pairs;
    log.products[at(layer_)] += static_cast<double>(batch * window.positions() * weights_.weight.size());
}

void ConvolutionKernel::finish(float* result, std::int64_t batch, std::int64_t places) const
{
    const std::vector<float>& bias = prepared_ != nullptr ? prepared_->bias : weights_.bias;
    if (prepared_ == nullptr && bias.empty())
        return;
    for (std::int64_t row = 0; row < batch * weights_.outputs(); ++row) {
        const std::int64_t o = row % weights_.outputs();
        const float scale = prepared_ == nullptr ? 1.0F : prepared_->scales[prepared_->scales.size() == 1 ? 0 : at(o * positions_)];
        const float shift = bias.empty() ? 0.0F : bias[at(o)];
        float* const y = result + row * places;
        kernels::best().finishRow(y, at(places), &scale, false, nullptr, false);
        for (std::int64_t p = 0; shift != 0.0F && p < places; ++p)
            y[p] += shift;
    }
}

/// W and R of each direction; GRU's R in two, as its candidate comes after its gates.
class RecurrentKernel : public LayerKernel {
public:
    RecurrentKernel(const Node& node, const std::vector<WeightLayer>& layers, std::span<const PreparedLayer> prepared)
        : input_(node.layers[0]), recurrent_(node.layers[1])
    {
        const WeightLayer& r = layers[at(recurrent_)];
        hidden_ = r.inputs();
        const std::int64_t directions = r.fileShape[0];
        const std::int64_t gates = r.outputs() / directions / hidden_;
        for (std::int64_t d = 0; d < directions; ++d) {
            inputs_.push_back(product(layers, prepared, input_, d * gates * hidden_, gates * hidden_));
            const std::vector<std::pair<std::int64_t, std::int64_t>> runs =
                node.op == "GRU" ? std::vector<std::pair<std::int64_t, std::int64_t>>{{0, 2}, {2, 1}} : std::vector<std::pair<std::int64_t, std::int64_t>>{{0, gates}};
            for (const auto& [first, count] : runs)
                hiddens_.emplace(std::pair{d, first}, product(layers, prepared, recurrent_, (d * gates + first) * hidden_, count * hidden_));
        }
    }

    Result<Outputs> run(Call& call, LayerLog* log) const override
    {
        const Result<Recurrence> recurrence = recurrenceOf(call);
        if (!recurrence)
            return tl::unexpected(recurrence.error());
        if (log != nullptr && log->sees)
            log->sees(input_, call[0].floats);
        Products products(*this, log);
        return runRecurrence(*recurrence, call, products);
    }

private:
    class Products : public GateProducts {
    public:
        Products(const RecurrentKernel& kernel, LayerLog* log) : kernel_(kernel), log_(log) {}

        void input(std::int64_t direction, std::span<const float> x, std::int64_t rows, std::span<float> result) override
        {
            kernel_.inputs_[at(direction)].run(x, rows, nullptr, result, log_);
        }
        void hidden(std::int64_t direction, std::span<const float> h, std::int64_t rows, std::int64_t first, std::int64_t,
                    std::span<float> result) override
        {
            if (log_ != nullptr && log_->sees)
                log_->sees(kernel_.recurrent_, h);
            kernel_.hiddens_.at({direction, first}).run(h, rows, nullptr, result, log_);
        }

    private:
        const RecurrentKernel& kernel_;
        LayerLog* log_;
    };

    static RowsProduct product(const std::vector<WeightLayer>& layers, std::span<const PreparedLayer> prepared, int layer,
                               std::int64_t first, std::int64_t outputs)
    {
        if (!prepared.empty())
            return RowsProduct::ofPrepared(layer, prepared[at(layer)], first, outputs);
        const WeightLayer& weights = layers[at(layer)];
        return RowsProduct::ofFloats(layer, std::span(weights.weight.values).subspan(at(first * weights.inputs()), at(outputs * weights.inputs())),
                                     outputs, weights.inputs());
    }

    int input_;
    int recurrent_;
    std::int64_t hidden_ = 0;
    std::vector<RowsProduct> inputs_;
    std::map<std::pair<std::int64_t, std::int64_t>, RowsProduct> hiddens_; ///< by direction and first gate
};

} // namespace

std::unique_ptr<LayerKernel> makeKernel(const Node& node, const std::vector<WeightLayer>& layers, std::span<const PreparedLayer> prepared)
{
    const int layer = node.layers[0];
    const WeightLayer& weights = layers[at(layer)];
    const PreparedLayer* const own = prepared.empty() ? nullptr : &prepared[at(layer)];
    if (weights.isRecurrent())
        return std::make_unique<RecurrentKernel>(node, layers, prepared);
    if (weights.kind == LayerKind::Convolution)
        return std::make_unique<ConvolutionKernel>(layer, weights, own);
    return std::make_unique<LinearKernel>(layer, weights, own);
}

} // namespace termscope
