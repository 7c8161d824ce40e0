// The integers that `encode` and `reveal` take.
#pragma once

#include "app/cli/Outcome.h"
#include "core/terms/Encoder.h"

#include <cstdint>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace termscope::cli {

/// Adds the positional VALUE…, kept as text.
void addValues(CLI::App& app, std::vector<std::string>& words);

/// The values in their order; "-" stands for those that standard input holds, separated by blanks or new lines.
/// Errors: standard input gave none, not an integer, |value| > largestEncodable.
Result<std::vector<std::int64_t>> valuesFrom(const std::vector<std::string>& words);

} // namespace termscope::cli
