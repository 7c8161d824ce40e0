#include "core/study/LayerFigures.h"

#include "core/study/LayerBlocks.h"

#include <numeric>

namespace termscope {
namespace {

/// What the blocks of a layer add up to.
class FigureSums {
public:
    FigureSums(const WeightLayer& layer, const LayerPlan& plan)
        : layer_(layer), plan_(plan), given_(plan.settings.source == Source::Given && layer.given != nullptr),
          largest_(largestInteger(layer, plan.settings))
    {
    }

    void add(const OutputBlock& block)
    {
        const QuantizedMatrix& matrix = block.matrix;
        const RevealedMatrix whole = unrevealedMatrix(matrix, plan_.settings.encoding);
        const RevealedMatrix revealed = plan_.method == Method::Revealed
                                            ? revealMatrix(matrix, plan_.settings.encoding, plan_.settings.groupSize,
                                                           plan_.settings.budget)
                                            : whole;
        errors_.add(block.values(), revealed.values, matrix);
        terms_ += sumOf(whole.keptTerms);
        kept_ += sumOf(revealed.keptTerms);
        zeros_ += std::ranges::count(revealed.values, 0);
        clipped_ += clippedOf(block);
        count_ += std::ssize(matrix.values);
        for (const float scale : matrix.scales) {
            const double size = std::abs(scale);
            least_ = least_ == 0.0 ? size : std::min(least_, size);
            range_ = std::max(range_, size * largest_);
        }
    }

    LayerFigures figures() const
    {
        const auto all = static_cast<double>(std::max<std::int64_t>(count_, 1));
        return {errors_.error().sqnr,
                terms_ == 0 ? 1.0 : static_cast<double>(kept_) / static_cast<double>(terms_),
                static_cast<double>(kept_) / all,
                static_cast<double>(zeros_) / all,
                static_cast<double>(clipped_) / all,
                least_,
                range_};
    }

private:
    static std::int64_t sumOf(const std::vector<std::uint8_t>& terms)
    {
        return std::accumulate(terms.begin(), terms.end(), std::int64_t{0});
    }

    std::int64_t clippedOf(const OutputBlock& block) const
    {
        const QuantizedMatrix& matrix = block.matrix;
        if (given_)
            return std::ranges::count_if(matrix.values, [this](std::int32_t value) {
                return value != 0 && (value <= layer_.given->lowest || value >= layer_.given->highest);
            });
        std::int64_t clipped = 0;
        const auto columns = static_cast<std::size_t>(matrix.columns);
        const std::span<const float> values = block.values();
        for (std::size_t first = 0; first < values.size(); first += columns) {
            const float bound = (static_cast<float>(matrix.largest) + 0.5F)
                                * matrix.scaleOf(static_cast<std::int64_t>(first / columns));
            clipped += std::ranges::count_if(values.subspan(first, columns),
                                             [bound](float value) { return std::abs(value) > bound; });
        }
        return clipped;
    }

    const WeightLayer& layer_;
    const LayerPlan& plan_;
    bool given_;
    double largest_;
    ErrorSums errors_;
    std::int64_t terms_ = 0;
    std::int64_t kept_ = 0;
    std::int64_t zeros_ = 0;
    std::int64_t clipped_ = 0;
    std::int64_t count_ = 0;
    double least_ = 0.0;
    double range_ = 0.0;
};

/// In float32 no weight is changed, and none has terms.
LayerFigures floatFigures(const WeightLayer& layer)
{
    std::int64_t zeros = 0;
    layer.weight.values.visitParts([&](std::span<const float> part) {
        checkCancelled();
        zeros += std::ranges::count(part, 0.0F);
    });
    LayerFigures figures;
    figures.sqnr = std::numeric_limits<double>::infinity();
    figures.sparsity = static_cast<double>(zeros) / static_cast<double>(std::max<std::int64_t>(layer.weight.size(), 1));
    return figures;
}

} // namespace

LayerFigures figuresOf(const WeightLayer& layer, const LayerPlan& plan, std::optional<float> reach)
{
    if (plan.method == Method::Float)
        return floatFigures(layer);
    const float largest = reach ? *reach : largestAbsoluteByParts(layer.weight.values);
    FigureSums sums(layer, plan);
    visitBlocks(layer, plan.settings, largest, 0, [&](const OutputBlock& block, std::int64_t) { sums.add(block); });
    return sums.figures();
}

} // namespace termscope
