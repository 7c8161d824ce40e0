// Every operator case of ONNX's own test data (Debian: libonnx-testdata) whose operators we have: plain operators, and,
// where a case has weights, the kernels of weight layers. Prints passed, failed and skipped per operator.
#include "core/formats/onnx/OnnxGraph.h"
#include "core/graph/Layers.h"
#include "core/run/GraphRunner.h"
#include "tests/support/Skips.h"
#include "tests/support/TestClass.h"

#include <QtTest>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <map>
#include <set>

using namespace termscope;
namespace fs = std::filesystem;

namespace {

fs::path dataFolder()
{
    return qEnvironmentVariable("TERMSCOPE_ONNX_TESTDATA", "/usr/share/libonnx-testdata/data/node").toStdString();
}

template <class Message>
bool parse(const fs::path& path, Message& message)
{
    std::ifstream file(path, std::ios::binary);
    return message.ParseFromIstream(&file);
}

/// input_0.pb, input_1.pb, …; none where one is no tensor of numbers.
std::optional<std::vector<ValuePtr>> tensors(const fs::path& folder, const std::string& prefix)
{
    std::vector<ValuePtr> values;
    for (int i = 0; fs::exists(folder / text(prefix, i, ".pb")); ++i) {
        onnx::TensorProto tensor;
        if (!parse(folder / text(prefix, i, ".pb"), tensor))
            return std::nullopt;
        const auto value = onnxfile::tensorValue(tensor, {}, "tensor");
        if (!value || !*value)
            return std::nullopt;
        values.push_back(*value);
    }
    return values;
}

bool close(float found, float expected)
{
    if (std::isnan(expected) || std::isinf(expected))
        return std::isnan(expected) ? std::isnan(found) : found == expected;
    return std::abs(found - expected) <= 1e-5F + 1e-3F * std::abs(expected);
}

/// Empty where they agree.
std::string difference(const Value& found, const Value& expected)
{
    if (found.type != expected.type || found.shape != expected.shape)
        return text("expected ", nameOf(expected.type), " ", toText(expected.shape), ", found ", nameOf(found.type),
                    " ", toText(found.shape));
    for (std::size_t i = 0; i < expected.floats.size(); ++i)
        if (!close(found.floats[i], expected.floats[i]))
            return text("element ", i, ": expected ", expected.floats[i], ", found ", found.floats[i]);
    for (std::size_t i = 0; i < expected.integers.size(); ++i)
        if (found.integers[i] != expected.integers[i])
            return text("element ", i, ": expected ", expected.integers[i], ", found ", found.integers[i]);
    return "";
}

struct Case {
    std::string op;
    onnx::ModelProto model;
    std::vector<ValuePtr> inputs;
    std::vector<ValuePtr> outputs;
};

/// Why a case is none of ours; empty where it is.
std::string readCase(const fs::path& folder, Case& found)
{
    if (!parse(folder / "model.onnx", found.model))
        return "model cannot be parsed";
    found.op = found.model.graph().node_size() == 0 ? "none" : found.model.graph().node(0).op_type();
    for (const auto& node : found.model.graph().node()) {
        if (!node.domain().empty() || findOperator(node.op_type()) == nullptr)
            return "operator " + node.domain() + node.op_type() + " is not among ours";
        for (const auto& attribute : node.attribute())
            if (attribute.name() == "training_mode" && attribute.i() != 0)
                return "training";
        if (node.op_type() == "Dropout" && node.input_size() == 3)
            return "training";
    }
    // The tensors beside the model are marked as uint16 there.
    if (folder.string().find("BFLOAT16") != std::string::npos)
        return "bfloat16 kept as another type";
    const auto inputs = tensors(folder / "test_data_set_0", "input_");
    const auto outputs = tensors(folder / "test_data_set_0", "output_");
    if (!inputs || !outputs)
        return "text, sequences or types that hold no numbers";
    found.inputs = *inputs;
    found.outputs = *outputs;
    return "";
}

std::string compare(const Result<Outputs>& results, const Case& expected)
{
    if (!results)
        return results.error().message;
    if (results->size() < expected.outputs.size())
        return text("expected ", expected.outputs.size(), " outputs, found ", results->size());
    for (std::size_t i = 0; i < expected.outputs.size(); ++i) {
        if (!(*results)[i])
            return text("output ", i, " is missing");
        if (const std::string found = difference(*(*results)[i], *expected.outputs[i]); !found.empty())
            return text("output ", i, ": ", found);
    }
    return "";
}

std::string runCase(const Case& wanted, const Graph& graph, std::vector<WeightLayer> layers,
                    const std::vector<ValuePtr>& inputs)
{
    auto network = std::make_shared<Network>();
    network->name = "case";
    network->layers = std::move(layers);
    network->graph = std::make_shared<Graph>(graph);
    const auto runner = GraphRunner::create(network);
    return runner ? compare(runner->run(inputs), wanted) : runner.error().message;
}

/// The case with its inputs but the first as constants, so that weights become layers; empty where there are none.
std::string runAsLayers(const Case& wanted, const Graph& graph)
{
    Graph constant = graph;
    for (std::size_t i = 1; i < constant.inputs.size(); ++i)
        constant.constants[static_cast<std::size_t>(constant.inputs[i].value)] = wanted.inputs[i];
    constant.inputs.resize(1);
    auto layers = extractLayers(constant);
    if (!layers)
        return layers.error().message;
    return layers->empty() ? "" : runCase(wanted, constant, std::move(*layers), {wanted.inputs[0]});
}

/// The newest that is promised (core/formats/NetworkReader.h); newer cases, which newer test data hold, may go wrong,
/// and are printed where they do.
constexpr int newestOpset = 17;

struct Count {
    int passed = 0;
    int asLayers = 0;
    std::vector<std::string> failed;
    std::map<std::string, int> skipped;
};

} // namespace

class TestConformance : public QObject {
    Q_OBJECT

private slots:
    void operatorCases();
};

void TestConformance::operatorCases()
{
    if (!fs::is_directory(dataFolder()))
        SKIP_LACKING("ONNX's test data",
                     "install Debian's package libonnx-testdata, or set TERMSCOPE_ONNX_TESTDATA to their folder");
    std::map<std::string, Count> counts;
    std::set<fs::path> folders;
    for (const auto& entry : fs::directory_iterator(dataFolder()))
        folders.insert(entry.path());
    for (const fs::path& folder : folders) {
        Case wanted;
        const std::string why = readCase(folder, wanted);
        Count& count = counts[wanted.op];
        if (!why.empty()) {
            ++count.skipped[why];
            continue;
        }
        const auto graph = onnxfile::readGraph(wanted.model, {}, "case");
        std::string wrong = graph ? runCase(wanted, *graph, {}, wanted.inputs) : graph.error().message;
        if (wrong.empty() && !wanted.inputs.empty() && wanted.inputs[0]->floating()) {
            wrong = runAsLayers(wanted, *graph);
            ++count.asLayers;
        }
        if (wrong.empty())
            ++count.passed;
        else if (graph && graph->opset > newestOpset)
            ++count.skipped[text("opset ", graph->opset, " is newer than ", newestOpset, " (",
                                 folder.filename().string(), ": ", wrong, ")")];
        else
            count.failed.push_back(folder.filename().string() + ": " + wrong);
    }
    int passed = 0;
    std::size_t failed = 0;
    int skipped = 0;
    for (const auto& [op, count] : counts) {
        std::printf("%-24s %4d passed %4zu failed", op.c_str(), count.passed, count.failed.size());
        for (const auto& [why, number] : count.skipped) {
            std::printf("; %d skipped: %s", number, why.c_str());
            skipped += number;
        }
        std::printf("\n");
        for (const std::string& sentence : count.failed)
            std::printf("    FAILED %s\n", sentence.c_str());
        passed += count.passed;
        failed += count.failed.size();
    }
    std::printf("all: %d passed, %zu failed, %d skipped\n", passed, failed, skipped);
    QVERIFY(passed > 400);
    QCOMPARE(failed, std::size_t{0});
}

TERMSCOPE_TEST(TestConformance)
#include "TestConformance.moc"
