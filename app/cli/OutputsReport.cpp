#include "app/cli/OutputsReport.h"

#include "app/cli/Interrupt.h"
#include "app/cli/JsonText.h"
#include "app/cli/Options.h"

#include "core/base/Text.h"
#include "core/data/BatchReader.h"
#include "core/evaluate/FileOutputs.h"

namespace termscope::cli {
namespace {

Result<std::vector<FileOutput>> outputsOf(const OutputsRequest& request, const NetworkPtr& network,
                                          const embedded::Example& example)
{
    const InterruptScope interruptible;
    const Result<DatasetPtr> opened = openDataset(request.data, *network, example);
    if (!opened)
        return tl::unexpected(opened.error());
    const Result<DatasetPtr> data = loaded(*opened, request.samples.value_or(0));
    if (!data)
        return tl::unexpected(data.error());
    return fileOutputs(network, *data, request.samples.value_or(0));
}

std::string outputsText(const std::string& file, const std::vector<FileOutput>& outputs)
{
    std::string words;
    for (const FileOutput& one : outputs)
        words += text(file, ": ", inQuotes(one.name), ", ", termscope::toText(one.shape), '\n');
    return words;
}

std::string outputsJson(const std::string& network, const std::vector<FileOutput>& outputs)
{
    Json list = Json::array();
    for (const FileOutput& one : outputs)
        list.push_back({{"name", one.name}, {"shape", one.shape}});
    return toText(Json{{"name", network}, {"outputs", std::move(list)}}) + "\n";
}

} // namespace

void addOutputsOptions(CLI::App& app, OutputsRequest& request)
{
    addText(
        app, "--outputs", "FILE", request.out,
        "Run the network on --data as its file has it, in float32, and write all that it gives as npz: an array for "
        "each output by its name, [samples, …]; of the first --images samples, where that is given.");
}

Outcome writeOutputs(const OutputsRequest& request, const NetworkPtr& network, const NetworkChoice& choice, bool json,
                     Output& output)
{
    std::vector<std::filesystem::path> inputs = filesOf(request.data);
    if (choice.file)
        inputs.emplace_back(*choice.file);
    if (const Result<void> writable = checkOutputPath(*request.out, inputs); !writable)
        return badInput(writable.error());
    const Result<std::vector<FileOutput>> found = outputsOf(request, network, choice.example());
    if (!found)
        return badInput(found.error());
    const Result<Bytes> bytes = npzOf(*found);
    if (!bytes)
        return badInput(bytes.error());
    if (const Result<void> written = writeFile(*request.out, ByteView(*bytes)); !written)
        return badInput(written.error());
    output.write(json ? outputsJson(network->name, *found) : outputsText(*request.out, *found));
    return {};
}

} // namespace termscope::cli
