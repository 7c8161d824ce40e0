// The hardware sources of the array, hwmodel/rtl/*.sv, which `termscope-cli rtl` writes.
#pragma once

#include <string_view>
#include <vector>

namespace termscope::embedded {

struct RtlSource {
    std::string_view name; ///< of the module, and of the file without ".sv"
    std::string_view text;
};

/// What is built: the top, term_array, first; then what it is made of, and the units behind a column.
const std::vector<RtlSource>& rtlSources();

/// Its self-checking test bench.
RtlSource rtlTestBench();

} // namespace termscope::embedded
