#include "core/settings/ProvisionedPairs.h"

#include "core/quant/WeightFormat.h"

#include <algorithm>
#include <cmath>

namespace termscope {

int mostTerms(const Settings& settings, int bits)
{
    return maxTerms(settings.encoding, static_cast<std::uint32_t>(largestMagnitude(bits, settings.quantizer)));
}

namespace {

double unitsOfFormat(const WeightFormat& format, const Settings& settings)
{
    return format.significand > 0 ? maxTerms(settings.encoding, format.significand) : format.terms;
}

/// Of data in the format too, both sides are the same.
double pairsOfFormat(const WeightFormat& format, const Settings& settings)
{
    const double units = unitsOfFormat(format, settings);
    if (settings.dataFormat == DataFormat::Own)
        return units * units;
    return units * (format.ofColumns ? settings.dataBits - 1.0 : provisionedDataTerms(settings));
}

} // namespace

int provisionedDataTerms(const Settings& settings)
{
    if (settings.dataFormat == DataFormat::Own)
        return static_cast<int>(unitsOfFormat(*findWeightFormat(settings.format), settings));
    return settings.dataTerms > 0 ? settings.dataTerms : mostTerms(settings, settings.dataBits);
}

std::optional<double> termsOfFormat(const Settings& settings)
{
    const WeightFormat& format = *findWeightFormat(settings.format);
    return format.ofColumns ? std::nullopt : std::optional(unitsOfFormat(format, settings));
}

double provisionedPairs(Method method, const Settings& settings)
{
    if (method == Method::Float)
        return 0.0;
    if (method == Method::Format)
        return pairsOfFormat(*findWeightFormat(settings.format), settings);
    const double quantized = (settings.weightBits - 1.0) * (settings.dataBits - 1.0);
    return method != Method::Revealed ? quantized
                                      : std::min(quantized, provisionedDataTerms(settings) * settings.alpha());
}

std::int64_t provisionedPairsOfGroup(Method method, const Settings& settings)
{
    // A whole number, but for the rounding of k / g.
    return std::llround(settings.groupSize * provisionedPairs(method, settings));
}

} // namespace termscope
