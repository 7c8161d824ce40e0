// A systolic array of R × C cells. Its mapping, timing and simulation come to rest in this folder.
#pragma once

namespace termscope {

struct ArrayConfig {
    int rows = 128;   ///< R ≥ 1 cells down
    int columns = 64; ///< C ≥ 1 cells across

    int cells() const { return rows * columns; }
};

} // namespace termscope
