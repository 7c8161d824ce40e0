// What SCALE-Sim v2 (scalesim-project/scale-sim-v2, 2023) prints for a layer, for those who compare with it.
//
// Read off its output for AlexNet and small products on 8×1 to 128×64 cells, with F, F_r, F_c, S_r, S_c, T as for a pMAC array:
//
//   total cycles          F·(T+R+C−2) − 1 output-stationary, F·(2R+C+T−2) − 1 otherwise: one short of its own count
//   mapping efficiency    100·S_r·S_c / (F·R·C)
//   overall utilisation   100·M·K·N / (total cycles·R·C)
//   compute utilisation   100·M·K·N / (F·P·R·C), P = T+R+C−2 output-stationary, 2R+2C+T−3 otherwise
//   SRAM                  ifmap and filter reads as a pMAC array's; ofmap writes M·N + F·(R+C) output-stationary, M·N·F_r
//                         otherwise
#pragma once

#include "hwmodel/timing/LayerShape.h"

namespace termscope {

struct ScaleSimReport {
    std::int64_t totalCycles = 0;
    double mappingEfficiency = 0.0;  ///< percent
    double computeUtilisation = 0.0; ///< percent
    double overallUtilisation = 0.0; ///< percent
    std::int64_t ifmapReads = 0;     ///< words
    std::int64_t filterReads = 0;
    std::int64_t ofmapWrites = 0;
};

/// Error: an array or a shape out of range, counts beyond 64 bits. `array.drain` has no meaning here.
Result<ScaleSimReport> scaleSimReport(const LayerShape& layer, const ArrayConfig& array);

} // namespace termscope
