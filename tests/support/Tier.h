// Which tests run: those that go with every change, or the long tier with every row. A test with many rows asks here.
#pragma once

#include <cstdlib>
#include <string_view>

namespace termscope {

/// TERMSCOPE_LONG is set, and not to 0 or nothing.
inline bool isLongTier()
{
    const char* const value = std::getenv("TERMSCOPE_LONG");
    return value != nullptr && std::string_view(value) != "" && std::string_view(value) != "0";
}

} // namespace termscope
