#include "resources/Tables.h"

#include "resources/Embedded.h"

namespace termscope::embedded {
namespace {

std::string_view textOf(std::span<const std::byte> bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

} // namespace

Result<PublishedFigures> readPublishedFigures()
{
    return parsePublishedFigures(textOf(publishedFigures()), "published_2020.json (embedded)");
}

Result<UnitCosts> readUnitCosts()
{
    return parseUnitCosts(textOf(unitCosts()), "unit_costs.json (embedded)");
}

} // namespace termscope::embedded
