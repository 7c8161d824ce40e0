#include "core/model/Network.h"

namespace termscope {

std::string_view nameOf(LayerKind kind)
{
    return kind == LayerKind::Linear ? "linear" : "conv";
}

std::string_view nameOf(NetworkFormat format)
{
    switch (format) {
    case NetworkFormat::Onnx: return "ONNX";
    case NetworkFormat::Safetensors: return "safetensors";
    case NetworkFormat::Npz: return "npz";
    }
    return "";
}

} // namespace termscope
