#include "core/quant/Quantizer.h"

#include "core/terms/Kernels.h"

namespace termscope {

QuantizedMatrix quantizeMatrix(std::span<const float> values, std::int64_t rows, int bits, Quantizer quantizer,
                               bool perRow, std::optional<float> clip)
{
    QuantizedMatrix matrix;
    matrix.rows = rows;
    matrix.columns = rows == 0 ? 0 : static_cast<std::int64_t>(values.size()) / rows;
    matrix.largest = largestMagnitude(bits, quantizer);
    matrix.values.resize(values.size());
    const std::int64_t parts = perRow ? rows : 1;
    const std::size_t length = parts == 0 ? 0 : values.size() / static_cast<std::size_t>(parts);
    for (std::size_t part = 0; part < static_cast<std::size_t>(parts); ++part) {
        const std::span<const float> source = values.subspan(part * length, length);
        const float scale = scaleFor(clip ? *clip : largestAbsolute(source), bits, quantizer);
        matrix.scales.push_back(scale);
        kernels::best().quantize(source.data(), length, scale, matrix.largest, matrix.values.data() + part * length);
    }
    return matrix;
}

} // namespace termscope
