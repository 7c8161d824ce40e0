// Operators with graphs inside: If, Loop, Scan.
#include "core/ops/Families.h"
#include "core/ops/Helpers.h"

#include "core/base/Cancel.h"
#include "core/base/Limits.h"
#include "core/base/Text.h"

namespace termscope::ops {
namespace {

/// A graph inside of the node, and what it reads of the scope around.
struct Body {
    GraphPtr graph;
    std::vector<ValuePtr> captured;
    std::size_t formal = 0; ///< inputs of its own
};

/// `key`: the attribute. `graphs`: all attributes of the node that hold graphs, in the node's order.
Result<Body> bodyOf(const Call& call, std::string_view key)
{
    if (call.graphs == nullptr)
        return fail("graphs inside of nodes cannot be run on the exact integer path");
    std::size_t total = 0;
    std::size_t before = 0;
    Body body;
    for (const Attribute& attribute : call.node.attributes) {
        const auto* const graph = std::get_if<GraphPtr>(&attribute.content);
        if (graph == nullptr || *graph == nullptr)
            continue;
        if (attribute.name == key) {
            body.graph = *graph;
            before = total;
        }
        total += call.graphs->captures(**graph);
    }
    if (body.graph == nullptr)
        return fail("expected a graph as its ", key, ", found none");
    const std::size_t captures = call.graphs->captures(*body.graph);
    body.formal = call.graphs->inputs(*body.graph) - captures;
    if (total > call.count())
        return fail("expected ", total, " values of the scope around, found ", call.count());
    for (std::size_t i = 0; i < captures; ++i)
        body.captured.push_back(call.inputs[call.count() - total + before + i]);
    return body;
}

/// The operator's own inputs: those before the captured ones.
std::size_t ownInputs(const Call& call)
{
    std::size_t captures = 0;
    for (const Attribute& attribute : call.node.attributes)
        if (const auto* const graph = std::get_if<GraphPtr>(&attribute.content);
            graph != nullptr && *graph && call.graphs != nullptr)
            captures += call.graphs->captures(**graph);
    return call.count() - std::min(captures, call.count());
}

Result<Outputs> runBody(const Call& call, const Body& body, std::vector<ValuePtr> inputs)
{
    if (inputs.size() != body.formal)
        return fail("expected a graph inside that takes ", inputs.size(), inputs.size() == 1 ? " input" : " inputs",
                    ", found one that takes ", body.formal);
    inputs.insert(inputs.end(), body.captured.begin(), body.captured.end());
    return call.graphs->run(*body.graph, std::move(inputs));
}

/// A condition; none where it is not known. Error: it is not one truth value.
Result<std::optional<bool>> truthOf(const ValuePtr& value)
{
    if (value == nullptr)
        return std::optional<bool>();
    if (value->floating() || value->size() != 1)
        return fail("expected one truth value as condition, found ", nameOf(value->type), " of shape ",
                    toText(value->shape));
    return value->known ? std::optional(value->integers[0] != 0) : std::optional<bool>();
}

/// What both branches give alike, of which only the shape is known.
Outputs commonOf(const Outputs& a, const Outputs& b)
{
    Outputs common;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
        const bool alike = a[i] && b[i] && a[i]->type == b[i]->type && a[i]->shape == b[i]->shape;
        common.push_back(alike ? shapeOnly(a[i]->type, a[i]->shape) : nullptr);
    }
    return common;
}

Result<Outputs> branch(Call& call)
{
    const auto condition = truthOf(call.inputs[0]);
    if (!condition)
        return tl::unexpected(condition.error());
    const Result<Body> then = bodyOf(call, "then_branch");
    const Result<Body> otherwise = then ? bodyOf(call, "else_branch") : then;
    if (!otherwise)
        return tl::unexpected(otherwise.error());
    const std::size_t wanted = call.node.outputs.size();
    if (*condition) {
        Result<Outputs> outputs = runBody(call, **condition ? *then : *otherwise, {});
        if (outputs && outputs->size() < wanted)
            return fail("expected a branch that gives ", wanted, " outputs, found ", outputs->size());
        return outputs;
    }
    const Result<Outputs> a = runBody(call, *then, {});
    const Result<Outputs> b = runBody(call, *otherwise, {});
    // A branch that refuses these shapes may be the one that is not taken.
    if (!a || !b)
        return Outputs{};
    if (a->size() != b->size())
        return fail("expected branches that give as many outputs, found ", a->size(), " and ", b->size());
    if (a->size() < wanted)
        return fail("expected a branch that gives ", wanted, " outputs, found ", a->size());
    for (std::size_t i = 0; i < a->size(); ++i)
        if ((*a)[i] && (*b)[i] && (*a)[i]->type != (*b)[i]->type)
            return fail("expected branches whose outputs are of the same type, found ", nameOf((*a)[i]->type), " and ",
                        nameOf((*b)[i]->type), " as output ", i);
    return commonOf(*a, *b);
}

/// Values of one shape as one, along a new axis. `reversed`: the last first. Error: they differ in shape or type.
Result<ValuePtr> stacked(const std::vector<ValuePtr>& parts, std::int64_t axis, bool reversed)
{
    if (parts.empty())
        return newValue(ElementType::Float32, {0});
    const Value& first = *parts[0];
    Shape shape = first.shape;
    const Result<std::int64_t> place = axisOf(axis, first.rank() + 1);
    if (!place)
        return tl::unexpected(place.error());
    shape.insert(shape.begin() + *place, static_cast<std::int64_t>(parts.size()));
    TERMSCOPE_TRY(checkSize(shape));
    auto result = newValue(first.type, shape);
    const std::int64_t inner = countOf(shape, *place + 1, first.rank() + 1);
    const std::int64_t outer = countOf(shape, 0, *place);
    const auto count = static_cast<std::int64_t>(parts.size());
    for (std::int64_t i = 0; i < count; ++i) {
        const Value& part = *parts[at(reversed ? count - 1 - i : i)];
        if (part.type != first.type || part.shape != first.shape)
            return fail("expected one shape in every round, found ", toText(first.shape), " and ", toText(part.shape));
        for (std::int64_t o = 0; o < outer; ++o) {
            if (part.floating())
                std::copy_n(part.floats.data() + o * inner, inner, result->floats.data() + (o * count + i) * inner);
            else
                std::copy_n(part.integers.data() + o * inner, inner, result->integers.data() + (o * count + i) * inner);
        }
    }
    return ValuePtr(std::move(result));
}

/// What the rounds of a Loop or a Scan gather.
class Gathered {
public:
    explicit Gathered(std::size_t outputs) : parts_(outputs) {}

    /// Error: more elements than an output may have.
    Result<void> add(const Outputs& outputs, std::size_t first)
    {
        for (std::size_t i = 0; i < parts_.size(); ++i) {
            if (outputs[first + i] == nullptr || !outputs[first + i]->known)
                return fail("expected output ", first + i, " of the graph inside, found none");
            parts_[i].push_back(outputs[first + i]);
            TERMSCOPE_TRY(checkSize(
                {static_cast<std::int64_t>(parts_[i].size()), std::max<std::int64_t>(1, parts_[i].back()->size())}));
        }
        return {};
    }
    std::size_t count() const { return parts_.size(); }
    const std::vector<ValuePtr>& operator[](std::size_t i) const { return parts_[i]; }

private:
    std::vector<std::vector<ValuePtr>> parts_;
};

/// How often a Loop turns at most.
Result<std::int64_t> tripsOf(const Call& call, std::size_t own)
{
    if (own < 1 || !call.has(0))
        return limits::loopRounds + 1;
    TERMSCOPE_TRY(expectIntegers(call, 0));
    if (call[0].size() != 1)
        return fail("expected one number of rounds, found the shape ", toText(call[0].shape));
    return std::min(call[0].integers[0], limits::loopRounds + 1);
}

Result<Outputs> loop(Call& call)
{
    if (!call.known())
        return Outputs{};
    const std::size_t own = ownInputs(call);
    const Result<std::int64_t> trips = tripsOf(call, own);
    const Result<Body> body = trips ? bodyOf(call, "body") : tl::unexpected(trips.error());
    if (!body)
        return tl::unexpected(body.error());
    const std::size_t carried = own < 2 ? 0 : own - 2;
    Outputs state(call.inputs.begin() + static_cast<std::ptrdiff_t>(own - carried),
                  call.inputs.begin() + static_cast<std::ptrdiff_t>(own));
    ValuePtr goesOn = own > 1 ? call.inputs[1] : nullptr;
    Gathered gathered(call.node.outputs.size() - std::min(carried, call.node.outputs.size()));
    for (std::int64_t round = 0; round < *trips; ++round) {
        checkCancelled();
        const auto condition = truthOf(goesOn);
        if (!condition)
            return tl::unexpected(condition.error());
        if (*condition && !**condition)
            break;
        if (round == limits::loopRounds)
            return fail("expected at most ", limits::loopRounds, " rounds, found more");
        std::vector<ValuePtr> inputs{integerValue({}, {round}),
                                     goesOn ? goesOn : integerValue({}, {1}, ElementType::Bool)};
        inputs.insert(inputs.end(), state.begin(), state.end());
        Result<Outputs> outputs = runBody(call, *body, std::move(inputs));
        if (!outputs)
            return outputs;
        if (outputs->size() < 1 + carried + gathered.count())
            return fail("expected a graph inside that gives ", 1 + carried + gathered.count(), " outputs, found ",
                        outputs->size());
        // Without a condition at the beginning, what the rounds say of one is not asked.
        if (goesOn)
            goesOn = (*outputs)[0];
        state.assign(outputs->begin() + 1, outputs->begin() + 1 + static_cast<std::ptrdiff_t>(carried));
        if (std::ranges::find(state, nullptr) != state.end())
            return fail("expected the graph inside to give every value that goes on, found none");
        TERMSCOPE_TRY(gathered.add(*outputs, 1 + carried));
    }
    for (std::size_t i = 0; i < gathered.count(); ++i) {
        Result<ValuePtr> value = stacked(gathered[i], 0, false);
        if (!value)
            return tl::unexpected(value.error());
        state.push_back(std::move(*value));
    }
    return state;
}

/// The part of a value at one place of an axis, without that axis.
ValuePtr sliceOf(const Value& value, std::int64_t axis, std::int64_t place)
{
    Shape shape = value.shape;
    const std::int64_t size = shape[at(axis)];
    const std::int64_t inner = countOf(shape, axis + 1, value.rank());
    const std::int64_t outer = countOf(shape, 0, axis);
    shape.erase(shape.begin() + axis);
    auto result = newValue(value.type, std::move(shape));
    for (std::int64_t o = 0; o < outer; ++o) {
        if (value.floating())
            std::copy_n(value.floats.data() + (o * size + place) * inner, inner, result->floats.data() + o * inner);
        else
            std::copy_n(value.integers.data() + (o * size + place) * inner, inner, result->integers.data() + o * inner);
    }
    return result;
}

/// A list with an entry for each of `count`; zeros where the node has none.
Result<std::vector<std::int64_t>> perScanned(const Node& node, std::string_view key, std::size_t count)
{
    std::vector<std::int64_t> list = node.integers(key);
    if (list.empty())
        list.assign(count, 0);
    if (list.size() != count)
        return fail("expected ", count, ' ', key, ", found [", listed(list), "]");
    return list;
}

/// The lists of a Scan, and how long what it walks along is.
struct Scanned {
    std::vector<std::int64_t> inputAxes, inputDirections, outputAxes, outputDirections;
    std::int64_t rounds = 0;
};

Result<Scanned> scannedOf(const Call& call, std::size_t states, std::size_t inputs, std::size_t outputs)
{
    Scanned scanned;
    struct List {
        std::string_view key;
        std::vector<std::int64_t>* list;
        std::size_t count;
    };
    for (const auto& [key, list, count] : {List{"scan_input_axes", &scanned.inputAxes, inputs},
                                           List{"scan_input_directions", &scanned.inputDirections, inputs},
                                           List{"scan_output_axes", &scanned.outputAxes, outputs},
                                           List{"scan_output_directions", &scanned.outputDirections, outputs}}) {
        Result<std::vector<std::int64_t>> found = perScanned(call.node, key, count);
        if (!found)
            return tl::unexpected(found.error());
        *list = std::move(*found);
    }
    for (std::size_t i = 0; i < inputs; ++i) {
        const Value& input = call[states + i];
        const Result<std::int64_t> axis = axisOf(scanned.inputAxes[i], input.rank());
        if (!axis)
            return tl::unexpected(axis.error());
        scanned.inputAxes[i] = *axis;
        const std::int64_t length = input.shape[at(*axis)];
        if (i > 0 && length != scanned.rounds)
            return fail("expected inputs of one length, found ", scanned.rounds, " and ", length);
        scanned.rounds = length;
    }
    return scanned;
}

Result<Outputs> scan(Call& call)
{
    if (!call.known())
        return Outputs{};
    if (call.opset < 9)
        return fail("expected Scan as opset 9 and later have it, found opset ", call.opset);
    const Result<Body> body = bodyOf(call, "body");
    if (!body)
        return tl::unexpected(body.error());
    const std::size_t own = ownInputs(call);
    const std::int64_t walked = call.node.integer("num_scan_inputs", 0);
    if (walked < 1 || walked > static_cast<std::int64_t>(own))
        return fail("expected num_scan_inputs from 1 to ", own, ", found ", walked);
    const std::size_t states = own - at(walked);
    if (call.node.outputs.size() < states)
        return fail("expected at least ", states, " outputs, found ", call.node.outputs.size());
    Gathered gathered(call.node.outputs.size() - states);
    const Result<Scanned> scanned = scannedOf(call, states, at(walked), gathered.count());
    if (!scanned)
        return tl::unexpected(scanned.error());
    Outputs state(call.inputs.begin(), call.inputs.begin() + static_cast<std::ptrdiff_t>(states));
    for (std::int64_t round = 0; round < scanned->rounds; ++round) {
        checkCancelled();
        std::vector<ValuePtr> inputs = state;
        for (std::size_t i = 0; i < at(walked); ++i)
            inputs.push_back(sliceOf(call[states + i], scanned->inputAxes[i],
                                     scanned->inputDirections[i] != 0 ? scanned->rounds - 1 - round : round));
        const Result<Outputs> outputs = runBody(call, *body, std::move(inputs));
        if (!outputs)
            return outputs;
        if (outputs->size() < states + gathered.count())
            return fail("expected a graph inside that gives ", states + gathered.count(), " outputs, found ",
                        outputs->size());
        state.assign(outputs->begin(), outputs->begin() + static_cast<std::ptrdiff_t>(states));
        if (std::ranges::find(state, nullptr) != state.end())
            return fail("expected the graph inside to give every value that goes on, found none");
        TERMSCOPE_TRY(gathered.add(*outputs, states));
    }
    for (std::size_t i = 0; i < gathered.count(); ++i) {
        Result<ValuePtr> value = stacked(gathered[i], scanned->outputAxes[i], scanned->outputDirections[i] != 0);
        if (!value)
            return tl::unexpected(value.error());
        state.push_back(std::move(*value));
    }
    return state;
}

constexpr Operator controlFlowTable[] = {
    {"If", branch, 1, many, "g:else_branch g:then_branch"},
    {"Loop", loop, 0, many, "g:body"},
    {"Scan", scan, 1, many,
     "g:body i:num_scan_inputs I:scan_input_axes I:scan_input_directions I:scan_output_axes I:scan_output_directions"},
};

} // namespace

std::span<const Operator> controlFlow()
{
    return controlFlowTable;
}

} // namespace termscope::ops
