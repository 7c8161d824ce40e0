// What the products over oneDNN have in common, and all in which oneDNN 2 and 3 differ for them. Internal to core/run.
#pragma once

#include "core/run/BlockedImage.h"
#include "core/run/Operands.h"

#include <dnnl.hpp>
#include <string_view>

namespace termscope::dnnl_common {

using Dimensions = dnnl::memory::dims;
using DataType = dnnl::memory::data_type;

/// Of operands that oneDNN takes.
inline DataType dataTypeOf(OperandType type)
{
    if (type == OperandType::Int8)
        return DataType::s8;
    if (type == OperandType::Uint8)
        return DataType::u8;
    return type == OperandType::Bfloat16 ? DataType::bf16 : DataType::f32;
}

/// One engine for all: oneDNN keeps the code that it has made by engine.
inline dnnl::engine& engine()
{
    static dnnl::engine instance(dnnl::engine::kind::cpu, 0);
    return instance;
}

/// Whether oneDNN makes code of these instructions here: the machine has them, and nothing in the environment says no.
/// Range: x86.
inline bool makesCodeOf(dnnl::cpu_isa instructions)
{
    const auto mask = static_cast<unsigned>(instructions);
    return (static_cast<unsigned>(dnnl::get_effective_cpu_isa()) & mask) == mask;
}

/// False where oneDNN would emulate bfloat16 on x86, which is slower than float32.
inline bool hasBfloat16Instructions()
{
#ifdef TERMSCOPE_X86_64
    return makesCodeOf(dnnl::cpu_isa::avx512_core_bf16);
#else
    return true;
#endif
}

/// Whether oneDNN's products of bytes are faster than those of floats; below AVX2 they are not.
inline bool hasByteCode()
{
#ifdef TERMSCOPE_X86_64
    return makesCodeOf(dnnl::cpu_isa::avx2);
#else
    return false;
#endif
}

/// Whether the machine adds up four products of bytes without rounding or saturating on the way (VNNI). Without it
/// oneDNN's sums of bytes saturate at 16 bits, or it halves the weights.
inline bool hasByteInstructions()
{
#ifdef TERMSCOPE_X86_64
    return makesCodeOf(dnnl::cpu_isa::avx512_core_vnni);
#else
    return false;
#endif
}

/// Attributes of a product: its scratch memory comes from the caller, and float32 stays float32 whatever
/// ONEDNN_DEFAULT_FPMATH_MODE says. Sums are float32 (or wider) in both versions unless an attribute asks for less.
inline dnnl::primitive_attr attributes()
{
    dnnl::primitive_attr all;
    all.set_scratchpad_mode(dnnl::scratchpad_mode::user);
    all.set_fpmath_mode(dnnl::fpmath_mode::strict);
    return all;
}

/// y = x · w. Throws dnnl::error where oneDNN has no code for it, as does describeConvolution.
inline dnnl::matmul::primitive_desc describeProduct(const dnnl::memory::desc& x, const dnnl::memory::desc& w,
                                                    const dnnl::memory::desc& y, const dnnl::primitive_attr& with)
{
#if DNNL_VERSION_MAJOR >= 3
    return {engine(), x, w, y, with};
#else
    return {dnnl::matmul::desc(x, w, y), with, engine()};
#endif
}

/// What a convolution moves by; dilations count from 0, as oneDNN's do.
struct ConvolutionSteps {
    Dimensions strides, dilations, before, after;
};

/// y = x * w + b; b is empty for none.
inline dnnl::convolution_forward::primitive_desc
describeConvolution(const dnnl::memory::desc& x, const dnnl::memory::desc& w, const dnnl::memory::desc& b,
                    const dnnl::memory::desc& y, const ConvolutionSteps& steps, const dnnl::primitive_attr& with)
{
    constexpr auto kind = dnnl::prop_kind::forward_inference;
    constexpr auto algorithm = dnnl::algorithm::convolution_direct;
#if DNNL_VERSION_MAJOR >= 3
    return {engine(), kind, algorithm, x, w, b, y, steps.strides, steps.dilations, steps.before, steps.after, with};
#else
    return {{kind, algorithm, x, w, b, y, steps.strides, steps.dilations, steps.before, steps.after}, with, engine()};
#endif
}

/// Adds f(value; alpha, beta) to what follows a primitive.
inline void appendFunction(dnnl::post_ops& steps, dnnl::algorithm function, float alpha, float beta)
{
#if DNNL_VERSION_MAJOR >= 3
    steps.append_eltwise(function, alpha, beta);
#else
    steps.append_eltwise(1.0F, function, alpha, beta);
#endif
}

/// Is it oneDNN's plain loop, which it takes where it has no code for the machine? Its name begins with "ref", or has
/// it after the name of what it goes through.
template <typename Description>
bool isReference(const Description& description)
{
    return std::string_view(description.impl_info_str()).find("ref") != std::string_view::npos;
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

/// Images whose channels lie side by side, [n, space…, c].
inline dnnl::memory::desc channelsLast(const Dimensions& sizes, DataType type)
{
    using Tag = dnnl::memory::format_tag;
    if (sizes.size() == 3)
        return {sizes, type, Tag::nwc};
    return {sizes, type, sizes.size() == 4 ? Tag::nhwc : Tag::ndhwc};
}

/// The same in lanes (BlockedImage.h).
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

} // namespace termscope::dnnl_common
