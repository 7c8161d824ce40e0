#include "hwmodel/schedule/ArrayFrame.h"

#include "core/base/Index.h"
#include "hwmodel/tmac/CoefficientVector.h"

#include <algorithm>
#include <bit>

namespace termscope {
namespace {

int pairsOf(const ProductTerms& product, const CellOperands& operands)
{
    const int g = product.inputs.groupSize;
    const std::uint8_t* const x = product.inputs.counts.data()
                                  + (operands.input * product.inputs.groups + operands.group) * g;
    const std::uint8_t* const w = product.weights.counts.data()
                                  + (operands.weight * product.weights.groups + operands.group) * g;
    int pairs = 0;
    for (int v = 0; v < g; ++v)
        pairs += x[v] * w[v];
    return pairs;
}

std::int64_t productOf(const ProductTerms& product, const CellOperands& operands)
{
    return std::int64_t{product.inputValues[at(operands.input * product.shape.k + operands.group)]}
           * product.weightValues[at(operands.weight * product.shape.k + operands.group)];
}

/// Bits of a two's complement accumulator for a pMAC's whole product.
int accumulatorWidth(const ArrayRun& run)
{
    const std::uint64_t largest = (std::uint64_t{1}
                                   << (run.config().terms.weightBits + run.config().terms.dataBits - 2))
                                  * static_cast<std::uint64_t>(run.product->shape.k);
    return std::bit_width(largest) + 1;
}

} // namespace

std::optional<CellOperands> operandsAt(const ArrayRun& run, const Moment& moment, int row, int column,
                                       std::int64_t item)
{
    const MappedAxes& axes = run.schedule.axes();
    const std::int64_t down = moment.rowFold * run.config().array.rows + row;
    const std::int64_t across = moment.columnFold * run.config().array.columns + column;
    if (item < 0 || item >= axes.stream || down >= axes.rows || across >= axes.columns)
        return std::nullopt;
    switch (run.config().array.dataflow) {
    case Dataflow::OutputStationary: return CellOperands{down, across, item};
    case Dataflow::WeightStationary: return CellOperands{item, across, down};
    case Dataflow::InputStationary: return CellOperands{across, item, down};
    }
    return std::nullopt;
}

void fillFrame(const ArrayRun& run, std::int64_t position, ArrayFrame& frame)
{
    frame.moment = run.schedule.at(position);
    frame.rows = run.config().array.rows;
    frame.columns = run.config().array.columns;
    frame.cells.assign(at(std::int64_t{frame.rows} * frame.columns), {});
    frame.active = frame.busy = frame.longest = 0;
    if (frame.moment.phase != ArrayPhase::Computing)
        return;
    const bool term = run.config().mac == MacKind::Term;
    std::vector<CellTime> diagonals; // cells as many hops from the corner do the same
    for (int hops = 0; hops < frame.rows + frame.columns - 1; ++hops)
        diagonals.push_back(run.schedule.cellTime(frame.moment, hops, 0));
    for (int row = 0; row < frame.rows; ++row) {
        for (int column = 0; column < frame.columns; ++column) {
            const CellTime& time = diagonals[at(row + column)];
            const std::optional<CellOperands> operands = operandsAt(run, frame.moment, row, column, time.item);
            if (!operands)
                continue;
            const int pairs = term ? pairsOf(*run.product, *operands) : 1;
            const auto left = static_cast<int>(std::max<std::int64_t>(0, pairs - time.cyclesDone));
            frame.cells[at(std::int64_t{row} * frame.columns + column)] = {
                left > 0 ? CellState::Busy : CellState::Waiting, static_cast<std::uint16_t>(pairs),
                static_cast<std::uint16_t>(left)};
            ++frame.active;
            frame.busy += left > 0 ? 1 : 0;
            frame.longest = std::max(frame.longest, pairs);
        }
    }
}

CellDetail cellDetail(const ArrayRun& run, std::int64_t position, int row, int column)
{
    CellDetail detail;
    detail.row = row;
    detail.column = column;
    const Moment moment = run.schedule.at(position);
    const bool term = run.config().mac == MacKind::Term;
    const bool outputs = run.config().array.dataflow == Dataflow::OutputStationary;
    const TermMacConfig& terms = run.config().terms;
    if (term)
        detail.coefficients.assign(at(coefficientCount(terms.weightBits, terms.dataBits)), 0);
    const std::int64_t depth = run.product->shape.k;
    detail.width = term ? coefficientWidth(terms, depth, depth / run.product->positions / run.product->blocks)
                        : accumulatorWidth(run);
    const CellTime time = run.schedule.cellTime(moment, row, column);
    detail.operands = operandsAt(run, moment, row, column, time.item);

    // An output-stationary cell keeps what it counted; what has passed it is all items before, or all of them.
    const bool passed = moment.phase == ArrayPhase::Draining || moment.phase == ArrayPhase::Finished
                        || (moment.phase == ArrayPhase::Computing && time.item < 0 && moment.step > row + column);
    const std::int64_t finished = !outputs ? 0 : detail.operands ? time.item : passed ? run.schedule.axes().stream : 0;
    for (std::int64_t item = 0; item < finished; ++item) {
        const std::optional<CellOperands> before = operandsAt(run, moment, row, column, item);
        if (!before)
            break;
        if (term)
            addGroup(weightGroup(*run.product, before->weight, before->group).view(),
                     inputGroup(*run.product, before->input, before->group).view(), detail.coefficients);
        else
            detail.value += productOf(*run.product, *before);
    }
    if (detail.operands && term) {
        detail.weights = weightGroup(*run.product, detail.operands->weight, detail.operands->group);
        detail.data = inputGroup(*run.product, detail.operands->input, detail.operands->group);
        detail.pairs = pairsOf(*run.product, *detail.operands);
        detail.pairsDone = std::min(time.cyclesDone, detail.pairs);
        PairCursor cursor = firstPair(detail.weights.view(), detail.data.view());
        for (std::int64_t pair = 0; pair < detail.pairsDone; ++pair)
            countPair(detail.weights.view(), detail.data.view(), cursor, detail.coefficients);
        detail.current = pairAt(detail.weights.view(), detail.data.view(), cursor);
    }
    if (detail.operands)
        detail.state = !term || detail.pairsDone < detail.pairs ? CellState::Busy : CellState::Waiting;
    if (term)
        detail.value = coefficientSum(detail.coefficients);
    return detail;
}

} // namespace termscope
