#include "hwmodel/energy/ZeroPointCorrection.h"

#include "core/base/Text.h"
#include "hwmodel/timing/Count.h"

#include <algorithm>
#include <set>

namespace termscope {
namespace {

/// Products that differ in their weights: groups of channels, directions of a recurrent layer.
struct Products {
    std::int64_t count = 1;
    std::int64_t rows = 0;    ///< of data that meet each
    std::int64_t outputs = 0; ///< of each
    std::int64_t depth = 0;   ///< K
    std::int64_t blocks = 1;  ///< of K: each has a scale and so a sum of its own
};

Products productsOf(const WeightLayer& layer, const LayerShape& shape)
{
    const std::int64_t count = std::clamp<std::int64_t>(layer.outputs() / shape.gemm.n, 1, shape.repeats);
    const std::int64_t depth = layer.fanIn();
    const std::int64_t block = layer.given ? layer.given->block : 0;
    return {count, shape.gemm.m * (shape.repeats / count), shape.gemm.n, depth,
            block > 0 ? ceilDivide(depth, block) : 1};
}

/// What meets the sums of a row of data: the zero points of a product's outputs, block by block of their rows.
struct Zeros {
    std::int64_t all = 0;       ///< that are not 0
    std::int64_t different = 0; ///< of those that meet the same sum
};

Zeros zerosOf(const GivenWeights& given, const Products& products, std::int64_t product)
{
    const std::int64_t length = given.block > 0 ? given.block : products.depth;
    Zeros zeros;
    for (std::int64_t first = 0; first < products.depth; first += length) {
        std::set<std::int32_t> different;
        for (std::int64_t output = 0; output < products.outputs; ++output)
            if (const std::int32_t zero = given.zeroAt(product * products.outputs + output, first, products.depth);
                zero != 0) {
                ++zeros.all;
                different.insert(zero);
            }
        zeros.different += std::ssize(different);
    }
    return zeros;
}

struct Counts {
    Count additions;
    Count multiplications;
    Count onceAdditions;
    Count onceMultiplications;
};

void addData(Counts& counts, const GivenData& data, const Products& products, std::int64_t samples)
{
    const Count outputs = Count(products.count) * products.outputs;
    counts.onceAdditions += outputs * products.depth;
    if (!data.dynamic) {
        counts.onceMultiplications += outputs * products.blocks;
        return;
    }
    counts.multiplications += outputs * products.blocks * samples;
    counts.additions += outputs * products.blocks * products.rows;
}

void addWeights(Counts& counts, const GivenWeights& given, const Products& products)
{
    for (std::int64_t product = 0; product < products.count; ++product) {
        const Zeros zeros = zerosOf(given, products, product);
        if (zeros.all == 0)
            continue;
        counts.additions += Count(products.rows) * (Count(products.depth) + zeros.all);
        counts.multiplications += Count(products.rows) * zeros.different;
    }
}

Result<ZeroPointCorrection> checked(const Counts& counts)
{
    for (const Count& count :
         {counts.additions, counts.multiplications, counts.onceAdditions, counts.onceMultiplications})
        if (!count.fits())
            return fail("the operations of its zero-point correction do not fit 64 bits");
    return ZeroPointCorrection{counts.additions.value(), counts.multiplications.value(), counts.onceAdditions.value(),
                               counts.onceMultiplications.value()};
}

} // namespace

Result<ZeroPointCorrection> addCorrections(const ZeroPointCorrection& a, const ZeroPointCorrection& b)
{
    return checked({Count(a.additions) + b.additions, Count(a.multiplications) + b.multiplications,
                    Count(a.onceAdditions) + b.onceAdditions, Count(a.onceMultiplications) + b.onceMultiplications});
}

Result<std::optional<ZeroPointCorrection>> zeroPointCorrection(const WeightLayer& layer, const LayerShape& shape,
                                                               std::int64_t samples)
{
    const bool data = layer.givenData && (layer.givenData->dynamic || layer.givenData->zero != 0);
    const bool weights = layer.given && layer.given->zeros;
    if (!data && !weights)
        return std::nullopt;
    const Products products = productsOf(layer, shape);
    Counts counts;
    if (data)
        addData(counts, *layer.givenData, products, samples);
    if (weights)
        addWeights(counts, *layer.given, products);
    const Result<ZeroPointCorrection> found = checked(counts);
    if (!found)
        return fail("layer ", printable(shape.name), ": ", found.error().message);
    return std::optional(*found);
}

} // namespace termscope
