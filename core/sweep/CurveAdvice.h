// What is known to cure a curve that lies far below float at all of its points.
#pragma once

#include "core/base/Message.h"
#include "core/sweep/Sweep.h"

#include <span>

namespace termscope {

/// Points of top-1 below float from which on a curve is told to lie far below it; of a text, how many times float's
/// perplexity; of outputs that are values, the SQNR in dB below which it does.
inline constexpr double farBelow = 10.0;
inline constexpr double manyTimes = 1.5;
inline constexpr double littleSqnr = 10.0;

/// For QT and for TR, where all points of the rows lie far below float, the setting that is known to cure it, the first
/// that the rows do not have: a weight scale for each output channel, the least squared error for the activations'
/// scales, more data terms. One sentence each; empty where a method has a good point, float is not there, or nothing is
/// known to help.
std::vector<Message> adviceOnCurve(std::span<const SweepRow> rows);

/// All that adviceOnCurve() can say, for translators.
std::span<const std::string_view> curveAdvicePatterns();

} // namespace termscope
