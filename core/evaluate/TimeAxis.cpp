#include "core/evaluate/TimeAxis.h"

#include "core/base/Index.h"
#include "core/base/Text.h"
#include "core/graph/BatchAxis.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <random>

namespace termscope {
namespace {

/// Tokens of the probe along the two axes, where any number of them is taken.
constexpr std::array<std::int64_t, 2> probedSizes{6, 5};

const GraphInput& tokensOf(const Network& network, const ModelInputs& inputs)
{
    return network.graph->inputs[inputs.tokens];
}

std::string nameOfAxis(const GraphInput& input, std::size_t axis)
{
    return axis < input.axisNames.size() ? input.axisNames[axis] : "";
}

/// By the names of the axes that may have any size.
std::optional<int> namedTimeAxis(const GraphInput& tokens)
{
    std::array<bool, 2> isTime{};
    std::array<bool, 2> isBatch{};
    for (std::size_t axis = 0; axis < 2; ++axis) {
        const std::string name = nameOfAxis(tokens, axis);
        isTime[axis] = namesTime(name);
        isBatch[axis] = namesBatch(name);
        if (isTime[axis] && isBatch[axis])
            return std::nullopt;
    }
    if (isTime[0] != isTime[1])
        return isTime[0] ? 0 : 1;
    if (isBatch[0] != isBatch[1])
        return isBatch[0] ? 1 : 0;
    return std::nullopt;
}

/// A state has one place for every stream: the axis whose name it shares is not time.
std::optional<int> timeAxisByStates(const Graph& graph, const GraphInput& tokens, const ModelInputs& inputs)
{
    std::array<bool, 2> shared{};
    for (std::size_t axis = 0; axis < 2; ++axis)
        for (const std::size_t state : inputs.states) {
            const std::string name = nameOfAxis(tokens, axis);
            shared[axis] = shared[axis]
                           || (!name.empty()
                               && std::ranges::find(graph.inputs[state].axisNames, name)
                                      != graph.inputs[state].axisNames.end());
        }
    return shared[0] == shared[1] ? std::nullopt : std::optional(shared[0] ? 1 : 0);
}

/// One stream is usual, one step is not.
std::optional<int> timeAxisBySizes(const GraphInput& tokens)
{
    if (!tokens.shape || ((*tokens.shape)[0] == 1) == ((*tokens.shape)[1] == 1))
        return std::nullopt;
    return (*tokens.shape)[0] == 1 ? 1 : 0;
}

/// What the file says, without running the model.
std::optional<int> declaredTimeAxis(const Network& network, const ModelInputs& inputs)
{
    const GraphInput& tokens = tokensOf(network, inputs);
    if (const auto byStates = timeAxisByStates(*network.graph, tokens, inputs))
        return byStates;
    const auto named = namedTimeAxis(tokens);
    return named ? named : timeAxisBySizes(tokens);
}

/// What changes in the output with one token, by where it lies from that token's place.
struct Change {
    double later = 0.0;   ///< mean of the places after it
    double earlier = 0.0; ///< of the places before it
    double others = 0.0;  ///< of the other streams
    double noise = 0.0;   ///< what rounding alone may make
};

enum class Finding {
    CannotRun, ///< the states do not take so many streams, or what it gives is none of a language model
    Refuted,   ///< the output changes with later tokens or with other streams
    Alone,     ///< with the token of its own place alone
    Confirmed, ///< with earlier tokens of its stream, and with nothing else
};

Finding findingOf(const Change& change)
{
    // A model that quantizes what runs through it by the largest value seen lets every token sway all others a little.
    constexpr double clearly = 4.0;
    const double forbidden = std::max(change.earlier, change.others);
    if (forbidden > change.noise)
        return change.later > clearly * forbidden ? Finding::Confirmed : Finding::Refuted;
    return change.later > change.noise ? Finding::Confirmed : Finding::Alone;
}

/// The model on a few random tokens, read with time along one axis.
class Probe {
public:
    Probe(const Network& network, const GraphRunner& runner, const ModelInputs& inputs, int axis)
        : network_(network), runner_(runner), inputs_(inputs),
          axis_(at(axis)), size_{probedSizes.begin(), probedSizes.end()}
    {
        if (const auto& declared = tokensOf(network, inputs).shape)
            for (std::size_t i = 0; i < 2; ++i)
                size_[i] = (*declared)[i] > 0 ? (*declared)[i] : size_[i];
    }

    /// Error: the model's own, when it runs.
    Result<Change> run(std::span<const std::int32_t> words) const
    {
        std::mt19937 random(1);
        const auto any = [&] { return std::int64_t{words[random() % words.size()]}; };
        std::vector<std::int64_t> tokens(at(elementCount(size_)));
        std::ranges::generate(tokens, any);
        const Result<ValuePtr> before = logitsOf(tokens);
        if (!before)
            return tl::unexpected(before.error());
        Change all;
        for (const std::int64_t quarters : {1, 2}) { // an early place, and one in the middle
            const std::array<std::int64_t, 2> place{size_[0] * quarters / 4, size_[1] * quarters / 4};
            std::vector<std::int64_t> changed = tokens;
            std::int64_t& token = changed[at(place[0] * size_[1] + place[1])];
            for (const std::int64_t old = token; token == old;)
                token = any();
            const Result<ValuePtr> after = logitsOf(changed);
            if (!after)
                return tl::unexpected(after.error());
            add(all, changeOf(**before, **after, place));
        }
        return all;
    }

private:
    Result<ValuePtr> logitsOf(std::vector<std::int64_t> tokens) const
    {
        std::vector<ValuePtr> states = zeroStates(*network_.graph, inputs_, size_[1 - axis_]);
        return runModel(network_, runner_, inputs_, {size_, static_cast<int>(axis_), std::move(tokens)}, states);
    }

    /// The largest difference of each place, as means over those that lie alike.
    Change changeOf(const Value& before, const Value& after, const std::array<std::int64_t, 2>& changed) const
    {
        const std::int64_t words = before.size() / elementCount(size_);
        std::array<double, 3> sums{};
        std::array<std::int64_t, 3> counts{};
        double largest = 0.0;
        for (std::int64_t place = 0; place < elementCount(size_); ++place) {
            const std::array<std::int64_t, 2> where{place / size_[1], place % size_[1]};
            double difference = 0.0;
            for (std::int64_t i = place * words; i < (place + 1) * words; ++i) {
                const double old = before.floats[at(i)];
                difference = std::max(difference, std::abs(after.floats[at(i)] - old));
                largest = std::max(largest, std::abs(old));
            }
            if (where == changed)
                continue;
            const bool sameStream = where[1 - axis_] == changed[1 - axis_];
            const std::size_t kind = !sameStream ? 2 : where[axis_] < changed[axis_] ? 1 : 0;
            sums[kind] += difference;
            ++counts[kind];
        }
        const auto mean = [&](std::size_t kind) {
            return counts[kind] == 0 ? 0.0 : sums[kind] / static_cast<double>(counts[kind]);
        };
        return {mean(0), mean(1), mean(2), 4e-6 * largest};
    }

    static void add(Change& all, const Change& more)
    {
        all.later += more.later;
        all.earlier += more.earlier;
        all.others += more.others;
        all.noise += more.noise;
    }

    const Network& network_;
    const GraphRunner& runner_;
    const ModelInputs& inputs_;
    std::size_t axis_;
    Shape size_;
};

/// Error: neither the model's ways nor what its file declares tell.
Error notTold(const Network& network, const GraphInput& tokens)
{
    const auto named = [&](std::size_t axis) {
        const std::string name = nameOfAxis(tokens, axis);
        return name.empty() ? text("axis ", axis) : inQuotes(name);
    };
    return {text(network.name, ": expected tokens of which one axis is time, but neither the names (", named(0), ", ",
                 named(1), ") nor what the network does tell which; say the token order, ",
                 nameOf(TokenOrder::TimeFirst), " or ", nameOf(TokenOrder::BatchFirst))};
}

} // namespace

Result<int> timeAxis(const Network& network, const GraphRunner& runner, const ModelInputs& inputs,
                     std::span<const std::int32_t> words, TokenOrder order)
{
    if (order != TokenOrder::FoundOut)
        return order == TokenOrder::TimeFirst ? 0 : 1;
    const GraphInput& tokens = tokensOf(network, inputs);
    if (tokens.shape && tokens.shape->size() != 2)
        return fail(network.name, ": expected tokens of two axes, time and streams, found the shape ",
                    toText(*tokens.shape));
    const std::optional<int> declared = declaredTimeAxis(network, inputs);
    std::array<Finding, 2> findings{Finding::CannotRun, Finding::CannotRun};
    Error why;
    for (int axis = 0; axis < 2 && words.size() > 1; ++axis) {
        const Result<Change> change = Probe(network, runner, inputs, axis).run(words);
        if (change)
            findings[at(axis)] = findingOf(*change);
        else if (why.message.empty() || axis == declared)
            why = change.error();
    }
    const Finding best = std::max(findings[0], findings[1]);
    if (best >= Finding::Alone && findings[0] != findings[1])
        return findings[0] == best ? 0 : 1;
    if (declared && best != Finding::Refuted)
        return *declared;
    if (best >= Finding::Alone || words.size() < 2)
        return tl::unexpected(notTold(network, tokens));
    if (best == Finding::CannotRun)
        return tl::unexpected(why);
    return fail(network.name, ": expected a language model, whose output at a token changes with earlier tokens alone, "
                              "found that it changes with later ones along either axis");
}

} // namespace termscope
