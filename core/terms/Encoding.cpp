#include "core/terms/Encoding.h"

#include "core/base/Translatable.h"
#include "core/terms/SignedDigits.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <utility>

namespace termscope {
namespace {

struct EncodingNames {
    Encoding encoding;
    std::string_view name;
    std::string_view title;
};

constexpr std::array names{
    EncodingNames{Encoding::Binary, "binary", TERMSCOPE_TRANSLATABLE("core", "Binary")},
    EncodingNames{Encoding::Booth4, "booth4", TERMSCOPE_TRANSLATABLE("core", "Booth radix-4")},
    EncodingNames{Encoding::Hese, "hese", TERMSCOPE_TRANSLATABLE("core", "HESE")},
    EncodingNames{Encoding::Hese2020, "hese2020", TERMSCOPE_TRANSLATABLE("core", "HESE 2020")},
};

const EncodingNames& namesOf(Encoding encoding)
{
    return *std::ranges::find(names, encoding, &EncodingNames::encoding);
}

struct Extremes {
    int terms = 0;
    int exponent = -1;
};

Extremes findExtremes(Encoding encoding, std::uint32_t largest)
{
    Extremes found;
    for (std::uint32_t magnitude = 0; magnitude <= largest; ++magnitude) {
        const auto digits = signedDigits(magnitude, encoding);
        found.terms = std::max(found.terms, termCount(digits));
        found.exponent = std::max(found.exponent, static_cast<int>(std::bit_width(digits.all())) - 1);
    }
    return found;
}

Extremes extremesOf(Encoding encoding, std::uint32_t largest)
{
    static std::mutex mutex;
    static std::map<std::pair<Encoding, std::uint32_t>, Extremes> known;
    const std::lock_guard lock(mutex);
    const auto [entry, isNew] = known.try_emplace({encoding, largest});
    if (isNew)
        entry->second = findExtremes(encoding, largest);
    return entry->second;
}

} // namespace

std::string_view nameOf(Encoding encoding)
{
    return namesOf(encoding).name;
}

std::string_view titleOf(Encoding encoding)
{
    return namesOf(encoding).title;
}

std::optional<Encoding> encodingFromName(std::string_view name)
{
    const auto found = std::ranges::find(names, name, &EncodingNames::name);
    return found == names.end() ? std::nullopt : std::optional(found->encoding);
}

int maxTerms(Encoding encoding, std::uint32_t largest)
{
    return extremesOf(encoding, largest).terms;
}

int maxExponent(Encoding encoding, std::uint32_t largest)
{
    return extremesOf(encoding, largest).exponent;
}

} // namespace termscope
