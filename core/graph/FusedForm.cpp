#include "core/graph/FusedForm.h"

#include "core/graph/FusedAttention.h"

namespace termscope {
namespace {

constexpr std::string_view microsoftDomain = "com.microsoft.";

class Parts : public AttentionParts {
public:
    using AttentionParts::AttentionParts;

    void run();

private:
    bool takeApart(const Node& node);
    bool convolution(const Node& node);
    bool gemm(const Node& node);
    bool matMul(const Node& node);
    bool gelu(const Node& node, const std::string& op);
    bool skipNormalization(const Node& node, bool simplified);
    bool activate(const Node& node, int value);
    bool activated(const Node& node, const std::string& op, std::size_t inputs);
};

/// The activation that the node names, on `value`; false for one that is not known here.
bool Parts::activate(const Node& node, int value)
{
    const std::string name = node.text("activation", "");
    const std::vector<float> parameters = node.has("activation_params") ? node.numbers("activation_params")
                                                                        : std::vector<float>{};
    const auto parameter = [&](std::size_t i, std::string_view key, float otherwise) {
        return i < parameters.size() ? parameters[i] : node.number(key, otherwise);
    };
    std::vector<Attribute> attributes;
    if (name == "LeakyRelu")
        attributes = {{"alpha", parameter(0, "activation_alpha", 0.01F)}};
    else if (name == "HardSigmoid")
        attributes = {{"alpha", parameter(0, "activation_alpha", 0.2F)},
                      {"beta", parameter(1, "activation_beta", 0.5F)}};
    else if (name == "Clip" && parameters.size() == 2)
        attributes = {{"min", parameters[0]}, {"max", parameters[1]}};
    else if (name != "Relu" && name != "Tanh" && name != "Sigmoid" && !name.empty())
        return false;
    add(node, name.empty() ? "Identity" : name, {value}, {node.outputs[0]}, std::move(attributes));
    return true;
}

/// The operator of that name on the first inputs, what the next one adds, and the activation.
bool Parts::activated(const Node& node, const std::string& op, std::size_t inputs)
{
    const std::size_t before = nodes_.size();
    std::vector<int> own;
    for (std::size_t i = 0; i < inputs; ++i)
        own.push_back(node.input(i));
    int value = step(node, op, std::move(own), attributesBut(node, "activation"));
    if (node.input(inputs) >= 0)
        value = step(node, "Add", {value, node.input(inputs)});
    if (activate(node, value))
        return true;
    nodes_.resize(before);
    return false;
}

bool Parts::convolution(const Node& node)
{
    return node.outputs.size() == 1
           && hasOnly(node, {"activation", "activation_params", "auto_pad", "dilations", "group", "kernel_shape",
                             "pads", "strides"})
           && activated(node, "Conv", 3);
}

/// Without a factor: it would be in the weight, and an export would leave it in the file's node too.
bool Parts::gemm(const Node& node)
{
    return node.outputs.size() == 1 && node.number("alpha", 1.0F) == 1.0F
           && hasOnly(node, {"activation", "activation_alpha", "activation_beta", "alpha", "beta", "transA", "transB"})
           && activated(node, "Gemm", 3);
}

/// With a weight on the right; products of two activations stay.
bool Parts::matMul(const Node& node)
{
    const ValuePtr weight = constantAt(node, 1);
    if (node.outputs.size() != 1 || !hasOnly(node, {"alpha", "transA", "transB", "transBatchA", "transBatchB"})
        || node.integer("transA", 0) != 0 || node.integer("transBatchA", 0) != 0 || node.integer("transBatchB", 0) != 0
        || !weight || weight->rank() != 2)
        return false;
    const int right = node.integer("transB", 0) != 0
                          ? step(node, "Transpose", {node.input(1)}, {{"perm", std::vector<std::int64_t>{1, 0}}})
                          : node.input(1);
    const float alpha = node.number("alpha", 1.0F);
    if (alpha == 1.0F) {
        add(node, "MatMul", {node.input(0), right}, node.outputs);
        return true;
    }
    add(node, "Mul", {step(node, "MatMul", {node.input(0), right}), constant(node, alpha)}, node.outputs);
    return true;
}

bool Parts::gelu(const Node& node, const std::string& op)
{
    const bool quick = op == "QuickGelu";
    if (node.outputs.size() != 1 || (quick ? !hasOnly(node, {"alpha"}) : !node.attributes.empty()))
        return false;
    const int x = node.input(1) >= 0 ? step(node, "Add", {node.input(0), node.input(1)}) : node.input(0);
    if (quick)
        add(node, "Swish", {x}, node.outputs, {{"alpha", node.number("alpha", 1.702F)}});
    else if (op == "FastGelu")
        add(node, "Gelu", {x}, node.outputs, {{"approximate", std::string("tanh")}});
    else
        add(node, "Gelu", {x}, node.outputs);
    return true;
}

/// input + skip (+ bias), normalized; the sum is the fourth output.
bool Parts::skipNormalization(const Node& node, bool simplified)
{
    if (!hasOnly(node, {"epsilon"}) || node.inputs.size() < 3)
        return false;
    const int bias = node.input(simplified ? 3 : 4);
    const int sum = node.outputs.size() > 3 && node.outputs[3] >= 0 ? node.outputs[3] : newValue(node, "sum");
    const int first = bias >= 0 ? step(node, "Add", {node.input(0), node.input(1)}) : node.input(0);
    add(node, "Add", {first, bias >= 0 ? bias : node.input(1)}, {sum});
    const std::vector<Attribute> epsilon{{"epsilon", node.number("epsilon", 1e-12F)}};
    std::vector<int> outputs(node.outputs.begin(),
                             node.outputs.begin() + std::min<std::ptrdiff_t>(3, std::ssize(node.outputs)));
    if (simplified && std::any_of(outputs.begin() + 1, outputs.end(), [](int output) { return output >= 0; }))
        return false;
    if (simplified)
        add(node, "RMSNormalization", {sum, node.input(2)}, {outputs[0]}, epsilon);
    else
        add(node, "LayerNormalization", {sum, node.input(2), node.input(3)}, std::move(outputs), epsilon);
    return true;
}

bool Parts::takeApart(const Node& node)
{
    if (node.op == "SimplifiedLayerNormalization" && node.outputs.size() == 1
        && hasOnly(node, {"axis", "epsilon", "stash_type"})) {
        add(node, "RMSNormalization", node.inputs, node.outputs, node.attributes);
        return true;
    }
    if (!node.op.starts_with(microsoftDomain) || node.outputs.empty() || node.input(0) < 0)
        return false;
    const std::string op = node.op.substr(microsoftDomain.size());
    if (op == "FusedConv")
        return convolution(node);
    if (op == "FusedGemm")
        return gemm(node);
    if (op == "FusedMatMul")
        return matMul(node);
    if (op == "Gelu" || op == "FastGelu" || op == "QuickGelu" || op == "BiasGelu")
        return gelu(node, op);
    if (op == "SkipLayerNormalization" || op == "SkipSimplifiedLayerNormalization")
        return skipNormalization(node, op != "SkipLayerNormalization");
    return takeApartAttention(node, op);
}

void Parts::run()
{
    const std::vector<Node> before = std::move(graph_.nodes);
    for (const Node& node : before) {
        const std::size_t count = nodes_.size();
        if (takeApart(node))
            continue;
        nodes_.resize(count);
        nodes_.push_back(node);
    }
    graph_.nodes = std::move(nodes_);
}

} // namespace

void takeApartFused(Graph& graph)
{
    const bool any = std::ranges::any_of(graph.nodes, [](const Node& node) {
        return node.op.starts_with(microsoftDomain) || node.op == "SimplifiedLayerNormalization";
    });
    if (any)
        Parts(graph).run();
}

} // namespace termscope
