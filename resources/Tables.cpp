#include "resources/Tables.h"

#include "hwmodel/topology/Topology.h"
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

Result<PublishedStudies> readPublishedStudies()
{
    return parsePublishedStudies(textOf(publishedStudies()), "published_2020_studies.json (embedded)");
}

Result<TrainedFigures> readTrainedFigures()
{
    return parseTrainedFigures(textOf(trainedFigures()), "published_trained.json (embedded)");
}

Result<std::vector<StudiedTopology>> readTopologies()
{
    std::vector<StudiedTopology> read;
    for (const Topology& topology : topologies()) {
        Result<std::vector<LayerShape>> layers = parseTopology(textOf(topology.csv), topology.network,
                                                               OutputRounding::Down);
        if (!layers)
            return tl::unexpected(layers.error());
        read.push_back({topology.network, std::move(*layers)});
    }
    return read;
}

Result<UnitCosts> readUnitCosts(UnitCostSet set)
{
    return set == UnitCostSet::Quoted
               ? parseUnitCosts(textOf(unitCosts()), "unit_costs.json (embedded)")
               : parseUnitCosts(textOf(countedUnitCosts()), "unit_costs_counted.json (embedded)");
}

Result<GateCounts> readGateCounts()
{
    return parseGateCounts(textOf(gateCounts()), "gate_counts.json (embedded)");
}

Result<ReproducedTable> reproducedHardware(const PublishedStudies& studies)
{
    const Result<std::vector<StudiedTopology>> shapes = readTopologies();
    const Result<PublishedFigures> figures = readPublishedFigures();
    const Result<UnitCosts> costs = readUnitCosts();
    if (!shapes)
        return tl::unexpected(shapes.error());
    if (!figures || !costs)
        return tl::unexpected(figures ? costs.error() : figures.error());
    return reproduceHardware(*shapes, studies, *figures, *costs);
}

} // namespace termscope::embedded
