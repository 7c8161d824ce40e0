#define TERMSCOPE_KERNEL_SET v3Set
#define TERMSCOPE_KERNEL_LEVEL "x86-64-v3"
#include "core/terms/KernelLoops.inc"
