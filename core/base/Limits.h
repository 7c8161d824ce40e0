// What readers take at most: sizes, depths, counts, and how far packed data may unpack.
//
// A file is anyone's. Each number here is beyond what honest files have (or as much as is of use), and keeps what a
// small hostile file can cost bounded, in memory, in time and in depth of the stack. A reader that meets more says so
// in a sentence with the number. What a computation takes at most stands beside the computation.
#pragma once

#include <cstddef>
#include <cstdint>

namespace termscope::limits {

// Any file.
inline constexpr std::uintmax_t file = std::uintmax_t{1} << 34;     ///< bytes read into memory as a whole
inline constexpr std::uintmax_t lineFile = std::uintmax_t{1} << 30; ///< bytes of a record that grows by lines

// What unpacks. Deflate itself reaches 1032 : 1, but only with bytes that are all the same.
inline constexpr std::uint64_t unpackRatio = 1000;
inline constexpr std::uint64_t unpackUnsuspicious = std::uint64_t{16} << 20; ///< bytes; below, any ratio is harmless
inline constexpr std::uint64_t zipUnpacked = std::uint64_t{2} << 30;         ///< bytes of all members together
inline constexpr std::int64_t zipMembers = 65536; ///< each costs a lookup when it is listed; checkpoints have thousands

// JSON. Its depth is ours: the parser itself does not recurse.
inline constexpr int jsonDepth = 8; ///< objects and lists inside each other; no file of ours has more than 5

// Networks.
inline constexpr std::size_t axes = 32;                              ///< of a tensor; NumPy's own limit
inline constexpr std::size_t npyItem = std::size_t{1} << 20;         ///< bytes of one element of an array
inline constexpr std::uint64_t safetensorsHeader = 100'000'000;      ///< bytes; the reference implementation's
inline constexpr std::int64_t foldedValue = std::int64_t{1} << 22;   ///< elements of one computed constant
inline constexpr std::int64_t foldedValues = std::int64_t{1} << 27;  ///< elements of all, beside those in the file
inline constexpr std::int64_t inferredValue = std::int64_t{1} << 31; ///< elements of what has a shape only
inline constexpr std::int64_t onnxNodes = std::int64_t{1} << 17;     ///< large language models have some 10,000
inline constexpr std::size_t innerGraphs = 8;                        ///< inside each other: If in Loop in If is 3
inline constexpr std::int64_t loopRounds = std::int64_t{1} << 20;    ///< of one Loop
inline constexpr std::int64_t onnxTensors = std::int64_t{1} << 17;   ///< initializers

// Networks in several files.
inline constexpr std::size_t shardIndex = std::size_t{1} << 27; ///< bytes; a line for each tensor
inline constexpr std::size_t shards = 512; ///< each stays open; processes may have some 1000 files open

// PyTorch files.
inline constexpr std::size_t pickleBytes = std::size_t{1} << 28;  ///< of one pickle, without the data of its tensors
inline constexpr std::size_t pickleValues = std::size_t{1} << 22; ///< operations; a tensor takes some 25
inline constexpr int pickleDepth = 64;                            ///< containers inside each other
inline constexpr std::size_t tensorName = 4096;                   ///< bytes, with the names of all dicts around it

// Labelled images.
inline constexpr std::uintmax_t imagesFile = std::uintmax_t{1} << 32; ///< bytes of IDX, npz or CIFAR
inline constexpr std::uint64_t idxValues = std::uint64_t{1} << 30;    ///< one byte each
inline constexpr std::uint64_t cifarBytes = std::uint64_t{1} << 30;   ///< of all files together
inline constexpr std::int64_t label = 65535;
inline constexpr std::size_t classes = 65536;
inline constexpr std::uintmax_t classNamesFile = std::uintmax_t{1} << 26; ///< bytes
inline constexpr std::uintmax_t labelsFile = std::uintmax_t{1} << 30;     ///< bytes
inline constexpr std::int64_t decodedSamples = std::int64_t{1} << 31;     ///< bytes of float32 kept in memory

// Pictures.
inline constexpr std::uintmax_t pictureFile = std::uintmax_t{1} << 28; ///< bytes
/// More pixels than any test set has; what a small file may claim to hold stays bounded (3 bytes each).
inline constexpr std::int64_t picturePixels = std::int64_t{1} << 26;
inline constexpr std::uint32_t pngSide = std::uint32_t{1} << 20;
inline constexpr std::size_t pngChunk = std::size_t{1} << 24; ///< bytes of a text or profile, unpacked
inline constexpr int jpegScans = 100; ///< a progressive picture has 10; each goes over all pixels again
inline constexpr int resizedSide = 8192;

// Texts.
inline constexpr std::uint64_t tokensFile = std::uint64_t{1} << 30; ///< bytes, unpacked

// Arrays.
inline constexpr std::uintmax_t topologyFile = std::uintmax_t{1} << 26;   ///< bytes
inline constexpr std::uintmax_t scaleSimConfig = std::uintmax_t{1} << 20; ///< bytes
inline constexpr std::uintmax_t unitCosts = std::uintmax_t{1} << 20;      ///< bytes

// Sweeps in parts.
inline constexpr std::int64_t sweepShards = 65536;
inline constexpr std::int64_t sweepRows = std::int64_t{1} << 20;
inline constexpr std::uintmax_t sweepShardFile = std::uintmax_t{1} << 28; ///< bytes

// Sessions, links and lessons.
inline constexpr std::uintmax_t sessionFile = std::uintmax_t{1} << 20; ///< bytes
inline constexpr std::int64_t link = 65536;                            ///< characters
inline constexpr std::int64_t path = 4096;                             ///< bytes; Linux takes no longer ones
inline constexpr std::uintmax_t lessonFile = std::uintmax_t{1} << 20;  ///< bytes
inline constexpr std::size_t formula = 1000; ///< characters of a lesson's; muParser recurses into brackets
inline constexpr std::uintmax_t namesFile = std::uintmax_t{1} << 20; ///< bytes of the students' names

} // namespace termscope::limits
