// A short name for contents: equal contents have equal ones, and others differ but by a chance of 2^-64. It tells files
// that were changed by mistake; it is no protection against somebody who means to deceive.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <type_traits>

namespace termscope {

class Fingerprint {
public:
    /// Adds a piece; where pieces begin and end counts.
    void add(std::span<const std::byte> bytes);

    template <class T>
    void addValues(std::span<const T> values)
    {
        static_assert(std::has_unique_object_representations_v<T> || std::is_floating_point_v<T>);
        add(std::as_bytes(values));
    }

    /// Sixteen hexadecimal digits.
    std::string text() const;

private:
    void mix(std::uint64_t word);

    std::uint64_t state_ = 0xcbf29ce484222325;
};

} // namespace termscope
