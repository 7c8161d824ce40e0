#include "app/cli/Inputs.h"

#include "app/cli/Options.h"
#include "core/base/Text.h"
#include "core/data/BatchReader.h"
#include "core/formats/Formats.h"
#include "core/formats/NetworkReader.h"

#include <CLI/CLI.hpp>

#include <cstdio>

namespace termscope::cli {

namespace fs = std::filesystem;

const embedded::Example& NetworkChoice::example() const
{
    return exampleName ? *embedded::findExample(*exampleName) : embedded::examples().front();
}

void addNetworkChoice(CLI::App& app, NetworkChoice& choice)
{
    app.add_option_function<std::string>(
           "FILE", [&choice](const std::string& given) { choice.file = given; },
           text("The network: ", formatTitles(),
                "; or the index of one in several files. [default: the embedded digits network]"))
        ->type_name("");
    std::vector<std::string> names;
    for (const embedded::Example& example : embedded::examples())
        names.emplace_back(example.name);
    addChoice(app, "--example", choice.exampleName, names,
              "An embedded network and its data in place of FILE: digits, fashion (a CNN), "
              "fashion-int8 (the same, quantized), fashion-vit (a vision transformer), verses (an LSTM) or "
              "verses-transformer. [default digits]");
    const auto shape = [&choice](const std::vector<std::string>& occurrences) {
        for (const std::string& occurrence : occurrences) {
            Result<InputShape> parsed = parseInputShape(occurrence);
            if (!parsed)
                throw CLI::ValidationError("--input-shape: " + parsed.error().message);
            choice.shapes.push_back(std::move(*parsed));
        }
    };
    app.add_option_function<std::vector<std::string>>(
           "--input-shape", shape,
           "Sizes that the network's file leaves open, such as x=1x3x48x320, so that multiply-accumulates are known; "
           "an "
           "open first axis is the batch, and stays open. The option may be given several times.")
        ->type_name("NAME=SIZES")
        ->expected(1)
        ->take_all()
        ->allow_extra_args(false);
}

std::string openSizesHint(const Network& network)
{
    std::string names;
    for (const InputShape& input : openInputs(network))
        names += (names.empty() ? "" : ", ") + printable(input.name);
    return names.empty() ? names : text(" (", names, " have open sizes: --input-shape gives them)");
}

Result<NetworkPtr> openNetwork(const NetworkChoice& choice)
{
    if (choice.file && choice.exampleName)
        return fail("--example: expected no FILE beside it, found ", *choice.file);
    const Result<NetworkPtr> network = choice.file
                                           ? readNetwork(*choice.file)
                                           : parseNetwork(choice.example().network, choice.example().networkName);
    return network ? withInputShapes(*network, choice.shapes) : network;
}

Result<Bytes> networkBytes(const NetworkChoice& choice)
{
    if (choice.file)
        return readFile(*choice.file);
    const auto bytes = choice.example().network;
    return Bytes(bytes.begin(), bytes.end());
}

Result<DatasetPtr> exampleImages(const embedded::Example& example, const DatasetConfig& config)
{
    if (example.images.empty())
        return fail(example.dataName, ": expected images, found text");
    return parseDataset(example.images, example.labels, example.dataName, config);
}

Result<DatasetPtr> openDataset(const std::optional<std::string>& argument, const embedded::Example& example)
{
    const Result<DatasetPtr> dataset = argument ? readDatasetArgument(*argument) : exampleImages(example, {});
    return dataset ? loadedOrStreamed(*dataset) : dataset;
}

Result<void> checkOutputPath(const fs::path& out, const std::vector<fs::path>& inputs)
{
    std::error_code error;
    const fs::path folder = out.has_parent_path() ? out.parent_path() : fs::path(".");
    if (!fs::is_directory(folder, error))
        return fail(out.string(), ": cannot be written (no such folder)");
    const fs::file_status status = fs::status(out, error);
    if (fs::is_directory(status))
        return fail(out.string(), ": cannot be written (it is a folder)");
    if (fs::exists(status) && !fs::is_regular_file(status))
        return fail(out.string(), ": cannot be written (expected a regular file)");
    for (const fs::path& input : inputs)
        if (fs::equivalent(out, input, error))
            return fail(out.string(), ": cannot be written (it would overwrite a file that is read)");
    return {};
}

void printWarnings(const Network& network)
{
    printWarnings(network.warnings);
}

void printWarnings(const std::vector<std::string>& warnings)
{
    for (const std::string& warning : warnings)
        std::fprintf(stderr, "warning: %s\n", warning.c_str());
}

} // namespace termscope::cli
