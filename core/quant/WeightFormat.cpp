#include "core/quant/WeightFormat.h"

#include "core/base/Suggest.h"
#include "core/base/Text.h"
#include "core/base/Translatable.h"
#include "core/files/Lines.h"
#include "core/quant/FormatQuantizers.h"

#include <algorithm>
#include <array>

namespace termscope {
namespace {

constexpr std::array families{
    FormatFamily{"pow2", TERMSCOPE_TRANSLATABLE("core", "Power of two"),
                 "DeepShift, CVPR workshops 2021, arXiv 1905.13298"},
    FormatFamily{"apot", "APoT", "APoT, ICLR 2020, arXiv 1909.13144"},
    FormatFamily{"topk", TERMSCOPE_TRANSLATABLE("core", "Top terms of each value"),
                 "Term Revealing, arXiv 2007.06389, with g = 1"},
    FormatFamily{"bbs-average", TERMSCOPE_TRANSLATABLE("core", "BBS, averaged columns"),
                 "BBS, MICRO 2024, arXiv 2409.05227"},
    FormatFamily{"bbs-shift", TERMSCOPE_TRANSLATABLE("core", "BBS, shifted zero point"),
                 "BBS, MICRO 2024, arXiv 2409.05227"},
    FormatFamily{"bitwave", "BitWave", "BitWave, HPCA 2024, arXiv 2507.12444"},
    FormatFamily{"bitmod", "BitMoD", "BitMoD, HPCA 2025, arXiv 2411.11745"},
    FormatFamily{"mx", "MX", "OCP Microscaling Formats (MX) v1.0", true},
    FormatFamily{"nvfp4", "NVFP4", "NVIDIA TensorRT and Model Optimizer"},
    FormatFamily{"fp8", "FP8 E4M3", "OCP 8-bit Floating Point v1.0", true},
};

using Quantize = FormattedWeights (*)(const WeightFormat&, const WeightsInRows&);

constexpr WeightFormat powerOfTwo(std::string_view name, int bits)
{
    return {.name = name,
            .family = "pow2",
            .elementBits = double(bits),
            .scale = ScaleOf::Chosen,
            .terms = 1.0,
            .parameter = bits,
            .quantize = quantizePowerOfTwo};
}

constexpr WeightFormat apot(std::string_view name, int bits)
{
    return {.name = name,
            .family = "apot",
            .elementBits = double(bits),
            .scale = ScaleOf::Chosen,
            .terms = double(bits / 2),
            .parameter = bits,
            .quantize = quantizeApot};
}

/// Each term takes three bits of exponent and a sign; from two on the 8-bit integer takes no more.
constexpr WeightFormat topTerms(std::string_view name, int terms)
{
    return {.name = name,
            .family = "topk",
            .elementBits = terms == 1 ? 4.0 : 8.0,
            .scale = ScaleOf::Chosen,
            .terms = double(terms),
            .parameter = terms,
            .quantize = quantizeTopTerms};
}

/// Of the columns that stay at most half of the bits have any effect; a block stores two numbers in 8 bits.
constexpr WeightFormat bbs(std::string_view name, std::string_view family, int columns, Quantize quantize)
{
    return {.name = name,
            .family = family,
            .elementBits = double(8 - columns),
            .block = blockOfBbs,
            .blockBits = 8.0,
            .scale = ScaleOf::Chosen,
            .terms = (8 - columns) / 2.0,
            .ofColumns = true,
            .parameter = columns,
            .quantize = quantize};
}

/// A block stores which of its columns are there.
constexpr WeightFormat bitWave(std::string_view name, int columns)
{
    return {.name = name,
            .family = "bitwave",
            .elementBits = double(8 - columns),
            .block = 16,
            .blockBits = 8.0,
            .scale = ScaleOf::Chosen,
            .terms = double(7 - columns),
            .ofColumns = true,
            .parameter = columns,
            .quantize = quantizeBitWave};
}

/// A block stores a scale of 16 bits, and which of four special values it takes.
constexpr WeightFormat bitMod(std::string_view name, int bits)
{
    return {.name = name,
            .family = "bitmod",
            .elementBits = double(bits),
            .block = 128,
            .blockBits = 18.0,
            .significand = bits == 3 ? 3U : 5U,
            .parameter = bits,
            .quantize = quantizeBitMod};
}

constexpr WeightFormat mx(std::string_view name, int bits, std::uint32_t significand, const FloatElement& element)
{
    return {.name = name,
            .family = "mx",
            .elementBits = double(bits),
            .block = 32,
            .blockBits = 8.0,
            .significand = significand,
            .element = &element,
            .quantize = quantizeMx};
}

/// Its elements are plain integers: they count as those of QT do.
constexpr WeightFormat mxInt8()
{
    return {.name = "mxint8",
            .family = "mx",
            .elementBits = 8.0,
            .block = 32,
            .blockBits = 8.0,
            .terms = 7.0,
            .ofColumns = true,
            .element = &elementInt8,
            .quantize = quantizeMx};
}

constexpr WeightFormat nvFp4()
{
    return {.name = "nvfp4",
            .family = "nvfp4",
            .elementBits = 4.0,
            .block = 16,
            .blockBits = 8.0,
            .scale = ScaleOf::Tensor,
            .significand = 3,
            .element = &elementE2M1,
            .quantize = quantizeNvFp4};
}

constexpr WeightFormat fp8(std::string_view name, ScaleOf scale)
{
    return {.name = name,
            .family = "fp8",
            .elementBits = 8.0,
            .scale = scale,
            .significand = 15,
            .element = &elementE4M3,
            .quantize = quantizeFp8};
}

constexpr std::array formats{
    powerOfTwo("pow2-3", 3),
    powerOfTwo("pow2-4", 4),
    powerOfTwo("pow2-5", 5),
    apot("apot-3", 3),
    apot("apot-4", 4),
    apot("apot-5", 5),
    apot("apot-6", 6),
    apot("apot-7", 7),
    topTerms("topk-1", 1),
    topTerms("topk-2", 2),
    topTerms("topk-3", 3),
    topTerms("topk-4", 4),
    bbs("bbs-average-2", "bbs-average", 2, quantizeBbsAverage),
    bbs("bbs-average-3", "bbs-average", 3, quantizeBbsAverage),
    bbs("bbs-average-4", "bbs-average", 4, quantizeBbsAverage),
    bbs("bbs-average-5", "bbs-average", 5, quantizeBbsAverage),
    bbs("bbs-shift-2", "bbs-shift", 2, quantizeBbsShift),
    bbs("bbs-shift-3", "bbs-shift", 3, quantizeBbsShift),
    bbs("bbs-shift-4", "bbs-shift", 4, quantizeBbsShift),
    bbs("bbs-shift-5", "bbs-shift", 5, quantizeBbsShift),
    bitWave("bitwave-2", 2),
    bitWave("bitwave-3", 3),
    bitWave("bitwave-4", 4),
    bitWave("bitwave-5", 5),
    bitMod("bitmod-3", 3),
    bitMod("bitmod-4", 4),
    mx("mxfp4", 4, 3, elementE2M1),
    mx("mxfp6-e2m3", 6, 15, elementE2M3),
    mx("mxfp6-e3m2", 6, 7, elementE3M2),
    mx("mxfp8-e4m3", 8, 15, elementE4M3),
    mx("mxfp8-e5m2", 8, 7, elementE5M2),
    mxInt8(),
    nvFp4(),
    fp8("fp8-tensor", ScaleOf::Tensor),
    fp8("fp8-channel", ScaleOf::Channel),
};

/// Of formats and families.
std::string nearestName(std::string_view word)
{
    std::vector<std::string> names;
    for (const WeightFormat& format : formats) {
        names.emplace_back(format.name);
        names.emplace_back(format.family);
    }
    return nearest(word, names);
}

} // namespace

double WeightFormat::storedBits(std::int64_t rows, std::int64_t columns, std::int64_t outputs, bool perChannel) const
{
    constexpr double bitsOfScale = 32.0;
    const bool scalePerOutput = scale == ScaleOf::Channel || (scale == ScaleOf::Chosen && perChannel);
    const double scales = scale == ScaleOf::None ? 0.0 : scalePerOutput ? static_cast<double>(outputs) : 1.0;
    const std::int64_t blocks = block == 0 ? 0 : rows * ((columns + block - 1) / block);
    return elementBits * static_cast<double>(rows * columns) + blockBits * static_cast<double>(blocks)
           + bitsOfScale * scales;
}

std::span<const FormatFamily> formatFamilies()
{
    return families;
}

std::span<const WeightFormat> weightFormats()
{
    return formats;
}

Result<std::vector<std::string_view>> formatsOfText(std::string_view list)
{
    std::vector<std::string_view> names;
    for (const std::string_view word : commaSeparated(list)) {
        bool known = false;
        for (const WeightFormat& format : formats) {
            if (word != format.name && word != format.family && word != "all")
                continue;
            known = true;
            if (std::ranges::find(names, format.name) == names.end())
                names.push_back(format.name);
        }
        if (!known)
            return fail("expected number formats, families of them or all, found ",
                        word.empty() ? "nothing" : inQuotes(word), "; did you mean ", nearestName(word), "?");
    }
    return names;
}

const WeightFormat* findWeightFormat(std::string_view name)
{
    const auto found = std::ranges::find(formats, name, &WeightFormat::name);
    return found == formats.end() ? nullptr : &*found;
}

} // namespace termscope
