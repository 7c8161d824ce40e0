// The program of one fuzzer: libFuzzer brings main() and calls this.
#include "tests/fuzz/Targets.h"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const termscope::ByteView bytes(reinterpret_cast<const std::byte*>(data), size);
#ifdef TERMSCOPE_FUZZ_FORMAT
    termscope::fuzz::network(TERMSCOPE_FUZZ_FORMAT, bytes);
#else
    termscope::fuzz::TERMSCOPE_FUZZ_TARGET(bytes);
#endif
    return 0;
}
