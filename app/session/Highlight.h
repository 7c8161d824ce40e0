// What the user points at, or has chosen to stay lit, whatever view it was done in: views translate it to what they
// show. Numbers are those of the open network, as in GroupAddress.
#pragma once

#include "core/settings/Settings.h"

#include <cstdint>
#include <optional>
#include <variant>

namespace termscope {

enum class Operand { Weight, Activation };

/// Neighbouring values along the reduction, most often one. Of an activation `row` is a row of weights that meets it:
/// in a convolution it says which kernel position and group of channels.
struct ValuesAt {
    Operand operand = Operand::Weight;
    int layer = 0;
    std::int64_t row = 0;   ///< as in GroupAddress
    std::int64_t first = 0; ///< input
    std::int64_t count = 1;
    std::optional<int> exponent; ///< one of their powers of two

    friend bool operator==(const ValuesAt&, const ValuesAt&) = default;
};

/// The weights of a layer with low ≤ value < high, and value = high where `closed`, before quantization.
struct ValueRange {
    int layer = 0;
    double low = 0.0;
    double high = 0.0;
    bool closed = false; ///< the last bin of a histogram

    bool contains(double value) const { return value >= low && (value < high || (closed && value == high)); }

    friend bool operator==(const ValueRange&, const ValueRange&) = default;
};

/// The weights of a layer that have so many terms, quantized and in the setting's encoding.
struct TermsPerWeight {
    int layer = 0;
    int terms = 0;

    friend bool operator==(const TermsPerWeight&, const TermsPerWeight&) = default;
};

/// The term pairs ±2^exponent of one group's dot product.
struct CoefficientAt {
    int layer = 0;
    std::int64_t row = 0;
    std::int64_t first = 0; ///< input
    std::int64_t count = 1;
    int exponent = 0;

    friend bool operator==(const CoefficientAt&, const CoefficientAt&) = default;
};

struct WholeLayer {
    int layer = 0;

    friend bool operator==(const WholeLayer&, const WholeLayer&) = default;
};

/// A point of the accuracy curve.
struct SettingPoint {
    Settings settings;

    friend bool operator==(const SettingPoint&, const SettingPoint&) = default;
};

/// The first alternative: nothing.
using Highlight =
    std::variant<std::monostate, ValuesAt, ValueRange, TermsPerWeight, CoefficientAt, WholeLayer, SettingPoint>;

inline bool isNothing(const Highlight& highlight)
{
    return std::holds_alternative<std::monostate>(highlight);
}

/// The layer it is about; −1 for none.
inline int layerOf(const Highlight& highlight)
{
    return std::visit(
        [](const auto& what) {
            if constexpr (requires { what.layer; })
                return what.layer;
            else
                return -1;
        },
        highlight);
}

} // namespace termscope
