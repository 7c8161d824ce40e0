// The file formats of networks in words: what dialogs filter by and menus name.
#pragma once

#include <QString>

namespace termscope {

/// "*.onnx *.safetensors …": names of network files.
QString networkPatterns();
/// "*ubyte* *.npz …": names of files of images.
QString imagePatterns();
/// "*.safetensors *.npz *.onnx": names of files that weights are written to.
QString writtenPatterns();
/// "ONNX, safetensors, GGUF, npz or PyTorch", in the language of the window.
QString formatTitlesShown();
/// The same of those that are written.
QString writtenTitlesShown();

} // namespace termscope
