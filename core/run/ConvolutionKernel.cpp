#include "core/run/ConvolutionKernel.h"

#include "core/ops/Helpers.h"
#include "core/run/DynamicData.h"

#include <algorithm>

namespace termscope {
namespace {

/// Floats that a pass takes at a time, so that they stay in the nearest cache.
constexpr std::int64_t passFloats = 4096;

/// Weights [outputs · positions, inputs] of a prepared layer in the order of the file, [outputs, inputs, positions].
template <class Number>
std::vector<float> floatsInFileOrder(std::span<const Number> prepared, const PreparedLayer& layer,
                                     std::int64_t positions)
{
    std::vector<float> weights(prepared.size());
    std::size_t from = 0;
    for (std::int64_t o = 0; o < layer.outputs; ++o)
        for (std::int64_t p = 0; p < positions; ++p)
            for (std::int64_t c = 0; c < layer.inputs; ++c)
                weights[at((o * layer.inputs + c) * positions + p)] = static_cast<float>(prepared[from++]);
    return weights;
}

std::int64_t toWholeBlocks(std::int64_t channels, std::int64_t lanes)
{
    return (channels + lanes - 1) / lanes * lanes;
}

} // namespace

/// One way over images: finishes sums (if sums are given), and quantizes for a convolution (if one is given).
struct ConvolutionKernel::Pass {
    std::int64_t batch = 0, blocks = 0, lanes = 0, rows = 0, width = 0;
    const float* source = nullptr;
    bool finishes = false;
    const float* addend = nullptr;
    float* result = nullptr; ///< where finished values go; null where nobody reads them
    const ConvolutionKernel* reader = nullptr;
    const TermClasses* classes = nullptr; ///< of the reader
    char* operands = nullptr;
};

ConvolutionKernel::ConvolutionKernel(const Node& node, const WeightLayer& weights, const PreparedLayer* prepared,
                                     Epilogue follows, std::optional<FloatLevels> levels)
    : node_(node), layer_(node.layers[0]), weights_(weights), prepared_(prepared),
      positions_(weights.fanIn() / weights.inputs()), follows_(std::move(follows)), levels_(levels)
{
    if (prepared == nullptr) {
        follows_.bias = weights.bias;
        product_.emplace(
            ConvolutionProduct::ofFloats(weights.weight.values, weights.weight.shape, weights.groups, follows_));
        return;
    }
    const std::int32_t largestData = prepared->table.largestKept();
    if (prepared->values.empty()) {
        numbers_ = floatsInFileOrder<std::int32_t>(prepared->weights, *prepared, positions_);
        product_ = ConvolutionProduct::ofIntegers(numbers_, weights.weight.shape, weights.groups, largestData);
    } else {
        numbers_ = floatsInFileOrder<float>(prepared->values, *prepared, positions_);
        product_ = ConvolutionProduct::ofValues(numbers_, weights.weight.shape, weights.groups, largestData);
    }
    quantizer_.emplace(*prepared, product_ ? product_->operandType() : OperandType::Float32);
    const std::int64_t padded = toWholeBlocks(weights.outputs(), imageLanes());
    laneScales_.assign(at(padded), 0.0F);
    laneBias_.assign(at(padded), 0.0F);
    for (std::int64_t o = 0; o < weights.outputs(); ++o) {
        laneScales_[at(o)] = prepared->scales[prepared->scales.size() == 1 ? 0 : at(o * positions_)];
        laneBias_[at(o)] = prepared->bias.empty() ? 0.0F : prepared->bias[at(o)];
    }
    columnTerms_.assign(at(weights.groups * positions_ * weights.inputs()), 0);
    const std::int64_t row = positions_ * weights.inputs();
    const std::int64_t perGroup = weights.outputs() / weights.groups * row;
    for (std::int64_t i = 0; i < static_cast<std::int64_t>(prepared->weightTerms.size()); ++i)
        columnTerms_[at(i / perGroup * row + i % row)] += prepared->weightTerms[at(i)];
}

std::shared_ptr<const TermClasses> ConvolutionKernel::classesFor(const SlidingWindow& window, std::int64_t lanes) const
{
    Shape key = window.inputs;
    key.push_back(lanes);
    const std::scoped_lock lock(mutex_);
    auto& entry = classes_[key];
    if (!entry)
        entry = std::make_shared<const TermClasses>(window, columnTerms_, weights_.groups, lanes);
    return entry;
}

void ConvolutionKernel::countProducts(std::int64_t batch, const SlidingWindow& window, LayerLog* log) const
{
    if (log != nullptr)
        log->products[at(layer_)] += static_cast<double>(batch * window.positions() * weights_.weight.size());
}

Result<Outputs> ConvolutionKernel::run(Call& call, LayerLog* log) const
{
    const Result<Outputs> shapes = shapesOf(call);
    if (!shapes)
        return shapes;
    const Value& x = call[0];
    const Shape& kernel = weights_.weight.shape;
    const Result<SlidingWindow> window = windowOf(node_, {kernel.begin() + 2, kernel.end()},
                                                  {x.shape.begin() + 2, x.shape.end()});
    if (!window)
        return tl::unexpected(window.error());
    if (log != nullptr && log->observe)
        log->observe(layer_, x.floats);
    auto result = newValue(x.type, shapes->front()->shape);
    const bool fast = product_ && ConvolutionProduct::canRun(*window);
    Operands operands;
    std::vector<float> integers;
    std::vector<float> sampleScales;
    if (prepared_ != nullptr && prepared_->dynamicData) {
        const std::size_t size = x.shape[0] > 0 ? at(x.size() / x.shape[0]) : 0;
        integers.resize(at(x.size()));
        for (std::size_t first = 0; first < integers.size(); first += size)
            sampleScales.push_back(dynamicIntegers({x.floats.data() + first, size}, {integers.data() + first, size}));
    }
    if (prepared_ != nullptr) {
        operands = Operands(quantizer_->type(), at(x.size()));
        const auto classes = classesFor(*window, 1);
        Pass pass{x.shape[0],      x.shape[1],       1,
                  classes->rows(), classes->width(), integers.empty() ? x.floats.data() : integers.data()};
        pass.reader = this;
        pass.classes = classes.get();
        pass.operands = static_cast<char*>(operands.from(0));
        if (x.size() > 0)
            runPass(pass, log);
        countProducts(x.shape[0], *window, log);
    }
    if (fast) {
        product_->run(prepared_ != nullptr ? operands.from(0) : x.floats.data(), x.shape[0], *window,
                      result->floats.data());
    } else {
        const Result<Outputs> plain = runPlain(call,
                                               prepared_ != nullptr ? FloatBuffer(operands.asFloats()) : x.floats);
        if (!plain)
            return plain;
        result->floats = plain->front()->floats;
    }
    finish(result->floats.data(), x.shape[0], window->positions(), sampleScales);
    return ops::only(std::move(result));
}

/// The plain operator without its bias: for windows and sums that ConvolutionProduct does not take.
Result<Outputs> ConvolutionKernel::runPlain(Call& call, FloatBuffer data) const
{
    Call plain{call.node,
               call.opset,
               {floatValue(call[0].shape, std::move(data)),
                floatValue(weights_.weight.shape, prepared_ != nullptr ? numbers_ : weights_.weight.values)}};
    return runOperator(plain);
}

/// What follows last, in place.
void ConvolutionKernel::roundResult(float* values, std::int64_t count) const
{
    if (levels_)
        kernels::best().roundToLevels(values, at(count), levels_->scale, levels_->lowest, levels_->highest, values);
}

/// sampleScales: by sample, further factors of its sums; empty for none.
void ConvolutionKernel::finish(float* result, std::int64_t batch, std::int64_t places,
                               std::span<const float> sampleScales) const
{
    const std::vector<float>& bias = prepared_ != nullptr ? prepared_->bias : weights_.bias;
    if (prepared_ == nullptr && bias.empty())
        return;
    for (std::int64_t row = 0; row < batch * weights_.outputs(); ++row) {
        const std::int64_t o = row % weights_.outputs();
        const float own = sampleScales.empty() ? 1.0F : sampleScales[at(row / weights_.outputs())];
        const float scale = prepared_ == nullptr ? 1.0F : laneScales_[at(o)] * own;
        const float shift = bias.empty() ? 0.0F : bias[at(o)];
        float* const y = result + row * places;
        kernels::best().finishRow(y, at(places), &scale, false, nullptr, false);
        for (std::int64_t p = 0; shift != 0.0F && p < places; ++p)
            y[p] += shift;
    }
}

std::optional<SlidingWindow> ConvolutionKernel::windowInLanes(const Shape& image, ImageOrder order) const
{
    const Shape& kernel = weights_.weight.shape;
    if (prepared_ != nullptr && prepared_->dynamicData)
        return std::nullopt; // in lanes there is one scale for all samples
    if (!product_ || image.size() != kernel.size() || image[1] != weights_.inputs() * weights_.groups)
        return std::nullopt;
    const Result<SlidingWindow> window = windowOf(node_, {kernel.begin() + 2, kernel.end()},
                                                  {image.begin() + 2, image.end()});
    if (!window || !product_->canRunInLanes(image[0], *window, order))
        return std::nullopt;
    return *window;
}

void ConvolutionKernel::runPass(const Pass& pass, LayerLog* log) const
{
    const std::int64_t rowSize = pass.width * pass.lanes;
    const std::int64_t chunk = std::max<std::int64_t>(1, passFloats / rowSize);
    std::vector<float> finished(pass.finishes && pass.result == nullptr ? at(std::min(chunk, pass.rows) * rowSize) : 0);
    std::vector<std::uint8_t> terms(pass.reader != nullptr ? at(std::min(chunk, pass.rows) * rowSize) : 0);
    std::vector<std::uint32_t> sums;
    double pairs = 0.0;
    const kernels::KernelSet& kernel = kernels::best();
    for (std::int64_t plane = 0; plane < pass.batch * pass.blocks; ++plane) {
        const std::int64_t block = plane % pass.blocks;
        if (pass.classes != nullptr)
            sums = pass.classes->noSums();
        for (std::int64_t row = 0; row < pass.rows; row += chunk) {
            const std::int64_t offset = (plane * pass.rows + row) * rowSize;
            const std::int64_t count = std::min(chunk, pass.rows - row);
            const float* values = pass.source + offset;
            if (pass.finishes) {
                float* const target = pass.result != nullptr ? pass.result + offset : finished.data();
                kernel.finishLanes(values, at(count * pass.width), at(pass.lanes),
                                   laneScales_.data() + block * pass.lanes, laneBias_.data() + block * pass.lanes,
                                   pass.addend != nullptr ? pass.addend + offset : nullptr, follows_.lowest,
                                   follows_.highest, target);
                roundResult(target, count * rowSize);
                values = target;
            }
            if (pass.reader == nullptr)
                continue;
            const InputQuantizer& quantizer = *pass.reader->quantizer_;
            quantizer.quantize(values, at(count * rowSize), pass.operands + at(offset) * widthOf(quantizer.type()),
                               terms.data());
            for (std::int64_t i = 0; i < count; ++i)
                pass.classes->addRow(terms.data() + i * rowSize, row + i, sums.data());
        }
        if (pass.classes != nullptr)
            pairs += pass.classes->pairs(sums, block);
    }
    if (pass.reader != nullptr && log != nullptr)
        log->pairs[at(pass.reader->layer_)] += pairs;
}

std::shared_ptr<void> ConvolutionKernel::quantizeInput(const ConvolutionInput& input, const SlidingWindow& window,
                                                       LayerLog* log, BufferPool& pool) const
{
    const std::int64_t lanes = input.order == ImageOrder::Lanes ? imageLanes() : 1;
    const auto classes = classesFor(window, lanes);
    Pass pass{input.shape[0], toWholeBlocks(input.shape[1], lanes) / lanes, lanes, classes->rows(), classes->width(),
              input.floats};
    const auto operands = pool.take(at(pass.batch * pass.blocks * lanes * pass.rows * pass.width)
                                    * widthOf(quantizer_->type()));
    pass.reader = this;
    pass.classes = classes.get();
    pass.operands = static_cast<char*>(operands.get());
    runPass(pass, log);
    return operands;
}

ConvolutionKernel::Made ConvolutionKernel::runInLanes(const ConvolutionInput& input, const SlidingWindow& window,
                                                      BlockedImagePtr addend, const ConvolutionKernel* next, bool keeps,
                                                      LayerLog* log, BufferPool& pool) const
{
    const Shape shape = window.imageShape(input.shape[0], weights_.outputs());
    if (prepared_ == nullptr) {
        // The addend lies where the result goes: its own buffer if nobody else holds it.
        std::shared_ptr<BlockedImage> image = addend.use_count() == 1 ? std::const_pointer_cast<BlockedImage>(addend)
                                                                      : newBlockedImage(shape, pool);
        if (addend && image != addend)
            std::copy_n(addend->floats.get(), addend->size(), image->floats.get());
        product_->runInLanes(input.floats, input.order, shape[0], window, image->floats.get());
        roundResult(image->floats.get(), image->size());
        return {std::move(image), nullptr};
    }
    std::shared_ptr<void> quantized;
    const void* operands = input.operands;
    if (operands == nullptr) {
        quantized = quantizeInput(input, window, log, pool);
        operands = quantized.get();
    }
    countProducts(shape[0], window, log);
    const std::shared_ptr<BlockedImage> image = newBlockedImage(shape, pool);
    product_->runInLanes(operands, input.order, shape[0], window, image->floats.get());

    Pass pass{shape[0],
              image->blocks(),
              imageLanes(),
              elementCount(window.outputs) / window.outputs.back(),
              window.outputs.back(),
              image->floats.get()};
    pass.finishes = true;
    pass.addend = addend ? addend->floats.get() : nullptr;
    pass.result = keeps ? image->floats.get() : nullptr;
    Made made;
    std::shared_ptr<const TermClasses> classes;
    if (next != nullptr) {
        classes = next->classesFor(*next->windowInLanes(shape, ImageOrder::Lanes), imageLanes());
        made.operands = pool.take(at(image->size()) * widthOf(next->quantizer_->type()));
        pass.reader = next;
        pass.classes = classes.get();
        pass.operands = static_cast<char*>(made.operands.get());
    }
    runPass(pass, log);
    if (keeps)
        made.image = image;
    return made;
}

} // namespace termscope
