#include "core/run/Plan.h"

#include <algorithm>
#include <cmath>

namespace termscope {
namespace {

void softmax(std::span<float> row, bool logarithm)
{
    const float largest = *std::ranges::max_element(row);
    double sum = 0.0;
    for (const float value : row)
        sum += std::exp(static_cast<double>(value) - largest);
    for (float& value : row) {
        const double shifted = static_cast<double>(value) - largest;
        value = static_cast<float>(logarithm ? shifted - std::log(sum) : std::exp(shifted) / sum);
    }
}

Result<void> checkWidths(const Network& network, const Plan& plan)
{
    std::int64_t width = network.inputFeatures;
    std::string before = "the input";
    for (const Step& step : plan) {
        if (step.kind != StepKind::Linear)
            continue;
        const WeightLayer& layer = network.layers[static_cast<std::size_t>(step.layer)];
        if (layer.kind != LayerKind::Linear)
            return fail(network.name, ": layer ", layer.name, " is not linear and cannot be run");
        if (layer.inputs() != width)
            return fail(network.name, ": layer ", layer.name, " takes ", layer.inputs(), " values, but ", before,
                        " has ", width);
        width = layer.outputs();
        before = "layer " + layer.name;
    }
    return {};
}

} // namespace

Result<Plan> planOf(const Network& network)
{
    if (!network.canRun() && network.graph)
        return fail(network.name,
                    ": expected a chain of Gemm, MatMul, Relu, Reshape and Softmax, found a graph that is none");
    if (!network.canRun())
        return fail(network.name, ": holds weights only; accuracy needs a network that says how it is run (ONNX)");
    Plan plan;
    for (std::size_t i = 0; i < network.operations.size(); ++i) {
        const Operation& operation = network.operations[i];
        if (operation.input != static_cast<int>(i))
            return fail(network.name, ": node ", operation.name,
                        " does not read the node before it; only chains can be run");
        switch (operation.kind) {
        case OperationKind::Linear: plan.push_back({StepKind::Linear, operation.layer, false}); break;
        case OperationKind::Relu:
            if (!plan.empty() && plan.back().kind == StepKind::Linear)
                plan.back().relu = true;
            else
                plan.push_back({StepKind::Relu, -1, false});
            break;
        case OperationKind::Reshape: break;
        case OperationKind::Softmax: plan.push_back({StepKind::Softmax, -1, false}); break;
        case OperationKind::LogSoftmax: plan.push_back({StepKind::LogSoftmax, -1, false}); break;
        }
    }
    if (std::ranges::none_of(plan, [](const Step& step) { return step.kind == StepKind::Linear; }))
        return fail(network.name, ": has no layer with weights");
    if (const Result<void> widths = checkWidths(network, plan); !widths)
        return tl::unexpected(widths.error());
    // Softmax at the end changes no order of the classes, but its rounding could make ties.
    while (plan.back().kind == StepKind::Softmax || plan.back().kind == StepKind::LogSoftmax)
        plan.pop_back();
    return plan;
}

void applyStep(StepKind kind, std::span<float> row)
{
    switch (kind) {
    case StepKind::Linear: break;
    case StepKind::Relu:
        for (float& value : row)
            value = std::max(value, 0.0F);
        break;
    case StepKind::Softmax: softmax(row, false); break;
    case StepKind::LogSoftmax: softmax(row, true); break;
    }
}

} // namespace termscope
