// SCALE-Sim's own files: the layers of a network as CSV, and its configuration of the array.
//
//   convolution   Layer name, IFMAP Height, IFMAP Width, Filter Height, Filter Width, Channels, Num Filter, Strides
//                 (a second stride, for the width, may follow); no padding
//   product       Layer, M, N, K
//                 (the newest version's count of such products may follow)
//
// SCALE-Sim v3 has a column Sparsity behind them, N:M: of every M weights along K the first N are there, the others
// take no place in the array, K being ⌊K/M⌋·N + min(K mod M, N). The header line tells which; without one, the number
// of columns does. A trailing comma, blank lines, blanks around values, CRLF and a byte order mark are all fine.
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

struct TopologyReading {
    TopologyReading(OutputRounding of, bool sparse = true) : rounding(of), sparsity(sparse) {}

    OutputRounding rounding;
    bool sparsity; ///< the column Sparsity counts; else it is passed over
};

/// `source` names the file in messages. Errors name the line: "net.csv, line 3: expected 8 or 9 values, found 5".
/// `warnings` is told, in a sentence, which layers have fewer weights by the column Sparsity. A product that is to be
/// taken several times is one layer with so many repeats; groups of values cross kernel positions where N:M does.
Result<std::vector<LayerShape>> parseTopology(std::string_view text, const std::string& source, TopologyReading reading,
                                              std::vector<std::string>* warnings = nullptr);
Result<std::vector<LayerShape>> readTopology(const std::filesystem::path& path, TopologyReading reading,
                                             std::vector<std::string>* warnings = nullptr);

/// What a .cfg says; what it does not say is none.
struct ScaleSimConfig {
    std::optional<std::int64_t> rows;          ///< ArrayHeight
    std::optional<std::int64_t> columns;       ///< ArrayWidth
    std::optional<Dataflow> dataflow;          ///< Dataflow
    std::optional<std::int64_t> ifmapKb;       ///< IfmapSramSzkB
    std::optional<std::int64_t> filterKb;      ///< FilterSramSzkB
    std::optional<std::int64_t> ofmapKb;       ///< OfmapSramSzkB
    std::optional<std::int64_t> wordsPerCycle; ///< Bandwidth: the first of its numbers
    std::optional<bool> sparsity;              ///< SparsitySupport: whether the topology's column Sparsity counts
    /// What it says to no effect here, in its order: "[layout]" where nothing of a section has any, else the key.
    std::vector<std::string> withoutEffect;
};

/// "Key: value" or "Key = value" in sections; keys it does not know go to withoutEffect. Errors name the line.
Result<ScaleSimConfig> parseScaleSimConfig(std::string_view text, const std::string& source);
Result<ScaleSimConfig> readScaleSimConfig(const std::filesystem::path& path);

} // namespace termscope
