#include "core/graph/OperatorForm.h"

#include "core/base/Index.h"
#include "core/base/Text.h"
#include "core/graph/DynamicForm.h"
#include "core/graph/Layers.h"
#include "core/graph/QuantizedConstant.h"
#include "core/ops/QonnxQuantizers.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

namespace termscope {
namespace {

constexpr std::string_view microsoft = "com.microsoft.";

/// Scale and zero point of a value, as values of the graph.
struct Levels {
    int scale = -1;
    int zero = -1;
};

class PairForm {
public:
    explicit PairForm(Graph& graph) : graph_(graph) {}

    Result<void> run();

private:
    bool complete(const Node& node, std::size_t inputs);
    bool rewrite(const Node& node);
    bool convolution(const Node& node);
    bool matMul(const Node& node);
    bool gemm(const Node& node);
    bool elementwise(const Node& node);
    bool movement(const Node& node);
    bool blockMatMul(const Node& node);

    int newValue(const std::string& name) { return graph_.addValue(name, nullptr); }
    int add(const Node& from, const std::string& op, std::vector<int> inputs, std::vector<Attribute> attributes = {});
    int dequantized(const Node& from, int value, Levels levels, std::int64_t axis = 1);
    int bias(const Node& from, int value, int dataScale, int weightScale);
    void finish(const Node& from, int floats, Levels levels);
    void remember(int value, Levels levels);

    Graph& graph_;
    std::optional<Error> wrong_; ///< with a node
    std::vector<Node> nodes_;
    std::map<int, Levels> levels_; ///< of values that are quantized with one scale
    std::map<std::tuple<int, int, int, std::int64_t>, int> dequantizedData_; ///< by value, scale, zero point and axis
};

/// A node and its output.
int PairForm::add(const Node& from, const std::string& op, std::vector<int> inputs, std::vector<Attribute> attributes)
{
    while (!inputs.empty() && inputs.back() < 0)
        inputs.pop_back();
    const int output = newValue(text(floatName(from.name), ' ', op));
    nodes_.push_back({floatName(from.name), op, std::move(attributes), std::move(inputs), {output}, {}});
    return output;
}

int PairForm::dequantized(const Node& from, int value, Levels levels, std::int64_t axis)
{
    // The same integers may stand for other numbers elsewhere.
    const std::tuple key{value, levels.scale, levels.zero, axis};
    if (const auto known = dequantizedData_.find(key); known != dequantizedData_.end())
        return known->second;
    return dequantizedData_[key] = add(from, "DequantizeLinear", {value, levels.scale, levels.zero}, {{"axis", axis}});
}

/// int32, in steps of data scale · weight scale; −1 where there is none.
int PairForm::bias(const Node& from, int value, int dataScale, int weightScale)
{
    if (value < 0)
        return -1;
    const int scale = add(from, "Mul", {dataScale, weightScale});
    return add(from, "DequantizeLinear", {value, scale}, {{"axis", std::int64_t{0}}});
}

/// That a value is quantized so, where it has one scale.
void PairForm::remember(int value, Levels levels)
{
    const ValuePtr scale = levels.scale < 0 ? nullptr : graph_.constants[at(levels.scale)];
    if (value >= 0 && scale && scale->size() == 1)
        levels_[value] = levels;
}

/// Quantizes the result to what the node gives.
void PairForm::finish(const Node& from, int floats, Levels levels)
{
    nodes_.push_back({from.name, "QuantizeLinear", {}, {floats, levels.scale}, {from.outputs[0]}, {}});
    if (levels.zero >= 0)
        nodes_.back().inputs.push_back(levels.zero);
    remember(from.outputs[0], levels);
}

/// Whether a node has its values, scales and zero points, in this order; it cannot do without.
bool PairForm::complete(const Node& node, std::size_t inputs)
{
    constexpr std::array<std::string_view, 3> roles{"values", "a scale", "a zero point"};
    for (std::size_t i = 0; i < inputs && !wrong_; ++i)
        if (node.input(i) < 0) // those of the result are its scale and zero point
            wrong_ = Error{
                text(graph_.where(node), ": expected ", roles[i < 6 ? i % 3 : i - 5], " as input ", i, ", found none")};
    return !wrong_;
}

bool PairForm::convolution(const Node& node)
{
    if (!complete(node, 8))
        return false;
    const int x = dequantized(node, node.inputs[0], {node.inputs[1], node.inputs[2]});
    const int w = dequantized(node, node.inputs[3], {node.inputs[4], node.inputs[5]}, 0);
    const int b = bias(node, node.input(8), node.inputs[1], node.inputs[4]);
    finish(node, add(node, "Conv", {x, w, b}, node.attributes), {node.inputs[6], node.inputs[7]});
    return true;
}

bool PairForm::matMul(const Node& node)
{
    if (!complete(node, 8))
        return false;
    const int a = dequantized(node, node.inputs[0], {node.inputs[1], node.inputs[2]}, -2);
    const int b = dequantized(node, node.inputs[3], {node.inputs[4], node.inputs[5]}, -1);
    finish(node, add(node, "MatMul", {a, b}), {node.inputs[6], node.inputs[7]});
    return true;
}

bool PairForm::gemm(const Node& node)
{
    if (!complete(node, 6) || node.number("alpha", 1.0F) != 1.0F)
        return false;
    const std::int64_t outputAxis = node.integer("transB", 0) != 0 ? 0 : 1;
    const int a = dequantized(node, node.inputs[0], {node.inputs[1], node.inputs[2]});
    const int b = dequantized(node, node.inputs[3], {node.inputs[4], node.inputs[5]}, outputAxis);
    const int c = bias(node, node.input(6), node.inputs[1], node.inputs[4]);
    if (node.input(7) >= 0) {
        finish(node, add(node, "Gemm", {a, b, c}, node.attributes), {node.inputs[7], node.input(8)});
        return true;
    }
    nodes_.push_back({floatName(node.name), "Gemm", node.attributes, {a, b}, node.outputs, {}});
    if (c >= 0)
        nodes_.back().inputs.push_back(c);
    return true;
}

/// onnxruntime's operators that do in float32 what their name says.
bool PairForm::elementwise(const Node& node)
{
    const std::string op = node.op.substr(microsoft.size() + std::string_view("QLinear").size());
    const bool two = op == "Add" || op == "Mul";
    const bool pools = op == "AveragePool" || op == "GlobalAveragePool";
    const bool same = op == "Sigmoid" || op == "LeakyRelu" || op == "Softmax";
    if (op == "Concat" && node.inputs.size() % 3 == 2) {
        std::vector<int> inputs;
        for (std::size_t i = 2; i < node.inputs.size(); i += 3)
            inputs.push_back(dequantized(node, node.inputs[i], {node.inputs[i + 1], node.inputs[i + 2]}));
        finish(node, add(node, op, std::move(inputs), node.attributes), {node.inputs[0], node.inputs[1]});
        return true;
    }
    const std::int64_t opset = node.integer("opset", graph_.opset);
    const bool otherSoftmax = op == "Softmax" && (opset < 13) != (graph_.opset < 13);
    const bool fits = two ? node.inputs.size() >= 7 : node.inputs.size() >= 4;
    if ((!two && !pools && !same) || !fits || otherSoftmax || node.integer("channels_last", 0) != 0)
        return false;
    std::vector<int> inputs{dequantized(node, node.inputs[0], {node.inputs[1], node.inputs[2]})};
    if (two)
        inputs.push_back(dequantized(node, node.inputs[3], {node.inputs[4], node.inputs[5]}));
    const std::size_t result = two ? 6 : 3;
    finish(node, add(node, op, std::move(inputs), node.attributesBut(pools ? "channels_last" : "opset")),
           {node.inputs[result], node.input(result + 1)});
    return true;
}

/// What moves quantized values, or keeps the larger one, does so with floats.
bool PairForm::movement(const Node& node)
{
    static const std::set<std::string_view> moving{"MaxPool",   "Reshape", "Flatten", "Transpose", "Squeeze",
                                                   "Unsqueeze", "Pad",     "Slice",   "Identity"};
    const auto levels = node.inputs.empty() ? levels_.end() : levels_.find(node.inputs[0]);
    if (!moving.contains(node.op) || levels == levels_.end() || node.outputs.size() != 1)
        return false;
    const Levels own = levels->second;
    std::vector<int> inputs = node.inputs;
    if (node.op == "Pad" && node.input(2) < 0 && node.text("mode", "constant") == "constant")
        return false; // with integers of 0, which stand for some other number
    inputs[0] = dequantized(node, node.inputs[0], own);
    if (node.op == "Pad" && node.input(2) >= 0)
        inputs[2] = add(node, "DequantizeLinear", {node.inputs[2], own.scale, own.zero});
    finish(node, add(node, node.op, std::move(inputs), node.attributes), own);
    return true;
}

/// Integers of `bits` bits, as many in a byte as there is room for, the first one in the lowest bits.
std::vector<std::int64_t> unpacked(const std::vector<std::int64_t>& bytes, std::int64_t bits, std::int64_t rows,
                                   std::int64_t columns)
{
    const std::int64_t perByte = 8 / bits;
    const std::int64_t rowBytes = (columns + perByte - 1) / perByte;
    std::vector<std::int64_t> values;
    values.reserve(at(rows * columns));
    for (std::int64_t row = 0; row < rows; ++row)
        for (std::int64_t column = 0; column < columns; ++column)
            values.push_back(bytes[at(row * rowBytes + column / perByte)] >> (column % perByte * bits)
                             & ((1 << bits) - 1));
    return values;
}

/// MatMulNBits: B [N, blocks, bytes of a block], scales and zero points by output and block.
bool PairForm::blockMatMul(const Node& node)
{
    const std::int64_t k = node.integer("K", 0);
    const std::int64_t n = node.integer("N", 0);
    const std::int64_t bits = node.integer("bits", 4);
    const std::int64_t block = node.integer("block_size", 0);
    const auto constant = [&](std::size_t input) {
        return node.input(input) < 0 ? nullptr : graph_.constants[at(node.inputs[input])];
    };
    const ValuePtr b = constant(1);
    const ValuePtr scales = constant(2);
    const ValuePtr zeros = constant(3);
    constexpr std::int64_t most = std::int64_t{1} << 24; // products of two and of their bits do not overflow
    if ((bits != 2 && bits != 4 && bits != 8) || k < 1 || k > most || n < 1 || n > most || block < 1 || block > most
        || block % (8 / bits) != 0 || !b || !scales || node.input(4) >= 0 || b->type != ElementType::UInt8
        || !scales->floating())
        return false;
    const std::int64_t blocks = (k + block - 1) / block;
    const std::int64_t zeroBytes = n * ((blocks * bits + 7) / 8);
    if (node.input(3) >= 0 && (!zeros || zeros->type != ElementType::UInt8))
        return false;
    const auto fits = [&](const Value& value, std::int64_t expected, const char* what) {
        if (!wrong_ && value.size() != expected)
            wrong_ = Error{text(graph_.where(node), ": expected ", expected, what, " of K = ", k, " and N = ", n,
                                " with ", bits, " bits in blocks of ", block, ", found the shape ",
                                toText(value.shape))};
    };
    fits(*b, n * blocks * block * bits / 8, " bytes for the weights");
    fits(*scales, n * blocks, " scales for the blocks");
    if (zeros)
        fits(*zeros, zeroBytes, " bytes for the zero points");
    if (wrong_)
        return false;
    const ElementType type = bits == 2 ? ElementType::UInt2 : bits == 4 ? ElementType::UInt4 : ElementType::UInt8;
    // The last block of a row may be longer in the file than the row is.
    const std::vector<std::int64_t> padded = unpacked(b->integers, bits, n, blocks * block);
    std::vector<std::int64_t> integers;
    integers.reserve(at(n * k));
    for (std::int64_t row = 0; row < n; ++row)
        integers.insert(integers.end(), padded.begin() + row * blocks * block,
                        padded.begin() + row * blocks * block + k);
    const std::vector<std::int64_t> middle(at(n * blocks), std::int64_t{1} << (bits - 1));
    const int weights = graph_.addValue(graph_.names[at(node.inputs[1])],
                                        integerValue({n, k}, std::move(integers), type));
    auto scaleValue = std::make_shared<Value>(*scales);
    scaleValue->shape = {n, blocks};
    const int scale = graph_.addValue(graph_.names[at(node.inputs[2])], std::move(scaleValue));
    const int zero = graph_.addValue(
        "", integerValue({n, blocks}, zeros ? unpacked(zeros->integers, bits, n, blocks) : middle, type));
    const int floats = add(node, "DequantizeLinear", {weights, scale, zero},
                           {{"axis", std::int64_t{1}}, {"block_size", block}});
    const int turned = add(node, "Transpose", {floats}, {{"perm", std::vector<std::int64_t>{1, 0}}});
    const bool hasBias = node.input(5) >= 0;
    const int product = hasBias ? newValue(node.name + " product") : node.outputs[0];
    nodes_.push_back({floatName(node.name), "MatMul", {}, {node.inputs[0], turned}, {product}, {}});
    if (hasBias)
        nodes_.push_back({node.name + " bias", "Add", {}, {product, node.inputs[5]}, node.outputs, {}});
    return true;
}

bool PairForm::rewrite(const Node& node)
{
    if (node.outputs.empty() || node.outputs[0] < 0)
        return false;
    if (node.op == "QLinearConv")
        return convolution(node);
    if (node.op == "QLinearMatMul")
        return matMul(node);
    if (node.op == "com.microsoft.QGemm")
        return gemm(node);
    if (node.op == "com.microsoft.MatMulNBits")
        return blockMatMul(node);
    if (node.op.starts_with("com.microsoft.QLinear"))
        return elementwise(node);
    return movement(node);
}

Result<void> PairForm::run()
{
    const std::vector<Node> before = std::move(graph_.nodes);
    for (Node node : before) {
        node.op = qonnxName(node.op);
        if (node.op == "com.microsoft.QuantizeLinear" || node.op == "com.microsoft.DequantizeLinear")
            node.op = node.op.substr(microsoft.size());
        if (rewrite(node))
            continue;
        if (wrong_)
            return tl::unexpected(*wrong_);
        if (node.op == "QuantizeLinear" && node.inputs.size() > 1 && !node.outputs.empty())
            remember(node.outputs[0], {node.inputs[1], node.input(2)});
        nodes_.push_back(std::move(node));
    }
    graph_.nodes = std::move(nodes_);
    return {};
}

} // namespace

Result<void> toPairs(Graph& graph)
{
    dynamicToPairs(graph);
    return PairForm(graph).run();
}

} // namespace termscope
