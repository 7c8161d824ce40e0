// The words that the tokens of a sample of arrays stand for, where a vocabulary says so.
#pragma once

#include "core/data/Dataset.h"

#include <QString>

namespace termscope {

/// The word of a token, or "–" for a number that the vocabulary has no word for.
QString wordOf(const Vocabulary& words, std::int64_t token);

/// The first words of a sample, and "…" where there are more; tokens that a mask leaves out are left out. Empty where no
/// vocabulary names its tokens. Range: 0 ≤ sample < count.
QString firstWords(const Dataset& dataset, std::int64_t sample);

} // namespace termscope
