// The term pairs that hardware must reserve, whatever the data are. Everything that counts them asks here.
//
// A multiply-accumulate takes (b_w−1)·(b_d−1) under QT, and s·k/g under TR, never more than under QT; s = 0 counts as
// the most terms that a value can need. A weight in another number format takes the terms that its elements can have
// with those of the data, or its bit columns with the b_d−1 bits; data in the same format take as many as the weights.
// (resources/docs/numbers.md, "Work"; rivals.md)
#pragma once

#include "core/settings/Settings.h"

#include <optional>

namespace termscope {

/// The most terms that a value of so many bits can have in the encoding and by the quantizer of `settings`.
int mostTerms(const Settings& settings, int bits);

/// s of the settings; where it is 0, the most terms of their data. Of data in a number format those of its elements.
int provisionedDataTerms(const Settings& settings);

/// The most terms that a weight of the settings' number format has; none of a format of whole bit columns.
std::optional<double> termsOfFormat(const Settings& settings);

/// Provisioned pairs per multiply-accumulate; 0 for Method::Float. Overrides of layers do not count.
double provisionedPairs(Method method, const Settings& settings);

/// The same of a group of g products: QT g·(b_w−1)·(b_d−1); TR k·s, never more than QT's.
std::int64_t provisionedPairsOfGroup(Method method, const Settings& settings);

} // namespace termscope
