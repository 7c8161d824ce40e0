#include "core/run/ConvolutionKernel.h"

#include "core/ops/Helpers.h"
#include "core/run/ByteProducts.h"
#include "core/run/ByteWeights.h"
#include "core/run/DynamicData.h"

#include <algorithm>

namespace termscope {
namespace {

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

/// Sums that are made before they are read: with what is made of them they stay in a core's own cache.
constexpr std::int64_t pieceBytes = std::int64_t{384} << 10;

std::int64_t toWholeBlocks(std::int64_t channels, std::int64_t lanes)
{
    return (channels + lanes - 1) / lanes * lanes;
}

} // namespace

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
    prepareBytes();
}

/// Where bytes hold the weights and the data. Further outputs would have no group of their own.
void ConvolutionKernel::prepareBytes()
{
    const bool takesAll = byteProducts() == ByteProducts::All;
    const std::int32_t largest = prepared_->table.largestKept();
    if (byteProducts() == ByteProducts::None || prepared_->dynamicData || prepared_->dataForm)
        return;
    // Without VNNI a convolution of few channels for each output is slower in bytes than in floats.
    if (!takesAll && weights_.groups > 1)
        return;
    const bool narrow = product_ && product_->operandType() == OperandType::Bfloat16;
    const auto weights = byteWeights<float>(numbers_, weights_.outputs(),
                                            {largest, largestByteFor(largest), prepared_->values.empty(), !narrow});
    if (!weights || (weights_.groups > 1 && !weights->owners.empty()))
        return;
    Shape shape = weights_.weight.shape;
    shape[0] += std::ssize(weights->owners);
    const auto bytesOf = [&](OperandType type) {
        return Bytes{ConvolutionProduct::ofBytes(weights->values, shape, weights_.groups, type),
                     InputQuantizer(*prepared_, type)};
    };
    if (takesAll && largest <= largestOf(OperandType::Int8))
        bytes_.emplace(bytesOf(OperandType::Int8));
    positiveBytes_.emplace(bytesOf(OperandType::Uint8));
    byteSums_ = ByteSums(weights_.outputs(), weights->owners, imageLanes());
    byteScales_ = laneScales_;
    for (std::int64_t o = 0; o < weights_.outputs(); ++o)
        byteScales_[at(o)] *= weights->scales[at(o)];
}

/// The form that takes these images in lanes; null for none.
const ConvolutionKernel::Bytes* ConvolutionKernel::bytesFor(std::int64_t batch, const SlidingWindow& window,
                                                            bool isPositive) const
{
    const auto takes = [&](const std::optional<Bytes>& bytes) {
        return bytes && bytes->product.canRunInLanes(batch, window, ImageOrder::Lanes);
    };
    if (isPositive && takes(positiveBytes_))
        return &*positiveBytes_;
    return takes(bytes_) ? &*bytes_ : nullptr;
}

ConvolutionKernel::Read ConvolutionKernel::readOf(std::int64_t batch, const SlidingWindow& window, ImageOrder order,
                                                  bool isPositive) const
{
    const std::int64_t channels = weights_.inputs() * weights_.groups;
    const std::int64_t places = batch * elementCount(window.inputs);
    const Bytes* const bytes = order == ImageOrder::Lanes ? bytesFor(batch, window, isPositive) : nullptr;
    if (bytes != nullptr)
        return {bytes->product, bytes->quantizer, true, at(places * channels)};
    const std::int64_t lanes = order == ImageOrder::Lanes ? imageLanes() : 1;
    return {*product_, *quantizer_, false, at(places * toWholeBlocks(channels, lanes)) * widthOf(quantizer_->type())};
}

/// Whether no result is negative, by what follows.
bool ConvolutionKernel::givesPositive() const
{
    return follows_.lowest >= 0.0F || (levels_ && levels_->lowest >= 0.0F);
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

namespace {

/// Places that are turned at a time between one channel after the other and channels side by side.
constexpr std::int64_t turnedPlaces = 32;

/// A matrix of `rows` × `columns` transposed. The strides are from row to row.
template <class Number>
void turn(const Number* source, std::int64_t sourceStride, std::int64_t rows, std::int64_t columns, Number* target,
          std::int64_t targetStride)
{
    for (std::int64_t row = 0; row < rows; ++row)
        for (std::int64_t column = 0; column < columns; ++column)
            target[column * targetStride + row] = source[row * sourceStride + column];
}

} // namespace

/// Images in a number format: blocks lie along the channels of a group, place by place.
void ConvolutionKernel::writeInput(const Value& x, const TermClasses& classes, Operands& operands, LayerLog* log) const
{
    const std::int64_t channels = weights_.inputs();
    const std::int64_t places = classes.rows() * classes.width();
    const auto tile = at(turnedPlaces * channels);
    std::vector<float> values(tile);
    Operands written(quantizer_->type(), tile);
    std::vector<std::uint8_t> terms(tile);
    std::vector<std::uint8_t> planes(at(channels * places)); // terms of a group's channels
    double pairs = 0.0;
    const std::int64_t parts = places == 0 ? 0 : x.size() / (channels * places); // groups of all images
    for (std::int64_t part = 0; part < parts; ++part) {
        const std::int64_t begin = part * channels * places;
        for (std::int64_t first = 0; first < places; first += turnedPlaces) {
            const std::int64_t count = std::min(turnedPlaces, places - first);
            turn(x.floats.data() + begin + first, places, channels, count, values.data(), channels);
            for (std::int64_t place = 0; place < count; ++place)
                quantizer_->quantize(values.data() + place * channels, at(channels), written.from(at(place * channels)),
                                     terms.data() + place * channels);
            turn(terms.data(), channels, count, channels, planes.data() + first, places);
            if (widthOf(written.type()) == sizeof(float))
                turn(static_cast<const float*>(written.from(0)), channels, count, channels,
                     static_cast<float*>(operands.from(at(begin + first))), places);
            else
                turn(static_cast<const std::uint16_t*>(written.from(0)), channels, count, channels,
                     static_cast<std::uint16_t*>(operands.from(at(begin + first))), places);
        }
        for (std::int64_t channel = 0; log != nullptr && channel < channels; ++channel) {
            std::vector<std::uint32_t> sums = classes.noSums();
            for (std::int64_t row = 0; row < classes.rows(); ++row)
                classes.addRow(planes.data() + channel * places + row * classes.width(), row, sums.data());
            pairs += classes.pairs(sums, part % weights_.groups * channels + channel);
        }
    }
    if (log != nullptr)
        log->pairs[at(layer_)] += pairs;
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
    auto result = newValueToFill(x.type, shapes->front()->shape);
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
        if (prepared_->dataForm)
            writeInput(x, *classes, operands, log);
        ImagePass pass{x.shape[0],      x.shape[1],       1,
                       classes->rows(), classes->width(), integers.empty() ? x.floats.data() : integers.data()};
        pass.reader = {&*quantizer_, classes.get(), static_cast<char*>(operands.from(0)), 0};
        if (x.size() > 0 && !prepared_->dataForm)
            quantizeBy(pass, log);
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
    if (prepared_ != nullptr && (prepared_->dynamicData || prepared_->dataForm))
        return std::nullopt; // in lanes there is one scale for all samples and channels
    if ((!product_ && !bytes_) || image.size() != kernel.size() || image[1] != weights_.inputs() * weights_.groups)
        return std::nullopt;
    const Result<SlidingWindow> window = windowOf(node_, {kernel.begin() + 2, kernel.end()},
                                                  {image.begin() + 2, image.end()});
    if (!window)
        return std::nullopt;
    const bool can = (order == ImageOrder::Lanes && bytesFor(image[0], *window, false) != nullptr)
                     || (product_ && product_->canRunInLanes(image[0], *window, order));
    return can ? std::optional(*window) : std::nullopt;
}

/// A pass whose reader is this kernel.
void ConvolutionKernel::quantizeBy(const ImagePass& pass, LayerLog* log) const
{
    const double pairs = pass.run();
    if (log != nullptr)
        log->pairs[at(layer_)] += pairs;
}

ImagePass::Reader ConvolutionKernel::readerOf(const Read& read, const TermClasses& classes, void* operands) const
{
    const std::int64_t channels = read.bytes ? weights_.inputs() * weights_.groups : 0;
    return {&read.quantizer, &classes, static_cast<char*>(operands), channels};
}

std::shared_ptr<void> ConvolutionKernel::quantizeInput(const ConvolutionInput& input, const SlidingWindow& window,
                                                       LayerLog* log, BufferPool& pool) const
{
    const std::int64_t lanes = input.order == ImageOrder::Lanes ? imageLanes() : 1;
    const auto classes = classesFor(window, lanes);
    const Read read = readOf(input.shape[0], window, input.order, input.isPositive);
    ImagePass pass{
        input.shape[0], toWholeBlocks(input.shape[1], lanes) / lanes, lanes, classes->rows(), classes->width(),
        input.floats};
    auto operands = pool.take(read.operandBytes);
    pass.reader = readerOf(read, *classes, operands.get());
    quantizeBy(pass, log);
    return operands;
}

/// The float32 product, with what follows it.
BlockedImagePtr ConvolutionKernel::runFloats(const ConvolutionInput& input, const SlidingWindow& window,
                                             BlockedImagePtr addend, BufferPool& pool) const
{
    const Shape shape = window.imageShape(input.shape[0], weights_.outputs());
    // The addend lies where the result goes: its own buffer if nobody else holds it.
    std::shared_ptr<BlockedImage> image = addend.use_count() == 1 ? std::const_pointer_cast<BlockedImage>(addend)
                                                                  : newBlockedImage(shape, pool);
    if (addend && image != addend)
        std::copy_n(addend->floats.get(), addend->size(), image->floats.get());
    product_->runInLanes(input.floats, input.order, shape[0], window, image->floats.get());
    roundResult(image->floats.get(), image->size());
    return image;
}

/// Whether what enters has no negative value: looked at where it is not known, and bytes are taken only then.
bool ConvolutionKernel::isPositive(const ConvolutionInput& input) const
{
    if (input.isPositive || input.order != ImageOrder::Lanes || input.operands != nullptr || bytes_ || !positiveBytes_)
        return input.isPositive;
    Shape lanes = input.shape;
    lanes[1] = toWholeBlocks(lanes[1], imageLanes());
    std::int32_t others = 0;
    const std::int64_t count = elementCount(lanes);
    for (std::int64_t i = 0; i < count; ++i)
        others |= input.floats[i] >= 0.0F ? 0 : 1;
    return others == 0;
}

ConvolutionKernel::Made ConvolutionKernel::runInLanes(ConvolutionInput input, const SlidingWindow& window,
                                                      BlockedImagePtr addend, const ConvolutionKernel* next, bool keeps,
                                                      LayerLog* log, BufferPool& pool) const
{
    if (prepared_ == nullptr)
        return {runFloats(input, window, std::move(addend), pool), nullptr, givesPositive()};
    input.isPositive = isPositive(input);
    const Shape shape = window.imageShape(input.shape[0], weights_.outputs());
    std::shared_ptr<void> quantized;
    const void* operands = input.operands;
    if (operands == nullptr) {
        quantized = quantizeInput(input, window, log, pool);
        operands = quantized.get();
    }
    countProducts(shape[0], window, log);
    const Read read = readOf(shape[0], window, input.order, input.isPositive);
    const std::int64_t places = elementCount(window.outputs);
    std::shared_ptr<BlockedImage> image;
    if (!read.bytes || keeps)
        image = newBlockedImage(shape, pool);
    if (!read.bytes)
        read.product.runInLanes(operands, input.order, shape[0], window, image->floats.get());

    ImagePass pass{shape[0],
                   toWholeBlocks(shape[1], imageLanes()) / imageLanes(),
                   imageLanes(),
                   places / window.outputs.back(),
                   window.outputs.back(),
                   read.bytes ? nullptr : image->floats.get(),
                   read.bytes ? &byteSums_ : nullptr};
    pass.finish = finishOf(read, addend ? addend->floats.get() : nullptr, keeps ? image->floats.get() : nullptr);
    Made made;
    made.isPositive = givesPositive();
    std::shared_ptr<const TermClasses> classes;
    if (next != nullptr) {
        const SlidingWindow after = *next->windowInLanes(shape, ImageOrder::Lanes);
        const Read nextRead = next->readOf(shape[0], after, ImageOrder::Lanes, made.isPositive);
        classes = next->classesFor(after, imageLanes());
        made.operands = pool.take(nextRead.operandBytes);
        pass.reader = next->readerOf(nextRead, *classes, made.operands.get());
    }
    const double pairs = read.bytes ? runBytes(pass, read.product, operands, window, pool) : pass.run();
    if (next != nullptr && log != nullptr)
        log->pairs[at(next->layer_)] += pairs;
    if (keeps)
        made.image = image;
    return made;
}

/// The product of bytes and the pass over its sums, piece by piece.
double ConvolutionKernel::runBytes(const ImagePass& pass, const ConvolutionProduct& product, const void* operands,
                                   const SlidingWindow& window, BufferPool& pool) const
{
    const auto pieces = piecesFor(product, pass.batch, window);
    const std::int64_t channels = weights_.inputs() * weights_.groups;
    std::int64_t most = 0;
    for (const ImagePiece& piece : *pieces)
        most = std::max(most, piece.images * piece.window.positions());
    const std::shared_ptr<void> sums = pool.take(at(most * byteSums_.stride) * sizeof(float));
    auto* const values = static_cast<float*>(sums.get());
    return pass.run(*pieces, [&](const ImagePiece& piece) {
        const std::int64_t place = piece.image * elementCount(window.inputs) + piece.inputPlace;
        product.runInLanes(static_cast<const char*>(operands) + place * channels, ImageOrder::Lanes, piece.images,
                           piece.window, values);
        return values;
    });
}

/// The pieces in which a product of bytes runs: small ones, if oneDNN has fast code for all of them.
std::shared_ptr<const std::vector<ImagePiece>>
ConvolutionKernel::piecesFor(const ConvolutionProduct& product, std::int64_t batch, const SlidingWindow& window) const
{
    Shape key = window.inputs;
    key.push_back(batch);
    key.push_back(product.operandType() == OperandType::Uint8 ? 1 : 0);
    const std::scoped_lock lock(mutex_);
    auto& entry = pieces_[key];
    if (entry)
        return entry;
    const std::int64_t bytesOfPlace = byteSums_.stride * static_cast<std::int64_t>(sizeof(float));
    std::vector<ImagePiece> small = imagePieces(window, batch, pieceBytes / bytesOfPlace);
    if (!std::ranges::all_of(small, [&](const ImagePiece& piece) {
            return product.canRunInLanes(piece.images, piece.window, ImageOrder::Lanes);
        }))
        small = imagePieces(window, batch, batch * window.positions());
    entry = std::make_shared<const std::vector<ImagePiece>>(std::move(small));
    return entry;
}

ImagePass::Finish ConvolutionKernel::finishOf(const Read& read, const float* addend, float* result) const
{
    return {read.bytes ? byteScales_.data() : laneScales_.data(),
            laneBias_.data(),
            addend,
            follows_.lowest,
            follows_.highest,
            &levels_,
            result};
}

} // namespace termscope
