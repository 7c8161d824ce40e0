#define TERMSCOPE_KERNEL_SET v4BytesSet
#define TERMSCOPE_KERNEL_LEVEL "x86-64-v4-vbmi"
#include "core/terms/KernelLoops.inc"
