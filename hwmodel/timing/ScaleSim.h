// What SCALE-Sim v2 (scalesim-project/scale-sim-v2 at 22f88b1) prints for a matrix product, for those who compare with
// it.
//
// Read off its output for AlexNet and small products on 8×1 to 128×64 cells; F, F_r, S_r, S_c, T as for a pMAC array:
//
//   total cycles          the pMAC array's without drain, less one: it is one short of its own count
//   mapping efficiency    S_r·S_c / (F·R·C)
//   overall utilisation   M·K·N / (total cycles·R·C)
//   compute utilisation   M·K·N / (F·P·R·C), P = T+R+C−2 output-stationary, 2R+2C+T−3 otherwise
//   SRAM                  input and weight reads of a pMAC array; output writes M·N + F·(R+C) output-stationary,
//   M·N·F_r otherwise
#pragma once

#include "hwmodel/timing/ArrayTiming.h"

namespace termscope {

struct ScaleSimReport {
    std::int64_t totalCycles = 0;
    double mappingEfficiency = 0.0;  ///< 0…1
    double computeUtilisation = 0.0; ///< 0…1
    double overallUtilisation = 0.0; ///< 0 where the total is 0 cycles
    std::int64_t inputReads = 0;
    std::int64_t weightReads = 0;
    std::int64_t outputWrites = 0;
};

/// Errors: those of parallelTiming. `array.drain` has no meaning here.
Result<ScaleSimReport> scaleSimReport(ArrayConfig array, const GemmShape& shape);

} // namespace termscope
