// The tensors in a pickle of torch.save, by the dotted names of the dicts that hold them.
#pragma once

#include "core/base/Error.h"
#include "core/files/MappedFile.h"
#include "core/formats/pytorch/Pickle.h"
#include "core/graph/Network.h"
#include "core/graph/WeightsOnly.h"

#include <functional>
#include <map>
#include <string>

namespace termscope {

/// A row of numbers that tensors are views of.
struct TorchStorage {
    FileBytes bytes;
    bool bigEndian = false;
};

/// Finds a storage of so many bytes by its key. Error: there is none, or it has another size.
using FindTorchStorage = std::function<Result<TorchStorage>(const std::string& key, std::int64_t size)>;

/// Bytes of one number and of all, by the key of the storage, of every storage that the pickle speaks of.
struct TorchStorageSize {
    std::int64_t number = 1;
    std::int64_t bytes = 0;
};
std::map<std::string, TorchStorageSize> torchStorageSizes(const Pickle& pickle);

/// Positions among torchNames().
const PickleNames& torchPickleNames();

struct TorchTensors {
    std::vector<FoundTensor> tensors;
    LeftOutTensors leftOut{"tensor"};
};

/// Tensors of `pickle`, however deep in dicts, lists and tuples: {"state_dict": {"fc.weight": …}} gives
/// "state_dict.fc.weight", the second of a list "….1", a tensor alone "tensor"; so are arrays of NumPy. Quantized
/// tensors have their integers. Those of other than floating-point numbers are left out, and so are objects of other
/// classes. Errors name the tensor: a storage that does not fit, a view beyond its storage, scales that do not, a name
/// twice.
Result<TorchTensors> torchTensors(const Pickle& pickle, const FindTorchStorage& find, const std::string& file);

} // namespace termscope
