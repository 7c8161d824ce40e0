#include "hwmodel/topology/LayerFormats.h"

#include "hwmodel/topology/FormatWriters.h"

#include <array>
#include <utility>

namespace termscope {

std::optional<LayerFormat> layerFormatFromName(std::string_view name)
{
    constexpr std::array names{std::pair{"scale-sim", LayerFormat::ScaleSim},
                               std::pair{"scale-sim-v3", LayerFormat::ScaleSimV3},
                               std::pair{"timeloop", LayerFormat::Timeloop}, std::pair{"zigzag", LayerFormat::ZigZag}};
    for (const auto& [known, format] : names)
        if (name == known)
            return format;
    return {};
}

Result<WrittenLayers> writeLayers(const LayerTable& table, LayerFormat format, const WordWidths& widths)
{
    for (const TableLayer& layer : table.layers)
        if (const Result<std::int64_t> macs = macsOf(layer.shape); !macs)
            return tl::unexpected(macs.error());
    switch (format) {
    case LayerFormat::ScaleSim: return scaleSimLayers(table, false);
    case LayerFormat::ScaleSimV3: return scaleSimLayers(table, true);
    case LayerFormat::Timeloop: return timeloopLayers(table);
    case LayerFormat::ZigZag: break;
    }
    return zigZagLayers(table, widths);
}

} // namespace termscope
