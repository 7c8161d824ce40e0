// A setting in a few words, for verbs that take two: "tr,k=8,s=2", "qt,bits=6", "float", "given", "plan=net.plan.json".
#pragma once

#include "core/evaluate/Evaluator.h"

#include <string_view>

namespace termscope::cli {

/// `words` laid over `base`: how the network runs (float, qt, tr, given), then KEY=VALUE by the settings' names or
/// their symbols (bits, g, k, s), and plan=FILE. Terms without a word of how it runs reveal, bits alone quantize; else
/// the method is that of `base`. Errors: a word that is none of them, with a suggestion; a value out of its range; a
/// plan that cannot be read, or has rules for no layer.
Result<Variant> parseVariant(std::string_view words, Variant base, const Network& network);

} // namespace termscope::cli
