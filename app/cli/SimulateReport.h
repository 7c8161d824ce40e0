// What a run of `simulate` found, as JSON and as text.
#pragma once

#include "hwmodel/simulate/ArraySimulator.h"

#include <string>

namespace termscope::cli {

struct SimulateReport {
    SimulationConfig config;
    TermMacConfig terms;
    GemmShape shape;
    std::string source; ///< the layer that the operands are of; empty for others
    std::int64_t folds = 0;
    std::int64_t steps = 0;
    std::int64_t cycles = 0;        ///< of the run
    std::int64_t closedForm = 0;    ///< what timing says they are
    std::int64_t mismatches = 0;    ///< outputs that differ from the integer product
    double utilisation = 0.0;       ///< work / (cycles·R·C), 0…1
    std::int64_t termPairs = 0;     ///< of a tMAC array: counted in all
    int coefficients = 0;           ///< of a tMAC cell
    int coefficientWidth = 0;       ///< bits of each, for this K
    std::vector<std::string> files; ///< written beside

    bool isTerm() const { return config.mac == MacKind::Term; }
    bool isRight() const { return mismatches == 0 && cycles == closedForm; }
};

/// Each ends in a new line.
std::string simulateJson(const SimulateReport& report);
std::string simulateText(const SimulateReport& report);

} // namespace termscope::cli
