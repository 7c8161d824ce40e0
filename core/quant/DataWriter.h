// Data in the number format of the weights that they meet, written as they are run.
//
// Blocks lie along the reduction, as those of weights do, and their scales are of the values at hand: MX v1.0, section
// 6.3; NVFP4, blocks of 16 with an E4M3. What is of the whole tensor (NVFP4, FP8) is known before anything runs: it is
// of the largest magnitude among the calibration samples, and what is beyond it becomes the largest number. So a sample
// gives the same whatever runs beside it.
#pragma once

#include "core/quant/FormatQuantizers.h"

namespace termscope {

/// How the data of a layer are written. Range: format->isForData().
struct DataForm {
    const WeightFormat* format = nullptr;
    Encoding encoding = Encoding::Hese; ///< in which the terms of their elements are counted

    friend bool operator==(const DataForm&, const DataForm&) = default;
};

/// What all data of a layer are multiplied by, `largest` being the largest magnitude that calibration saw: 1 where
/// blocks alone have scales. (FP8 has one for a tensor here, whatever its weights have: scales along the reduction
/// could not leave the sum.)
float scaleOfData(const WeightFormat& format, float largest);

/// Immutable.
class DataWriter {
public:
    /// `scale`: by scaleOfData.
    DataWriter(const DataForm& form, float scale) : format_(*form.format), scale_(scale), table_(termsOf(form)) {}

    /// Consecutive inputs of a row, the first being that of a block. Every number is one of bfloat16; number · scale
    /// stands for the value.
    void write(std::span<const float> values, float* numbers, std::uint8_t* terms) const;

private:
    static TermTable termsOf(const DataForm& form) { return termsOfMagnitudes(form.encoding); }

    const WeightFormat& format_; ///< a row of weightFormats()
    float scale_;
    TermTable table_;
};

} // namespace termscope
