// A weight layer's node at work: in float32, or quantized and revealed as a PreparedLayer says.
//
// Quantized: every activation that enters is quantized and looked up (ActivationTable), the product of the integers is
// exact, and y = float(Σ x·w) · scale + bias. Recurrent nodes quantize their input once and their hidden state at every
// step.
#pragma once

#include "core/ops/Operator.h"
#include "core/run/PreparedNetwork.h"

#include <functional>
#include <memory>

namespace termscope {

/// The operands of products of two activations: `count` of x [m, k] · y [k, n].
struct ActivationOperands {
    std::int64_t count = 0;
    std::int64_t m = 0;
    std::int64_t k = 0;
    std::int64_t n = 0;
    std::vector<float> x; ///< [count, m, k]
    std::vector<float> y; ///< [count, k, n]: what stays in the array

    std::span<const float> dataOf(std::int64_t product) const
    {
        return std::span(x).subspan(static_cast<std::size_t>(product * m * k), static_cast<std::size_t>(m * k));
    }
    std::span<const float> stayingOf(std::int64_t product) const
    {
        return std::span(y).subspan(static_cast<std::size_t>(product * k * n), static_cast<std::size_t>(k * n));
    }
};

/// What a run tells of the data at weight layers, beside its outputs. One per thread.
struct LayerLog {
    /// By layer of the network: term pairs of all products, and their number. Quantized runs only.
    std::vector<double> pairs;
    std::vector<double> products;
    double floatProducts = 0.0; ///< of activations with each other, in a quantized run, that stay in float32
    /// Called with the float32 values that enter a layer: images as [n, c, …], rows as [n, inputs]; of a product of
    /// activations with its first operand, and with the other one as stayingOperand (Network.h), as the graph has them.
    std::function<void(int layer, std::span<const float> data)> observe;
    /// Called with the operands of a product of activations, those that are spread given as often as they are read.
    std::function<void(int layer, ActivationOperands operands)> observeProduct;
    /// `observe` takes the values in any order: what lies in whole lanes is not turned for it.
    bool observesAnyOrder = false;
};

struct RowOperands;
using RowOperandsPtr = std::shared_ptr<const RowOperands>;

class LayerKernel {
public:
    virtual ~LayerKernel() = default;
    /// `call` as the node's plain operator takes it; its weights are known by their shape alone.
    virtual Result<Outputs> run(Call& call, LayerLog* log) const = 0;

    /// Whether the kernel can keep what it makes of its data, and `other` makes the same of it.
    virtual bool keepsAs(const LayerKernel&) const { return false; }
    /// What the kernel makes of its data. Range: keepsAs(*this).
    virtual RowOperandsPtr keep(const Value&) const { return nullptr; }
    /// As run, the data being known by their shape alone. Error: the operands are none of this kernel's.
    virtual Result<Outputs> runKept(Call& call, const RowOperands& operands, LayerLog* log) const;
};

/// Shapes of a call's outputs, by the plain operator; the call stays as it is.
Result<Outputs> shapesOf(const Call& call);

/// The kernel of a node with layers; `layers` outlives it. `prepared` is by layer of the network; empty: float32, as
/// are those of its layers that say so. `relu`: max(y, 0) follows; for linear layers.
std::unique_ptr<LayerKernel> makeKernel(const Node& node, const std::vector<WeightLayer>& layers,
                                        std::span<const PreparedLayer> prepared, bool relu = false);

} // namespace termscope
