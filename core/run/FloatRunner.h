// Runs a network in float32: the reference that quantized results are compared with, and the source of calibration.
#pragma once

#include "core/run/MatrixProduct.h"
#include "core/run/Plan.h"

#include <vector>

namespace termscope {

class FloatRunner {
public:
    /// The network must outlive the runner; `plan` comes from planOf(network).
    FloatRunner(const Network& network, Plan plan);

    /// Runs up to MatrixProduct::blockRows samples, one after another in `samples` [rows, inputFeatures].
    /// Returns the outputs [rows, outputFeatures]; `layerInputs`, where given, gets the rows that reach each layer,
    /// appended: one vector per layer of the network.
    /// Thread-safe.
    std::vector<float> run(std::span<const float> samples, std::int64_t rows,
                           std::vector<std::vector<float>>* layerInputs = nullptr) const;

private:
    const Network& network_;
    Plan plan_;
    std::vector<MatrixProduct> products_;
    std::vector<int> productOf_; ///< step → index into products_, −1 for none
};

} // namespace termscope
