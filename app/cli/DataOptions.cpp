#include "app/cli/DataOptions.h"

#include "app/cli/Inputs.h"
#include "app/cli/Options.h"
#include "core/data/DatasetReader.h"
#include "core/evaluate/GraphPath.h"
#include "core/graph/Graph.h"

#include <cstdio>

namespace termscope::cli {
namespace {

/// --preprocess with --mean and --std over it.
Result<Preprocessing> preprocessingOf(const DataOptions& options)
{
    Result<Preprocessing> preprocessing = parsePreprocessing(options.preprocess.value_or("raw"));
    if (!preprocessing)
        return preprocessing;
    if (options.mean)
        preprocessing->mean.fill(static_cast<float>(*options.mean));
    if (options.deviation)
        preprocessing->deviation.fill(static_cast<float>(*options.deviation));
    return preprocessing;
}

} // namespace

void addDataOptions(CLI::App& app, DataOptions& options)
{
    addText(app, "--data", "IMAGES[,LABELS]", options.data,
            "Labelled images: IDX, gzipped or not, npz, CIFAR's binary files with commas between them; an npz with an "
            "array for each input of the network by its name, and y with a class for each sample or each place; a "
            "folder of "
            "JPEG and "
            "PNG with a folder for each class; or FOLDER,LABELS_FILE with a line \"name label\" for each image. "
            "[default: the example's]");
    addText(
        app, "--preprocess", "PRESET[:KEY=VALUE,...]", options.preprocess,
        "From a picture to (pixel / scale - mean) / std: raw, torchvision, keras, cifar or mnist, with resize (the "
        "shorter "
        "side), crop (0 turns either off), channels (stored, rgb, bgr, grey), scale, mean and std (one number, or "
        "red/green/blue as 0.5/0.4/0.3), layout (nchw, nhwc: what the network takes) and stored (nchw, nhwc: how an "
        "array holds the images) to differ from it. Layout and stored "
        "follow the network's input where they are not given. [default raw]");
    addText(app, "--class-names", "FILE", options.classNames,
            "A line for each class, the first one class 0; folders and labels by name are looked up in it.");
    addInteger(app, "--label-offset", options.labelOffset, {-65535, 65535},
               "Added to every label. [default 0; 1 where the network has 1001 classes, the first one the background]");
    addNumber(app, "--mean", options.mean, "Subtracted from every pixel, which lie in 0…1. [default 0]");
    addNumber(app, "--std", options.deviation, "Divides every pixel after that. [default 1]");
}

Outcome checkDataOptions(const DataOptions& options)
{
    if (options.deviation && *options.deviation <= 0.0)
        return badInput("--std: expected a number above 0, found ", *options.deviation);
    if (const Result<Preprocessing> preprocessing = preprocessingOf(options); !preprocessing)
        return badInput("--preprocess: ",
                        preprocessing.error().message.substr(std::string_view("preprocessing: ").size()));
    return {};
}

Result<DatasetPtr> openDataset(const DataOptions& options, const Network& network, const embedded::Example& example)
{
    DatasetConfig config;
    const Result<Preprocessing> preprocessing = preprocessingOf(options);
    if (!preprocessing)
        return tl::unexpected(preprocessing.error());
    config.preprocessing = *preprocessing;
    if (network.graph && !network.graph->inputs.empty() && network.graph->inputs[0].shape)
        followInput(config, *network.graph->inputs[0].shape, options.preprocess.value_or(""));
    config.inputs = tableInputs(network);
    config.classNames = options.classNames;
    config.vocabulary = options.vocabulary;
    const Result<DatasetPtr> read = options.data ? readDatasetArgument(*options.data, config)
                                                 : exampleImages(example, config);
    if (!read)
        return read;
    if (options.vocabulary && (*read)->parts.empty())
        return fail("--vocabulary: expected arrays of ids beside it, found the images of ", (*read)->name);
    for (const std::string& warning : (*read)->warnings)
        std::fprintf(stderr, "warning: %s\n", warning.c_str());
    const std::int64_t offset = options.labelOffset.value_or(backgroundClasses(**read, network.outputFeatures));
    return withLabelsShifted(*read, static_cast<std::int32_t>(offset));
}

std::vector<std::filesystem::path> filesOf(const DataOptions& options)
{
    std::vector<std::filesystem::path> files;
    if (options.classNames)
        files.emplace_back(*options.classNames);
    if (!options.data)
        return files;
    files.emplace_back(*options.data);
    for (std::size_t start = 0; start <= options.data->size();) {
        const std::size_t comma = std::min(options.data->find(',', start), options.data->size());
        files.emplace_back(options.data->substr(start, comma - start));
        if (start > 0)
            files.emplace_back(options.data->substr(start)); // a file whose name has commas
        start = comma + 1;
    }
    return files;
}

} // namespace termscope::cli
