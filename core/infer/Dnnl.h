// What the roads over oneDNN have in common. Internal to core/infer.
#pragma once

#include "core/infer/LaneImage.h"

#include <dnnl.hpp>

namespace termscope::dnnl_road {

using Dimensions = dnnl::memory::dims;
using DataType = dnnl::memory::data_type;

/// One engine for all: oneDNN keeps the code that it has made by engine.
inline dnnl::engine& engine()
{
    static dnnl::engine instance(dnnl::engine::kind::cpu, 0);
    return instance;
}

/// False where oneDNN would emulate bfloat16 on x86, which is slower than float32.
inline bool hasBfloat16Instructions()
{
#ifdef TERMSCOPE_X86_64
    const auto mask = static_cast<unsigned>(dnnl::cpu_isa::avx512_core_bf16);
    return (static_cast<unsigned>(dnnl::get_effective_cpu_isa()) & mask) == mask;
#else
    return true;
#endif
}

inline Dimensions packedStrides(const Dimensions& sizes)
{
    Dimensions strides(sizes.size(), 1);
    for (std::size_t i = sizes.size(); i-- > 1;)
        strides[i - 1] = strides[i] * sizes[i];
    return strides;
}

/// Images [n, c, space…] with the last axis contiguous.
inline dnnl::memory::desc plain(const Dimensions& sizes, DataType type)
{
    return {sizes, type, packedStrides(sizes)};
}

/// The same in lanes (LaneImage.h).
inline dnnl::memory::desc inLanes(const Dimensions& sizes, DataType type)
{
    using Tag = dnnl::memory::format_tag;
    const bool wide = imageLanes() == 16;
    if (sizes.size() == 3)
        return {sizes, type, wide ? Tag::nCw16c : Tag::nCw8c};
    if (sizes.size() == 4)
        return {sizes, type, wide ? Tag::nChw16c : Tag::nChw8c};
    return {sizes, type, wide ? Tag::nCdhw16c : Tag::nCdhw8c};
}

} // namespace termscope::dnnl_road
