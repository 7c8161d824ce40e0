#include "app/highlight/HighlightText.h"

#include "app/highlight/LitGroup.h"
#include "core/settings/NetworkPlan.h"
#include "widgets/language/LayerTexts.h"
#include "widgets/language/Numbers.h"
#include "widgets/language/SymbolText.h"
#include "widgets/language/Translated.h"
#include "widgets/terms/TermText.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace termscope {
namespace {

class Speaker {
    Q_DECLARE_TR_FUNCTIONS(Highlight)

public:
    explicit Speaker(const HighlightContext& context) : context_(context) {}

    QString operator()(std::monostate) const { return {}; }

    QString operator()(const ValuesAt& what) const
    {
        const bool weight = what.operand == Operand::Weight;
        if (!context_.group)
            return place(what);
        if (what.count > 1)
            return several(what);
        const RevealedGroup& group = weight ? context_.group->weights : context_.group->data;
        const auto index = static_cast<std::size_t>(what.first - context_.group->first);
        const RevealedValue& value = group.values[index];
        const float real = (weight ? context_.group->weightFloats : context_.group->dataFloats)[index];
        const float scale = weight ? context_.group->weightScale : context_.group->dataScale;
        const QString sum =
            tr("%1 ≈ %2 · %3 → %4").arg(number(real), integerText(value.value), number(scale), termsText(value.terms));
        const QString spoken = weight ? tr("%1: weight %2").arg(place(what), sum)
                                      : tr("%1: activation %2").arg(place(what), sum);
        return spoken + kept(value) + oneTerm(value, what.exponent) + stored(weight, value.value);
    }

    QString operator()(const ValueRange& what) const
    {
        const QString range = tr("from %1 to %2").arg(number(what.low), number(what.high));
        QString text = tr("%1: weights %2").arg(layer(what.layer), range);
        if (const LayerDistribution* known = context_.distribution; known && known->layer == what.layer) {
            // Bins are spoken of as they were counted.
            const Histogram& bins = known->floats;
            const auto bin = static_cast<std::size_t>((0.5 * (what.low + what.high) - bins.low) / bins.binWidth());
            double all = 0.0;
            for (const double count : bins.counts)
                all += count;
            const bool whole = std::abs(what.high - what.low - bins.binWidth()) < 1e-6 * bins.binWidth();
            if (!whole && known->pictures) // a bin of a part that was zoomed into
                text = tr("%1: %2 of %3 weights lie %4")
                           .arg(layer(what.layer),
                                count(std::round(known->pictures->floats.binned(what.low, what.high, 1).counts[0])),
                                count(all), range);
            else if (bin < bins.counts.size())
                text = tr("%1: %2 of %3 weights lie %4")
                           .arg(layer(what.layer), count(bins.counts[bin]), count(all), range);
        }
        return text + inSight(what);
    }

    QString operator()(const TermsPerWeight& what) const
    {
        const Encoding chosen = planOf(what.layer).settings.encoding;
        const QString encoding = translated(titleOf(chosen));
        const QString terms = tr("%n term(s)", nullptr, what.terms);
        QString text = tr("%1: weights of %2 (%3)").arg(layer(what.layer), terms, encoding);
        if (const LayerDistribution* known = context_.distribution;
            known && known->layer == what.layer && !known->terms.empty()) {
            const TermHistogram& all = known->terms[static_cast<std::size_t>(known->settings.encoding)];
            const auto at = static_cast<std::size_t>(what.terms);
            text = tr("%1: %2 of %3 weights have %4 (%5)")
                       .arg(layer(what.layer),
                            count(at < all.counts.size() ? static_cast<double>(all.counts[at]) : 0.0),
                            count(static_cast<double>(all.total())), terms, encoding);
        }
        return text + inSight(what);
    }

    QString operator()(const CoefficientAt& what) const
    {
        const ValuesAt group{Operand::Weight, what.layer, what.row, what.first, what.count, {}};
        QString text = tr("%1: coefficient of %2").arg(place(group), powerText(what.exponent));
        if (!context_.group)
            return text;
        int up = 0;
        int down = 0;
        for (const TermPair& pair : context_.group->pairs)
            if (pair.exponent() == what.exponent)
                ++(pair.sign() > 0 ? up : down);
        return tr("%1 = %2: %n term pair(s), %3 up and %4 down", nullptr, up + down)
            .arg(text, differenceText(up - down))
            .arg(up)
            .arg(down);
    }

    QString operator()(const WholeLayer& what) const
    {
        const WeightLayer& found = context_.network->layers[static_cast<std::size_t>(what.layer)];
        return tr("%1: %2, %3, %4 weights, runs as %5")
            .arg(layer(what.layer), translated(kindOf(found)), QString::fromStdString(toText(found.weight.shape)),
                 count(static_cast<double>(found.weight.size())), runsAsText(planOf(what.layer)));
    }

    QString operator()(const SettingPoint& what) const
    {
        const Settings& at = what.settings;
        QString text = tr("k = %1, g = %2, s = %3, %4-bit weights, %5-bit data")
                           .arg(at.budget)
                           .arg(at.groupSize)
                           .arg(at.dataTerms)
                           .arg(at.weightBits)
                           .arg(at.dataBits);
        if (context_.curve) {
            const auto row = std::ranges::find_if(context_.curve->rows, [&](const SweepRow& candidate) {
                return candidate.method == Method::Revealed && candidate.settings == at;
            });
            if (row != context_.curve->rows.end())
                text += score(*row);
        }
        if (!context_.inSight)
            return text;
        const std::optional<RevealedGroup> ghost = revealedAt(*context_.inSight, at, *context_.network);
        return ghost ? tr("%1; would keep %2 of the %3 terms of the group shown")
                           .arg(text)
                           .arg(ghost->keptTerms)
                           .arg(ghost->keptTerms + ghost->droppedTerms)
                     : text;
    }

private:
    /// Four digits that count, with a real minus sign.
    static QString number(double value) { return numberText(value).replace(QLatin1Char('-'), QChar(0x2212)); }

    static QString count(double value) { return countText(static_cast<std::int64_t>(value)); }

    QString layer(int index) const
    {
        return QString::fromStdString(context_.network->layers[static_cast<std::size_t>(index)].name);
    }

    LayerPlan planOf(int layer) const
    {
        return termscope::planOf(*context_.network, Method::Revealed, *context_.settings)[layer];
    }

    /// "fc1, row 3, input 17"; an activation meets many rows.
    QString place(const ValuesAt& what) const
    {
        const QString inputs = what.count == 1 ? tr("input %1").arg(what.first)
                                               : tr("inputs %1 to %2").arg(what.first).arg(what.first + what.count - 1);
        return what.operand == Operand::Weight ? tr("%1, row %2, %3").arg(layer(what.layer)).arg(what.row).arg(inputs)
                                               : tr("%1, %2").arg(layer(what.layer), inputs);
    }

    QString several(const ValuesAt& what) const
    {
        const bool weight = what.operand == Operand::Weight;
        const RevealedGroup& group = weight ? context_.group->weights : context_.group->data;
        const auto end = static_cast<std::int64_t>(group.values.size());
        int all = 0;
        int left = 0;
        for (std::int64_t i = std::max<std::int64_t>(what.first - context_.group->first, 0);
             i < std::min(what.first - context_.group->first + what.count, end); ++i) {
            const RevealedValue& value = group.values[static_cast<std::size_t>(i)];
            all += static_cast<int>(value.terms.size());
            left += static_cast<int>(std::ranges::count(value.kept, true));
        }
        return (weight ? tr("%1: %2 weights, %3 of their %4 terms kept")
                       : tr("%1: %2 activations, %3 of their %4 terms kept"))
            .arg(place(what))
            .arg(what.count)
            .arg(left)
            .arg(all);
    }

    static QString kept(const RevealedValue& value)
    {
        if (value.terms.empty())
            return {};
        std::vector<Term> left;
        for (std::size_t i = 0; i < value.terms.size(); ++i)
            if (value.kept[i])
                left.push_back(value.terms[i]);
        if (left.size() == value.terms.size())
            return tr(", all kept");
        return left.empty() ? tr(", none kept")
                            : tr(", kept %1 (%2)").arg(termsText(left), integerText(value.revealed));
    }

    static QString oneTerm(const RevealedValue& value, std::optional<int> exponent)
    {
        if (!exponent)
            return {};
        const auto term = std::ranges::find(value.terms, *exponent, &Term::exponent);
        if (term == value.terms.end())
            return tr("; no term at %1").arg(powerText(*exponent));
        const bool stays = value.kept[static_cast<std::size_t>(term - value.terms.begin())];
        return (stays ? tr("; here %1, kept") : tr("; here %1, dropped")).arg(termText(*term));
    }

    /// What the file has for the value, where it stores integers.
    QString stored(bool weight, std::int64_t value) const
    {
        const GroupView& group = *context_.group;
        if (weight ? group.given.empty() : !group.givenData)
            return {};
        return tr("; %1").arg(storedText(value, weight ? group.weightZero : group.dataZero));
    }

    QString inSight(const Highlight& what) const
    {
        if (!context_.inSight || context_.inSight->address.layer != layerOf(what))
            return {};
        return tr("; %1 of the %2 in the group shown")
            .arg(litIn(*context_.inSight, what, *context_.network).values.size())
            .arg(context_.inSight->weights.values.size());
    }

    static QString score(const SweepRow& row)
    {
        const QString figure = row.text          ? tr(": perplexity %1").arg(numberText(row.text->perplexity, 'f', 1))
                               : !row.hasClasses ? tr(": SQNR %1 dB").arg(numberText(row.fidelity->sqnr(), 'f', 1))
                               : row.fidelity    ? tr(": %1 % as float").arg(numberText(row.top1(), 'f', 2))
                                                 : tr(": top-1 %1 %").arg(numberText(row.top1(), 'f', 2));
        return row.work ? figure + tr(", %1 provisioned pairs per MAC").arg(numberText(row.work->provisioned)) : figure;
    }

    const HighlightContext& context_;
};

} // namespace

QString highlightText(const Highlight& what, const HighlightContext& context)
{
    return std::visit(Speaker(context), what);
}

} // namespace termscope
