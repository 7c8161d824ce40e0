#include "core/terms/Encoder.h"

#include "core/base/Error.h"

#include <algorithm>
#include <cstdlib>

namespace termscope {
namespace {

int bitAt(std::uint64_t magnitude, int position)
{
    return position < 0 ? 0 : static_cast<int>(magnitude >> position & 1u);
}

std::vector<Term> binaryTerms(std::uint64_t magnitude)
{
    std::vector<Term> terms;
    for (int i = 62; i >= 0; --i)
        if (bitAt(magnitude, i))
            terms.push_back({i, +1});
    return terms;
}

std::vector<Term> booth4Terms(std::uint64_t magnitude)
{
    std::vector<Term> terms;
    for (int i = 62; i >= 0; i -= 2) {
        const int digit = -2 * bitAt(magnitude, i + 1) + bitAt(magnitude, i) + bitAt(magnitude, i - 1);
        if (digit != 0)
            terms.push_back({std::abs(digit) == 2 ? i + 1 : i, digit > 0 ? +1 : -1});
    }
    return terms;
}

std::vector<Term> heseTerms(std::uint64_t magnitude)
{
    std::vector<Term> terms;
    for (const HeseStep& step : traceHese(magnitude))
        if (step.digit != 0)
            terms.push_back({step.position, step.digit});
    std::ranges::reverse(terms);
    return terms;
}

std::vector<Term> hese2020Terms(std::uint64_t magnitude)
{
    std::vector<Term> terms;
    for (int i = 62; i >= 0; --i) {
        const int window = bitAt(magnitude, i + 1) << 2 | bitAt(magnitude, i) << 1 | bitAt(magnitude, i - 1);
        if (window == 0b010) {
            terms.push_back({i, +1});
            --i;
        } else if (window == 0b011) {
            terms.push_back({i + 1, +1});
        } else if (window == 0b110) {
            terms.push_back({i, -1});
        }
    }
    return terms;
}

std::vector<Term> magnitudeTerms(std::uint64_t magnitude, Encoding encoding)
{
    switch (encoding) {
    case Encoding::Binary: return binaryTerms(magnitude);
    case Encoding::Booth4: return booth4Terms(magnitude);
    case Encoding::Hese: return heseTerms(magnitude);
    case Encoding::Hese2020: return hese2020Terms(magnitude);
    }
    return {};
}

} // namespace

std::vector<HeseStep> traceHese(std::uint64_t magnitude)
{
    std::vector<HeseStep> steps;
    bool run = false;
    int position = 0;
    do {
        HeseStep step{position, bitAt(magnitude, position), bitAt(magnitude, position + 1), run, run, 0};
        if (!run) {
            step.digit = step.bit == 0 ? 0 : step.nextBit == 0 ? +1 : -1;
            step.runAfter = step.bit == 1 && step.nextBit == 1;
        } else {
            step.digit = step.bit == 1 ? 0 : step.nextBit == 1 ? -1 : +1;
            step.runAfter = step.bit == 1 || step.nextBit == 1;
        }
        run = step.runAfter;
        steps.push_back(step);
        ++position;
    } while (run || magnitude >> position != 0);
    return steps;
}

std::vector<Term> encodeTerms(std::int64_t value, Encoding encoding)
{
    std::vector<Term> terms = magnitudeTerms(static_cast<std::uint64_t>(value < 0 ? -value : value), encoding);
    if (value < 0)
        for (Term& term : terms)
            term.sign = -term.sign;
    return terms;
}

std::int64_t valueOf(std::span<const Term> terms)
{
    std::int64_t sum = 0;
    for (const Term& term : terms)
        sum += term.sign * (std::int64_t{1} << term.exponent);
    return sum;
}

std::string toText(std::span<const Term> terms)
{
    if (terms.empty())
        return "0";
    std::string result;
    for (const Term& term : terms)
        result += text(result.empty() ? "" : " ", term.sign > 0 ? '+' : '-', "2^", term.exponent);
    return result;
}

} // namespace termscope
