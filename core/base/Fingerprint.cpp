#include "core/base/Fingerprint.h"

#include <cstring>

namespace termscope {

/// FNV-1a by words of eight bytes, its bits then spread as in MurmurHash3's finalizer.
void Fingerprint::mix(std::uint64_t word)
{
    state_ = (state_ ^ word) * 0x100000001b3;
    state_ ^= state_ >> 33;
    state_ *= 0xff51afd7ed558ccd;
    state_ ^= state_ >> 29;
}

void Fingerprint::add(std::span<const std::byte> bytes)
{
    mix(bytes.size());
    while (!bytes.empty()) {
        std::uint64_t word = 0;
        const std::size_t count = bytes.size() < sizeof word ? bytes.size() : sizeof word;
        std::memcpy(&word, bytes.data(), count);
        mix(word);
        bytes = bytes.subspan(count);
    }
}

std::string Fingerprint::text() const
{
    constexpr char digits[] = "0123456789abcdef";
    std::string result;
    for (int shift = 60; shift >= 0; shift -= 4)
        result += digits[state_ >> shift & 15U];
    return result;
}

} // namespace termscope
