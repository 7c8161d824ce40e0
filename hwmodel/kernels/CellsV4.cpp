#define TERMSCOPE_CELL_KERNELS v4Cells
#include "hwmodel/kernels/CellLoops.inc"
