#include "app/highlight/LitCells.h"

#include "core/run/QuantizedLayer.h"

#include <algorithm>

namespace termscope {
namespace {

/// What is lit, asked of values of one layer's product.
class Matcher {
public:
    Matcher(const LayerRun& product, const Highlight& what)
        : product_(product), what_(what), values_(product.layer.weight.values),
          positions_(kernelPositions(product.layer))
    {
    }

    /// Nothing of this product can be lit.
    bool isDark() const
    {
        return layerOf(what_) != product_.number || std::holds_alternative<WholeLayer>(what_)
               || std::holds_alternative<TermsPerWeight>(what_);
    }

    /// Any of the weights, or of the activations that meet them in that line of inputs.
    bool matches(const ValuesAt& weights, std::int64_t line) const
    {
        if (const auto* values = std::get_if<ValuesAt>(&what_)) {
            const bool overlaps = weights.first < values->first + values->count
                                  && values->first < weights.first + weights.count;
            if (values->operand == Operand::Weight)
                return overlaps && weights.row == values->row;
            return overlaps && line == product_.line && weights.row % positions_ == values->row % positions_;
        }
        if (const auto* range = std::get_if<ValueRange>(&what_)) {
            if (values_.empty()) // a product of activations has no weights
                return false;
            const std::int64_t output = weights.row / positions_ * product_.layer.fanIn() + weights.row % positions_;
            for (std::int64_t i = weights.first; i < weights.first + weights.count; ++i)
                if (range->contains(values_[static_cast<std::size_t>(output + i * positions_)]))
                    return true;
            return false;
        }
        if (const auto* coefficient = std::get_if<CoefficientAt>(&what_))
            return weights.row == coefficient->row && weights.first < coefficient->first + coefficient->count
                   && coefficient->first < weights.first + weights.count && line == product_.line;
        return false;
    }

private:
    const LayerRun& product_;
    const Highlight& what_;
    std::span<const float> values_;
    std::int64_t positions_;
};

bool isTerm(const ArrayRun& run)
{
    return run.config().mac == MacKind::Term;
}

} // namespace

ValuesAt weightsOf(const LayerRun& product, const CellOperands& operands)
{
    const ProductTerms& terms = *product.run.product;
    const bool grouped = isTerm(product.run);
    const std::int64_t parts = terms.positions * terms.blocks;
    const std::int64_t depth = terms.shape.k / parts;
    const std::int64_t size = grouped ? terms.weights.groupSize : 1;
    const std::int64_t perPart = grouped ? terms.weights.groups / parts : depth;
    const std::int64_t part = operands.group / perPart;
    const std::int64_t first = operands.group % perPart * size;
    return {Operand::Weight,
            product.number,
            operands.weight * terms.positions + part / terms.blocks,
            part % terms.blocks * depth + first,
            std::min(size, depth - first),
            {}};
}

Highlight highlightOf(const LayerRun& product, const CellDetail& cell)
{
    if (!cell.operands)
        return {};
    ValuesAt weights = weightsOf(product, *cell.operands);
    if (cell.current && cell.current->weight.value < weights.count) {
        weights.first += cell.current->weight.value;
        weights.count = 1;
        weights.exponent = cell.current->weight.exponent;
    }
    return weights;
}

std::vector<std::pair<int, int>> litCells(const LayerRun& product, const Moment& moment, const Highlight& what)
{
    std::vector<std::pair<int, int>> cells;
    const Matcher matcher(product, what);
    if (matcher.isDark() || moment.phase != ArrayPhase::Computing)
        return cells;
    const ArrayConfig& array = product.run.config().array;
    std::vector<std::int64_t> items; // cells as many hops from the corner work on the same
    for (int hops = 0; hops < array.rows + array.columns - 1; ++hops)
        items.push_back(product.run.schedule.cellTime(moment, hops, 0).item);
    for (int row = 0; row < array.rows; ++row)
        for (int column = 0; column < array.columns; ++column) {
            const std::optional<CellOperands> operands = operandsAt(product.run, moment, row, column,
                                                                    items[static_cast<std::size_t>(row + column)]);
            if (operands && matcher.matches(weightsOf(product, *operands), operands->input))
                cells.emplace_back(row, column);
        }
    return cells;
}

std::vector<int> litValues(const LayerRun& product, const CellDetail& cell, const Highlight& what)
{
    std::vector<int> lit;
    const Matcher matcher(product, what);
    if (matcher.isDark() || !cell.operands)
        return lit;
    ValuesAt one = weightsOf(product, *cell.operands);
    const auto count = static_cast<int>(one.count);
    one.count = 1;
    for (int value = 0; value < count; ++value, ++one.first)
        if (matcher.matches(one, cell.operands->input))
            lit.push_back(value);
    return lit;
}

} // namespace termscope
