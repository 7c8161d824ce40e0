// Which cells of an array hold at a moment what is lit, and what a cell holds as a highlight.
//
// A product's lines of weights are a layer's outputs, and K its inputs, kernel position after kernel position; see
// ProductTerms. Rows and inputs here are those of GroupAddress.
#pragma once

#include "app/session/Highlight.h"
#include "core/graph/Network.h"
#include "hwmodel/schedule/ArrayFrame.h"

#include <utility>
#include <vector>

namespace termscope {

/// A product of a layer, and the line of inputs that the activations in sight make.
struct LayerRun {
    const ArrayRun& run;
    const WeightLayer& layer;
    int number = 0;        ///< of the layer
    std::int64_t line = 0; ///< of inputs; −1 for none
};

/// The weights a cell multiplies: a group on term cells, else one.
ValuesAt weightsOf(const LayerRun& product, const CellOperands& operands);

/// What pointing at a cell means: the weight of the pair under way, else all its weights; nothing for a bare cell.
Highlight highlightOf(const LayerRun& product, const CellDetail& cell);

/// (row, column) of the cells. Cost: one look at every cell's operands.
std::vector<std::pair<int, int>> litCells(const LayerRun& product, const Moment& moment, const Highlight& what);

/// Positions in the cell's group that are lit.
std::vector<int> litValues(const LayerRun& product, const CellDetail& cell, const Highlight& what);

} // namespace termscope
