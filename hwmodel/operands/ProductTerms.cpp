#include "hwmodel/operands/ProductTerms.h"

#include "core/quant/Quantizer.h"
#include "core/terms/Encoder.h"
#include "core/terms/TermRevealer.h"

#include <algorithm>
#include <random>

namespace termscope {
namespace {

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
    const std::int64_t depth = product.shape.k / product.positions;
    const std::int64_t perPosition = side.groups / product.positions;
    const std::int64_t first = group % perPosition * side.groupSize;
    const std::int64_t count = std::min<std::int64_t>(side.groupSize, depth - first);
    const std::int64_t start = line * product.shape.k + group / perPosition * depth + first;
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
    if (const WeightLayer& source = evaluator.network().layers[static_cast<std::size_t>(layer)]; source.kind != LayerKind::Linear)
        return fail("layer ", source.name, ": actual steps are of linear layers, found a ", nameOf(source.kind), " layer");
    if (batch > evaluator.dataset().count())
        return fail("--batch: expected at most the ", evaluator.dataset().count(), " images of the data, found ", batch);
    std::vector<float> inputs;
    for (std::int64_t sample = 0; sample < batch; ++sample) {
        const std::vector<float> row = evaluator.layerInput(layer, sample);
        inputs.insert(inputs.end(), row.begin(), row.end());
    }
    return inputs;
}

ProductTerms layerOperands(const PreparedLayer& layer, std::span<const float> inputs, const TermMacConfig& config)
{
    ProductTerms product;
    product.shape = {static_cast<std::int64_t>(inputs.size()) / layer.inputs, layer.inputs, layer.outputs};
    product.mode = config.mode;
    product.weightValues = layer.weights;
    product.inputValues.reserve(inputs.size());
    std::vector<std::uint8_t> terms;
    terms.reserve(inputs.size());
    for (const float value : inputs) {
        const auto& entry = layer.table.at(quantize(value, layer.dataScale, layer.table.largest));
        product.inputValues.push_back(static_cast<std::int32_t>(entry.value));
        terms.push_back(static_cast<std::uint8_t>(entry.terms));
    }
    product.inputs = groupedCounts(terms, product.shape.m, 1, config.groupSize);
    product.weights = groupedCounts(layer.weightTerms, layer.outputs, 1, config.groupSize);
    return product;
}

Result<ProductTerms> realOperands(Evaluator& evaluator, const PreparedNetwork& prepared, int layer, std::int64_t batch,
                                  const TermMacConfig& config)
{
    const Result<std::vector<float>> inputs = firstInputs(evaluator, layer, batch);
    if (!inputs)
        return tl::unexpected(inputs.error());
    return layerOperands(prepared.layers[static_cast<std::size_t>(layer)], *inputs, config);
}

Result<ProductTerms> randomOperands(const std::string& name, const GemmShape& shape, std::int64_t positions,
                                    const TermMacConfig& config, std::uint64_t seed)
{
    const auto& [m, k, n] = shape;
    const Count inputs = Count(m) * k;
    const Count weights = Count(k) * n;
    const Count products = inputs * n;
    constexpr std::int64_t mostValues = std::int64_t{1} << 27;
    if (!products.fits() || products.value() > std::int64_t{1} << 38 || inputs.value() > mostValues
        || weights.value() > mostValues)
        return fail("layer ", name, ": expected at most 2^27 values an operand and 2^38 products for actual steps, found ", m,
                    "x", k, "x", n);
    std::mt19937_64 random(seed);
    const bool revealed = config.mode == TermMode::Revealed;
    RandomSide x = randomSide(m * positions, k / positions, config.dataBits, 1, config.dataTerms, revealed, random);
    RandomSide w = randomSide(n * positions, k / positions, config.weightBits, config.groupSize, config.budget, revealed, random);
    return ProductTerms{shape, positions, config.mode, std::move(x.values), std::move(w.values),
                        groupedCounts(x.terms, m, positions, config.groupSize),
                        groupedCounts(w.terms, n, positions, config.groupSize)};
}

} // namespace termscope
