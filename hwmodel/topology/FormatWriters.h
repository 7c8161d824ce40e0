// The writers behind LayerFormats.h, and what they have in common.
#pragma once

#include "hwmodel/topology/LayerFormats.h"
#include "hwmodel/topology/LayerNotes.h"

namespace termscope {

Result<WrittenLayers> scaleSimLayers(const LayerTable& table, bool sparsity);
Result<WrittenLayers> timeloopLayers(const LayerTable& table);
Result<WrittenLayers> zigZagLayers(const LayerTable& table, const WordWidths& widths);

/// A convolution as formats of images have it: height first, 1 where a convolution has one axis.
struct ImageWindow {
    std::int64_t height = 1; ///< of the output
    std::int64_t width = 1;
    std::int64_t kernelHeight = 1;
    std::int64_t kernelWidth = 1;
    std::int64_t strideHeight = 1;
    std::int64_t strideWidth = 1;
    std::int64_t dilationHeight = 1;
    std::int64_t dilationWidth = 1;
    std::int64_t channels = 1; ///< of the input, in a group
    std::int64_t filters = 1;  ///< in a group
};

/// None of a layer that is no convolution, or one of three axes.
std::optional<ImageWindow> imageWindowOf(const TableLayer& layer);

/// Notes that recurrent steps do not tell of each other, and that one operand of attention is no weight.
void noteRepeats(LayerNotes& notes, const TableLayer& layer, std::string_view steps);

/// Of a convolution: its padding, and that three axes are written as a product.
void noteWindow(LayerNotes& notes, const TableLayer& layer, std::string_view padding);

/// Between double quotes, as YAML reads it.
std::string yamlText(std::string_view text);

/// "01_conv1": the place in the table, and what of the name any file system takes.
std::string fileNameOf(const TableLayer& layer, std::size_t index, std::size_t count);

} // namespace termscope
