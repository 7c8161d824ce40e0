#include "core/graph/Network.h"

#include "core/base/Text.h"
#include "core/quant/Quantizer.h"

namespace termscope {

std::string_view nameOf(LayerKind kind)
{
    switch (kind) {
    case LayerKind::Linear: return "linear";
    case LayerKind::Convolution: return "conv";
    case LayerKind::Lstm: return "lstm";
    case LayerKind::Gru: return "gru";
    case LayerKind::Rnn: return "rnn";
    }
    return "";
}

Result<void> unchanged(const Network& network)
{
    for (const MappedFilePtr& file : network.files)
        if (const Result<void> same = file->unchanged(); !same)
            return same;
    return {};
}

Result<void> checkLayer(const Network& network, const WeightLayer& layer)
{
    if (network.checked)
        return {};
    return checkFiniteByParts(layer.weight.values, network.name + ": tensor " + printable(layer.tensorName));
}

} // namespace termscope
