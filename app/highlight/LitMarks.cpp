#include "app/highlight/LitMarks.h"

#include "app/highlight/LitGroup.h"
#include "core/quant/Quantizer.h"
#include "core/terms/Encoder.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace termscope {
namespace {

/// More of them along the axis would be a bar.
constexpr std::size_t mostLevels = 600;

template <class T>
std::vector<T> asVector(const std::set<T>& values)
{
    return {values.begin(), values.end()};
}

class Marker {
public:
    Marker(const LayerDistribution& shown, HighlightFacts& facts) : shown_(shown), facts_(facts) {}

    LitMarks marks;

    void operator()(std::monostate) {}
    void operator()(const WholeLayer&) {}
    void operator()(const SettingPoint&) {}

    void operator()(const ValuesAt& what)
    {
        const GroupViewPtr group = what.operand == Operand::Weight ? facts_.groupOf(what) : nullptr;
        if (!group)
            return;
        std::vector<int> values;
        const auto size = static_cast<std::int64_t>(group->weights.values.size());
        for (std::int64_t i = std::max<std::int64_t>(what.first - group->first, 0);
             i < std::min(what.first - group->first + what.count, size); ++i)
            values.push_back(static_cast<int>(i));
        mark(*group, values);
    }

    void operator()(const CoefficientAt& what)
    {
        const GroupViewPtr group = facts_.groupOf({Operand::Weight, what.layer, what.row, what.first, what.count, {}});
        if (!group)
            return;
        std::set<int> values;
        for (const TermPair& pair : group->pairs)
            if (pair.exponent() == what.exponent)
                values.insert(pair.index);
        mark(*group, asVector(values));
    }

    void operator()(const ValueRange& what)
    {
        marks.weights.range = {what.low, what.high};
        const std::vector<std::uint8_t> terms = termsOfMagnitudes();
        const std::optional<float> scale = sharedScale();
        if (!scale)
            return;
        // The levels that the range's weights are rounded to.
        const auto largest = static_cast<std::int32_t>(terms.size()) - 1;
        const std::int32_t from = quantize(static_cast<float>(what.low), *scale, largest);
        const std::int32_t to = quantize(static_cast<float>(what.high), *scale, largest);
        std::set<int> counts;
        for (std::int32_t level = from; level <= to; ++level)
            counts.insert(terms[static_cast<std::size_t>(std::abs(level))]);
        marks.terms.terms = asVector(counts);
    }

    void operator()(const TermsPerWeight& what)
    {
        marks.terms.terms = {what.terms};
        const std::optional<float> scale = sharedScale();
        if (!scale)
            return;
        const std::vector<std::uint8_t> terms = termsOfMagnitudes();
        std::set<double> levels;
        for (std::size_t magnitude = 0; magnitude < terms.size() && levels.size() <= mostLevels; ++magnitude) {
            if (terms[magnitude] != what.terms)
                continue;
            levels.insert(static_cast<double>(magnitude) * *scale);
            levels.insert(-static_cast<double>(magnitude) * *scale);
        }
        if (levels.size() <= mostLevels)
            marks.weights.values = asVector(levels);
    }

private:
    /// One of all the layer's weights; none where every output has its own.
    std::optional<float> sharedScale() const
    {
        if (shown_.pictures)
            return shown_.pictures->step > 0.0 ? std::optional(static_cast<float>(shown_.pictures->step))
                                               : std::nullopt;
        const Settings& settings = shown_.settings;
        if (settings.perChannel)
            return std::nullopt;
        const double reach = std::max(std::abs(shown_.statistics.minimum), std::abs(shown_.statistics.maximum));
        return scaleFor(static_cast<float>(reach), settings.weightBits, settings.quantizer);
    }

    /// The largest integer: a file's own may have more magnitudes than the quantizer's.
    std::int32_t largest() const
    {
        if (shown_.pictures && shown_.pictures->step > 0.0)
            return static_cast<std::int32_t>(std::lround(shown_.pictures->mostRange / shown_.pictures->step));
        return largestMagnitude(shown_.settings.weightBits, shown_.settings.quantizer);
    }

    std::vector<std::uint8_t> termsOfMagnitudes() const
    {
        std::vector<std::int32_t> magnitudes(static_cast<std::size_t>(largest()) + 1);
        for (std::size_t i = 0; i < magnitudes.size(); ++i)
            magnitudes[i] = static_cast<std::int32_t>(i);
        std::vector<std::uint8_t> terms(magnitudes.size());
        countTerms(shown_.settings.encoding, magnitudes, terms);
        return terms;
    }

    void mark(const GroupView& group, const std::vector<int>& values)
    {
        std::set<int> terms;
        std::set<int> kept;
        for (const int value : values) {
            const RevealedValue& weight = group.weights.values[static_cast<std::size_t>(value)];
            const double real = group.weightFloats[static_cast<std::size_t>(value)];
            terms.insert(static_cast<int>(weight.terms.size()));
            kept.insert(static_cast<int>(std::ranges::count(weight.kept, true)));
            if (values.size() > 1) {
                marks.weights.values.push_back(real);
                continue;
            }
            marks.weights.floating = real;
            marks.weights.quantized = static_cast<double>(weight.value) * group.weightScale;
            if (group.revealed)
                marks.weights.revealed = static_cast<double>(weight.revealed) * group.weightScale;
        }
        marks.terms.terms = asVector(terms);
        if (group.revealed)
            marks.terms.revealed = asVector(kept);
    }

    const LayerDistribution& shown_;
    HighlightFacts& facts_;
};

} // namespace

LitMarks marksOf(const Highlight& what, const LayerDistribution& shown, HighlightFacts& facts)
{
    if (layerOf(what) != shown.layer)
        return {};
    Marker marker(shown, facts);
    std::visit(marker, what);
    return std::move(marker.marks);
}

} // namespace termscope
