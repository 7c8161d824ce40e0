#include "core/base/Text.h"
#include "tests/fuzz/Targets.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace termscope::fuzz {

void require(bool kept, const char* promise)
{
    if (kept)
        return;
    std::fprintf(stderr, "the promise is not kept: %s\n", promise);
    std::abort();
}

void requireSentence(const std::string& message)
{
    const bool oneLine = std::ranges::none_of(message, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
    if (message.empty() || !oneLine || !isUtf8(message))
        std::fprintf(stderr, "the sentence: %s\n", printable(message).c_str());
    require(!message.empty() && oneLine && isUtf8(message), "an error is a sentence on one line of UTF-8");
}

} // namespace termscope::fuzz
