#define TERMSCOPE_KERNEL_SET v4Set
#define TERMSCOPE_KERNEL_LEVEL "x86-64-v4"
#include "core/terms/KernelLoops.inc"
