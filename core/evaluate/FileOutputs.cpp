#include "core/evaluate/FileOutputs.h"

#include "core/base/Cancel.h"
#include "core/base/Text.h"
#include "core/data/SampleStream.h"
#include "core/evaluate/GraphPath.h"
#include "core/files/Zip.h"
#include "core/formats/numpy/NpzArchive.h"

#include <algorithm>
#include <set>

namespace termscope {
namespace {

/// Adds what the network gives for one more sample.
Result<void> addSample(std::vector<FileOutput>& all, const GraphPath& path, const Graph& graph, const Outputs& outputs)
{
    const bool first = all.empty();
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        const Value& value = *outputs[i];
        const std::string& name = graph.names[static_cast<std::size_t>(graph.outputs[i])];
        Shape shape = path.judged().withoutSamples(value.shape, 1);
        shape.insert(shape.begin(), 0);
        if (first)
            all.push_back({name, shape, {}});
        FileOutput& to = all[i];
        shape.front() = to.shape.front();
        if (shape != to.shape)
            return fail("output ", inQuotes(name), ": expected one shape for all samples, found ", toText(value.shape),
                        " for one of them");
        ++to.shape.front();
        if (value.floating())
            to.values.insert(to.values.end(), value.floats.begin(), value.floats.end());
        else
            for (const std::int64_t integer : value.integers)
                to.values.push_back(static_cast<float>(integer));
    }
    return {};
}

} // namespace

Result<std::vector<FileOutput>> fileOutputs(const NetworkPtr& network, const DatasetPtr& dataset, std::int64_t samples)
{
    const Result<GraphPath> path = GraphPath::create(network, *dataset);
    if (!path)
        return tl::unexpected(path.error());
    const Result<GraphRunner> runner = GraphRunner::create(network);
    if (!runner)
        return tl::unexpected(runner.error());
    std::vector<FileOutput> all;
    SampleStream stream(dataset);
    for (std::int64_t done = 0; samples == 0 || done < samples; ++done) {
        checkCancelled();
        const Result<SampleRows> rows = stream.take(1);
        if (!rows)
            return tl::unexpected(rows.error());
        if (rows->count == 0)
            break;
        const Result<Outputs> outputs = path->runWhole(*runner, rows->values);
        if (!outputs)
            return tl::unexpected(outputs.error());
        if (const Result<void> added = addSample(all, *path, *network->graph, *outputs); !added)
            return fail(network->name, ": ", added.error().message);
    }
    return all;
}

Result<Bytes> npzOf(const std::vector<FileOutput>& outputs)
{
    std::vector<ZipInput> members;
    std::set<std::string> names;
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        const FileOutput& output = outputs[i];
        const bool usable = isPlainName(output.name) && names.insert(output.name).second;
        members.push_back(
            {(usable ? output.name : text("output_", i)) + ".npy", npyBytes(output.shape, output.values)});
    }
    return zipBytes(members);
}

} // namespace termscope
