#include "core/graph/ProductForm.h"

#include "core/graph/Layers.h"
#include "core/graph/NodeParts.h"

namespace termscope {
namespace {

class RightForm : public NodeParts {
public:
    using NodeParts::NodeParts;

    void run();

private:
    bool turn(const Node& node);
    bool gemm(const Node& node);
    bool matMul(const Node& node);
    bool transposedConvolution(const Node& node);
    int productsInGroups(const Node& node, const Value& weight, std::int64_t groups);
};

bool isMatrix(const ValuePtr& value)
{
    return value && value->floating() && value->rank() == 2 && value->size() > 0;
}

bool RightForm::gemm(const Node& node)
{
    if (node.integer("transA", 0) == 0 || node.input(0) < 0 || constantAt(node, 0) || !isMatrix(constantAt(node, 1)))
        return false;
    std::vector<int> inputs = node.inputs;
    inputs[0] = step(node, "Transpose", {node.input(0)}, {{"perm", std::vector<std::int64_t>{1, 0}}});
    add(node, "Gemm", std::move(inputs), node.outputs, node.attributesBut("transA"));
    return true;
}

bool RightForm::matMul(const Node& node)
{
    if (!isMatrix(constantAt(node, 0)) || node.input(1) < 0 || constantAt(node, 1))
        return false;
    const int weight = step(node, "Transpose", {node.input(0)}, {{"perm", std::vector<std::int64_t>{1, 0}}});
    const int rows = step(node, "termscope.SwapLast", {node.input(1)});
    add(node, "termscope.SwapLast", {step(node, "MatMul", {rows, weight})}, node.outputs);
    return true;
}

/// The products of each place's channels, [batch, outputs · kernel, places…], as a convolution of one pixel in groups.
int RightForm::productsInGroups(const Node& node, const Value& weight, std::int64_t groups)
{
    const std::int64_t inputs = weight.shape[0] / groups;
    const std::int64_t rows = weight.size() / weight.shape[0]; // outputs of a group · kernel
    std::vector<float> turned(weight.floats.size());
    for (std::int64_t g = 0; g < groups; ++g)
        for (std::int64_t c = 0; c < inputs; ++c)
            for (std::int64_t row = 0; row < rows; ++row)
                turned[at((g * rows + row) * inputs + c)] = weight.floats[at((g * inputs + c) * rows + row)];
    auto kernels = std::make_shared<Value>(weight);
    kernels->shape = Shape(weight.shape.size(), 1);
    kernels->shape[0] = groups * rows;
    kernels->shape[1] = inputs;
    kernels->floats = FloatBuffer(std::move(turned));
    const int right = graph_.addValue(graph_.names[at(node.input(1))], std::move(kernels));
    return step(node, "Conv", {node.input(0), right},
                {{"group", groups}, {std::string(fileShapeOfWeight), weight.shape}});
}

bool RightForm::transposedConvolution(const Node& node)
{
    const ValuePtr weight = constantAt(node, 1);
    const std::int64_t groups = node.integer("group", 1);
    if (!weight || !weight->floating() || weight->rank() < 3 || weight->size() == 0 || groups < 1
        || weight->shape[0] % groups != 0 || node.input(0) < 0 || node.outputs.size() != 1)
        return false;
    const Shape& shape = weight->shape;
    std::vector<std::int64_t> channelsLast{0};
    for (std::int64_t axis = 2; axis < weight->rank(); ++axis)
        channelsLast.push_back(axis);
    channelsLast.push_back(1);
    const Attribute turn{"perm", channelsLast};
    int products = -1;
    if (groups > 1) {
        products = step(node, "Transpose", {productsInGroups(node, *weight, groups)}, {turn});
    } else {
        auto matrix = std::make_shared<Value>(*weight);
        matrix->shape = {shape[0], weight->size() / shape[0]};
        const int places = step(node, "Transpose", {node.input(0)}, {turn});
        const int right = graph_.addValue(graph_.names[at(node.input(1))], std::move(matrix));
        products = step(node, "MatMul", {places, right}, {{std::string(fileShapeOfWeight), shape}});
    }
    std::vector<Attribute> attributes = node.attributesBut("kernel_shape");
    std::erase_if(attributes, [](const Attribute& attribute) { return attribute.name == "group"; });
    attributes.push_back({"kernel_shape", Shape(shape.begin() + 2, shape.end())});
    add(node, "termscope.PlaceKernels", {products, node.input(2)}, node.outputs, std::move(attributes));
    return true;
}

bool RightForm::turn(const Node& node)
{
    if (node.op == "Gemm")
        return gemm(node);
    if (node.op == "MatMul")
        return node.outputs.size() == 1 && matMul(node);
    return node.op == "ConvTranspose" && transposedConvolution(node);
}

void RightForm::run()
{
    const std::vector<Node> before = std::move(graph_.nodes);
    for (const Node& node : before)
        if (!turn(node))
            nodes_.push_back(node);
    graph_.nodes = std::move(nodes_);
}

} // namespace

void putWeightsRight(Graph& graph)
{
    RightForm(graph).run();
}

} // namespace termscope
