// A sentence with values in it, which the screen can show in another language and with numbers in another form.
//
// Errors are not of this kind: they are English everywhere.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace termscope {

struct Message {
    using Value = std::variant<std::int64_t, double>;

    std::string_view pattern; ///< of static storage: "k = %1 keeps every term of %2 weights"; %1…%9 are the values
    std::vector<Value> values;
};

/// In English, numbers in the C locale.
std::string toText(const Message& message);

} // namespace termscope
