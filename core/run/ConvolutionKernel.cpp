#include "core/run/ConvolutionKernel.h"

#include "core/ops/Helpers.h"
#include "core/run/ByteProducts.h"
#include "core/run/ByteWeights.h"
#include "core/run/DynamicData.h"

#include <algorithm>
#include <omp.h>

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
    prepareWidening();
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
    const auto productOf = [&](OperandType type) {
        return ConvolutionProduct::ofBytes(weights->values, shape, weights_.groups, type);
    };
    if (takesAll && largest <= largestOf(OperandType::Int8)) {
        byteProduct_.emplace(productOf(OperandType::Int8));
        forms_.push_back({&*byteProduct_, InputQuantizer(*prepared_, OperandType::Int8)});
    }
    positiveByteProduct_.emplace(productOf(OperandType::Uint8));
    positiveForms_.push_back({&*positiveByteProduct_, InputQuantizer(*prepared_, OperandType::Uint8)});
    byteSums_ = ByteSums(weights_.outputs(), weights->owners, imageLanes());
    byteScales_ = laneScales_;
    for (std::int64_t o = 0; o < weights_.outputs(); ++o)
        byteScales_[at(o)] *= weights->scales[at(o)];
}

/// Where the product takes floats, and the machine has a fast way to bytes: what is kept of images between convolutions
/// is a quarter of the memory, which takes longer than the widening.
void ConvolutionKernel::prepareWidening()
{
    if (!product_ || product_->operandType() != OperandType::Float32 || prepared_->dynamicData || prepared_->dataForm
        || kernels::best().finishAndLookUp == nullptr)
        return;
    floatSums_ = ByteSums(weights_.outputs(), {}, imageLanes());
    const std::int32_t largest = prepared_->table.largestKept();
    if (largest <= largestOf(OperandType::Int8))
        forms_.push_back({&*product_, InputQuantizer(*prepared_, OperandType::Int8)});
    if (largest <= largestOf(OperandType::Uint8))
        positiveForms_.push_back({&*product_, InputQuantizer(*prepared_, OperandType::Uint8)});
}

/// The form that takes these images; null for none.
const ConvolutionKernel::ByteForm* ConvolutionKernel::bytesFor(std::int64_t batch, const SlidingWindow& window,
                                                               bool isPositive) const
{
    const ByteForm* best = nullptr;
    for (const std::vector<ByteForm>* const forms : {&positiveForms_, &forms_})
        for (const ByteForm& form : *forms)
            if ((isPositive || forms == &forms_) && (best == nullptr || (best->widens() && !form.widens()))
                && form.product->planInLanes(batch, window, ImageOrder::SideBySide) != nullptr)
                best = &form;
    return best;
}

ConvolutionKernel::Read ConvolutionKernel::readOf(std::int64_t batch, const SlidingWindow& window, ImageOrder order,
                                                  bool isPositive) const
{
    const std::int64_t channels = weights_.inputs() * weights_.groups;
    const std::int64_t places = batch * elementCount(window.inputs);
    const ByteForm* const form = order == ImageOrder::Lanes ? bytesFor(batch, window, isPositive) : nullptr;
    if (form != nullptr)
        return {*form->product,
                form->quantizer,
                ImageOrder::SideBySide,
                at(places * channels),
                form->widens() ? &floatSums_ : &byteSums_,
                form->widens() ? laneScales_.data() : byteScales_.data(),
                form->widens()};
    const std::int64_t lanes = order == ImageOrder::Lanes ? imageLanes() : 1;
    const std::size_t bytes = at(places * toWholeBlocks(channels, lanes)) * widthOf(quantizer_->type());
    return {*product_, *quantizer_, order, bytes, nullptr, laneScales_.data()};
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
    if ((!product_ && !byteProduct_) || image.size() != kernel.size()
        || image[1] != weights_.inputs() * weights_.groups)
        return std::nullopt;
    const Result<SlidingWindow> window = windowOf(node_, {kernel.begin() + 2, kernel.end()},
                                                  {image.begin() + 2, image.end()});
    if (!window)
        return std::nullopt;
    const bool can = (order == ImageOrder::Lanes && bytesFor(image[0], *window, false) != nullptr)
                     || (product_ && product_->planInLanes(image[0], *window, order) != nullptr);
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
    const std::int64_t channels = read.sums != nullptr ? weights_.inputs() * weights_.groups : 0;
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
    product_->runInLanes(*product_->planInLanes(shape[0], window, input.order), input.floats, image->floats.get());
    roundResult(image->floats.get(), image->size());
    return image;
}

/// Whether what enters has no negative value: looked at where it is not known, and bytes are taken only then.
bool ConvolutionKernel::isPositive(const ConvolutionInput& input) const
{
    if (input.isPositive || input.order != ImageOrder::Lanes || input.operands != nullptr || byteProduct_
        || !positiveByteProduct_)
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
    const std::shared_ptr<BlockedImage> image = keeps ? newBlockedImage(shape, pool) : nullptr;
    ImagePass pass{shape[0],
                   toWholeBlocks(shape[1], imageLanes()) / imageLanes(),
                   imageLanes(),
                   places / window.outputs.back(),
                   window.outputs.back(),
                   nullptr,
                   read.sums};
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
    const double pairs = runPieces(pass, read, operands, window, pool);
    if (next != nullptr && log != nullptr)
        log->pairs[at(next->layer_)] += pairs;
    made.image = image;
    return made;
}

/// Of the product's sums at one place, as they lie.
std::int64_t ConvolutionKernel::floatsOfPlace(const Read& read) const
{
    return read.sums != nullptr ? read.sums->stride : toWholeBlocks(weights_.outputs(), imageLanes());
}

/// The product and the pass over its sums, piece by piece.
double ConvolutionKernel::runPieces(const ImagePass& pass, const Read& read, const void* operands,
                                    const SlidingWindow& window, BufferPool& pool) const
{
    const auto all = piecesFor(read, pass.batch, window);
    const std::int64_t places = elementCount(window.inputs); // all of them take as many bytes
    const std::size_t bytesOfPlace = read.operandBytes / at(pass.batch * places);
    // Sums in lanes lie as the result does: where that is kept, they are made there.
    float* const kept = read.sums == nullptr ? pass.finish->result : nullptr;
    const auto room = [&pool](std::int64_t floats) {
        return std::static_pointer_cast<float>(pool.take(at(floats) * sizeof(float)));
    };
    const std::shared_ptr<float> sums = kept != nullptr ? nullptr : room(all->mostSums);
    const std::shared_ptr<float> wide = read.widens ? room(all->mostData) : nullptr;
    const ConvolutionProduct::PlanPtr* plan = all->plans.data();
    return pass.run(all->pieces, [&](const ImagePiece& piece) {
        const void* data = static_cast<const char*>(operands)
                           + at(piece.image * places + piece.inputPlace) * bytesOfPlace;
        if (read.widens) {
            kernels::best().bytesToFloats(data, at(piece.images * elementCount(piece.window.inputs)) * bytesOfPlace,
                                          read.quantizer.type() == OperandType::Int8, wide.get());
            data = wide.get();
        }
        float* const to = kept != nullptr ? kept + piece.image * window.positions() * floatsOfPlace(read) : sums.get();
        read.product.runInLanes(**plan++, data, to);
        return to;
    });
}

/// Places of the result that a piece may have so that what it makes, and widens, stays in the cache.
std::int64_t ConvolutionKernel::placesOfPiece(const Read& read, const SlidingWindow& window) const
{
    std::int64_t floats = floatsOfPlace(read);
    if (read.widens)
        floats += weights_.inputs() * weights_.groups * elementCount(window.inputs) / window.positions();
    const std::int64_t places = pieceBytes / (floats * static_cast<std::int64_t>(sizeof(float)));
    return read.sums != nullptr ? places : std::max(places, window.positions()); // in lanes, whole images alone
}

/// None where oneDNN has no fast code for one of them.
std::optional<ConvolutionKernel::Pieces> ConvolutionKernel::planned(const Read& read,
                                                                    std::vector<ImagePiece> pieces) const
{
    Pieces all{std::move(pieces), {}};
    for (const ImagePiece& piece : all.pieces) {
        all.plans.push_back(read.product.planInLanes(piece.images, piece.window, read.order));
        if (!all.plans.back())
            return std::nullopt;
        all.mostSums = std::max(all.mostSums, piece.images * piece.window.positions() * floatsOfPlace(read));
        all.mostData = std::max(all.mostData,
                                piece.images * elementCount(piece.window.inputs) * weights_.inputs() * weights_.groups);
    }
    return all;
}

/// The pieces in which a product runs: small ones, if these can.
std::shared_ptr<const ConvolutionKernel::Pieces> ConvolutionKernel::piecesFor(const Read& read, std::int64_t batch,
                                                                              const SlidingWindow& window) const
{
    Shape key = window.inputs;
    key.insert(key.end(), {batch, static_cast<std::int64_t>(read.quantizer.type()),
                           static_cast<std::int64_t>(read.order), read.widens ? 1 : 0, omp_get_max_threads()});
    const std::scoped_lock lock(mutex_);
    auto& entry = pieces_[key];
    if (entry)
        return entry;
    std::optional<Pieces> small = planned(read, imagePieces(window, batch, placesOfPiece(read, window)));
    if (!small)
        small = planned(read, imagePieces(window, batch, batch * window.positions()));
    return entry = std::make_shared<const Pieces>(std::move(*small));
}

ImagePass::Finish ConvolutionKernel::finishOf(const Read& read, const float* addend, float* result) const
{
    return {read.scales, laneBias_.data(), addend, follows_.lowest, follows_.highest, &levels_, result};
}

} // namespace termscope
