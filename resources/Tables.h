// The embedded tables, read: they are part of the program, so an error in them is one of the program.
#pragma once

#include "core/study/PublishedFigures.h"
#include "core/study/PublishedStudies.h"
#include "core/study/TrainedFigures.h"
#include "hwmodel/energy/GateCounts.h"
#include "hwmodel/energy/UnitCosts.h"
#include "hwmodel/study/HardwareReproduction.h"

namespace termscope::embedded {

Result<PublishedFigures> readPublishedFigures();
Result<PublishedStudies> readPublishedStudies();
Result<TrainedFigures> readTrainedFigures();
Result<std::vector<StudiedTopology>> readTopologies();
Result<UnitCosts> readUnitCosts(UnitCostSet set = UnitCostSet::Quoted);
Result<GateCounts> readGateCounts();

/// The figure of the six networks' hardware, of these tables.
Result<ReproducedTable> reproducedHardware(const PublishedStudies& studies);

} // namespace termscope::embedded
