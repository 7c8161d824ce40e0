// Timing diagrams as text: a signal a line, a cycle a column.
//
//     cycle        |0   |1   |2   |3
//     step         |0        |1
//     weight term  |+2^5     |-2^0|-
//
// A bar stands where a value begins; it holds up to the next one. "-": there is none.
#pragma once

#include "hwmodel/simulate/ArraySimulator.h"

#include <string>
#include <vector>

namespace termscope {

struct WaveRow {
    std::string name;
    std::vector<std::string> values; ///< a cycle each, from `firstCycle` on
};

/// Every line ends in a new line, none in blanks. Range: rows of one length.
std::string waveText(std::int64_t firstCycle, const std::vector<WaveRow>& rows);

/// The first `cycles` of a run from where it is, as the state is in each of them; where the run ends before, one column
/// more for what leaves last. Of an array of one cell what it does: the terms that its queues show, the coefficient
/// that they count, and those coefficients that are ever other than 0. Of more cells (the first mostSide × mostSide)
/// which item each is at: row of the inputs, column of the weights, group or value along K. Both: what leaves.
class ArrayWaves {
public:
    static constexpr std::int64_t mostCycles = 512;
    static constexpr int mostSide = 8;

    static std::vector<WaveRow> of(ArraySimulator simulator, std::int64_t cycles);
};

} // namespace termscope
