#define TERMSCOPE_KERNEL_SET baselineSet
#define TERMSCOPE_KERNEL_LEVEL "baseline"
#include "core/terms/KernelLoops.inc"
