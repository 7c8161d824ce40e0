// A sentence with names, counts and measured numbers in it, which the tool prints in English and the screen shows in
// any language. (Message.h's has numbers alone, in their shortest form.)
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace termscope {

/// A number to so many decimals.
struct FixedNumber {
    double value = 0.0;
    int decimals = 0;
};

struct Sentence {
    /// A text is a name, which is the same in every language.
    using Value = std::variant<std::int64_t, FixedNumber, std::string>;

    std::string_view pattern; ///< of static storage, marked by Translatable.h: "Here: %1 on %2"; %1…%9 are the values
    std::vector<Value> values = {};
};

/// In English, numbers in the C locale.
std::string toText(const Sentence& sentence);

std::vector<std::string> textsOf(std::span<const Sentence> sentences);

/// The pattern with each value's words in its place: what they hold is no place.
std::string filled(std::string_view pattern, std::span<const std::string> values);

} // namespace termscope
