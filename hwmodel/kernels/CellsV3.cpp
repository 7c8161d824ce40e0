#define TERMSCOPE_CELL_KERNELS v3Cells
#include "hwmodel/kernels/CellLoops.inc"
