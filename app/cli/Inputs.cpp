#include "app/cli/Inputs.h"

#include "core/data/BatchReader.h"
#include "core/data/DatasetReader.h"
#include "core/model/NetworkReader.h"
#include "resources/Embedded.h"

#include <CLI/CLI.hpp>

#include <cstdio>

namespace termscope::cli {

namespace fs = std::filesystem;

void addNetworkFile(CLI::App& app, std::optional<std::string>& file)
{
    app.add_option_function<std::string>(
           "FILE", [&file](const std::string& given) { file = given; },
           "The network: ONNX, safetensors or npz. [default: the embedded digits network]")
        ->type_name("");
}

Result<NetworkPtr> openNetwork(const std::optional<std::string>& file)
{
    return file ? readNetwork(*file) : parseNetwork(embedded::network(), embedded::networkName);
}

Result<Bytes> networkBytes(const std::optional<std::string>& file)
{
    if (file)
        return readFile(*file);
    return Bytes(embedded::network().begin(), embedded::network().end());
}

Result<DatasetPtr> openDataset(const std::optional<std::string>& argument)
{
    const Result<DatasetPtr> dataset = argument ? readDatasetArgument(*argument)
                                                : parseDataset(embedded::images(), embedded::labels(), embedded::datasetName);
    return dataset ? loaded(*dataset) : dataset;
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
    for (const std::string& warning : network.warnings)
        std::fprintf(stderr, "warning: %s\n", warning.c_str());
}

} // namespace termscope::cli
