// The program of one fuzzer: libFuzzer brings main() and calls this.
#include "tests/fuzz/Targets.h"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    termscope::fuzz::TERMSCOPE_FUZZ_TARGET({reinterpret_cast<const std::byte*>(data), size});
    return 0;
}
