#include "core/run/FloatRunner.h"

#include "core/terms/Kernels.h"

#include <algorithm>

namespace termscope {

FloatRunner::FloatRunner(const Network& network, Plan plan) : network_(network), plan_(std::move(plan))
{
    for (const Step& step : plan_) {
        productOf_.push_back(step.kind == StepKind::Linear ? static_cast<int>(products_.size()) : -1);
        if (step.kind != StepKind::Linear)
            continue;
        const WeightLayer& layer = network_.layers[static_cast<std::size_t>(step.layer)];
        products_.push_back(MatrixProduct::ofFloats(layer.weight.values, layer.outputs(), layer.inputs()));
    }
}

std::vector<float> FloatRunner::run(std::span<const float> samples, std::int64_t rows,
                                    std::vector<std::vector<float>>* layerInputs) const
{
    constexpr float one = 1.0F;
    std::int64_t width = network_.inputFeatures;
    std::vector<float> current(samples.begin(), samples.end());
    current.resize(static_cast<std::size_t>(MatrixProduct::blockRows * width));
    for (std::size_t i = 0; i < plan_.size(); ++i) {
        const Step& step = plan_[i];
        const auto row = [&](std::int64_t r) {
            return std::span<float>(current.data() + r * width, static_cast<std::size_t>(width));
        };
        if (step.kind != StepKind::Linear) {
            for (std::int64_t r = 0; r < rows; ++r)
                applyStep(step.kind, row(r));
            continue;
        }
        const WeightLayer& layer = network_.layers[static_cast<std::size_t>(step.layer)];
        if (layerInputs != nullptr) {
            auto& seen = (*layerInputs)[static_cast<std::size_t>(step.layer)];
            seen.insert(seen.end(), current.begin(), current.begin() + rows * width);
        }
        const MatrixProduct& product = products_[static_cast<std::size_t>(productOf_[i])];
        std::vector<float> next(static_cast<std::size_t>(MatrixProduct::blockRows * product.outputs()));
        product.run(current.data(), next.data());
        current = std::move(next);
        width = product.outputs();
        for (std::int64_t r = 0; r < rows; ++r)
            kernels::best().finishRow(row(r).data(), row(r).size(), &one, false,
                                      layer.bias.empty() ? nullptr : layer.bias.data(), step.relu);
    }
    current.resize(static_cast<std::size_t>(rows * width));
    return current;
}

} // namespace termscope
