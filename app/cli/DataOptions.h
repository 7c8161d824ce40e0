// The options that say which labelled images a verb uses, and how they become samples.
#pragma once

#include "app/cli/Outcome.h"
#include "core/data/Dataset.h"
#include "core/graph/Network.h"
#include "resources/Examples.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace termscope::cli {

struct DataOptions {
    std::optional<std::string> data;
    std::optional<std::string> preprocess;
    std::optional<std::string> classNames;
    std::optional<std::int64_t> labelOffset;
    std::optional<double> mean;
    std::optional<double> deviation;
    std::optional<std::string> vocabulary; ///< of the ids among arrays; given as that of a text is (TextOptions.h)
};

/// Adds --data, --preprocess, --class-names, --label-offset, --mean and --std.
void addDataOptions(CLI::App& app, DataOptions& options);

/// What is wrong with the options themselves, before any file is read.
Outcome checkDataOptions(const DataOptions& options);

/// The images, or the example's, with labels as the network numbers its classes; streamed where they are many.
/// Prints what was left out on standard error. Range: options that passed checkDataOptions.
Result<DatasetPtr> openDataset(const DataOptions& options, const Network& network, const embedded::Example& example);

/// The files the options name: what must not be overwritten.
std::vector<std::filesystem::path> filesOf(const DataOptions& options);

} // namespace termscope::cli
