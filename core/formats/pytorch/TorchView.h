// A tensor in a pickle of torch.save: a view of a storage, and the numbers that it looks at.
#pragma once

#include "core/formats/packed/StoredArray.h"
#include "core/formats/pytorch/TorchNames.h"
#include "core/formats/pytorch/TorchTensors.h"

#include <optional>

namespace termscope {

using PickleItems = std::vector<PickleValue>;

/// The arguments of a rebuilding function.
enum TorchArgument : std::size_t {
    StorageArgument,
    OffsetArgument,
    SizeArgument,
    StrideArgument,
    QuantizerArgument,
    TypeArgument = 6
};

/// Where a tensor's numbers are in its storage, counted in numbers.
struct TorchView {
    const TorchName* type = nullptr;
    std::string key;
    std::int64_t bytes = 0; ///< of the storage
    std::int64_t offset = 0;
    Shape shape = {};
    Shape strides = {};
    std::int64_t count = 0;

    /// Numbers in a row, the last axis first.
    bool isRow() const;

    /// One more than the last number's place, from the offset on; none where it does not fit 64 bits.
    std::optional<std::int64_t> reach() const;
};

/// A call or a name that is known.
bool hasTorchRole(const PickleValue& value, TorchRole role);
bool isTorchTensor(const PickleValue& value);

struct TorchStorageId {
    const TorchName* type = nullptr;
    std::string key;
    std::int64_t bytes = 0;
};

/// ("storage", class, key, place, numbers): what stands for a storage in the pickle. None for anything else.
std::optional<TorchStorageId> storageIn(const PickleValue& value);

/// Range: isTorchTensor(value). `where` opens messages. Errors: arguments that are none of a tensor, a view beyond its
/// storage.
Result<TorchView> viewOf(const PickleValue& value, const std::string& where);

/// Errors of all: the storage is not found, or is another.
class TorchNumbers {
public:
    explicit TorchNumbers(const FindTorchStorage& find) : find_(find) {}

    Result<SharedFloats> floatsIn(const TorchView& view, const std::string& where) const;
    /// Bytes of a view in row order.
    Result<KeptBytes> bytesIn(const TorchView& view, const std::string& where) const;
    /// A vector of numbers of any kind that a quantizer has.
    Result<std::vector<double>> numbersIn(const PickleValue& value, const std::string& where) const;

private:
    Result<TorchStorage> partOf(const TorchView& view, const std::string& where) const;

    const FindTorchStorage& find_;
};

} // namespace termscope
