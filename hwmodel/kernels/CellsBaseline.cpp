#define TERMSCOPE_CELL_KERNELS baselineCells
#include "hwmodel/kernels/CellLoops.inc"
