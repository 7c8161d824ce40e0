// Number formats of weights that are rivals of term revealing, each as a quantizer after training: nothing is
// retrained.
//
// A format makes numbers with scales of a layer's float32 weights; the data that meet them are quantized as those of
// plain quantization are, or written in the format too (DataWriter.h). Blocks lie along the reduction as groups do:
// consecutive inputs, of a convolution at one kernel position; the last block of a row, and all of a layer with fewer
// inputs, are shorter.
//
// Definitions and sources, what each costs, and which claims of its paper can be seen here: resources/docs/rivals.md
#pragma once

#include "core/base/Error.h"
#include "core/terms/Encoding.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace termscope {

/// A layer's weights in group order (run/QuantizedLayer.h). Range: finite, values.size() = rows · columns, whole
/// outputs.
struct WeightsInRows {
    std::span<const float> values;
    std::int64_t rows = 0;
    std::int64_t columns = 0;
    std::int64_t rowsOfOutput = 1; ///< kernel positions
    bool perChannel = true;        ///< of formats that leave it open: a scale per output, or one per tensor
    Encoding encoding = Encoding::Hese;

    std::int64_t outputs() const { return rows / rowsOfOutput; }
};

/// w = integer · scale, or value · scale, of one row after the other.
struct FormattedWeights {
    std::vector<std::int32_t> integers; ///< at most 256 in magnitude; empty where `values` are
    std::vector<float> values;
    std::vector<float> scales;       ///< one, or one per row, equal for the rows of an output
    std::vector<std::uint8_t> terms; ///< of what differs from weight to weight within a block
};

/// What shares a float32 scale beside those of blocks.
enum class ScaleOf {
    None,
    Tensor,
    Channel,
    Chosen ///< by WeightsInRows::perChannel
};

struct FloatElement;

struct WeightFormat {
    std::string_view name;   ///< in options and tables: "mxfp4"
    std::string_view family; ///< what makes one curve together: "mx"

    double elementBits = 8.0; ///< stored for each weight
    int block = 0;            ///< weights that share something; 0: none do
    double blockBits = 0.0;   ///< stored for each block
    ScaleOf scale = ScaleOf::None;

    /// Provisioned for each weight: terms; where `ofColumns`, bit columns, each of which meets all magnitude bits of
    /// the data.
    double terms = 1.0;
    bool ofColumns = false;
    /// The largest significand of an element: where it is not 0, `terms` is the most that the encoding needs for it.
    std::uint32_t significand = 0;

    const FloatElement* element = nullptr; ///< of a format of floating-point elements, and of MXINT8
    int parameter = 0;                     ///< of `quantize`: bits, terms or columns
    FormattedWeights (*quantize)(const WeightFormat& format, const WeightsInRows& weights) = nullptr;

    /// Whether data can be written in it as they are run: where it is defined without looking at them beforehand.
    bool isForData() const { return element != nullptr; }
    /// Bits that a layer of this size is stored in, scales included.
    double storedBits(std::int64_t rows, std::int64_t columns, std::int64_t outputs, bool perChannel) const;
};

/// Formats that differ in their width alone, or in little more.
struct FormatFamily {
    std::string_view name;   ///< in options: "mx"
    std::string_view title;  ///< on screen
    std::string_view source; ///< where it is defined
    bool differs = false;    ///< its formats differ in more than a number: no line joins their points
};
std::span<const FormatFamily> formatFamilies();

/// All formats, those of a family beside each other.
std::span<const WeightFormat> weightFormats();

/// The row with this name, or nullptr.
const WeightFormat* findWeightFormat(std::string_view name);

/// The formats of a list as users write it: names, families or "all", separated by commas; each once, in the order of
/// the list. Error: a name that is none of them, with the nearest that is.
Result<std::vector<std::string_view>> formatsOfText(std::string_view list);

} // namespace termscope
