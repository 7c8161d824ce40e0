#include "core/base/Message.h"

#include "core/base/Error.h"

namespace termscope {

std::string toText(const Message& message)
{
    std::string words;
    const std::string_view pattern = message.pattern;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const std::size_t number = pattern[i] == '%' && i + 1 < pattern.size()
                                       ? static_cast<std::size_t>(pattern[i + 1] - '1')
                                       : message.values.size();
        if (number >= message.values.size()) {
            words += pattern[i];
            continue;
        }
        words += std::visit([](auto value) { return text(value); }, message.values[number]);
        ++i;
    }
    return words;
}

} // namespace termscope
