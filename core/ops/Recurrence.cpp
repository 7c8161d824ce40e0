#include "core/ops/Recurrence.h"

#include "core/base/Text.h"
#include "core/ops/Helpers.h"

#include <cmath>
#include <map>

namespace termscope {
namespace {

using Activation = float (*)(float x, float alpha, float beta);

struct NamedActivation {
    Activation function;
    float alpha;
    float beta;
};

float sigmoid(float x, float, float)
{
    return 1.0F / (1.0F + std::exp(-x));
}

float hyperbolic(float x, float, float)
{
    return std::tanh(x);
}

const std::map<std::string, NamedActivation>& activationTable()
{
    static const std::map<std::string, NamedActivation> table{
        {"affine", {[](float x, float a, float b) { return a * x + b; }, 1.0F, 0.0F}},
        {"elu", {[](float x, float a, float) { return x >= 0.0F ? x : a * std::expm1(x); }, 1.0F, 0.0F}},
        {"hardsigmoid", {[](float x, float a, float b) { return std::clamp(a * x + b, 0.0F, 1.0F); }, 0.2F, 0.5F}},
        {"leakyrelu", {[](float x, float a, float) { return x >= 0.0F ? x : a * x; }, 0.01F, 0.0F}},
        {"relu", {[](float x, float, float) { return std::max(x, 0.0F); }, 0.0F, 0.0F}},
        {"scaledtanh", {[](float x, float a, float b) { return a * std::tanh(b * x); }, 1.0F, 1.0F}},
        {"sigmoid", {sigmoid, 0.0F, 0.0F}},
        {"softplus",
         {[](float x, float, float) { return std::max(x, 0.0F) + std::log1p(std::exp(-std::abs(x))); }, 0.0F, 0.0F}},
        {"softsign", {[](float x, float, float) { return x / (1.0F + std::abs(x)); }, 0.0F, 0.0F}},
        {"tanh", {hyperbolic, 0.0F, 0.0F}},
        {"thresholdedrelu", {[](float x, float a, float) { return x > a ? x : 0.0F; }, 1.0F, 0.0F}},
    };
    return table;
}

std::size_t activationsOf(CellKind kind)
{
    return kind == CellKind::Lstm ? 3 : kind == CellKind::Gru ? 2 : 1;
}

Result<void> readActivations(Recurrence& recurrence, const Node& node)
{
    const std::size_t each = activationsOf(recurrence.kind);
    std::vector<std::string> names = node.texts("activations");
    if (names.empty())
        for (std::int64_t d = 0; d < recurrence.directions; ++d)
            for (std::size_t i = 0; i < each; ++i)
                names.emplace_back(recurrence.kind == CellKind::Rnn || i > 0 ? "Tanh" : "Sigmoid");
    if (names.size() != each * at(recurrence.directions))
        return fail("expected ", each * at(recurrence.directions), " activations, found ", names.size());
    const std::vector<float> alphas = node.numbers("activation_alpha");
    const std::vector<float> betas = node.numbers("activation_beta");
    for (std::size_t i = 0; i < names.size(); ++i) {
        std::string lower = names[i];
        std::ranges::transform(lower, lower.begin(),
                               [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        const auto found = activationTable().find(lower);
        if (found == activationTable().end())
            return fail("expected an activation such as Tanh, found ", printable(names[i]));
        recurrence.activations.push_back(found->second.function);
        recurrence.alphas.push_back(i < alphas.size() ? alphas[i] : found->second.alpha);
        recurrence.betas.push_back(i < betas.size() ? betas[i] : found->second.beta);
    }
    return {};
}

struct Expected {
    std::size_t input;
    const char* name;
    Shape shape;
};

Result<void> checkInputs(const Recurrence& r, const Call& call)
{
    const Shape state = r.batchFirst ? Shape{r.batch, r.directions, r.hidden} : Shape{r.directions, r.batch, r.hidden};
    const std::array<Expected, 7> all{{{1, "W", {r.directions, r.gates * r.hidden, r.inputs}},
                                       {2, "R", {r.directions, r.gates * r.hidden, r.hidden}},
                                       {3, "B", {r.directions, 2 * r.gates * r.hidden}},
                                       {4, "sequence_lens", {r.batch}},
                                       {5, "initial_h", state},
                                       {6, "initial_c", state},
                                       {7, "P", {r.directions, 3 * r.hidden}}}};
    for (const Expected& expected : all)
        if (call.has(expected.input) && call[expected.input].shape != expected.shape)
            return fail("expected ", expected.name, " of the shape ", toText(expected.shape), ", found ",
                        toText(call[expected.input].shape));
    if (call.has(4) && call[4].known)
        for (const std::int64_t length : call[4].integers)
            if (length < 0 || length > r.steps)
                return fail("expected sequence_lens from 0 to ", r.steps, ", found ", length);
    return {};
}

/// The walk of one direction.
class Walk {
public:
    Walk(const Recurrence& recurrence, const Call& call, GateProducts& products, std::int64_t direction)
        : r_(recurrence), call_(call), products_(products), direction_(direction)
    {
    }

    void run(Value* y, Value* lastHidden, Value* lastCell);

private:
    std::size_t stateOffset(std::int64_t sample) const
    {
        return at((r_.batchFirst ? sample * r_.directions + direction_ : direction_ * r_.batch + sample) * r_.hidden);
    }
    float activate(std::size_t which, float x) const
    {
        if (r_.clip > 0.0F)
            x = std::clamp(x, -r_.clip, r_.clip);
        const std::size_t index = at(direction_) * activationsOf(r_.kind) + which;
        return r_.activations[index](x, r_.alphas[index], r_.betas[index]);
    }
    float bias(std::int64_t half, std::int64_t gate, std::int64_t i) const
    {
        return call_.has(3) ? call_[3].floats[at(((direction_ * 2 + half) * r_.gates + gate) * r_.hidden + i)] : 0.0F;
    }
    float peephole(std::int64_t gate, std::int64_t i) const
    {
        return call_.has(7) ? call_[7].floats[at((direction_ * 3 + gate) * r_.hidden + i)] : 0.0F;
    }
    std::vector<float> stateFrom(std::size_t input) const;
    void lstm(std::int64_t sample, const float* x, const float* h);
    void gru(std::int64_t sample, const float* x);
    void step(std::int64_t s);

    const Recurrence& r_;
    const Call& call_;
    GateProducts& products_;
    std::int64_t direction_;
    std::vector<float> fromInputs_; ///< [steps (or samples first), …, gates·hidden]
    std::vector<float> fromHidden_; ///< [batch, gates·hidden]
    std::vector<float> hidden_;     ///< [batch, hidden]
    std::vector<float> cell_;
    std::vector<float> scratch_;
};

std::vector<float> Walk::stateFrom(std::size_t input) const
{
    std::vector<float> state(at(r_.batch * r_.hidden), 0.0F);
    for (std::int64_t sample = 0; call_.has(input) && sample < r_.batch; ++sample)
        std::copy_n(call_[input].floats.data() + stateOffset(sample), r_.hidden, state.data() + sample * r_.hidden);
    return state;
}

void Walk::lstm(std::int64_t sample, const float* x, const float* h)
{
    const std::int64_t n = r_.hidden;
    for (std::int64_t i = 0; i < n; ++i) {
        const auto gate = [&](std::int64_t g) { return x[g * n + i] + h[g * n + i] + bias(0, g, i) + bias(1, g, i); };
        float& cell = cell_[at(sample * n + i)];
        const float in = activate(0, gate(0) + peephole(0, i) * cell);
        const float forget = r_.coupled ? 1.0F - in : activate(0, gate(2) + peephole(2, i) * cell);
        cell = forget * cell + in * activate(1, gate(3));
        const float out = activate(0, gate(1) + peephole(1, i) * cell);
        const std::size_t index = at(direction_) * 3 + 2;
        hidden_[at(sample * n + i)] = out * r_.activations[index](cell, r_.alphas[index], r_.betas[index]);
    }
}

/// The gates z and r are in scratch_, the candidate's product with the hidden state in fromHidden_.
void Walk::gru(std::int64_t sample, const float* x)
{
    const std::int64_t n = r_.hidden;
    for (std::int64_t i = 0; i < n; ++i) {
        const float update = scratch_[at(sample * 2 * n + i)];
        const float reset = scratch_[at(sample * 2 * n + n + i)];
        const float product = fromHidden_[at(sample * n + i)];
        const float recurrent = r_.linearBeforeReset ? reset * (product + bias(1, 2, i)) : product + bias(1, 2, i);
        const float candidate = activate(1, x[2 * n + i] + recurrent + bias(0, 2, i));
        float& h = hidden_[at(sample * n + i)];
        h = (1.0F - update) * candidate + update * h;
    }
}

void Walk::step(std::int64_t s)
{
    const std::int64_t n = r_.hidden;
    const bool backwards = direction_ == 1 || r_.reverse;
    const auto lengthOf = [&](std::int64_t b) { return call_.has(4) ? call_[4].integers[at(b)] : r_.steps; };
    const auto inputRow = [&](std::int64_t b) {
        const std::int64_t t = backwards ? lengthOf(b) - 1 - s : s;
        return fromInputs_.data() + (r_.batchFirst ? b * r_.steps + t : t * r_.batch + b) * r_.gates * n;
    };
    if (r_.kind != CellKind::Gru) {
        products_.hidden(direction_, hidden_, r_.batch, 0, r_.gates, fromHidden_);
        for (std::int64_t b = 0; b < r_.batch; ++b) {
            if (s >= lengthOf(b))
                continue;
            const float* h = fromHidden_.data() + b * r_.gates * n;
            if (r_.kind == CellKind::Lstm) {
                lstm(b, inputRow(b), h);
                continue;
            }
            for (std::int64_t i = 0; i < n; ++i)
                hidden_[at(b * n + i)] = activate(0, inputRow(b)[i] + h[i] + bias(0, 0, i) + bias(1, 0, i));
        }
        return;
    }
    products_.hidden(direction_, hidden_, r_.batch, 0, 2, scratch_);
    for (std::int64_t b = 0; b < r_.batch; ++b)
        for (std::int64_t i = 0; s < lengthOf(b) && i < 2 * n; ++i)
            scratch_[at(b * 2 * n + i)] = activate(0, inputRow(b)[i] + scratch_[at(b * 2 * n + i)]
                                                          + bias(0, i / n, i % n) + bias(1, i / n, i % n));
    std::vector<float> reset = hidden_;
    for (std::int64_t b = 0; !r_.linearBeforeReset && b < r_.batch; ++b)
        for (std::int64_t i = 0; i < n; ++i)
            reset[at(b * n + i)] *= scratch_[at(b * 2 * n + n + i)];
    products_.hidden(direction_, reset, r_.batch, 2, 1, std::span(fromHidden_).first(at(r_.batch * n)));
    for (std::int64_t b = 0; b < r_.batch; ++b)
        if (s < lengthOf(b))
            gru(b, inputRow(b));
}

void Walk::run(Value* y, Value* lastHidden, Value* lastCell)
{
    const std::int64_t rows = r_.steps * r_.batch;
    const std::int64_t n = r_.hidden;
    fromInputs_.resize(at(rows * r_.gates * n));
    fromHidden_.resize(at(r_.batch * r_.gates * n));
    scratch_.resize(at(r_.batch * 2 * n));
    products_.input(direction_, call_[0].floats, rows, fromInputs_);
    hidden_ = stateFrom(5);
    cell_ = stateFrom(6);
    const bool backwards = direction_ == 1 || r_.reverse;
    for (std::int64_t s = 0; s < r_.steps; ++s) {
        step(s);
        for (std::int64_t b = 0; y != nullptr && b < r_.batch; ++b) {
            const std::int64_t length = call_.has(4) ? call_[4].integers[at(b)] : r_.steps;
            if (s >= length)
                continue;
            const std::int64_t t = backwards ? length - 1 - s : s;
            const std::int64_t row = r_.batchFirst ? (b * r_.steps + t) * r_.directions + direction_
                                                   : (t * r_.directions + direction_) * r_.batch + b;
            std::copy_n(hidden_.data() + b * n, n, y->floats.data() + row * n);
        }
    }
    for (std::int64_t b = 0; b < r_.batch; ++b) {
        if (lastHidden != nullptr)
            std::copy_n(hidden_.data() + b * n, n, lastHidden->floats.data() + stateOffset(b));
        if (lastCell != nullptr)
            std::copy_n(cell_.data() + b * n, n, lastCell->floats.data() + stateOffset(b));
    }
}

} // namespace

std::int64_t gatesOf(CellKind kind)
{
    return kind == CellKind::Lstm ? 4 : kind == CellKind::Gru ? 3 : 1;
}

Result<Recurrence> recurrenceOf(const Call& call)
{
    for (const std::size_t i : {0, 1, 2, 3, 5, 6, 7})
        TERMSCOPE_TRY(ops::expectFloats(call, i));
    TERMSCOPE_TRY(ops::expectIntegers(call, 4));
    const Node& node = call.node;
    Recurrence r;
    r.kind = node.op == "LSTM" ? CellKind::Lstm : node.op == "GRU" ? CellKind::Gru : CellKind::Rnn;
    r.gates = gatesOf(r.kind);
    if (call[0].rank() != 3 || call[1].rank() != 3 || call[2].rank() != 3)
        return fail("expected X, W and R of three axes, found ", toText(call[0].shape), ", ", toText(call[1].shape),
                    " and ", toText(call[2].shape));
    const std::string direction = node.text("direction", "forward");
    if (direction != "forward" && direction != "reverse" && direction != "bidirectional")
        return fail("expected direction forward, reverse or bidirectional, found ", printable(direction));
    r.directions = direction == "bidirectional" ? 2 : 1;
    r.reverse = direction == "reverse";
    r.batchFirst = node.integer("layout", 0) != 0;
    r.linearBeforeReset = node.integer("linear_before_reset", 0) != 0;
    r.coupled = node.integer("input_forget", 0) != 0;
    r.clip = node.number("clip", 0.0F);
    r.steps = call[0].shape[r.batchFirst ? 1 : 0];
    r.batch = call[0].shape[r.batchFirst ? 0 : 1];
    r.inputs = call[0].shape[2];
    r.hidden = call[2].shape[2];
    if (const std::int64_t hidden = node.integer("hidden_size", r.hidden); hidden != r.hidden)
        return fail("expected a hidden_size as R has, ", r.hidden, ", found ", hidden);
    TERMSCOPE_TRY(checkInputs(r, call));
    TERMSCOPE_TRY(readActivations(r, node));
    return r;
}

Outputs outputShapes(const Recurrence& r, const Node& node, ElementType type)
{
    const Shape state = r.batchFirst ? Shape{r.batch, r.directions, r.hidden} : Shape{r.directions, r.batch, r.hidden};
    Outputs outputs{shapeOnly(type, r.batchFirst ? Shape{r.batch, r.steps, r.directions, r.hidden}
                                                 : Shape{r.steps, r.directions, r.batch, r.hidden}),
                    shapeOnly(type, state), shapeOnly(type, state)};
    outputs.resize(std::min<std::size_t>(node.outputs.size(), r.kind == CellKind::Lstm ? 3 : 2));
    return outputs;
}

Outputs runRecurrence(const Recurrence& recurrence, const Call& call, GateProducts& products)
{
    std::vector<std::shared_ptr<Value>> values;
    for (const ValuePtr& shape : outputShapes(recurrence, call.node, call[0].type))
        values.push_back(newValue(shape->type, shape->shape));
    const auto output = [&](std::size_t i) {
        return i < values.size() && call.node.outputs[i] >= 0 ? values[i].get() : nullptr;
    };
    for (std::int64_t direction = 0; direction < recurrence.directions; ++direction)
        Walk(recurrence, call, products, direction).run(output(0), output(1), output(2));
    return {values.begin(), values.end()};
}

} // namespace termscope
