#include "core/graph/DynamicForm.h"

#include "core/base/Index.h"
#include "core/graph/Layers.h"

#include <map>
#include <optional>
#include <set>
#include <utility>

namespace termscope {
namespace {

class DynamicForm {
public:
    explicit DynamicForm(Graph& graph);

    void run();

private:
    struct Found {
        int data = -1;   ///< in float32
        int weight = -1; ///< integers
        int scale = -1;  ///< of the weight
        int zero = -1;   ///< of the weight
        int last = -1;   ///< the Mul that gives the result, by place
        std::set<int> gone;
    };

    std::optional<Found> find(int place);
    std::optional<int> onlyReader(int value, std::string_view op) const;
    int flat(int value, std::int64_t size);
    std::optional<int> weightScale(int factors, int dataScale) const;

    Graph& graph_;
    std::map<int, std::vector<int>> readers_; ///< nodes by value; −1: an output of the graph
    std::map<int, int> producers_;
};

DynamicForm::DynamicForm(Graph& graph) : graph_(graph)
{
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        for (const int input : graph.nodes[i].inputs)
            readers_[input].push_back(static_cast<int>(i));
        for (const int output : graph.nodes[i].outputs)
            producers_[output] = static_cast<int>(i);
    }
    for (const int output : graph.outputs)
        readers_[output].push_back(-1);
}

std::optional<int> DynamicForm::onlyReader(int value, std::string_view op) const
{
    const auto found = readers_.find(value);
    if (found == readers_.end() || found->second.size() != 1 || found->second[0] < 0
        || graph_.nodes[at(found->second[0])].op != op || graph_.nodes[at(found->second[0])].outputs.size() != 1)
        return std::nullopt;
    return found->second[0];
}

/// The constant in a product with the scale of the data.
std::optional<int> DynamicForm::weightScale(int factors, int dataScale) const
{
    const auto producer = producers_.find(factors);
    if (producer == producers_.end() || graph_.nodes[at(producer->second)].op != "Mul")
        return std::nullopt;
    const std::vector<int>& inputs = graph_.nodes[at(producer->second)].inputs;
    for (std::size_t side = 0; inputs.size() == 2 && side < 2; ++side)
        if (inputs[side] == dataScale && inputs[1 - side] >= 0 && graph_.constants[at(inputs[1 - side])])
            return inputs[1 - side];
    return std::nullopt;
}

/// A constant as one axis of `size`; a single one is spread where there are more.
int DynamicForm::flat(int value, std::int64_t size)
{
    const ValuePtr constant = value < 0 ? nullptr : graph_.constants[at(value)];
    if (!constant || (constant->size() == size && constant->rank() <= 1))
        return value;
    auto row = std::make_shared<Value>(*constant);
    if (constant->size() == 1 && !constant->floating())
        row->integers.assign(at(size), constant->integers[0]);
    else if (constant->size() != size)
        return value;
    row->shape = size == 1 ? Shape{} : Shape{size};
    return graph_.addValue(graph_.names[at(value)], std::move(row));
}

std::optional<DynamicForm::Found> DynamicForm::find(int place)
{
    const Node& node = graph_.nodes[at(place)];
    if ((node.op != "MatMulInteger" && node.op != "ConvInteger") || node.inputs.size() < 3 || node.inputs[1] < 0
        || node.outputs.empty())
        return std::nullopt;
    const auto producer = producers_.find(node.inputs[0]);
    if (producer == producers_.end() || graph_.nodes[at(producer->second)].op != "DynamicQuantizeLinear"
        || graph_.nodes[at(producer->second)].outputs.size() != 3 || graph_.nodes[at(producer->second)].input(0) < 0)
        return std::nullopt;
    const Node& quantizer = graph_.nodes[at(producer->second)];
    const std::optional<int> cast = onlyReader(node.outputs[0], "Cast");
    const std::optional<int> mul = cast ? onlyReader(graph_.nodes[at(*cast)].outputs[0], "Mul") : std::nullopt;
    if (!mul || quantizer.outputs[2] != node.inputs[2] || !graph_.constants[at(node.inputs[1])])
        return std::nullopt;
    const std::vector<int>& factors = graph_.nodes[at(*mul)].inputs;
    const int other = factors[0] == graph_.nodes[at(*cast)].outputs[0] ? graph_.nodes[at(*mul)].input(1) : factors[0];
    const std::optional<int> scale = weightScale(other, quantizer.outputs[1]);
    if (!scale)
        return std::nullopt;
    return Found{quantizer.inputs[0], node.inputs[1], *scale, node.input(3), *mul, {place, *cast, *mul}};
}

void DynamicForm::run()
{
    std::map<int, std::pair<Found, int>> found; // by the place of the last node: what, and the place of the product
    std::set<int> gone;
    for (int place = 0; place < static_cast<int>(graph_.nodes.size()); ++place)
        if (const std::optional<Found> here = find(place)) {
            found.emplace(here->last, std::pair{*here, place});
            gone.insert(here->gone.begin(), here->gone.end());
        }
    if (found.empty())
        return;
    const std::vector<Node> before = std::move(graph_.nodes);
    std::vector<Node> nodes;
    for (int place = 0; place < static_cast<int>(before.size()); ++place) {
        if (const auto here = found.find(place); here != found.end()) {
            const auto& [what, product] = here->second;
            const Node& node = before[at(product)];
            const bool convolves = node.op == "ConvInteger";
            const std::int64_t count = graph_.constants[at(what.scale)]->size();
            const int floats = graph_.addValue(node.name + " weight", nullptr);
            nodes.push_back({node.name,
                             "DequantizeLinear",
                             {{"axis", std::int64_t{convolves ? 0 : 1}}},
                             {what.weight, flat(what.scale, count), flat(what.zero, count)},
                             {floats},
                             {}});
            std::vector<Attribute> attributes = node.attributes;
            attributes.push_back({std::string(dynamicData), std::int64_t{1}});
            nodes.push_back({floatName(node.name),
                             convolves ? "Conv" : "MatMul",
                             std::move(attributes),
                             {what.data, floats},
                             before[at(place)].outputs,
                             {}});
        } else if (!gone.contains(place)) {
            nodes.push_back(before[at(place)]);
        }
    }
    graph_.nodes = std::move(nodes);
}

} // namespace

void dynamicToPairs(Graph& graph)
{
    DynamicForm(graph).run();
}

std::string floatName(const std::string& name)
{
    constexpr std::string_view suffix = "_quant";
    return name.ends_with(suffix) ? name.substr(0, name.size() - suffix.size()) : name;
}

} // namespace termscope
