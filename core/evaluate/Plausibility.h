// Whether the accuracy of the float network can be that of the network: images that are preprocessed in another way
// than it was trained with leave an accuracy that looks like one, and curves that mean nothing.
//
// A classifier is right about as often as the softmax of its outputs says ("confidence"); trained networks say more
// than is so, but not twice as much. A bound is given away only where the data leave no doubt: the 95 % interval of the
// accuracy counts, not the accuracy itself.
#pragma once

#include "core/evaluate/Evaluation.h"

#include <string>
#include <string_view>

namespace termscope {

enum class Doubt {
    None,
    AtChance,        ///< no better than guessing one of the classes
    BelowConfidence, ///< far less often right than the outputs say
};

struct Plausibility {
    Doubt doubt = Doubt::None;
    double top1 = 0.0;       ///< in percent
    double confidence = 0.0; ///< mean softmax of the predicted class, in percent
    double chance = 0.0;     ///< of guessing, in percent
};

/// Samples that are too few to tell.
inline constexpr std::int64_t leastToTell = 50;

/// Of an evaluation in float32 that is under way or done. No doubt where there are no labels, fewer than leastToTell
/// samples, or no classes.
Plausibility plausibilityOf(const Evaluation& floats);

/// "float accuracy is 40.10 %, far below the 78 % that the outputs' own confidence says"; empty without doubt.
std::string toText(const Plausibility& found);

} // namespace termscope
