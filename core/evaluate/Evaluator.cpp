#include "core/evaluate/Evaluator.h"

namespace termscope {

VariantScores Evaluator::evaluateVariants(const Variant& trunk, std::span<const Variant> variants,
                                          const SampleRange& range, const OnVariant& tell)
{
    VariantScores scores;
    scores.trunk = evaluate(trunk.method, trunk.settings, range);
    scores.failure = scores.trunk.failure;
    for (std::size_t i = 0; i < variants.size() && scores.failure.empty(); ++i) {
        scores.variants.push_back({evaluate(variants[i].method, variants[i].settings, range), std::nullopt});
        scores.failure = scores.variants.back().evaluation.failure;
        if (tell && scores.failure.empty())
            tell(i, scores.variants.back());
    }
    return scores;
}

Result<std::vector<std::optional<double>>> Evaluator::outputNoise(const Variant&, std::span<const Variant> variants,
                                                                  std::span<const int>, std::int64_t)
{
    return std::vector<std::optional<double>>(variants.size());
}

} // namespace termscope
