#include "app/teach/lessons/LessonNames.h"

#include "core/terms/Encoder.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace termscope {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

template <Encoding encoding>
double termsOf(double value)
{
    const double magnitude = std::abs(std::round(value));
    if (!(magnitude <= static_cast<double>(std::int64_t{1} << 53)))
        return unknown;
    return static_cast<double>(encodeTerms(static_cast<std::int64_t>(magnitude), encoding).size());
}

double digitsOf(double value)
{
    const double magnitude = std::abs(std::round(value));
    return magnitude < 1.0 ? 0.0 : static_cast<double>(std::ilogb(magnitude) + 1);
}

double largestOf(double bits)
{
    return std::exp2(std::round(bits) - 1.0) - 1.0;
}

void addView(std::map<std::string, double>& values, const ViewState& view)
{
    for (const SettingInfo& info : settingsTable())
        values[std::string(info.key)] = info.get(view.settings);
    for (const ArrayField& field : arrayFields())
        values[std::string(field.key)] = field.get(view.array);
    values["g"] = view.settings.groupSize;
    values["k"] = view.settings.budget;
    values["s"] = view.settings.dataTerms;
    values["alpha"] = view.settings.alpha();
    for (const PageInfo& page : pagesTable())
        values[std::string("on_") + page.key] = view.page == QLatin1String(page.key) ? 1.0 : 0.0;
}

/// Of a text, whose float32 is a point of the curve. Not the estimate by its first words: it would be compared with an
/// exact figure.
double floatPerplexity(const Curve* curve)
{
    if (curve != nullptr)
        for (std::size_t i = 0; i < curve->rows.size(); ++i)
            if (curve->rows[i].method == Method::Float && curve->rows[i].text && !curve->estimated[i])
                return curve->rows[i].text->perplexity;
    return unknown;
}

/// 1: of one exponent some terms are kept and some dropped.
double splitsColumn(const RevealedGroup& group)
{
    std::set<int> kept;
    std::set<int> dropped;
    for (const RevealedValue& value : group.values)
        for (std::size_t i = 0; i < value.terms.size(); ++i)
            (value.kept[i] ? kept : dropped).insert(value.terms[i].exponent);
    return std::ranges::any_of(kept, [&](int exponent) { return dropped.contains(exponent); }) ? 1.0 : 0.0;
}

void addResults(std::map<std::string, double>& values, const Evaluation* reference, const Evaluation* evaluation,
                const Curve* curve, const GroupView* group, const ArrayRace* race)
{
    const SweepRow* const given = curve != nullptr ? curve->rowOf(Method::Given) : nullptr;
    const auto scoreOf = [](const Evaluation* of, Workload workload) {
        const bool known = of != nullptr && of->evaluated > 0 && of->workload == workload
                           && of->scoreKind() != ScoreKind::Sqnr;
        return !known ? unknown : workload == Workload::Text ? of->perplexity() : of->top1();
    };
    const auto top1 = [&](const Evaluation* of) { return scoreOf(of, Workload::Images); };
    values["float_perplexity"] = floatPerplexity(curve);
    values["perplexity"] = scoreOf(evaluation, Workload::Text);
    const bool worked = evaluation != nullptr && evaluation->work;
    values["float_accuracy"] = top1(reference);
    values["accuracy"] = top1(evaluation);
    values["accuracy_loss"] = top1(reference) - top1(evaluation);
    values["given_accuracy"] = given != nullptr && given->total > 0 ? given->top1() : unknown;
    values["provisioned"] = worked ? evaluation->work->provisioned : unknown;
    values["measured"] = worked ? evaluation->work->measured : unknown;
    values["kept_terms"] = group != nullptr ? group->weights.keptTerms : unknown;
    values["dropped_terms"] = group != nullptr ? group->weights.droppedTerms : unknown;
    values["waterline"] = group != nullptr && group->weights.waterline ? *group->weights.waterline : unknown;
    values["split_column"] = group != nullptr ? splitsColumn(group->weights) : unknown;
    values["group_pairs"] = group != nullptr && group->hasData ? static_cast<double>(group->pairs.size()) : unknown;
    const double own = race != nullptr ? static_cast<double>(race->revealed.provisionedCycles) : unknown;
    const double rival = race != nullptr ? static_cast<double>(race->rival.provisionedCycles) : unknown;
    values["tr_cycles"] = own;
    values["rival_cycles"] = rival;
    values["speedup"] = rival / own;
}

std::map<std::string, double (*)(double)> functions()
{
    return {{"terms", termsOf<Encoding::Hese>},
            {"binary_terms", termsOf<Encoding::Binary>},
            {"booth_terms", termsOf<Encoding::Booth4>},
            {"digits", digitsOf},
            {"floor", [](double value) { return std::floor(value); }},
            {"ceil", [](double value) { return std::ceil(value); }},
            {"qmax", largestOf}};
}

} // namespace

ExpressionNames lessonNames()
{
    ExpressionNames names{{}, functions()};
    addView(names.values, {});
    addResults(names.values, nullptr, nullptr, nullptr, nullptr, nullptr);
    return names;
}

ExpressionNames lessonNames(const Session& session, const Workbench& workbench)
{
    ExpressionNames names{{}, functions()};
    addView(names.values, session.view());
    // A result of an older setting would let a learner pass by what they had before.
    const bool fresh = workbench.evaluation() && workbench.evaluation()->settings == session.settings();
    addResults(names.values, workbench.reference().get(), fresh ? workbench.evaluation().get() : nullptr,
               workbench.curve().get(), workbench.group().get(), workbench.race().get());
    return names;
}

} // namespace termscope
