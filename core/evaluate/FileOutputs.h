// What a network gives as its file has it, in float32: every output under its name, for samples of a dataset.
//
// A Softmax at its end stays, and so does whatever its file quantizes: for those who compare with another runtime.
#pragma once

#include "core/data/Dataset.h"
#include "core/files/Files.h"
#include "core/graph/Network.h"

namespace termscope {

struct FileOutput {
    std::string name;
    Shape shape;               ///< [samples, …], the other axes as the network gives them
    std::vector<float> values; ///< row after row
};

/// The first `samples` of the dataset; 0 for all. Memory: that of the outputs. May be cancelled, see base/Cancel.h.
/// Errors: those of GraphPath::create and run; an output that is not of one shape for all samples.
Result<std::vector<FileOutput>> fileOutputs(const NetworkPtr& network, const DatasetPtr& dataset,
                                            std::int64_t samples = 0);

/// An npz, float32, an array for each output by its name; of a name that a file in an archive cannot have "output_0",
/// by its number.
Result<Bytes> npzOf(const std::vector<FileOutput>& outputs);

} // namespace termscope
