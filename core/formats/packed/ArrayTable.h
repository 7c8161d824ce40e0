// The arrays of a file of weights by their names, while those that belong together are joined.
#pragma once

#include "core/base/Error.h"
#include "core/formats/packed/StoredArray.h"
#include "core/graph/WeightsOnly.h"

#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace termscope {

class ArrayTable {
public:
    /// `noun`: what the format calls them, "tensor" or "array". Names are unique.
    ArrayTable(std::vector<StoredArray> arrays, LeftOutTensors& leftOut, std::string noun, std::string file);

    const std::vector<StoredArray>& arrays() const { return arrays_; }
    /// Null for a name that the file does not have.
    const StoredArray* find(const std::string& name) const;

    /// An array that is told of by another: no layer of its own.
    void take(const StoredArray& array) { taken_.insert(&array); }
    /// None for null.
    void take(const StoredArray* array)
    {
        if (array != nullptr)
            taken_.insert(array);
    }
    bool taken(const StoredArray& array) const { return taken_.contains(&array); }
    /// An array that cannot be read without another.
    void leaveOut(const StoredArray& array, const std::string& reason);

    /// "net.safetensors: tensor fc.weight": opens messages.
    std::string where(const StoredArray& array) const;
    const std::string& noun() const { return noun_; }

private:
    std::vector<StoredArray> arrays_;
    std::unordered_map<std::string, const StoredArray*> byName_;
    std::set<const StoredArray*> taken_;
    LeftOutTensors& leftOut_;
    std::string noun_;
    std::string file_;
};

/// A layer that `head` and its companions are together; none where `head` is no such array, or was left out.
using JoinedTensor = Result<std::optional<FoundTensor>>;

/// NAME of whole numbers or codes with NAME_scale or NAME_scale_inv, and NAME_zero_point.
JoinedTensor scaledTensor(ArrayTable& table, const StoredArray& head);
/// NAME_packed, NAME_shape, NAME_scale (compressed-tensors), also of FP4 (NVFP4, MXFP4).
JoinedTensor compressedTensor(ArrayTable& table, const StoredArray& head);
/// NAME.qweight, NAME.qzeros, NAME.scales, NAME.g_idx: GPTQ, and AWQ with another order.
JoinedTensor groupedTensor(ArrayTable& table, const StoredArray& head);
/// NAME_blocks, NAME_scales: MXFP4.
JoinedTensor microscalingTensor(ArrayTable& table, const StoredArray& head);
/// NAME.weight of words, NAME.scales, NAME.biases: MLX.
JoinedTensor mlxTensor(ArrayTable& table, const StoredArray& head);

/// Values of FP4, two in a byte, in blocks of a row with a scale each. Range: 2 · bytes = rows · columns.
FoundTensor fourBitFloats(const std::string& name, const StoredArray& codes, std::int64_t rows, std::int64_t columns,
                          std::int64_t block, SharedFloats scales, const std::string& storedType);

} // namespace termscope
