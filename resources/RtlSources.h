// The hardware sources of the array, hwmodel/rtl/*.sv, which `termscope-cli rtl` writes.
#pragma once

#include "hwmodel/rtl/RtlFolder.h"

namespace termscope::embedded {

/// What is built: the top, term_array, first; then what it is made of, and the units behind a column.
const std::vector<RtlSource>& rtlSources();

/// Its self-checking test bench.
RtlSource rtlTestBench();

} // namespace termscope::embedded
