#include "app/highlight/LitMarks.h"

#include "app/highlight/LitGroup.h"
#include "core/quant/Quantizer.h"
#include "core/terms/Encoder.h"

#include <algorithm>
#include <cmath>
#include <limits>
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
        const auto largest = static_cast<std::int32_t>(terms.size()) - 1;
        std::set<int> counts;
        // The levels that the range's weights are rounded to.
        for (const Levels& levels : levelsOfOutputs()) {
            const float low = std::max(static_cast<float>(what.low), levels.low);
            const float high = std::min(static_cast<float>(what.high), levels.high);
            if (low > high)
                continue;
            const std::int32_t to = quantize(high, levels.scale, largest);
            for (std::int32_t level = quantize(low, levels.scale, largest); level <= to; ++level)
                counts.insert(terms[static_cast<std::size_t>(std::abs(level))]);
        }
        marks.terms.terms = asVector(counts);
    }

    void operator()(const TermsPerWeight& what)
    {
        marks.terms.terms = {what.terms};
        const std::vector<Levels> outputs = levelsOfOutputs();
        const std::vector<std::uint8_t> terms = termsOfMagnitudes();
        std::set<double> levels;
        if (outputs.size() == 1) {
            for (std::size_t magnitude = 0; magnitude < terms.size() && levels.size() <= mostLevels; ++magnitude) {
                if (terms[magnitude] != what.terms)
                    continue;
                levels.insert(static_cast<double>(magnitude) * outputs[0].scale);
                levels.insert(-static_cast<double>(magnitude) * outputs[0].scale);
            }
        } else {
            levels = distinctLevels(outputs, terms, what.terms);
        }
        if (levels.size() <= mostLevels)
            marks.weights.values = asVector(levels);
    }

private:
    /// What the weights of an output become, and where these weights are.
    struct Levels {
        float scale;
        float low, high;
    };

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

    /// One for all outputs, or one each. None of a file's own integers with several scales: they may have blocks.
    std::vector<Levels> levelsOfOutputs() const
    {
        constexpr float endless = std::numeric_limits<float>::infinity();
        if (const std::optional<float> scale = sharedScale())
            return {{*scale, -endless, endless}};
        if (!shown_.pictures || facts_.runsGivenIntegers(shown_.layer))
            return {};
        const auto most = static_cast<float>(largest());
        std::vector<Levels> levels;
        for (const ChannelExtent& channel : shown_.pictures->channels)
            if (channel.range > 0.0F)
                levels.push_back({channel.range / most, channel.low, channel.high});
        return levels;
    }

    /// Those of weights with so many terms, of all outputs; those too close to be told apart count once.
    std::set<double> distinctLevels(const std::vector<Levels>& outputs, const std::vector<std::uint8_t>& terms,
                                    int wanted) const
    {
        const double apart = shown_.pictures ? 4.0 * shown_.pictures->mostRange / mostLevels : 0.0;
        std::set<double> levels;
        if (apart <= 0.0)
            return levels;
        for (const Levels& output : outputs)
            for (std::size_t magnitude = 0; magnitude < terms.size(); ++magnitude) {
                if (terms[magnitude] != wanted)
                    continue;
                const double level = static_cast<double>(magnitude) * output.scale;
                const double half = 0.5 * output.scale;
                const double place = std::round(level / apart) * apart;
                if (level <= output.high + half)
                    levels.insert(place);
                if (-level >= output.low - half)
                    levels.insert(-place);
            }
        return levels;
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
