#include "core/run/LayerKernel.h"

#include "core/ops/Helpers.h"
#include "core/ops/Recurrence.h"
#include "core/run/AttentionKernel.h"
#include "core/run/ConvolutionKernel.h"
#include "core/run/DynamicData.h"
#include "core/run/RowsProduct.h"

#include <algorithm>
#include <map>

namespace termscope {
namespace {

const float* dataOrNull(const std::vector<float>& values)
{
    return values.empty() ? nullptr : values.data();
}

class LinearKernel : public LayerKernel {
public:
    LinearKernel(int layer, const WeightLayer& weights, const PreparedLayer* prepared, bool relu)
        : layer_(layer), prepared_(prepared), bias_(prepared != nullptr ? prepared->bias : weights.bias),
          product_(prepared != nullptr
                       ? RowsProduct::ofPrepared(layer, *prepared, 0, prepared->outputs)
                       : RowsProduct::ofFloats(layer, weights.weight.values, weights.outputs(), weights.inputs())),
          inputs_(weights.inputs()), relu_(relu)
    {
    }

    Result<Outputs> run(Call& call, LayerLog* log) const override
    {
        if (log != nullptr && log->observe)
            log->observe(layer_, call[0].floats);
        return resultOf(call, [&](std::span<float> result) {
            if (isDynamic())
                runDynamic(call[0], result, log);
            else
                product_.run(call[0].floats, call[0].size() / inputs_, finish(), result, log);
        });
    }

    bool keepsAs(const LayerKernel& other) const override
    {
        const auto* const linear = dynamic_cast<const LinearKernel*>(&other);
        return linear != nullptr && !isDynamic() && !linear->isDynamic() && product_.quantizesAs(linear->product_);
    }
    RowOperandsPtr keep(const Value& data) const override
    {
        return product_.quantize(data.floats, data.size() / inputs_);
    }
    Result<Outputs> runKept(Call& call, const RowOperands& operands, LayerLog* log) const override
    {
        if (!product_.takes(operands) || operands.rows != call[0].size() / inputs_)
            return LayerKernel::runKept(call, operands, log);
        return resultOf(call, [&](std::span<float> result) { product_.run(operands, finish(), result, log); });
    }

private:
    RowFinish finish() const { return {{}, dataOrNull(bias_), relu_, {}}; }
    bool isDynamic() const { return prepared_ != nullptr && prepared_->dynamicData; }

    /// Every sample with the scale of its own values.
    void runDynamic(const Value& data, std::span<float> result, LayerLog* log) const
    {
        const std::int64_t rows = data.size() / inputs_;
        const std::int64_t samples = data.rank() > 1 && data.shape[0] > 0 && rows % data.shape[0] == 0 ? data.shape[0]
                                                                                                       : 1;
        const std::size_t size = data.floats.size() / at(samples);
        std::vector<float> integers(data.floats.size());
        std::vector<float> scales;
        for (std::int64_t sample = 0; sample < samples; ++sample) {
            const std::size_t first = at(sample) * size;
            const float scale = dynamicIntegers({data.floats.data() + first, size}, {integers.data() + first, size});
            scales.insert(scales.end(), at(rows / samples), scale);
        }
        product_.run(integers, rows, {{}, dataOrNull(bias_), relu_, scales}, result, log);
    }

    template <class Fill>
    static Result<Outputs> resultOf(const Call& call, Fill fill)
    {
        const Result<Outputs> shapes = shapesOf(call);
        if (!shapes)
            return shapes;
        auto result = newValueToFill(call[0].type, shapes->front()->shape);
        fill(std::span<float>(result->floats.data(), result->floats.size()));
        return ops::only(std::move(result));
    }

    int layer_;
    const PreparedLayer* prepared_;
    std::vector<float> bias_;
    RowsProduct product_;
    std::int64_t inputs_;
    bool relu_;
};

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
                node.op == "GRU" ? std::vector<std::pair<std::int64_t, std::int64_t>>{{0, 2}, {2, 1}}
                                 : std::vector<std::pair<std::int64_t, std::int64_t>>{{0, gates}};
            for (const auto& [first, count] : runs)
                hiddens_.emplace(std::pair{d, first},
                                 product(layers, prepared, recurrent_, (d * gates + first) * hidden_, count * hidden_));
        }
    }

    Result<Outputs> run(Call& call, LayerLog* log) const override
    {
        const Result<Recurrence> recurrence = recurrenceOf(call);
        if (!recurrence)
            return tl::unexpected(recurrence.error());
        if (log != nullptr && log->observe)
            log->observe(input_, call[0].floats);
        Products products(*this, log);
        return runRecurrence(*recurrence, call, products);
    }

private:
    class Products : public GateProducts {
    public:
        Products(const RecurrentKernel& kernel, LayerLog* log) : kernel_(kernel), log_(log) {}

        void input(std::int64_t direction, std::span<const float> x, std::int64_t rows,
                   std::span<float> result) override
        {
            kernel_.inputs_[at(direction)].run(x, rows, {}, result, log_);
        }
        void hidden(std::int64_t direction, std::span<const float> h, std::int64_t rows, std::int64_t first,
                    std::int64_t, std::span<float> result) override
        {
            if (log_ != nullptr && log_->observe)
                log_->observe(kernel_.recurrent_, h);
            kernel_.hiddens_.at({direction, first}).run(h, rows, {}, result, log_);
        }

    private:
        const RecurrentKernel& kernel_;
        LayerLog* log_;
    };

    static RowsProduct product(const std::vector<WeightLayer>& layers, std::span<const PreparedLayer> prepared,
                               int layer, std::int64_t first, std::int64_t outputs)
    {
        if (!prepared.empty() && !prepared[at(layer)].inFloat())
            return RowsProduct::ofPrepared(layer, prepared[at(layer)], first, outputs);
        const WeightLayer& weights = layers[at(layer)];
        return RowsProduct::ofFloats(
            layer,
            std::span(weights.weight.values).subspan(at(first * weights.inputs()), at(outputs * weights.inputs())),
            outputs, weights.inputs());
    }

    int input_;
    int recurrent_;
    std::int64_t hidden_ = 0;
    std::vector<RowsProduct> inputs_;
    std::map<std::pair<std::int64_t, std::int64_t>, RowsProduct> hiddens_; ///< by direction and first gate
};

} // namespace

Result<Outputs> shapesOf(const Call& call)
{
    Call shapes = call;
    shapes.inputs[0] = shapeOnly(call[0].type, call[0].shape);
    return runOperator(shapes);
}

Result<Outputs> LayerKernel::runKept(Call&, const RowOperands&, LayerLog*) const
{
    return fail("expected data to quantize, found operands of another layer");
}

std::unique_ptr<LayerKernel> makeKernel(const Node& node, const std::vector<WeightLayer>& layers,
                                        std::span<const PreparedLayer> prepared, bool relu)
{
    const int layer = node.layers[0];
    const WeightLayer& weights = layers[at(layer)];
    const PreparedLayer* const own = prepared.empty() || prepared[at(layer)].inFloat() ? nullptr : &prepared[at(layer)];
    if (weights.isAttention())
        return makeAttentionKernel(layer, static_cast<int>(layers.size()) + layer, own);
    if (weights.isRecurrent())
        return std::make_unique<RecurrentKernel>(node, layers, prepared);
    if (weights.kind == LayerKind::Convolution)
        return std::make_unique<ConvolutionKernel>(node, weights, own);
    return std::make_unique<LinearKernel>(layer, weights, own, relu);
}

} // namespace termscope
