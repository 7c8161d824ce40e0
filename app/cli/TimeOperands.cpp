#include "app/cli/TimeOperands.h"

#include "core/quant/Quantizer.h"
#include "core/terms/TermRevealer.h"

#include <algorithm>
#include <random>

namespace termscope::cli {
namespace {

/// Terms of `lines` runs of random values, each revealed by itself under TR.
std::vector<std::uint8_t> randomTerms(std::int64_t runs, std::int64_t length, int bits, int groupSize, int budget, bool revealed,
                                      std::mt19937_64& random)
{
    const std::int32_t largest = largestMagnitude(bits, Quantizer::Symmetric);
    std::vector<std::int32_t> row(static_cast<std::size_t>(length));
    std::vector<std::uint8_t> terms(static_cast<std::size_t>(runs * length));
    for (std::int64_t run = 0; run < runs; ++run) {
        for (std::int32_t& value : row)
            value = static_cast<std::int32_t>(random() % (2 * static_cast<std::uint64_t>(largest) + 1)) - largest;
        const std::span<std::uint8_t> kept(terms.data() + run * length, row.size());
        if (revealed)
            revealRow({Encoding::Hese, largest, groupSize, budget}, row, row, kept);
        else
            countTerms(Encoding::Binary, row, kept);
    }
    return terms;
}

} // namespace

Result<OperandCounts> realCounts(Evaluator& evaluator, const PreparedNetwork& prepared, int layer, std::int64_t batch,
                                 int groupSize)
{
    if (batch > evaluator.dataset().count())
        return fail("--batch: expected at most the ", evaluator.dataset().count(), " images of the data, found ", batch);
    const PreparedLayer& weights = prepared.layers[static_cast<std::size_t>(layer)];
    std::vector<std::uint8_t> terms;
    terms.reserve(static_cast<std::size_t>(batch * weights.inputs));
    for (std::int64_t image = 0; image < batch; ++image)
        for (const float value : evaluator.layerInput(layer, image))
            terms.push_back(static_cast<std::uint8_t>(
                weights.table.at(quantize(value, weights.dataScale, weights.table.largest)).terms));
    return OperandCounts{groupedCounts(terms, batch, 1, groupSize),
                         groupedCounts(weights.weightTerms, weights.outputs, 1, groupSize)};
}

Result<OperandCounts> randomCounts(const LayerShape& layer, const TermMacConfig& config, std::uint64_t seed)
{
    const auto& [m, k, n] = layer.gemm;
    const Count inputs = Count(m) * k;
    const Count weights = Count(k) * n;
    const Count products = inputs * n;
    constexpr std::int64_t mostValues = std::int64_t{1} << 27;
    if (!products.fits() || products.value() > std::int64_t{1} << 38 || inputs.value() > mostValues
        || weights.value() > mostValues)
        return fail("layer ", layer.name, ": expected at most 2^27 values an operand and 2^38 products for actual steps, found ", m,
                    "x", k, "x", n);
    std::mt19937_64 random(seed);
    const bool revealed = config.mode == TermMode::Revealed;
    const std::int64_t positions = layer.kernelPositions;
    const std::vector<std::uint8_t> x =
        randomTerms(m * positions, k / positions, config.dataBits, 1, config.dataTerms, revealed, random);
    const std::vector<std::uint8_t> w =
        randomTerms(n * positions, k / positions, config.weightBits, config.groupSize, config.budget, revealed, random);
    return OperandCounts{groupedCounts(x, m, positions, config.groupSize), groupedCounts(w, n, positions, config.groupSize)};
}

} // namespace termscope::cli
