// The types of ggml's tensors: how many values a block has, in how many bytes, and how they lie in it.
//
// Source: ggml, ggml-common.h (the block structures) and gguf.md. A value of the types with an offset (Q4_1, Q5_1,
// Q4_K, Q5_K) is q · scale + offset, of the others q · scale.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace termscope {

enum class GgufForm {
    Unread, ///< known by its name and size alone
    Float,
    Integers, ///< blocks of small integers
    Mxfp4     ///< blocks of four-bit floating-point numbers
};

struct GgufType {
    std::uint32_t number = 0;
    std::string_view name; ///< "Q4_K"
    std::int64_t values = 1;
    std::int64_t bytes = 1;
    GgufForm form = GgufForm::Unread;
};

/// Null for a number that is not known.
const GgufType* ggufType(std::uint32_t number);

/// Most values that a block has.
inline constexpr std::size_t ggufBlock = 256;

/// How a type of the form Integers has its values.
struct GgufBlocks {
    std::uint32_t number = 0;
    std::int64_t shared = 32; ///< consecutive values with one scale
    std::int32_t lowest = 0;
    std::int32_t highest = 0;
    bool hasOffsets = false;
    void (*integers)(const std::byte* block, std::int32_t* to) = nullptr;
    /// Of a block's parts: scales, and offsets where there are some.
    void (*scales)(const std::byte* block, float* scales, float* offsets) = nullptr;
};

/// Range: a type of the form Integers.
const GgufBlocks& ggufBlocks(const GgufType& type);

} // namespace termscope
