#include "core/study/Evaluation.h"

#include "core/infer/LayerChoice.h"
#include "core/infer/QuantizedLayer.h"

#include <algorithm>
#include <cmath>

namespace termscope {

std::string_view nameOf(Method method)
{
    switch (method) {
    case Method::Float: return "float";
    case Method::Quantized: return "qt";
    case Method::Revealed: return "tr";
    }
    return "";
}

Interval wilsonInterval(std::int64_t hits, std::int64_t trials)
{
    constexpr double z = 1.959963984540054; // 97.5 % point of the normal distribution
    const auto n = static_cast<double>(trials);
    const double share = static_cast<double>(hits) / n;
    const double centre = (share + z * z / (2.0 * n)) / (1.0 + z * z / n);
    const double half = z / (1.0 + z * z / n) * std::sqrt(share * (1.0 - share) / n + z * z / (4.0 * n * n));
    return {std::max(0.0, centre - half), std::min(1.0, centre + half)};
}

Interval Evaluation::top1Interval() const
{
    if (evaluated == 0)
        return {0.0, 100.0};
    if (exact())
        return {top1(), top1()};
    const Interval share = wilsonInterval(correct, evaluated);
    return {100.0 * share.low, 100.0 * share.high};
}

double provisionedPairs(Method method, const Settings& settings)
{
    if (method == Method::Float)
        return 0.0;
    const double quantized = (settings.weightBits - 1.0) * (settings.dataBits - 1.0);
    if (method == Method::Quantized)
        return quantized;
    const int dataTerms = settings.dataTerms > 0
        ? settings.dataTerms
        : maxTerms(settings.encoding, static_cast<std::uint32_t>(largestMagnitude(settings.dataBits, settings.quantizer)));
    return std::min(quantized, dataTerms * settings.alpha());
}

double provisionedPairs(const Network& network, Method method, const Settings& settings)
{
    double pairs = 0.0;
    double macs = 0.0;
    for (std::size_t i = 0; i < network.layers.size(); ++i) {
        const bool revealed = method == Method::Revealed && isRevealed(network, static_cast<int>(i), settings.groupSize);
        const auto weight = static_cast<double>(network.layers[i].macs.value_or(network.layers[i].weight.size()));
        pairs += weight * provisionedPairs(method == Method::Revealed && !revealed ? Method::Quantized : method, settings);
        macs += weight;
    }
    return macs == 0.0 ? 0.0 : pairs / macs;
}

} // namespace termscope
