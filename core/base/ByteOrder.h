// Unsigned integers at any address, in either byte order.
#pragma once

#include <cstddef>
#include <type_traits>

namespace termscope {

template <class T>
T loadLittleEndian(const std::byte* from)
{
    static_assert(std::is_unsigned_v<T>);
    T value = 0;
    for (std::size_t i = 0; i < sizeof(T); ++i)
        value = static_cast<T>(value | static_cast<T>(static_cast<T>(from[i]) << (8 * i)));
    return value;
}

template <class T>
T loadBigEndian(const std::byte* from)
{
    static_assert(std::is_unsigned_v<T>);
    T value = 0;
    for (std::size_t i = 0; i < sizeof(T); ++i)
        value = static_cast<T>(value | static_cast<T>(static_cast<T>(from[i]) << (8 * (sizeof(T) - 1 - i))));
    return value;
}

template <class T>
void storeLittleEndian(T value, std::byte* to)
{
    static_assert(std::is_unsigned_v<T>);
    for (std::size_t i = 0; i < sizeof(T); ++i)
        to[i] = static_cast<std::byte>((value >> (8 * i)) & 0xFF);
}

} // namespace termscope
