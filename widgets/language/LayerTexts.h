// How a layer is stored and run, in the language of the window.
#pragma once

#include "core/graph/Network.h"
#include "core/settings/NetworkPlan.h"

#include <QString>

namespace termscope {

/// As describe: "TR, k = 10, s = 2", "given".
QString runsAsText(const LayerPlan& plan);

/// As storedAs: "int8 per channel", "uint4 in blocks of 32".
QString storedAsText(const WeightLayer& layer);

} // namespace termscope
