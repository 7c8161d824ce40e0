// A systolic array cycle by cycle, carrying real operands: they hop from cell to cell, right and down, and each cell
// works on what has arrived. Memory O(R·C + operands). A copy is a snapshot: stepping back is going on from a copy.
//
// A cell starts item t of the stream r + c hops after cell (0, 0): hops come once a step (skew `step`) or once a clock
// (skew `clock`). Partial sums of weight- and input-stationary arrays join from above at the end of a cell's item.
// Steps have the provisioned length B.
#pragma once

#include "hwmodel/simulate/Operands.h"
#include "hwmodel/tmac/TermMac.h"

namespace termscope {

struct SimulationConfig {
    ArrayConfig array;
    MacKind mac = MacKind::Term;
};

class ArraySimulator {
public:
    /// Range: R, C ≥ 1, all of the shape ≥ 1, g ≥ 1, and k, s ≥ 1 under TR.
    ArraySimulator(const SimulationConfig& config, std::shared_ptr<const ProductOperands> operands);

    bool done() const { return fold_ == folds_; }
    std::int64_t cycle() const { return cycle_; }
    std::int64_t fold() const { return fold_; }
    std::int64_t stepLength() const { return length_; }
    void stepCycle(); ///< one cycle; nothing once done
    void seek(std::int64_t cycle); ///< from here on, forward, or to the end
    const std::vector<std::int64_t>& outputs() const { return outputs_; } ///< [M, N]
    std::int64_t cellValue(int row, int column) const;                    ///< what the cell has added up

private:
    struct Wave { ///< the control that runs over the diagonals
        std::int64_t item = -1;
        std::int64_t left = 0;
        bool fresh = false;
    };
    std::size_t at(int row, int column) const
    {
        return std::size_t(row) * std::size_t(config_.array.columns) + std::size_t(column);
    }
    std::int64_t westFeed(int row, std::int64_t item) const;
    std::int64_t otherFeed(int row, int column, std::int64_t item) const;
    void startFold();
    void enterWave();
    void arrive(int row, int column);
    void work(int row, int column);
    void leave(int row, int column, std::int64_t item);
    void endFold();

    SimulationConfig config_;
    std::shared_ptr<const ProductOperands> operands_;
    MappedAxes axes_;
    bool output_ = false; ///< output-stationary
    bool clock_ = false;
    std::int64_t folds_ = 0, fold_ = 0, cycle_ = 0, load_ = 0, tail_ = 0, length_ = 1, item_ = 0;
    std::int64_t firstRow_ = 0, firstColumn_ = 0;
    std::vector<Wave> waves_;
    std::vector<std::int64_t> west_, other_, outputs_, sums_, partial_; ///< unit numbers, −1 none; values
    std::vector<PairCursor> cursors_;
    std::vector<std::int32_t> counts_;
    std::size_t width_ = 0; ///< coefficients of a cell
};

} // namespace termscope
