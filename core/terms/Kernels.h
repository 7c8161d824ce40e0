// The inner loops that meet every value, each compiled at several instruction set levels; one is chosen at run time.
//
// Byte kernels: magnitudes of at most 127, so that the digits of any encoding fit the eight bits of a byte and eight
// values fit a word. Wider values take TermRevealer's 32-bit words.
#pragma once

#include "core/terms/Encoding.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace termscope::kernels {

/// What a looked-up activation becomes; index = quantized value + largest magnitude.
struct ActivationEntry {
    float value;            ///< the integer that is kept of it
    std::uint16_t bfloat16; ///< the same as bfloat16 bits (exact up to 256)
    std::uint16_t terms;    ///< terms kept

    friend bool operator==(const ActivationEntry&, const ActivationEntry&) = default;
};

/// Magnitudes that a packed table has entries for.
inline constexpr std::size_t packedEntries = 256;

/// How often a further sum counts, in sums of products of bytes: by it, weights are divided between two bytes.
inline constexpr int furtherBits = 7;
inline constexpr std::int32_t furtherFactor = 1 << furtherBits;

/// What a pass over images looks up by magnitude, of at most 127: made by passTables().
struct PassTables {
    alignas(64) std::uint8_t kept[128] = {};
    alignas(64) std::uint8_t terms[128] = {};
    /// Where what is kept are the mostTerms largest terms in HESE of each magnitude: how many the others have beyond
    /// these at most. Negative where it is something else.
    std::int32_t dropped = -1;
    std::int32_t mostTerms = 0;
};

/// By magnitude, from 0; at most 128 of them, and beyond them nothing is kept. Range: terms of at most 15.
PassTables passTables(std::span<const std::uint8_t> kept, std::span<const std::uint8_t> terms);

/// A convolution's sums, and what becomes of them for the convolution that reads them: a block of lanes of some places.
struct LanePass {
    const float* sums = nullptr; ///< [places], `stride` apart, of which the first `channels` are there
    std::size_t places = 0;
    std::size_t stride = 0;
    std::size_t channels = 0; ///< 1 … lanes; the others are 0
    const float* further = nullptr; ///< as gatherLanes takes them
    std::uint32_t to = 0;
    const float* scales = nullptr; ///< [lanes], as the next ones
    const float* bias = nullptr;
    const float* addend = nullptr; ///< [places][lanes]; null for none
    float lowest = 0.0F;
    float highest = 0.0F;
    /// [places][lanes]: what finishLanes gives; null where nobody reads it. It may be `sums`, where these lie so.
    float* result = nullptr;
    float dataScale = 1.0F;   ///< above 1e-30 and below 1e30, as lookUpPackedByte takes it
    std::int32_t largest = 0; ///< at most 127
    const PassTables* tables = nullptr;
    std::int8_t* bytes = nullptr; ///< [places], `bytesStride` apart, of which `bytesThere` are written: 1 … lanes
    std::size_t bytesStride = 0;
    std::size_t bytesThere = 0;
    std::uint8_t* terms = nullptr; ///< [places][lanes]; null where only their sums are asked for:
    std::uint32_t* termSums = nullptr; ///< [lanes], to which the terms of all places are added; null where `terms` is not
};

/// Functions of one number; Swish: x · sigmoid(alpha · x).
enum class Curve { ErrorFunction, Gelu, GeluByTanh, Sigmoid, Swish };

struct KernelSet {
    const char* level; ///< "baseline", "x86-64-v3", "x86-64-v4", "x86-64-v4-vbmi"

    /// q = sign(x)·min(⌊|x|/scale + 0.5⌋, largest) for `count` finite values.
    void (*quantize)(const float* values, std::size_t count, float scale, std::int32_t largest,
                     std::int32_t* quantized);
    void (*quantizeBytes)(const float* values, std::size_t count, float scale, std::int32_t largest,
                          std::int8_t* quantized);

    /// Reveals groups of exactly `slot` ∈ {1, 2, 4, 8, 16, 32, 64} values; `count` is a multiple of 64 and ≤ chunk.
    /// `kept` (may be null) gets the terms kept of each value.
    void (*revealBytes)(const std::int8_t* quantized, std::size_t count, Encoding encoding, int slot, int budget,
                        std::int16_t* revealed, std::uint8_t* kept);

    /// What quantizeBytes, revealBytes and scaleToFloat give one after the other, for any number of floats that is a
    /// multiple of 64. `revealed` may be `values`.
    void (*revealFloats)(const float* values, std::size_t count, float scale, std::int32_t largest, Encoding encoding,
                         int slot, int budget, float* revealed);

    /// Terms of every value, nothing dropped. |value| < 2^17.
    void (*countTerms)(const std::int32_t* values, std::size_t count, Encoding encoding, std::uint8_t* terms);

    void (*scaleToFloat)(const std::int16_t* values, std::size_t count, float scale, float* scaled);
    void (*toBfloat16)(const std::int16_t* values, std::size_t count, std::uint16_t* converted);

    /// One row of a layer's output, in place: y = accumulator · scale + bias, then max(y, 0) if relu.
    /// scales: one per column, or one for all (perColumn false). bias may be null.
    void (*finishRow)(float* row, std::size_t count, const float* scales, bool perColumn, const float* bias, bool relu);

    /// clamp(round(x / scale), lowest, highest) · scale, halves to even; NaN gives 0. lowest, highest: whole numbers
    /// below 2^17. result may be values.
    void (*roundToLevels)(const float* values, std::size_t count, float scale, float lowest, float highest,
                          float* result);

    /// Quantizes a row of activations and looks each up. Adds its terms to termSums[column].
    void (*lookUpBfloat16)(const float* row, std::size_t count, float scale, std::int32_t largest,
                           const ActivationEntry* table, std::uint16_t* values, std::uint32_t* termSums);
    void (*lookUpFloat)(const float* row, std::size_t count, float scale, std::int32_t largest,
                        const ActivationEntry* table, float* values, std::uint32_t* termSums);

    /// Images in lanes, [places][lanes], lanes ∈ {8, 16}: min(max(sum · scale + bias + addend, lowest), highest), every
    /// step rounded. scales, bias: [lanes]. addend: null for none. result may be sums.
    void (*finishLanes)(const float* sums, std::size_t places, std::size_t lanes, const float* scales,
                        const float* bias, const float* addend, float lowest, float highest, float* result);
    /// sums[lane] += every step-th of `count` places; lanes ∈ {1, 8, 16}.
    void (*sumLanes)(const std::uint8_t* bytes, std::size_t count, std::size_t step, std::size_t lanes,
                     std::uint32_t* sums);
    /// Quantizes to magnitudes of at most 255 and looks each up, faster where they are at most 127: bfloat16 bits of
    /// what is kept, and its terms. packed: [packedEntries]; terms in the upper four bits, below them 0 for nothing
    /// kept, else the bits less 0x3F7F.
    void (*lookUpPacked)(const float* row, std::size_t count, float scale, std::int32_t largest,
                         const std::uint16_t* packed, std::uint16_t* values, std::uint8_t* terms);
    /// The same with what is kept as float32.
    void (*lookUpPackedFloat)(const float* row, std::size_t count, float scale, std::int32_t largest,
                              const std::uint16_t* packed, float* values, std::uint8_t* terms);
    /// The same with what is kept as bytes. packed: [packedEntries]; terms in the upper eight bits, below them the
    /// magnitude that is kept: at most 127, or 255 where no value is negative.
    void (*lookUpPackedByte)(const float* row, std::size_t count, float scale, std::int32_t largest,
                             const std::uint16_t* packed, std::int8_t* values, std::uint8_t* terms);
    /// result [places][lanes] = the first `channels` of each place, which lie `stride` apart; zeros fill up the lanes.
    /// lanes ∈ {8, 16}, 1 ≤ channels ≤ lanes. further: at each place, as far apart, one number for each bit of `to`,
    /// furtherFactor times which is added to that lane; not read where `to` is 0.
    void (*gatherLanes)(const float* sums, std::size_t places, std::size_t stride, std::size_t channels,
                        std::size_t lanes, const float* further, std::uint32_t to, float* result);
    /// Bytes as floats, signed ones or unsigned ones.
    void (*bytesToFloats)(const void* bytes, std::size_t count, bool areSigned, float* floats);
    /// sums[i] += bytes[i].
    void (*addBytes)(const std::uint8_t* bytes, std::size_t count, std::uint32_t* sums);
    /// One row of a layer's output from sums of bytes: y = float(sums + furtherFactor · further − taken) · scales + bias,
    /// then max(y, 0) if relu. to: for each 16 columns, those that one of the further numbers is for, as bits; null for
    /// none. taken, scales: one per column. bias may be null. Range: products and differences below 2^31.
    void (*finishByteRow)(const std::int32_t* sums, std::size_t count, const std::int32_t* further,
                          const std::uint16_t* to, const std::int32_t* taken, const float* scales, const float* bias,
                          bool relu, float* row);
    /// values become e^(value − largest), within two units in the last place; 0 where that is below e^−87, so that no
    /// product of it is slow. Their sum, in float64. Range: no value is above `largest` or NaN.
    double (*powers)(float* values, std::size_t count, float largest);
    /// values become those of the curve, at most 4e-7 of max(1, |value|) off. NaN stays.
    void (*curve)(Curve which, float alpha, float* values, std::size_t count);
    /// Σ of value, or of (value − from)² if squares, in float64.
    double (*sumOf)(const float* values, std::size_t count, double from, bool squares);
    /// Σ (|value| − level · scale)² in float64, the level being byHalves[⌈2 · |value| / scale⌉], that of 2 · |value| ·
    /// (1 / scale) in float32. byHalves: [mostHalves + 1], whole numbers; the last one's level is that of all beyond.
    double (*errorAtLevels)(const float* values, std::size_t count, const float* byHalves, std::int32_t mostHalves,
                            float scale);
    /// row[i] = float((row[i] − mean) · scale · factors[i] + shifts[i]), in float64 up to that.
    void (*normalizeRow)(float* row, std::size_t count, double mean, double scale, const float* factors,
                         const float* shifts);
    /// gatherLanes, finishLanes and lookUpPackedByte in one way over the places, for blocks of so many lanes.
    /// Null where the level has nothing faster than these.
    void (*finishAndLookUp)(const LanePass& pass);
    std::size_t lanesOfPass;
};

/// Values that the byte kernels take at a time.
inline constexpr std::size_t chunk = 1024;

/// The fastest set this machine runs.
const KernelSet& best();

/// All sets this machine runs, baseline first.
std::size_t availableCount();
const KernelSet& available(std::size_t index);

extern const KernelSet baselineSet;
extern const KernelSet v3Set;
extern const KernelSet v4Set;
extern const KernelSet v4BytesSet; ///< v4 with VBMI, VBMI2, BITALG, VPOPCNTDQ and GFNI

} // namespace termscope::kernels
