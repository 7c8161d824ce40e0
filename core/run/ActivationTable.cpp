#include "core/run/ActivationTable.h"

#include "core/terms/TermRevealer.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace termscope {

std::int32_t ActivationTable::largestKept() const
{
    float largestValue = 0.0F;
    for (const auto& entry : entries)
        largestValue = std::max(largestValue, std::abs(entry.value));
    return static_cast<std::int32_t>(largestValue);
}

ActivationTable activationTable(int bits, Quantizer quantizer, Encoding encoding, int dataTerms)
{
    return activationTable(largestMagnitude(bits, quantizer), encoding, dataTerms);
}

ActivationTable activationTable(std::int32_t largest, Encoding encoding, int dataTerms)
{
    ActivationTable table;
    table.largest = largest;
    std::vector<std::int32_t> values;
    for (std::int32_t value = -table.largest; value <= table.largest; ++value)
        values.push_back(value);
    std::vector<std::uint8_t> terms(values.size());
    if (dataTerms > 0)
        revealRow({encoding, table.largest, 1, dataTerms}, values, values, terms);
    else
        countTerms(encoding, values, terms);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto value = static_cast<float>(values[i]);
        const auto high = static_cast<std::uint16_t>(std::bit_cast<std::uint32_t>(value) >> 16);
        table.entries.push_back({value, high, terms[i]});
    }
    return table;
}

} // namespace termscope
