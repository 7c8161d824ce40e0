// Einsum: sums of products over named axes, as the equation says.
#include "core/ops/Families.h"
#include "core/ops/Helpers.h"

#include "core/base/Text.h"

#include <cctype>
#include <map>

namespace termscope::ops {
namespace {

/// Names of axes; what an ellipsis stands for is numbered from the back: −1 is the last of them.
using AxisNames = std::vector<int>;

struct Equation {
    std::vector<AxisNames> inputs;
    AxisNames output;
};

/// One term of an equation for an operand of `rank` axes. Error: it names more or fewer axes.
Result<AxisNames> axisNamesOf(std::string_view term, std::int64_t rank)
{
    AxisNames names;
    const std::size_t dots = term.find("...");
    const std::int64_t letters = std::ranges::count_if(term, [](unsigned char c) { return std::isalpha(c) != 0; });
    const auto length = static_cast<std::int64_t>(term.size()) - (dots == std::string_view::npos ? 0 : 3);
    if (letters != length || letters > rank || (dots == std::string_view::npos && letters != rank))
        return fail("expected letters for ", rank, " axes, found ", inQuotes(term));
    for (std::size_t i = 0; i < term.size(); ++i) {
        if (i != dots) {
            names.push_back(static_cast<unsigned char>(term[i]));
            continue;
        }
        for (std::int64_t hidden = rank - letters; hidden > 0; --hidden)
            names.push_back(static_cast<int>(-hidden));
        i += 2;
    }
    return names;
}

/// Without an arrow: what an ellipsis stands for, then the letters that occur once, in alphabetical order.
AxisNames impliedOutput(const std::vector<AxisNames>& inputs)
{
    std::map<int, int> uses;
    for (const AxisNames& names : inputs)
        for (const int name : names)
            ++uses[name];
    AxisNames output;
    for (const auto& [name, count] : uses)
        if (name < 0 || count == 1)
            output.push_back(name);
    return output;
}

Result<Equation> equationOf(const Call& call)
{
    std::string text = call.node.text("equation", "");
    std::erase(text, ' ');
    const std::size_t arrow = text.find("->");
    const std::string_view all = text;
    std::string_view left = all.substr(0, std::min(arrow, all.size()));
    Equation equation;
    std::int64_t hidden = 0;
    for (std::size_t i = 0; i < call.count(); ++i) {
        if (!call.has(i))
            return fail("expected ", call.count(), " inputs, input ", i, " is missing");
        const std::size_t comma = left.find(',');
        if ((comma == std::string_view::npos) != (i + 1 == call.count()))
            return fail("expected an equation of ", call.count(), " operands, found ", inQuotes(text));
        Result<AxisNames> names = axisNamesOf(left.substr(0, comma), call[i].rank());
        if (!names)
            return tl::unexpected(names.error());
        hidden = std::max(hidden,
                          static_cast<std::int64_t>(std::ranges::count_if(*names, [](int n) { return n < 0; })));
        equation.inputs.push_back(std::move(*names));
        left.remove_prefix(std::min(left.size(), comma == std::string_view::npos ? left.size() : comma + 1));
    }
    if (arrow == std::string::npos) {
        equation.output = impliedOutput(equation.inputs);
        return equation;
    }
    const std::string_view right = all.substr(arrow + 2);
    const bool dots = right.find("...") != std::string_view::npos;
    const auto letters = static_cast<std::int64_t>(right.size()) - (dots ? 3 : 0);
    Result<AxisNames> names = axisNamesOf(right, letters + (dots ? hidden : 0));
    if (!names)
        return tl::unexpected(names.error());
    equation.output = std::move(*names);
    return equation;
}

/// Sizes by name. Error: an axis has two sizes of which neither is 1, or the output names one that no input has, or one
/// twice.
Result<std::map<int, std::int64_t>> sizesOf(const Call& call, const Equation& equation)
{
    std::map<int, std::int64_t> sizes;
    for (std::size_t i = 0; i < equation.inputs.size(); ++i)
        for (std::size_t axis = 0; axis < equation.inputs[i].size(); ++axis) {
            const std::int64_t size = call[i].shape[axis];
            std::int64_t& known = sizes.emplace(equation.inputs[i][axis], size).first->second;
            if (known != size && known != 1 && size != 1)
                return fail("expected one size for every axis of one name, found ", known, " and ", size);
            known = known == 1 ? size : known;
        }
    for (std::size_t axis = 0; axis < equation.output.size(); ++axis) {
        const bool twice = std::find(equation.output.begin(),
                                     equation.output.begin() + static_cast<std::ptrdiff_t>(axis), equation.output[axis])
                           != equation.output.begin() + static_cast<std::ptrdiff_t>(axis);
        if (!sizes.contains(equation.output[axis]) || twice)
            return fail("expected an output of axes that the inputs have, each once, found ",
                        inQuotes(call.node.text("equation", "")));
    }
    return sizes;
}

/// Steps of an operand along all axes in `order`: those of equal names together (a diagonal).
Shape stepsAlong(const AxisNames& names, const Shape& shape, const AxisNames& order)
{
    const Shape own = stridesOf(shape);
    Shape steps(order.size(), 0);
    for (std::size_t axis = 0; axis < names.size(); ++axis)
        if (shape[axis] != 1)
            steps[static_cast<std::size_t>(std::ranges::find(order, names[axis]) - order.begin())] += own[axis];
    return steps;
}

Result<Outputs> einsum(Call& call)
{
    for (std::size_t i = 1; i < call.count(); ++i)
        if (call.has(i))
            TERMSCOPE_TRY(expectAlike(call[0], call[i]));
    const Result<Equation> equation = equationOf(call);
    if (!equation)
        return tl::unexpected(equation.error());
    const auto sizes = sizesOf(call, *equation);
    if (!sizes)
        return tl::unexpected(sizes.error());
    // The output's axes first: all products that make one element come one after the other.
    AxisNames order = equation->output;
    for (const auto& [name, size] : *sizes)
        if (std::ranges::find(order, name) == order.end())
            order.push_back(name);
    Shape all;
    for (const int name : order)
        all.push_back(sizes->at(name));
    const Shape shape(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(equation->output.size()));
    TERMSCOPE_TRY(checkSize(shape));
    TERMSCOPE_TRY(checkWork(all));
    if (!call.known())
        return only(shapeOnly(call[0].type, shape));
    std::vector<Shape> steps;
    for (std::size_t i = 0; i < call.count(); ++i)
        steps.push_back(stepsAlong(equation->inputs[i], call[i].shape, order));
    auto result = newValue(call[0].type, shape);
    const Shape summed(all.begin() + static_cast<std::ptrdiff_t>(shape.size()), all.end());
    const std::int64_t terms = elementCount(summed);
    Shape index(all.size(), 0);
    std::vector<std::int64_t> offsets(call.count(), 0);
    for (std::int64_t to = 0; to < result->size(); ++to) {
        double sum = 0.0;
        std::uint64_t exact = 0;
        for (std::int64_t term = 0; term < terms; ++term) {
            if (result->floating()) {
                double product = 1.0;
                for (std::size_t i = 0; i < offsets.size(); ++i)
                    product *= call[i].floats[at(offsets[i])];
                sum += product;
            } else {
                std::uint64_t product = 1;
                for (std::size_t i = 0; i < offsets.size(); ++i)
                    product *= static_cast<std::uint64_t>(call[i].integers[at(offsets[i])]);
                exact += product;
            }
            for (std::size_t axis = all.size(); axis-- > 0;) {
                const bool goesOn = ++index[axis] < all[axis];
                for (std::size_t i = 0; i < offsets.size(); ++i)
                    offsets[i] += goesOn ? steps[i][axis] : -steps[i][axis] * (all[axis] - 1);
                if (goesOn)
                    break;
                index[axis] = 0;
            }
        }
        if (result->floating())
            result->floats[at(to)] = rounded(static_cast<float>(sum), result->type);
        else
            result->integers[at(to)] = wrapped(static_cast<std::int64_t>(exact), result->type);
    }
    return only(std::move(result));
}

constexpr Operator einsumTable[] = {{"Einsum", einsum, 1, many, "s:equation"}};

} // namespace

std::span<const Operator> einsums()
{
    return einsumTable;
}

} // namespace termscope::ops
