// Opens a trained network; the file's contents decide the format, not its name.
//
//   ONNX         opsets 7 to 28: graphs with a Conv, Gemm, MatMul, LSTM, GRU or RNN of constant weights, in the
//                graphs inside of If, Loop and Scan too. What depends on constants alone is computed away, and the
//                file's own functions are put in place of their calls. What no node can run (an operator that is
//                missing, see core/ops, an attribute that is not heeded, shapes that do not fit) is a warning that
//                names the node: such a network cannot be run, but shown. So are values that are not finite, and a
//                newer opset. Data in other files are read from the model's folder.
//   safetensors  weights only: 2-D tensors are linear layers [out, in], 3-D to 5-D convolutions, 1-D "….bias" their
//                biases. Floating-point numbers of all types are read as float32, integers with scales as they are
//                (core/formats/packed); other tensors are left out with a warning.
//                Of a network in several files their index is opened (model.safetensors.index.json), or the folder.
//   GGUF         weights only, by the same rules; of a network in several files any of them is opened.
//   npz          weights only, by the same rules; stored or deflated members, little- or big-endian floats. A lone npy
//                is a network of one layer.
//   PyTorch      weights only, by the same rules: the tensors of a file of torch.save, however deep in dicts, lists and
//                tuples, by their dotted names ("state_dict.fc.weight"). Nothing of the file is run: objects of other
//                classes are left out with a warning. TorchScript is not read.
//
// Errors name the file, the tensor or node, what was expected and what was found. Weights without a graph must be
// finite.
#pragma once

#include "core/base/Error.h"
#include "core/files/Files.h"
#include "core/graph/Network.h"

namespace termscope {

/// Reads a network file of any size. Large tensors of float32 that lie at a multiple of four bytes in a file stay
/// there, and take no memory but the disk cache's; the others are copied. See MappedFile for what happens if the file
/// is changed.
Result<NetworkPtr> readNetwork(const std::filesystem::path& path);

/// A file that is to be opened for a folder: its model.safetensors.index.json or model.safetensors; none for any other
/// folder.
std::optional<std::filesystem::path> networkInFolder(const std::filesystem::path& folder);

/// Whether a file that begins so is the index of a network in several files (model.safetensors.index.json).
bool looksLikeShardIndex(ByteView head);

/// The same from memory; `name` is what messages call it.
Result<NetworkPtr> parseNetwork(ByteView bytes, const std::string& name);

} // namespace termscope
