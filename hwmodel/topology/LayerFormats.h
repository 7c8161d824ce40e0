// The layers of a network in the files that other simulators of accelerators read. Their multiply-accumulates are the
// network's; what a format has no words for is written in those that it has, and named.
//
//   scale-sim     SCALE-Sim v2, topology CSV: convolutions without padding, or products where no layer is one; a row
//                 for each group of channels, head, or time step (github.com/scalesim-project/SCALE-Sim)
//   scale-sim-v3  the same with its column Sparsity, N:M
//   timeloop      a YAML problem for each layer, in the dimensions of its convolution C M R S N P Q, with G where a
//                 layer takes several products (github.com/NVlabs/timeloop)
//   zigzag        a YAML workload (github.com/KULeuven-MICAS/zigzag)
#pragma once

#include "hwmodel/topology/LayerTable.h"

#include <string_view>

namespace termscope {

enum class LayerFormat { ScaleSim, ScaleSimV3, Timeloop, ZigZag };

/// "scale-sim", "scale-sim-v3", "timeloop", "zigzag"; none for another name.
std::optional<LayerFormat> layerFormatFromName(std::string_view name);

struct LayerFile {
    std::string name; ///< "01_conv1.yaml"
    std::string content;
};

struct WrittenLayers {
    std::vector<LayerFile> files;      ///< one for each layer of timeloop, else one
    std::vector<std::string> warnings; ///< a sentence for each thing that the format cannot say
};

struct WordWidths {
    int weightBits = 8;
    int dataBits = 8;
};

/// `widths` count where the format has words for them: ZigZag's. Errors: more rows than 2^20; a count beyond 64 bits.
Result<WrittenLayers> writeLayers(const LayerTable& table, LayerFormat format, const WordWidths& widths = {});

} // namespace termscope
