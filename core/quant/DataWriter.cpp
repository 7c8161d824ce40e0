#include "core/quant/DataWriter.h"

#include <algorithm>

namespace termscope {

float scaleOfData(const WeightFormat& format, float largest)
{
    if (format.block == 0)
        return scaleOfFp8(largest);
    return format.scale == ScaleOf::None ? 1.0F : wholeScaleOfNvFp4(largest);
}

void DataWriter::write(std::span<const float> values, float* numbers, std::uint8_t* terms) const
{
    if (format_.block == 0) {
        writeFp8({values, numbers, terms}, scale_, table_);
        return;
    }
    const auto size = static_cast<std::size_t>(format_.block);
    for (std::size_t first = 0; first < values.size(); first += size) {
        const NumbersOfBlock block{values.subspan(first, std::min(size, values.size() - first)), numbers + first,
                                   terms + first};
        if (format_.scale == ScaleOf::None)
            writeMxBlock(block, *format_.element, table_);
        else
            writeNvFp4Block(block, scale_, table_);
    }
}

} // namespace termscope
