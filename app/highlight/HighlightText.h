// What is lit as one sentence for the status bar, numbers in the locale's form.
#pragma once

#include "app/session/Highlight.h"
#include "app/worker/Results.h"

#include <QString>

namespace termscope {

/// What the sentence is made from; null where it is not known, and then not spoken of.
struct HighlightContext {
    const Network* network = nullptr;   ///< not null
    const Settings* settings = nullptr; ///< not null
    const GroupView* group = nullptr;   ///< that holds the values
    const GroupView* inSight = nullptr; ///< that the Terms page shows
    const LayerDistribution* distribution = nullptr;
    const Curve* curve = nullptr;
};

/// "fc1, row 3, input 17: weight 0.0431 ≈ 27 · 0.001597 → +2^5 −2^2 −2^0, kept +2^5 −2^2 (28)"; empty for nothing.
/// Range: the layer exists.
QString highlightText(const Highlight& what, const HighlightContext& context);

} // namespace termscope
