// What one layer has of its own in place of the settings of the whole network.
//
// Written "tr,bits=6,g=8,k=10,s=2", alike on the command line, in session files and in links: words separated by
// commas, "float", "qt" or "tr" for how the layer runs, "given" or "requantize" for the integers of a layer that the
// file quantizes, and its own settings by symbol or name: bits (both), weight-bits, data-bits, g or group-size, k or
// budget, s or data-terms.
#pragma once

#include "core/base/Error.h"
#include "core/settings/Method.h"

#include <map>
#include <string>

namespace termscope {

struct LayerOverride {
    /// Float: the layer runs in float32 whenever the network is quantized or revealed. Quantized: nothing of it is
    /// revealed. Revealed: it is, whatever the design's defaults say. None: by those defaults, or Revealed where g, k
    /// or s is given.
    std::optional<Method> method;
    std::optional<Source> source; ///< none: that of the network; bits of its own requantize
    std::optional<int> weightBits;
    std::optional<int> dataBits;
    std::optional<int> groupSize;
    std::optional<int> budget;
    std::optional<int> dataTerms;

    /// g, k or s is given.
    bool hasTerms() const { return groupSize || budget || dataTerms; }

    friend bool operator==(const LayerOverride&, const LayerOverride&) = default;
};

/// By the layer's name; none of them says nothing.
using LayerOverrides = std::map<std::string, LayerOverride, std::less<>>;

/// In the grammar above; "" for one that says nothing.
std::string toText(const LayerOverride& layer);

/// "conv1:float; fc1:k=10,s=2"
std::string toText(const LayerOverrides& overrides);

/// Errors: a word that is none of them (with a suggestion), a setting given twice or out of its range, k above
/// maximumBudget(g) where both are given, bits or terms beside float, terms beside qt.
Result<LayerOverride> parseLayerOverride(std::string_view words);

/// `above` laid over `below`: what it says counts, the rest stays where it still has a meaning (float has no bits, qt
/// no terms).
LayerOverride combined(LayerOverride below, const LayerOverride& above);

} // namespace termscope
