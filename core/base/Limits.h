// What readers take at most.
#pragma once

#include <cstddef>
#include <cstdint>

namespace termscope::limits {

inline constexpr std::size_t axes = 32; ///< of a tensor; NumPy's own limit
inline constexpr std::uint64_t unpackRatio = 1000;
inline constexpr std::uint64_t unpackUnsuspicious = std::uint64_t{16} << 20; ///< bytes; below, any ratio is harmless

// Networks in several files.
inline constexpr std::size_t shardIndex = std::size_t{1} << 27; ///< bytes; a line for each tensor
inline constexpr std::size_t shards = 512; ///< each stays open; processes may have some 1000 files open

// PyTorch files.
inline constexpr std::size_t pickleBytes = std::size_t{1} << 28;  ///< of one pickle, without the data of its tensors
inline constexpr std::size_t pickleValues = std::size_t{1} << 22; ///< operations; a tensor takes some 25
inline constexpr int pickleDepth = 64;                            ///< containers inside each other
inline constexpr std::size_t tensorName = 4096;                   ///< bytes, with the names of all dicts around it

} // namespace termscope::limits
