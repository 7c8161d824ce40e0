// SCALE-Sim's own files: the layers of a network as CSV, and its configuration of the array.
//
//   convolution   Layer name, IFMAP Height, IFMAP Width, Filter Height, Filter Width, Channels, Num Filter, Strides
//                 (a second stride, for the width, may follow); no padding
//   product       Layer, M, N, K
//
// The header line tells which; without one, the number of columns does. A trailing comma, blank lines, blanks around
// values, CRLF and a byte order mark are all fine.
#pragma once

#include "hwmodel/timing/LayerShape.h"

#include <filesystem>
#include <optional>
#include <string_view>

namespace termscope {

/// How many positions a filter takes that does not end flush with the image.
enum class OutputRounding {
    Down,      ///< those that lie within the image
    ScaleSimV2 ///< ⌈(size − filter + stride) / stride⌉, what that tool uses
};

/// `source` names the file in messages. Errors name the line: "net.csv, line 3: expected 8 or 9 values, found 5".
Result<std::vector<LayerShape>> parseTopology(std::string_view text, const std::string& source,
                                              OutputRounding rounding);
Result<std::vector<LayerShape>> readTopology(const std::filesystem::path& path, OutputRounding rounding);

/// What a .cfg says; what it does not say is none.
struct ScaleSimConfig {
    std::optional<std::int64_t> rows;          ///< ArrayHeight
    std::optional<std::int64_t> columns;       ///< ArrayWidth
    std::optional<Dataflow> dataflow;          ///< Dataflow
    std::optional<std::int64_t> ifmapKb;       ///< IfmapSramSzkB
    std::optional<std::int64_t> filterKb;      ///< FilterSramSzkB
    std::optional<std::int64_t> ofmapKb;       ///< OfmapSramSzkB
    std::optional<std::int64_t> wordsPerCycle; ///< Bandwidth: the first of its numbers
};

/// "Key: value" or "Key = value" in sections; keys it does not know are passed over. Errors name the line.
Result<ScaleSimConfig> parseScaleSimConfig(std::string_view text, const std::string& source);
Result<ScaleSimConfig> readScaleSimConfig(const std::filesystem::path& path);

} // namespace termscope
