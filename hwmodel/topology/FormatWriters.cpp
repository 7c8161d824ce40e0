#include "hwmodel/topology/FormatWriters.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace termscope {

std::optional<ImageWindow> imageWindowOf(const TableLayer& layer)
{
    if (!layer.window || layer.window->axes() < 1 || layer.window->axes() > 2)
        return {};
    const SlidingWindow& window = *layer.window;
    const std::size_t last = window.axes() - 1;
    ImageWindow image;
    if (window.axes() == 2) {
        image.width = window.outputs[last];
        image.kernelWidth = window.kernel[last];
        image.strideWidth = window.strides[last];
        image.dilationWidth = window.dilations[last];
    }
    image.height = window.outputs[0];
    image.kernelHeight = window.kernel[0];
    image.strideHeight = window.strides[0];
    image.dilationHeight = window.dilations[0];
    image.channels = layer.shape.gemm.k / layer.shape.kernelPositions;
    image.filters = layer.shape.gemm.n;
    return image;
}

void noteRepeats(LayerNotes& notes, const TableLayer& layer, std::string_view steps)
{
    if (layer.steps > 1)
        notes.add(steps, layer.shape.name);
    if (layer.kind == LayerKind::Attention)
        notes.add("a product of two activations; what stands as its weights is made anew for each sample",
                  layer.shape.name);
}

void noteWindow(LayerNotes& notes, const TableLayer& layer, std::string_view padding)
{
    if (!layer.window)
        return;
    const SlidingWindow& window = *layer.window;
    const auto isThere = [](std::int64_t size) { return size != 0; };
    if (std::ranges::any_of(window.before, isThere) || std::ranges::any_of(window.after, isThere))
        notes.add(padding, layer.shape.name);
}

std::string yamlText(std::string_view text)
{
    return nlohmann::json(std::string(text)).dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
}

std::string fileNameOf(const TableLayer& layer, std::size_t index, std::size_t count)
{
    constexpr std::size_t longest = 60;
    std::string number = std::to_string(index + 1);
    number.insert(0, std::to_string(count).size() - number.size(), '0');
    std::string name = layer.shape.name.substr(0, longest);
    std::ranges::replace_if(
        name,
        [](char c) {
            return !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_'
                     || c == '-');
        },
        '_');
    return number + "_" + name;
}

} // namespace termscope
