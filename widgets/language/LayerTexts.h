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

/// What stays in float32 beside the layers (core/graph/FloatTables.h), as a sentence: "embedding words (6×4), layer norm
/// (5)". Empty where there is nothing. Batch normalizations are left out: they are folded into layers.
QString floatTablesText(const Network& network);

} // namespace termscope
