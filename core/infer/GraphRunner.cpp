#include "core/infer/GraphRunner.h"

#include "core/base/Text.h"

#include <algorithm>

namespace termscope {
namespace {

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

} // namespace

struct GraphRunner::State {
    NetworkPtr network;
    std::vector<PreparedLayer> prepared;
    std::vector<std::unique_ptr<LayerKernel>> kernels; ///< by node: null for plain operators
    std::vector<std::vector<int>> done;                ///< by node: values that nobody reads after it

    const Graph& graph() const { return *network->graph; }
    void findLastReaders();
};

void GraphRunner::State::findLastReaders()
{
    std::vector<int> last(graph().names.size(), -1);
    for (std::size_t i = 0; i < graph().nodes.size(); ++i)
        for (const int input : graph().nodes[i].inputs)
            if (input >= 0)
                last[at(input)] = static_cast<int>(i);
    for (const int output : graph().outputs)
        last[at(output)] = -1;
    done.resize(graph().nodes.size());
    for (std::size_t value = 0; value < last.size(); ++value)
        if (last[value] >= 0 && !graph().constants[value])
            done[at(last[value])].push_back(static_cast<int>(value));
}

GraphRunner::GraphRunner(std::unique_ptr<State> state) : state_(std::move(state)) {}
GraphRunner::~GraphRunner() = default;
GraphRunner::GraphRunner(GraphRunner&&) noexcept = default;
GraphRunner& GraphRunner::operator=(GraphRunner&&) noexcept = default;

Result<GraphRunner> GraphRunner::create(NetworkPtr network)
{
    return create(std::move(network), {});
}

Result<GraphRunner> GraphRunner::create(NetworkPtr network, std::vector<PreparedLayer> layers)
{
    if (!network->graph)
        return fail(network->name, ": holds weights only; running it needs a network that says how it is run (ONNX)");
    auto state = std::make_unique<State>();
    state->network = std::move(network);
    state->prepared = std::move(layers);
    for (const Node& node : state->graph().nodes) {
        if (findOperator(node.op) == nullptr)
            return fail(state->network->name, ": cannot be run: operator ", node.op, " of node ", inQuotes(node.name), " is not supported");
        state->kernels.push_back(node.layers.empty() ? nullptr : makeKernel(node, state->network->layers, state->prepared));
    }
    state->findLastReaders();
    return GraphRunner(std::move(state));
}

Result<Outputs> GraphRunner::run(std::vector<ValuePtr> inputs, LayerLog* log) const
{
    const Graph& graph = state_->graph();
    std::vector<ValuePtr> values = graph.constants;
    if (inputs.size() != graph.inputs.size())
        return fail(state_->network->name, ": expected ", graph.inputs.size(), " inputs, found ", inputs.size());
    for (std::size_t i = 0; i < inputs.size(); ++i)
        values[at(graph.inputs[i].value)] = std::move(inputs[i]);
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        const Node& node = graph.nodes[i];
        Call call{node, graph.opset, {}};
        for (const int input : node.inputs)
            call.inputs.push_back(input < 0 ? nullptr : values[at(input)]);
        for (const int value : state_->done[i])
            values[at(value)] = nullptr;
        Result<Outputs> outputs = state_->kernels[i] ? state_->kernels[i]->run(call, log) : runOperator(call);
        if (!outputs)
            return fail(graph.where(node), ": ", outputs.error().message);
        for (std::size_t o = 0; o < node.outputs.size() && o < outputs->size(); ++o)
            if (node.outputs[o] >= 0)
                values[at(node.outputs[o])] = std::move((*outputs)[o]);
    }
    Outputs results;
    for (const int output : graph.outputs)
        results.push_back(values[at(output)]);
    return results;
}

LayerLog GraphRunner::emptyLog() const
{
    LayerLog log;
    log.pairs.assign(state_->network->layers.size(), 0.0);
    log.products.assign(state_->network->layers.size(), 0.0);
    return log;
}

} // namespace termscope
