#include "app/highlight/LitGroup.h"

#include "app/highlight/HighlightFacts.h"
#include "core/settings/NetworkPlan.h"

#include <algorithm>

namespace termscope {
namespace {

class Lighter {
public:
    Lighter(const GroupView& group, const WeightLayer& layer, const Network& network)
        : group_(group), layer_(layer), network_(network)
    {
    }

    LitGroup lit;

    void operator()(std::monostate) {}

    void operator()(const ValuesAt& what)
    {
        if (!holds(group_, layer_, what))
            return;
        lightValues([&](int value) {
            const std::int64_t input = group_.first + value;
            return input >= what.first && input < what.first + what.count;
        });
        (what.operand == Operand::Weight ? lit.weightExponent : lit.dataExponent) = what.exponent.value_or(-1);
        lightPairs([&](const TermPair& pair) {
            const Term& term = what.operand == Operand::Weight ? pair.weight : pair.data;
            return isLit(pair.index) && (!what.exponent || term.exponent == *what.exponent);
        });
    }

    void operator()(const ValueRange& what)
    {
        if (group_.address.layer != what.layer)
            return;
        lightValues([&](int value) { return what.contains(group_.weightFloats[static_cast<std::size_t>(value)]); });
        lightPairs([&](const TermPair& pair) { return isLit(pair.index); });
    }

    void operator()(const TermsPerWeight& what)
    {
        if (group_.address.layer != what.layer)
            return;
        lightValues([&](int value) {
            const RevealedValue& weight = group_.weights.values[static_cast<std::size_t>(value)];
            return static_cast<int>(weight.terms.size()) == what.terms;
        });
        lightPairs([&](const TermPair& pair) { return isLit(pair.index); });
    }

    void operator()(const CoefficientAt& what)
    {
        if (!holds(group_, layer_, {Operand::Weight, what.layer, what.row, what.first, what.count, {}}))
            return;
        lightPairs([&](const TermPair& pair) { return pair.exponent() == what.exponent; });
        for (const int pair : lit.pairs)
            if (const int value = group_.pairs[static_cast<std::size_t>(pair)].index; !isLit(value))
                lit.values.push_back(value);
        lit.coefficients = {what.exponent};
    }

    void operator()(const WholeLayer&) {}

    void operator()(const SettingPoint& what) { lit.ghost = revealedAt(group_, what.settings, network_); }

private:
    bool isLit(int value) const { return std::ranges::find(lit.values, value) != lit.values.end(); }

    template <class Condition>
    void lightValues(const Condition& condition)
    {
        for (int value = 0; value < static_cast<int>(group_.weights.values.size()); ++value)
            if (condition(value))
                lit.values.push_back(value);
    }

    /// The pairs, and the coefficients they count in.
    template <class Condition>
    void lightPairs(const Condition& condition)
    {
        for (std::size_t number = 0; number < group_.pairs.size(); ++number) {
            const TermPair& pair = group_.pairs[number];
            if (!condition(pair))
                continue;
            lit.pairs.push_back(static_cast<int>(number));
            if (std::ranges::find(lit.coefficients, pair.exponent()) == lit.coefficients.end())
                lit.coefficients.push_back(pair.exponent());
        }
        std::ranges::sort(lit.coefficients);
    }

    const GroupView& group_;
    const WeightLayer& layer_;
    const Network& network_;
};

} // namespace

LitGroup litIn(const GroupView& group, const Highlight& what, const Network& network)
{
    Lighter lighter(group, network.layers[static_cast<std::size_t>(group.address.layer)], network);
    std::visit(lighter, what);
    return std::move(lighter.lit);
}

std::optional<RevealedGroup> revealedAt(const GroupView& group, const Settings& settings, const Network& network)
{
    const LayerPlan own = planOf(network, Method::Revealed, settings)[group.address.layer];
    const Settings& here = group.settings;
    const bool same = own.settings.weightBits == here.weightBits && own.settings.groupSize == here.groupSize
                      && own.settings.encoding == here.encoding && own.settings.quantizer == here.quantizer
                      && own.settings.perChannel == here.perChannel
                      && own.settings.foldNormalization == here.foldNormalization;
    if (!same || own.method != Method::Revealed)
        return std::nullopt;
    std::vector<std::int64_t> integers;
    for (const RevealedValue& value : group.weights.values)
        integers.push_back(value.value);
    return revealGroup(integers, own.settings.budget, own.settings.encoding);
}

} // namespace termscope
