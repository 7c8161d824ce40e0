#include "resources/RtlSources.h"

#include <cstddef>

#define TERMSCOPE_RTL(module) extern "C" const std::byte termscope_rtl_##module[], termscope_rtl_##module##_end[];
TERMSCOPE_RTL(term_array)
TERMSCOPE_RTL(array_control)
TERMSCOPE_RTL(control_registers)
TERMSCOPE_RTL(systolic_array)
TERMSCOPE_RTL(term_mac)
TERMSCOPE_RTL(parallel_mac)
TERMSCOPE_RTL(term_queue)
TERMSCOPE_RTL(pair_cursor)
TERMSCOPE_RTL(first_term)
TERMSCOPE_RTL(exponent_adder)
TERMSCOPE_RTL(coefficient_vector)
TERMSCOPE_RTL(vector_sum)
TERMSCOPE_RTL(binary_converter)
TERMSCOPE_RTL(requantizer)
TERMSCOPE_RTL(hese_encoder)
TERMSCOPE_RTL(term_comparator)
TERMSCOPE_RTL(group_revealer)
TERMSCOPE_RTL(output_units)
TERMSCOPE_RTL(term_array_bench)
#undef TERMSCOPE_RTL

namespace termscope::embedded {
namespace {

RtlSource source(std::string_view name, const std::byte* begin, const std::byte* end)
{
    return {name, {reinterpret_cast<const char*>(begin), static_cast<std::size_t>(end - begin)}};
}

} // namespace

#define TERMSCOPE_RTL(module) source(#module, termscope_rtl_##module, termscope_rtl_##module##_end)

const std::vector<RtlSource>& rtlSources()
{
    static const std::vector<RtlSource> sources{
        TERMSCOPE_RTL(term_array),       TERMSCOPE_RTL(array_control),      TERMSCOPE_RTL(control_registers),
        TERMSCOPE_RTL(systolic_array),   TERMSCOPE_RTL(term_mac),           TERMSCOPE_RTL(parallel_mac),
        TERMSCOPE_RTL(term_queue),       TERMSCOPE_RTL(pair_cursor),        TERMSCOPE_RTL(first_term),
        TERMSCOPE_RTL(exponent_adder),   TERMSCOPE_RTL(coefficient_vector), TERMSCOPE_RTL(vector_sum),
        TERMSCOPE_RTL(binary_converter), TERMSCOPE_RTL(requantizer),        TERMSCOPE_RTL(hese_encoder),
        TERMSCOPE_RTL(term_comparator),  TERMSCOPE_RTL(group_revealer),     TERMSCOPE_RTL(output_units)};
    return sources;
}

RtlSource rtlTestBench()
{
    return TERMSCOPE_RTL(term_array_bench);
}

#undef TERMSCOPE_RTL

} // namespace termscope::embedded
