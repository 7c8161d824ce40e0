// LSTM, GRU and RNN nodes: their attributes, and the walk over time. (ONNX, the operators of those names.)
//
// Gates stand in the file's order: LSTM i, o, f, c; GRU z, r, h; RNN one. Every gate adds a product of the step's input
// with W and one of the hidden state with R; who runs the walk supplies both products, so that the same walk serves the
// plain operator and quantized execution.
#pragma once

#include "core/ops/Operator.h"

#include <span>

namespace termscope {

enum class CellKind { Lstm, Gru, Rnn };

/// The products of one recurrent node. Called from one thread, step after step.
class GateProducts {
public:
    virtual ~GateProducts() = default;
    /// result [rows, gates·hidden] = x [rows, inputs] · Wᵀ of the direction.
    virtual void input(std::int64_t direction, std::span<const float> x, std::int64_t rows,
                       std::span<float> result) = 0;
    /// result [rows, count·hidden] = h [rows, hidden] · Rᵀ of the direction, of the gates first … first + count − 1.
    virtual void hidden(std::int64_t direction, std::span<const float> h, std::int64_t rows, std::int64_t first,
                        std::int64_t count, std::span<float> result) = 0;
};

/// A recurrent node and the sizes of its inputs.
struct Recurrence {
    CellKind kind = CellKind::Lstm;
    std::int64_t directions = 1;
    std::int64_t gates = 4;
    std::int64_t steps = 0;
    std::int64_t batch = 0;
    std::int64_t inputs = 0;
    std::int64_t hidden = 0;
    bool reverse = false;                                    ///< the first direction runs backwards
    bool batchFirst = false;                                 ///< layout 1
    bool linearBeforeReset = false;                          ///< GRU
    bool coupled = false;                                    ///< LSTM: the forget gate is 1 − the input gate
    float clip = 0.0F;                                       ///< 0 for none
    std::vector<float (*)(float, float, float)> activations; ///< per direction, as many as the cell has
    std::vector<float> alphas;
    std::vector<float> betas;
};

std::int64_t gatesOf(CellKind kind);

/// Attributes, shapes of X, W and R (by their shapes alone), and the other inputs, checked.
Result<Recurrence> recurrenceOf(const Call& call);

/// Y, Y_h and (LSTM) Y_c: as many as the node has outputs.
Outputs outputShapes(const Recurrence& recurrence, const Node& node, ElementType type);
/// Runs all directions. `call` as the operator gets it; W and R in it may be known by their shapes alone.
Outputs runRecurrence(const Recurrence& recurrence, const Call& call, GateProducts& products);

} // namespace termscope
