#include "hwmodel/operands/ProductTerms.h"

#include "core/base/Text.h"
#include "core/quant/Quantizer.h"
#include "core/run/AttentionKernel.h"
#include "core/run/DynamicData.h"
#include "core/run/QuantizedLayer.h"
#include "core/settings/GroupsOfRow.h"
#include "core/terms/Encoder.h"
#include "core/terms/TermRevealer.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace termscope {
namespace {

constexpr std::int64_t mostValues = std::int64_t{1} << 27;

struct RandomSide {
    std::vector<std::int32_t> values;
    std::vector<std::uint8_t> terms;
};

/// `runs` runs of random values, each revealed by itself under TR.
RandomSide randomSide(std::int64_t runs, std::int64_t length, int bits, int groupSize, int budget, bool revealed,
                      std::mt19937_64& random)
{
    const std::int32_t largest = largestMagnitude(bits, Quantizer::Symmetric);
    RandomSide side;
    side.values.resize(static_cast<std::size_t>(runs * length));
    side.terms.resize(side.values.size());
    for (std::int32_t& value : side.values)
        value = static_cast<std::int32_t>(random() % (2 * static_cast<std::uint64_t>(largest) + 1)) - largest;
    for (std::int64_t run = 0; run < runs; ++run) {
        const std::span<std::int32_t> row(side.values.data() + run * length, static_cast<std::size_t>(length));
        const std::span<std::uint8_t> kept(side.terms.data() + run * length, row.size());
        if (revealed)
            revealRow({Encoding::Hese, largest, groupSize, budget}, row, row, kept);
        else
            countTerms(Encoding::Binary, row, kept);
    }
    return side;
}

GroupTerms groupOf(const ProductTerms& product, const std::vector<std::int32_t>& values, const TermCounts& side,
                   std::int64_t line, std::int64_t group)
{
    const std::int64_t parts = product.positions * product.blocks;
    const std::int64_t depth = product.shape.k / parts;
    const std::int64_t perPart = side.groups / parts;
    const std::int64_t first = group % perPart * side.groupSize;
    const std::int64_t count = std::min<std::int64_t>(side.groupSize, depth - first);
    const std::int64_t start = line * product.shape.k + group / perPart * depth + first;
    // A revealed value in HESE has no terms but the kept ones: what is left of a minimal form is minimal itself.
    const Encoding encoding = product.mode == TermMode::Revealed ? Encoding::Hese : Encoding::Binary;
    GroupTerms result;
    result.values.assign(values.begin() + start, values.begin() + start + count);
    result.values.resize(static_cast<std::size_t>(side.groupSize), 0);
    result.starts.push_back(0);
    for (std::size_t v = 0; v < result.values.size(); ++v) {
        for (const Term& term : encodeTerms(result.values[v], encoding))
            result.terms.push_back({static_cast<std::uint8_t>(v), static_cast<std::uint8_t>(term.exponent),
                                    static_cast<std::int8_t>(term.sign)});
        result.starts.push_back(static_cast<std::uint32_t>(result.terms.size()));
    }
    return result;
}

/// im2col: where each value of each row of a convolution's product stands among the inputs of `batch` samples; −1 for
/// padding. [batch, places, positions, channels of the group]
std::vector<std::int64_t> columnPlaces(const WeightLayer& source, std::int64_t batch, std::int64_t group)
{
    const SlidingWindow& window = *source.window;
    const std::int64_t plane = elementCount(window.inputs);
    const std::int64_t channels = source.inputs();
    const std::int64_t imageSize = channels * source.groups * plane;
    const std::int64_t positions = elementCount(window.kernel);
    std::vector<std::int64_t> pixels; // of one channel, for every place and position
    for (std::int64_t place = 0; place < window.positions(); ++place)
        for (std::int64_t position = 0; position < positions; ++position)
            pixels.push_back(inputPlace(window, place, position));
    std::vector<std::int64_t> places;
    places.reserve(static_cast<std::size_t>(batch * channels) * pixels.size());
    for (std::int64_t sample = 0; sample < batch; ++sample)
        for (const std::int64_t pixel : pixels)
            for (std::int64_t channel = 0; channel < channels; ++channel)
                places.push_back(pixel < 0 ? -1 : sample * imageSize + (group * channels + channel) * plane + pixel);
    return places;
}

template <class T>
std::vector<T> gathered(const std::vector<T>& from, const std::vector<std::int64_t>& places)
{
    std::vector<T> values;
    values.reserve(places.size());
    for (const std::int64_t place : places)
        values.push_back(place < 0 ? T{} : from[static_cast<std::size_t>(place)]);
    return values;
}

} // namespace

GroupTerms inputGroup(const ProductTerms& product, std::int64_t line, std::int64_t group)
{
    return groupOf(product, product.inputValues, product.inputs, line, group);
}

GroupTerms weightGroup(const ProductTerms& product, std::int64_t line, std::int64_t group)
{
    return groupOf(product, product.weightValues, product.weights, line, group);
}

Result<std::vector<float>> firstInputs(Evaluator& evaluator, int layer, std::int64_t batch)
{
    if (const WeightLayer& source = evaluator.network().layers[static_cast<std::size_t>(layer)]; source.isRecurrent())
        return fail("layer ", inQuotes(source.name),
                    ": expected a linear layer or a convolution for actual steps, found a ", nameOf(source.kind),
                    " layer, whose hidden state is of its own making");
    if (batch > evaluator.availableSamples())
        return fail("--batch: expected at most the ", evaluator.availableSamples(), " images of the data, found ",
                    batch);
    return evaluator.firstData(layer, batch);
}

QuantizedInputs quantizedInputs(const PreparedLayer& layer, std::span<const float> inputs)
{
    QuantizedInputs quantized{std::vector<std::int32_t>(inputs.size()), std::vector<std::uint8_t>(inputs.size())};
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        const auto& entry = layer.table.at(quantize(inputs[i], layer.dataScale, layer.table.largest));
        quantized.values[i] = static_cast<std::int32_t>(entry.value);
        quantized.terms[i] = static_cast<std::uint8_t>(entry.terms);
    }
    return quantized;
}

QuantizedInputs quantizedInputs(const PreparedLayer& layer, const GivenData& given, std::span<const float> inputs,
                                std::int64_t samples)
{
    std::vector<float> integers(inputs.size()); // x_q − z
    const std::size_t size = inputs.size() / static_cast<std::size_t>(samples);
    for (std::size_t first = 0; given.dynamic && first < inputs.size(); first += size)
        dynamicIntegers(inputs.subspan(first, size), {integers.data() + first, size});
    QuantizedInputs quantized{std::vector<std::int32_t>(inputs.size()), std::vector<std::uint8_t>(inputs.size())};
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        if (!given.dynamic)
            integers[i] = std::clamp(std::nearbyint(inputs[i] / given.scale), static_cast<float>(given.lowest),
                                     static_cast<float>(given.highest));
        const auto& entry = layer.table.at(static_cast<std::int32_t>(integers[i]));
        quantized.values[i] = static_cast<std::int32_t>(entry.value);
        quantized.terms[i] = static_cast<std::uint8_t>(entry.terms);
    }
    return quantized;
}

Result<ProductTerms> layerOperands(const WeightLayer& source, const PreparedLayer& layer, const QuantizedInputs& inputs,
                                   std::int64_t batch, const TermMacConfig& config, std::int64_t group)
{
    const bool convolution = source.kind == LayerKind::Convolution;
    if (convolution && !source.window)
        return fail("layer ", inQuotes(source.name), ": the size of this convolution's images is not known");
    const std::int64_t positions = kernelPositions(source);
    const std::int64_t outputs = layer.outputs / source.groups;
    const std::int64_t rows = convolution ? batch * source.window->positions()
                                          : static_cast<std::int64_t>(inputs.values.size()) / layer.inputs;
    const Count values = Count(rows) * positions * layer.inputs;
    if (!values.fits() || values.value() > mostValues)
        return fail("layer ", inQuotes(source.name),
                    ": expected at most 2^27 values an operand for actual steps, found ", rows, "x",
                    positions * layer.inputs);
    ProductTerms product;
    product.shape = {rows, positions * layer.inputs, outputs};
    product.positions = positions;
    product.blocks = GroupsOfRow{layer.inputs, layer.block, config.groupSize}.equalBlocks();
    product.mode = config.mode;
    std::vector<std::uint8_t> terms;
    if (convolution) {
        const std::vector<std::int64_t> places = columnPlaces(source, batch, group);
        product.inputValues = gathered(inputs.values, places);
        terms = gathered(inputs.terms, places);
    } else {
        product.inputValues = inputs.values;
        terms = inputs.terms;
    }
    const auto part = static_cast<std::ptrdiff_t>(outputs * product.shape.k);
    product.weightValues.assign(layer.weights.begin() + group * part, layer.weights.begin() + (group + 1) * part);
    product.inputs = groupedCounts(terms, rows, positions * product.blocks, config.groupSize);
    product.weights = groupedCounts(
        std::span(layer.weightTerms).subspan(static_cast<std::size_t>(group * part), static_cast<std::size_t>(part)),
        outputs, positions * product.blocks, config.groupSize);
    return product;
}

Result<std::vector<ActivationOperands>> firstOperands(Evaluator& evaluator, int layer, std::int64_t batch)
{
    if (batch > evaluator.availableSamples())
        return fail("--batch: expected at most the ", evaluator.availableSamples(), " samples of the data, found ",
                    batch);
    std::vector<ActivationOperands> all;
    for (std::int64_t sample = 0; sample < batch; ++sample) {
        Result<ActivationOperands> operands = evaluator.productOperands(layer, sample);
        if (!operands)
            return tl::unexpected(operands.error());
        all.push_back(std::move(*operands));
    }
    return all;
}

Result<ProductTerms> attentionOperands(const WeightLayer& source, const PreparedLayer& layer,
                                       const std::vector<ActivationOperands>& operands, const GemmShape& shape,
                                       const TermMacConfig& config, std::int64_t number)
{
    const std::int64_t sample = number / source.groups;
    const ActivationOperands& own = operands[static_cast<std::size_t>(sample)];
    if (own.m != shape.m || own.k != shape.k || own.n != shape.n || own.count != source.groups)
        return fail("layer ", inQuotes(source.name), ": expected ", source.groups, " products of ", shape.m, "x",
                    shape.k, "x", shape.n, " for a sample, found ", own.count, " of ", own.m, "x", own.k, "x", own.n);
    const std::int64_t head = number % source.groups;
    QuantizedInputs inputs = quantizedInputs(layer, own.dataOf(head));
    StayingValues kept = stayingValues(*layer.staying, own.stayingOf(head), own.k, own.n);
    return ProductTerms{shape,
                        1,
                        1,
                        config.mode,
                        std::move(inputs.values),
                        std::move(kept.values),
                        groupedCounts(inputs.terms, own.m, 1, config.groupSize),
                        groupedCounts(kept.keptTerms, own.n, 1, config.groupSize)};
}

Result<ProductTerms> randomOperands(const std::string& name, const GemmShape& shape, std::int64_t positions,
                                    const TermMacConfig& config, std::uint64_t seed)
{
    const auto& [m, k, n] = shape;
    const Count inputs = Count(m) * k;
    const Count weights = Count(k) * n;
    const Count products = inputs * n;
    if (!products.fits() || products.value() > std::int64_t{1} << 38 || inputs.value() > mostValues
        || weights.value() > mostValues)
        return fail("layer ", name,
                    ": expected at most 2^27 values an operand and 2^38 products for actual steps, found ", m, "x", k,
                    "x", n);
    std::mt19937_64 random(seed);
    const bool revealed = config.mode == TermMode::Revealed;
    RandomSide x = randomSide(m * positions, k / positions, config.dataBits, 1, config.dataTerms, revealed, random);
    RandomSide w = randomSide(n * positions, k / positions, config.weightBits, config.groupSize, config.budget,
                              revealed, random);
    return ProductTerms{shape,
                        positions,
                        1,
                        config.mode,
                        std::move(x.values),
                        std::move(w.values),
                        groupedCounts(x.terms, m, positions, config.groupSize),
                        groupedCounts(w.terms, n, positions, config.groupSize)};
}

} // namespace termscope
