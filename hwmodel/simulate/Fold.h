// One fold of a product on an array: which operands and which output belong to a cell at a stream index.
//
// Cell (r, c) multiplies a unit (a value of a pMAC array, a group of a tMAC array) that came from the west, hopping
// along row r, with one of its column: streamed from the north where outputs stay, else loaded before and kept.
//
//     dataflow   west unit of cell (r, c) at item t      column unit                         adds to output
//     os         inputs, line r0 + r, unit t             weights, line c0 + c, unit t        (r0 + r, c0 + c)
//     ws         inputs, line t,      unit r0 + r        weights, line c0 + c, unit r0 + r   (t, c0 + c)
//     is         weights, line t,     unit r0 + r        inputs, line c0 + c, unit r0 + r    (c0 + c, t)
#pragma once

#include "hwmodel/simulate/Operands.h"

#include <algorithm>

namespace termscope {

/// A value or a group of one side.
struct OperandUnit {
    std::int64_t line = 0;
    std::int64_t unit = 0; ///< along K
};

struct Fold {
    Dataflow dataflow = Dataflow::OutputStationary;
    std::int64_t index = 0;
    std::int64_t firstRow = 0;    ///< r0, of the axis along the rows
    std::int64_t firstColumn = 0; ///< c0
    int rows = 0;                 ///< rows and columns with work: fewer than the array's in an edge fold
    int columns = 0;
    std::int64_t stream = 0; ///< T items

    Fold(const ArrayConfig& array, const MappedAxes& axes, std::int64_t fold)
        : dataflow(array.dataflow), index(fold), firstRow(fold / axes.columnFolds(array) * array.rows),
          firstColumn(fold % axes.columnFolds(array) * array.columns),
          rows(static_cast<int>(std::min<std::int64_t>(array.rows, axes.rows - firstRow))),
          columns(static_cast<int>(std::min<std::int64_t>(array.columns, axes.columns - firstColumn))),
          stream(axes.stream)
    {
    }

    bool outputsStay() const { return dataflow == Dataflow::OutputStationary; }
    bool weightsFromWest() const { return dataflow == Dataflow::InputStationary; }

    const OperandSide& westSide(const ProductOperands& operands) const
    {
        return weightsFromWest() ? operands.weights : operands.inputs;
    }
    const OperandSide& columnSide(const ProductOperands& operands) const
    {
        return weightsFromWest() ? operands.inputs : operands.weights;
    }

    OperandUnit westUnit(int row, std::int64_t item) const
    {
        return outputsStay() ? OperandUnit{firstRow + row, item} : OperandUnit{item, firstRow + row};
    }
    OperandUnit columnUnit(int row, int column, std::int64_t item) const
    {
        return {firstColumn + column, outputsStay() ? item : firstRow + row};
    }

    /// Position in the outputs [M, N].
    std::size_t output(const GemmShape& shape, int row, int column, std::int64_t item) const
    {
        const std::int64_t line = firstColumn + column;
        switch (dataflow) {
        case Dataflow::OutputStationary: return static_cast<std::size_t>((firstRow + row) * shape.n + line);
        case Dataflow::WeightStationary: return static_cast<std::size_t>(item * shape.n + line);
        case Dataflow::InputStationary: return static_cast<std::size_t>(line * shape.n + item);
        }
        return 0;
    }
};

} // namespace termscope
