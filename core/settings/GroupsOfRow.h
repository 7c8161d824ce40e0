// How a row of a layer's weights is cut into groups: from its start, and anew at every block of values that share a
// scale of the file. The last group of a row, and of a block, may be shorter than g.
#pragma once

#include "core/graph/Network.h"
#include "core/settings/Settings.h"

#include <algorithm>

namespace termscope {

struct GroupsOfRow {
    std::int64_t columns = 0; ///< values of a row
    std::int64_t block = 0;   ///< of them that share a scale; 0: no blocks
    std::int64_t groupSize = 1;

    /// Groups of a row.
    std::int64_t count() const;
    /// The first value of a group. Range: 0 ≤ group < count().
    std::int64_t first(std::int64_t group) const;
    /// How many values it has.
    std::int64_t size(std::int64_t group) const;
    /// The group that a value is in. Range: 0 ≤ value < columns.
    std::int64_t holding(std::int64_t value) const;
    /// Parts of a row that no group crosses, of equal length: its blocks; 1 where there are none or the last is
    /// shorter.
    std::int64_t equalBlocks() const
    {
        return block > 0 && columns % block == 0 ? std::max<std::int64_t>(columns / block, 1) : 1;
    }
    /// Whether a block border cuts groups short that would else be whole.
    bool cutByBlocks() const { return block > 0 && block < columns && block % groupSize != 0; }
};

/// `own`: the layer's settings, as NetworkPlan has them.
GroupsOfRow groupsOfRow(const WeightLayer& layer, const Settings& own);

} // namespace termscope
