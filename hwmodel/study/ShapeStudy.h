// Cycles of a whole network on every array shape: rows × columns × dataflow, in closed form. Answers which shape suits
// a network, and how many cells are worth having.
#pragma once

#include "hwmodel/timing/LayerTiming.h"

#include <array>
#include <optional>
#include <span>
#include <vector>

namespace termscope {

struct ShapeGrid {
    std::vector<int> rows{4, 8, 16, 32, 64, 128, 256};
    std::vector<int> columns{4, 8, 16, 32, 64, 128, 256};
};

/// One array of the grid.
struct ShapePoint {
    Dataflow dataflow = Dataflow::OutputStationary;
    int rows = 0;
    int columns = 0;
    std::int64_t cycles = 0; ///< of all layers, stalls included

    std::int64_t cells() const { return std::int64_t{rows} * columns; }
};

struct ShapeStudy {
    static constexpr std::array dataflows{Dataflow::OutputStationary, Dataflow::WeightStationary,
                                          Dataflow::InputStationary};

    ShapeGrid grid;
    std::vector<ShapePoint> points; ///< [dataflow, rows, columns]

    const ShapePoint& at(std::size_t dataflow, std::size_t row, std::size_t column) const
    {
        return points[(dataflow * grid.rows.size() + row) * grid.columns.size() + column];
    }

    /// The fewest cycles among arrays of exactly so many cells, of one dataflow or of any; the first such one in the
    /// order of the points. None where the grid has no such array.
    std::optional<ShapePoint> best(std::int64_t cells, std::optional<Dataflow> dataflow = {}) const;

    /// The fewest cycles for each number of cells that the grid has, rising.
    std::vector<ShapePoint> bestOfEachSize() const;
};

/// `config.array`'s rows, columns and dataflow are replaced by those of the grid, steps are provisioned; `drain` counts
/// where outputs stay in a pMAC array. `own` says what each layer's cells run at (one each, or none at all:
/// config.terms). Errors: no layers, an empty grid, those of timeLayer, a sum beyond 64 bits. Cost: one layerCycles a
/// layer and point, some 20 ns without a DRAM.
Result<ShapeStudy> studyShapes(std::span<const LayerShape> layers, TimingConfig config, const ShapeGrid& grid = {},
                               std::span<const TermMacConfig> own = {});

} // namespace termscope
