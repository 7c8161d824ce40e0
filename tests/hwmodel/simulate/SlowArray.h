// A deliberately plain array: every cell has registers, and every cycle moves and works them one by one.
#pragma once

#include "hwmodel/simulate/ArraySimulator.h"

#include <map>

namespace termscope::slow {

struct Cell {
    std::optional<OperandUnit> west, other; ///< what it multiplies
    std::map<int, std::int64_t> own;        ///< coefficients (pMAC: all at exponent 0)
    std::int64_t partial = 0;               ///< handed down last
    std::int64_t item = -1;                 ///< at work in the last cycle
};

/// One fold of `array` from its first cycle of work (after loading) to its last (before draining).
class SlowArray {
public:
    SlowArray(const SimulationConfig& config, const ProductOperands& operands, std::int64_t stream,
              std::int64_t firstRow, std::int64_t firstColumn)
        : config_(config), operands_(operands), stream_(stream), firstRow_(firstRow), firstColumn_(firstColumn),
          cells(std::size_t(config.array.rows), std::vector<Cell>(std::size_t(config.array.columns))),
          control_(std::size_t(config.array.rows + config.array.columns - 1))
    {
        for (int r = 0; r < config.array.rows && !outputsStay(); ++r)
            for (int c = 0; c < config.array.columns; ++c)
                cells[r][c].other = fed(columnLines(), firstColumn + c, firstRow + r);
    }

    bool done() const { return control_.back().item == stream_ - 1 && control_.back().left == 1; }

    /// `outputs`: [lines of the west or array rows][columns], what this fold adds.
    void cycle(std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t>& outputs)
    {
        advanceControl();
        for (int r = config_.array.rows; r-- > 0;)
            for (int c = config_.array.columns; c-- > 0;) {
                const Control control = control_[r + c];
                Cell& cell = cells[r][c];
                if (control.age == 0) {
                    cell.west = c > 0 ? cells[r][c - 1].west : fedWest(r, control.item);
                    if (outputsStay())
                        cell.other = r > 0 ? cells[r - 1][c].other : fedNorth(c, control.item);
                    if (!outputsStay())
                        cell.own.clear();
                }
                const bool works = control.item >= 0 && control.left > 0 && cell.west && cell.other;
                cell.item = works ? control.item : -1;
                if (works)
                    workOne(cell, control.age);
                if (!outputsStay() && control.item >= 0 && control.left == 1) {
                    cell.partial = sum(cell) + (r > 0 ? cells[r - 1][c].partial : 0);
                    if (r + 1 == config_.array.rows && firstColumn_ + c < columnLines().lines)
                        outputs[{control.item, firstColumn_ + c}] += cell.partial;
                }
            }
    }

    static std::int64_t sum(const Cell& cell)
    {
        std::int64_t total = 0;
        for (const auto& [exponent, count] : cell.own)
            total += count * (std::int64_t{1} << exponent);
        return total;
    }

private:
    struct Control { ///< of the cells of a diagonal in the last cycle
        std::int64_t item = -1;
        std::int64_t left = 1; ///< cycles, that one with them
        std::int64_t age = 1;
    };

    bool isTerm() const { return config_.mac == MacKind::Term; }
    bool outputsStay() const { return config_.array.dataflow == Dataflow::OutputStationary; }
    bool swapped() const { return config_.array.dataflow == Dataflow::InputStationary; }
    const OperandSide& westLines() const { return swapped() ? operands_.weights : operands_.inputs; }
    const OperandSide& columnLines() const { return swapped() ? operands_.inputs : operands_.weights; }

    std::optional<OperandUnit> fed(const OperandSide& side, std::int64_t line, std::int64_t unit) const
    {
        const std::int64_t units = isTerm() ? side.groups : side.depth;
        const bool there = line >= 0 && line < side.lines && unit >= 0 && unit < units;
        return there ? std::optional(OperandUnit{line, unit}) : std::nullopt;
    }
    std::optional<OperandUnit> fedWest(int row, std::int64_t item) const
    {
        return outputsStay() ? fed(westLines(), firstRow_ + row, item) : fed(westLines(), item, firstRow_ + row);
    }
    std::optional<OperandUnit> fedNorth(int column, std::int64_t item) const
    {
        return fed(columnLines(), firstColumn_ + column, item);
    }

    std::vector<CellPair> pairs(const OperandUnit& west, const OperandUnit& other) const
    {
        const OperandUnit& weight = swapped() ? west : other;
        const OperandUnit& input = swapped() ? other : west;
        std::vector<CellPair> all;
        for (const GroupTerm term : operands_.weights.group(weight.line, weight.unit).all())
            for (const GroupTerm partner : operands_.inputs.group(input.line, input.unit).all())
                if (term.value == partner.value)
                    all.push_back({term, partner});
        return all;
    }

    void workOne(Cell& cell, std::int64_t age) const
    {
        if (!isTerm()) {
            cell.own[0] += std::int64_t{westLines().value(cell.west->line, cell.west->unit)}
                           * columnLines().value(cell.other->line, cell.other->unit);
            return;
        }
        const std::vector<CellPair> all = pairs(*cell.west, *cell.other);
        if (age < std::int64_t(all.size()))
            cell.own[all[std::size_t(age)].exponent()] += all[std::size_t(age)].sign();
    }

    /// By asking each cell of the array that is to work at an item what it has to do.
    std::int64_t length(std::int64_t beat, bool everyClock) const
    {
        if (!isTerm())
            return 1;
        if (config_.sync == StepLength::Provisioned)
            return operands_.config.provisionedStep();
        std::int64_t longest = 1;
        for (int r = 0; r < config_.array.rows; ++r)
            for (int c = 0; c < config_.array.columns; ++c) {
                const std::int64_t item = everyClock ? beat : beat - r - c;
                const auto west = fedWest(r, item);
                const auto other = outputsStay() ? fedNorth(c, item) : cells[r][c].other;
                if (west && other)
                    longest = std::max<std::int64_t>(longest, std::int64_t(pairs(*west, *other).size()));
            }
        return longest;
    }

    void advanceControl()
    {
        const bool everyClock = isTerm() && operands_.config.skew == Skew::Clock;
        const auto fresh = [&](std::int64_t beat) {
            return Control{beat < stream_ ? beat : -1, beat < stream_ || !everyClock ? length(beat, everyClock) : 1, 0};
        };
        const Control first = control_.front();
        const bool starts = first.left <= 1;
        if (everyClock || starts)
            std::shift_right(control_.begin(), control_.end(), 1);
        if (everyClock || starts)
            control_.front() = starts ? fresh(beat_++) : Control{first.item, first.left - 1, first.age + 1};
        for (Control& control : control_)
            if (!everyClock)
                control = {control.item, starts ? control_.front().left : first.left - 1, starts ? 0 : first.age + 1};
    }

    const SimulationConfig config_;
    const ProductOperands& operands_;
    std::int64_t stream_, firstRow_, firstColumn_;

public:
    std::vector<std::vector<Cell>> cells;

private:
    std::vector<Control> control_;
    std::int64_t beat_ = 0;
};

} // namespace termscope::slow
