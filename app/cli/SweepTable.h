// The rows of a sweep as JSON and as a table for the terminal. (The CSV is core/sweep/Sweep.h's.)
#pragma once

#include "core/evaluate/PreprocessingTrial.h"
#include "core/sweep/Sweep.h"

#include <span>
#include <string>

namespace termscope::cli {

/// {"network","dataset","rows":[{"method","weight_bits",…}]}: the names of the CSV's columns, null where one does not
/// apply. `dataset`: the name of the images or of the text. Where layers have settings of their own: "layers"
/// {"fc1":"k=10"}, and "macs_in_float", the share of multiply-accumulates that count as no pairs. Rows for each layer
/// have "layer"; where there are number formats, rows have "bits_per_weight", and what --columns asks for: it,
/// "model_bytes" and "cycles". Ends in a new line.
std::string sweepJson(const std::string& network, const std::string& dataset, std::span<const SweepRow> rows);

std::string sweepText(const std::string& network, const std::string& dataset, std::span<const SweepRow> rows);

/// {"trials":[{"preprocess","images","top1","failure"}]}, the best first. Ends in a new line.
std::string trialsJson(std::span<const PreprocessingTrial> trials);
std::string trialsText(std::span<const PreprocessingTrial> trials);

} // namespace termscope::cli
