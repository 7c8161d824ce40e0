// The network and the digits a verb works on, and the places it may write to.
#pragma once

#include "app/cli/Outcome.h"
#include "core/data/DatasetReader.h"
#include "core/files/Files.h"
#include "core/graph/InputShapes.h"
#include "resources/Examples.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace termscope::cli {

/// Which network a verb works on: a file, or an embedded example.
struct NetworkChoice {
    std::optional<std::string> file;
    std::optional<std::string> exampleName; ///< of one that exists
    std::vector<InputShape> shapes;         ///< of inputs whose file leaves sizes open

    bool given() const { return file || exampleName; }
    /// The example chosen, or the first one, the digits: its data are used where no others are given.
    const embedded::Example& example() const;
};

/// What to do where sizes of layers are not known: " (input_ids, attention_mask have open sizes: --input-shape gives
/// them)"; empty where the network has none open.
std::string openSizesHint(const Network& network);

/// Adds the positional FILE, --example and --input-shape.
void addNetworkChoice(CLI::App& app, NetworkChoice& choice);

/// The network chosen. Errors: both a file and an example, those of readNetwork and withInputShapes.
Result<NetworkPtr> openNetwork(const NetworkChoice& choice);

/// The bytes openNetwork reads.
Result<Bytes> networkBytes(const NetworkChoice& choice);

/// "IMAGES[,LABELS]", or the images of the example, in memory.
Result<DatasetPtr> openDataset(const std::optional<std::string>& argument, const embedded::Example& example);

/// The images of an example. Error: its data are text.
Result<DatasetPtr> exampleImages(const embedded::Example& example, const DatasetConfig& config);

/// Says before long work whether `out` can be written at its end: its folder is there, it is not a folder, a device or
/// a pipe, and it is none of the files that are read.
Result<void> checkOutputPath(const std::filesystem::path& out, const std::vector<std::filesystem::path>& inputs);

/// Prints warnings on standard error, one a line.
void printWarnings(const std::vector<std::string>& warnings);
/// The network's.
void printWarnings(const Network& network);

} // namespace termscope::cli
