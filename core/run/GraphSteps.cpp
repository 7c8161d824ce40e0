#include "core/run/GraphSteps.h"

#include "core/base/Index.h"
#include "core/base/ParallelFor.h"
#include "core/base/Text.h"
#include "core/graph/InnerGraphs.h"
#include "core/run/BlockedOperators.h"
#include "core/run/MatrixProduct.h"

#include <algorithm>

namespace termscope {

Result<void> GraphSteps::make()
{
    if (Result<void> made = makeKernels(); !made)
        return made;
    findReaders();
    return {};
}

/// Steps of the graphs inside of a node.
Result<void> GraphSteps::makeInnerSteps(const Node& node)
{
    for (const InnerGraph& one : innerGraphs(node)) {
        auto made = std::make_unique<GraphSteps>();
        made->network = network;
        made->inner = one.graph.get();
        made->prepared = prepared;
        if (Result<void> ready = made->make(); !ready)
            return ready;
        innerSteps.emplace(one.graph.get(), std::move(made));
    }
    return {};
}

/// What runs the node as it is. Error: the operator or an attribute that this program does not know.
Result<const Operator*> GraphSteps::operatorOf(const Node& node) const
{
    const Operator* const found = findOperator(node.op);
    if (found == nullptr)
        return fail(network->name, ": cannot be run: operator ", node.op, " of node ", inQuotes(node.name),
                    " is not supported");
    if (const Result<void> heeded = checkAttributes(*found, node); !heeded)
        return fail(network->name, ": cannot be run: node ", inQuotes(node.name), ": ", heeded.error().message);
    return found;
}

/// The kernel of a node, with what follows it in the chain that it begins; null for none. `chain`: of the node; null
/// for none.
std::unique_ptr<LayerKernel> GraphSteps::kernelOf(int index, const LayerChain* chain) const
{
    const Node& node = graph().nodes[at(index)];
    const bool begins = chain != nullptr && chain->nodes[0] == index;
    if (!begins || node.op != "Conv")
        return node.layers.empty() ? nullptr : makeKernel(node, network->layers, prepared, begins);
    const int layer = node.layers[0];
    const PreparedLayer* const own = prepared.empty() || prepared[at(layer)].inFloat() ? nullptr : &prepared[at(layer)];
    return std::make_unique<ConvolutionKernel>(node, network->layers[at(layer)], own,
                                               Epilogue{{}, chain->addend >= 0, chain->lowest, chain->highest},
                                               chain->levels);
}

/// Kernels of the nodes, and the steps that they make.
Result<void> GraphSteps::makeKernels()
{
    const std::vector<LayerChain> chains = layerChains(graph(), network->layers);
    std::vector<const LayerChain*> chainOf(graph().nodes.size(), nullptr);
    for (const LayerChain& chain : chains)
        for (const int node : chain.nodes)
            chainOf[at(node)] = &chain;
    std::vector<int> withLayers;
    for (std::size_t i = 0; i < graph().nodes.size(); ++i) {
        const Node& node = graph().nodes[i];
        onLanes.push_back(mayRunOnLanes(graph(), node));
        const Result<const Operator*> found = operatorOf(node);
        if (!found)
            return tl::unexpected(found.error());
        operators.push_back(*found);
        if (Result<void> made = makeInnerSteps(node); !made)
            return made;
        if (!node.layers.empty())
            withLayers.push_back(static_cast<int>(i));
    }
    kernels.resize(graph().nodes.size());
    // Each brings its weights into the order that its product likes.
    parallelFor(std::ssize(withLayers), [&](std::int64_t i) {
        const SingleThreadScope alone;
        const int node = withLayers[at(i)];
        kernels[at(node)] = kernelOf(node, chainOf[at(node)]);
    });
    for (std::size_t i = 0; i < graph().nodes.size(); ++i) {
        const LayerChain* const chain = chainOf[i];
        if (chain == nullptr) {
            steps.push_back({LayerChain{{static_cast<int>(i)}}, nullptr, false, -1, true, {}});
        } else if (chain->last() == static_cast<int>(i)) {
            const bool convolves = graph().nodes[at(chain->nodes[0])].op == "Conv";
            const LayerKernel* const first = kernels[at(chain->nodes[0])].get();
            steps.push_back(
                {*chain, convolves ? static_cast<const ConvolutionKernel*>(first) : nullptr, !convolves, -1, true, {}});
        }
    }
    return {};
}

/// Who reads what last, and which quantized convolution reads the result of another.
void GraphSteps::findReaders()
{
    std::vector<std::vector<int>> readers(graph().names.size()); // steps, by value
    for (std::size_t i = 0; i < steps.size(); ++i)
        for (const int node : steps[i].chain.nodes)
            for (const int input : graph().nodes[at(node)].inputs)
                if (input >= 0)
                    readers[at(input)].push_back(static_cast<int>(i));
    for (const int output : graph().outputs)
        readers[at(output)].push_back(-1);
    for (std::size_t value = 0; value < readers.size(); ++value)
        if (!readers[value].empty() && readers[value].back() >= 0 && !graph().constants[value])
            steps[at(std::ranges::max(readers[value]))].done.push_back(static_cast<int>(value));
    for (GraphStep& step : steps) {
        const int output = graph().nodes[at(step.chain.last())].outputs[0];
        if (step.convolution == nullptr || !step.convolution->quantizes() || output < 0)
            continue;
        for (const int reader : readers[at(output)]) {
            const bool convolves = reader >= 0 && steps[at(reader)].convolution != nullptr
                                   && steps[at(reader)].convolution->quantizes()
                                   && graph().nodes[at(steps[at(reader)].chain.nodes[0])].inputs[0] == output;
            if (convolves && step.next < 0)
                step.next = reader;
        }
        step.keeps = readers[at(output)].size() != 1;
    }
}

const LayerKernel* GraphSteps::keeper(std::size_t step) const
{
    if (step >= steps.size())
        return nullptr;
    const LayerKernel* const kernel = kernels[at(steps[step].chain.nodes[0])].get();
    return kernel != nullptr && kernel->keepsAs(*kernel) ? kernel : nullptr;
}

} // namespace termscope
