// The operators of ONNX, opsets 7 to 28, on values: pure functions, plain to read, one family a file.
//
// An operator whose inputs are only known by their shape gives outputs of which only the shape is known: running a
// graph on such values is shape inference, and running the nodes whose inputs are constants is constant folding. Where
// even the shape depends on an unknown value, there are no outputs.
//
// Errors say what the operator expected and found; who runs a graph puts the file and the node before it.
// Thread rule: pure functions. Cost: plain loops, except matrix products (Eigen).
#pragma once

#include "core/ops/Node.h"

#include <functional>

namespace termscope {

using Outputs = std::vector<ValuePtr>;

/// How the operators with graphs inside (If, Loop, Scan) run them.
class GraphCaller {
public:
    virtual ~GraphCaller() = default;
    /// How many values of the scope around the graph reads; they are the last of its inputs.
    virtual std::size_t captures(const Graph& graph) const = 0;
    virtual std::size_t inputs(const Graph& graph) const = 0; ///< with those
    /// Its outputs; null where not even the shape is known. Error: names the node inside.
    virtual Result<Outputs> run(const Graph& graph, std::vector<ValuePtr> inputs) const = 0;
};

struct Operator;

struct Call {
    const Node& node;
    int opset = 13;
    std::vector<ValuePtr> inputs;        ///< null for one that is left out; the operator may move them away
    const GraphCaller* graphs = nullptr; ///< null: operators with graphs inside refuse
    const Operator* checked = nullptr;   ///< the node's, which heeds its attributes; null: that is to be found out

    std::size_t count() const { return inputs.size(); }
    bool has(std::size_t index) const { return index < inputs.size() && inputs[index] != nullptr; }
    const Value& operator[](std::size_t index) const { return *inputs[index]; }
    /// True when the elements of all inputs are known.
    bool known() const;
};

struct Operator {
    using Function = Result<Outputs> (*)(Call&);
    std::string_view name;
    Function function = nullptr;
    std::size_t leastInputs = 0;
    std::size_t mostInputs = 0;
    /// The attributes that it heeds, apart by blanks, each behind the letter of its type: "i:axis s:mode". i an
    /// integer, f a number, s a text, I, F and S lists of them, t a tensor, g a graph. "i:broadcast=0": heeded at 0
    /// alone, where it says nothing. "-:is_test": has no effect, whatever it holds.
    std::string_view attributes = {};
};

/// Null for an operator that is missing.
const Operator* findOperator(std::string_view name);

/// Error: the node has an attribute that its operator does not heed, or one of another type; names it.
Result<void> checkAttributes(const Operator& found, const Node& node);

/// While it lives, the calling thread's operators refuse to make outputs of more elements. Without one: 2^31.
class OutputLimit {
public:
    explicit OutputLimit(std::int64_t elements);
    ~OutputLimit();
    OutputLimit(const OutputLimit&) = delete;
    OutputLimit& operator=(const OutputLimit&) = delete;

private:
    std::int64_t before_;
};

/// Looks up, checks attributes and the number of inputs, and runs. Error: no such operator, or the operator's own.
Result<Outputs> runOperator(Call& call);

} // namespace termscope
