#include "core/settings/GroupsOfRow.h"

#include <algorithm>

namespace termscope {
namespace {

std::int64_t lengthOf(const GroupsOfRow& cut)
{
    return cut.block > 0 ? cut.block : std::max<std::int64_t>(cut.columns, 1);
}

std::int64_t groupsIn(std::int64_t values, std::int64_t groupSize)
{
    return (values + groupSize - 1) / groupSize;
}

} // namespace

std::int64_t GroupsOfRow::count() const
{
    const std::int64_t length = lengthOf(*this);
    return columns / length * groupsIn(length, groupSize) + groupsIn(columns % length, groupSize);
}

std::int64_t GroupsOfRow::first(std::int64_t group) const
{
    const std::int64_t perBlock = groupsIn(lengthOf(*this), groupSize);
    return group / perBlock * lengthOf(*this) + group % perBlock * groupSize;
}

std::int64_t GroupsOfRow::size(std::int64_t group) const
{
    const std::int64_t start = first(group);
    const std::int64_t end = std::min(columns, (start / lengthOf(*this) + 1) * lengthOf(*this));
    return std::min(groupSize, end - start);
}

std::int64_t GroupsOfRow::holding(std::int64_t value) const
{
    const std::int64_t length = lengthOf(*this);
    return value / length * groupsIn(length, groupSize) + value % length / groupSize;
}

GroupsOfRow groupsOfRow(const WeightLayer& layer, const Settings& own)
{
    const bool given = own.source == Source::Given && layer.given;
    return {layer.inputs(), given ? layer.given->block : 0, own.groupSize};
}

} // namespace termscope
