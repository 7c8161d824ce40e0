#include "core/run/ExactSplit.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <type_traits>

namespace termscope {
namespace {

constexpr std::int64_t sumsBelow = std::int64_t{1} << 24;
constexpr std::int32_t largestNarrow = 256;
/// More runs than this cost more than float64 does.
constexpr std::size_t mostRuns = 16;

/// The weights' magnitudes, and exact sums of them.
template <class Number>
class Magnitudes {
public:
    using Sum = std::conditional_t<std::is_integral_v<Number>, std::int64_t, double>;

    Magnitudes(std::span<const Number> weights, std::int64_t outputs, std::int64_t inputs)
        : weights_(weights), inputs_(inputs),
          taps_(outputs * inputs == 0 ? 0 : static_cast<std::int64_t>(weights.size()) / (outputs * inputs))
    {
    }

    /// Over `count` inputs of an output.
    Sum sum(std::int64_t output, std::int64_t first, std::int64_t count) const
    {
        Sum all = 0;
        for (const Number weight : weights_.subspan(static_cast<std::size_t>((output * inputs_ + first) * taps_),
                                                    static_cast<std::size_t>(count * taps_)))
            all += std::abs(weight);
        return all;
    }

private:
    std::span<const Number> weights_;
    std::int64_t inputs_;
    std::int64_t taps_;
};

/// Runs in which every output's Σ|w| is at most `most`; none when even one input is too much.
template <class Number>
std::vector<InputRun> runsBelow(std::int64_t most, const Magnitudes<Number>& weights, std::int64_t outputs,
                                std::int64_t inputs)
{
    using Sum = typename Magnitudes<Number>::Sum;
    const auto bound = static_cast<Sum>(most);
    std::vector<Sum> sums(static_cast<std::size_t>(outputs));
    for (std::int64_t n = 0; n < outputs; ++n)
        sums[static_cast<std::size_t>(n)] = weights.sum(n, 0, inputs);
    if (std::ranges::all_of(sums, [bound](Sum sum) { return sum <= bound; }))
        return {{0, inputs}};
    std::vector<InputRun> runs;
    std::vector<Sum> added(sums.size());
    std::ranges::fill(sums, Sum{0});
    std::int64_t first = 0;
    for (std::int64_t k = 0; k < inputs; ++k) {
        bool fits = true;
        for (std::size_t n = 0; n < sums.size(); ++n) {
            added[n] = weights.sum(static_cast<std::int64_t>(n), k, 1);
            if (added[n] > bound)
                return {};
            fits = fits && sums[n] + added[n] <= bound;
        }
        if (!fits) {
            runs.push_back({first, k - first});
            first = k;
            std::ranges::fill(sums, Sum{0});
        }
        std::ranges::transform(sums, added, sums.begin(), std::plus<>());
    }
    runs.push_back({first, inputs - first});
    return runs;
}

} // namespace

template <class Number>
ExactSplit exactSplit(std::span<const Number> weights, std::int64_t outputs, std::int64_t inputs,
                      std::int32_t largestData, bool bfloat16)
{
    ExactSplit split;
    split.runs = runsBelow((sumsBelow - 1) / std::max(largestData, 1), Magnitudes(weights, outputs, inputs), outputs,
                           inputs);
    if (split.runs.empty() || split.runs.size() > mostRuns)
        return {};
    bool narrow = bfloat16 && largestData <= largestNarrow;
    for (std::size_t i = 0; narrow && i < weights.size(); ++i)
        narrow = std::abs(weights[i]) <= static_cast<Number>(largestNarrow);
    split.type = narrow ? OperandType::Bfloat16 : OperandType::Float32;
    return split;
}

template ExactSplit exactSplit(std::span<const std::int32_t>, std::int64_t, std::int64_t, std::int32_t, bool);
template ExactSplit exactSplit(std::span<const float>, std::int64_t, std::int64_t, std::int32_t, bool);

OperandType operandTypeFor(std::span<const float> weights, std::int32_t largestData, bool bfloat16)
{
    constexpr std::uint32_t beyond = 0xFFFF; // bits of float32 that bfloat16 does not have
    const bool narrow = bfloat16 && largestData <= largestNarrow && std::ranges::all_of(weights, [](float weight) {
                            return (std::bit_cast<std::uint32_t>(weight) & beyond) == 0;
                        });
    return narrow ? OperandType::Bfloat16 : OperandType::Float32;
}

} // namespace termscope
