// A row of a sweep as JSON, with all its settings, numbers as the shortest text that reads back as the same number.
#pragma once

#include "core/sweep/Sweep.h"

#include <nlohmann/json.hpp>

namespace termscope {

/// All of it but Work::pairs and Work::products.
nlohmann::ordered_json toJson(const SweepRow& row);

/// Without a line break; bytes that are no UTF-8 become U+FFFD.
std::string oneLine(const nlohmann::ordered_json& json);

/// Errors open with `where` and name what is missing or out of its range.
Result<SweepRow> sweepRowFrom(const nlohmann::json& json, const std::string& where);

} // namespace termscope
