// A race of two arrays in words: its verdict, and where each array is.
#pragma once

#include "app/session/ArrayChoice.h"
#include "app/worker/ArrayResults.h"

namespace termscope {

/// "fc1: … on 16×16 cells: pMAC takes 10.89 times as many cycles as TR. …", as HTML.
QString verdictText(const ArrayRace& race, const ArrayChoice& array);

/// Under an array: the fold, step and cycle that it is in at `position`, and how busy its cells are.
QString captionText(const RaceLane& lane, std::int64_t position);

} // namespace termscope
