// TR over QT in latency and energy on an array of term MACs, for the layer shapes of the six networks of arXiv
// 2007.06389, beside what was measured on its FPGA.
//
// The publication's settings of the array do not come with its figures: TR runs at the cheapest published setting whose
// published score is as good as that of 8-bit QT (of the MLP, of its best), within `equalPoints`.
#pragma once

#include "core/study/PublishedStudies.h"
#include "core/study/ReproducedTable.h"
#include "hwmodel/energy/ModeComparison.h"

namespace termscope {

/// A network's shapes, as a topology has them.
struct StudiedTopology {
    std::string network; ///< as in PublishedRatio and, at its beginning, in StudiedCurve
    std::vector<LayerShape> layers;
};

/// A row a topology. Errors: those of compareModes.
Result<ReproducedTable> reproduceHardware(const std::vector<StudiedTopology>& topologies,
                                          const PublishedStudies& studies, const PublishedFigures& figures,
                                          const UnitCosts& costs);

} // namespace termscope
