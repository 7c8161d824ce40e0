// The network and the digits a verb works on, and the places it may write to.
#pragma once

#include "app/cli/Outcome.h"
#include "core/base/Files.h"
#include "core/data/Dataset.h"
#include "core/model/Network.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace termscope::cli {

/// Adds the positional FILE.
void addNetworkFile(CLI::App& app, std::optional<std::string>& file);

/// The network in the file, or the embedded one.
Result<NetworkPtr> openNetwork(const std::optional<std::string>& file);

/// The bytes openNetwork reads.
Result<Bytes> networkBytes(const std::optional<std::string>& file);

/// "IMAGES[,LABELS]", or the embedded digits, in memory.
Result<DatasetPtr> openDataset(const std::optional<std::string>& argument);

/// Says before long work whether `out` can be written at its end: its folder is there, it is not a folder, a device or
/// a pipe, and it is none of the files that are read.
Result<void> checkOutputPath(const std::filesystem::path& out, const std::vector<std::filesystem::path>& inputs);

/// Prints the network's warnings on standard error.
void printWarnings(const Network& network);

} // namespace termscope::cli
