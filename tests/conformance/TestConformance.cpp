// Every operator case of ONNX's own test data whose operators we have (Debian's libonnx-testdata, and those of
// ONNX 1.23 in the shared data): plain operators, and, where a case has weights, the kernels of weight layers. Prints
// passed, failed and skipped per operator, and how many are skipped for which reason.
#include "core/formats/onnx/OnnxGraph.h"
#include "core/graph/InnerGraphs.h"
#include "core/graph/Layers.h"
#include "core/run/GraphRunner.h"
#include "tests/support/SharedData.h"
#include "tests/support/Skips.h"
#include "tests/support/TestClass.h"

#include <QProcess>
#include <QTemporaryDir>
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

/// Why an operator is none of ours, in a few words that many share; empty where it is.
std::string whyNot(const onnx::NodeProto& node)
{
    const std::string& op = node.op_type();
    const auto contains = [&](std::string_view part) { return op.find(part) != std::string::npos; };
    if (node.domain() == "ai.onnx.ml")
        return "ml domain";
    if (!node.domain().empty())
        return node.domain().find("training") != std::string::npos ? "training" : "preview";
    if (findOperator(op) != nullptr)
        return "";
    if (contains("Sequence"))
        return "sequences";
    if (contains("Optional"))
        return "optional";
    if (contains("String") || contains("Regex") || contains("TfIdf"))
        return "text";
    if (contains("Random") || contains("Bernoulli") || contains("Multinomial"))
        return "randomness";
    if (contains("ImageDecoder"))
        return "image decoding";
    return "operator " + op + " is not among ours";
}

/// The same of all nodes of a graph, those inside of nodes too.
std::string whyNot(const onnx::GraphProto& graph)
{
    for (const auto& node : graph.node()) {
        if (std::string why = whyNot(node); !why.empty())
            return why;
        for (const auto& attribute : node.attribute()) {
            if (attribute.name() == "training_mode" && attribute.i() != 0)
                return "training";
            if (attribute.has_g())
                if (std::string why = whyNot(attribute.g()); !why.empty())
                    return why;
        }
    }
    for (const auto* const values : {&graph.input(), &graph.output()})
        for (const auto& value : *values)
            if (value.type().has_sequence_type() || value.type().has_optional_type())
                return value.type().has_sequence_type() ? "sequences" : "optional";
    return "";
}

/// What is dropped is random, unless the ratio is zero.
bool dropsInTraining(const Case& wanted)
{
    const bool trains = wanted.inputs.size() == 3 && wanted.inputs[2]->integers[0] != 0;
    return trains && (!wanted.inputs[1]->floating() || wanted.inputs[1]->floats[0] != 0.0F);
}

/// Old data mark bfloat16 as uint16 in the tensors beside the model.
bool marksOtherTypes(const onnx::ModelProto& model, const fs::path& folder)
{
    const auto differs = [&](const auto& values, const char* prefix) {
        for (int i = 0; i < values.size(); ++i) {
            onnx::TensorProto tensor;
            const fs::path file = folder / text(prefix, i, ".pb");
            if (fs::exists(file) && parse(file, tensor) && values[i].type().has_tensor_type()
                && tensor.data_type() != values[i].type().tensor_type().elem_type())
                return true;
        }
        return false;
    };
    return differs(model.graph().input(), "input_") || differs(model.graph().output(), "output_");
}

/// Why a case is none of ours; empty where it is.
std::string readCase(const fs::path& folder, Case& found)
{
    if (!parse(folder / "model.onnx", found.model))
        return "model cannot be parsed";
    found.op = found.model.graph().node_size() == 0 ? "none" : found.model.graph().node(0).op_type();
    if (std::string why = whyNot(found.model.graph()); !why.empty())
        return why;
    for (const auto& set : found.model.opset_import())
        if (found.op == "Scan" && set.domain().empty() && set.version() < 9)
            return "Scan of opset 8";
    if (found.op == "BitCast"
        && found.model.graph().input(0).type().tensor_type().elem_type() == onnx::TensorProto::DOUBLE)
        return "double kept as float32";
    if (marksOtherTypes(found.model, folder / "test_data_set_0"))
        return "bfloat16 kept as another type";
    const auto inputs = tensors(folder / "test_data_set_0", "input_");
    const auto outputs = tensors(folder / "test_data_set_0", "output_");
    if (!inputs || !outputs)
        return "types that hold no numbers of ours";
    found.inputs = *inputs;
    found.outputs = *outputs;
    if (found.op == "Dropout" && dropsInTraining(found))
        return "training";
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
    auto found = extractLayers(constant);
    if (!found)
        return found.error().message;
    return found->layers.empty() ? "" : runCase(wanted, constant, std::move(found->layers), {wanted.inputs[0]});
}

struct Count {
    int passed = 0;
    int asLayers = 0;
    std::vector<std::string> failed;
    std::map<std::string, int> skipped;
};

/// Runs the case in a folder, and counts how it came out.
void runFolder(const fs::path& folder, std::map<std::string, Count>& counts)
{
    Case wanted;
    const std::string why = readCase(folder, wanted);
    Count& count = counts[wanted.op];
    if (!why.empty()) {
        ++count.skipped[why];
        return;
    }
    const auto graph = onnxfile::readGraph(wanted.model, {}, "case");
    std::string wrong = graph ? runCase(wanted, *graph, {}, wanted.inputs) : graph.error().message;
    if (wrong.empty() && !wanted.inputs.empty() && wanted.inputs[0]->floating()) {
        wrong = runAsLayers(wanted, *graph);
        ++count.asLayers;
    }
    if (wrong.empty())
        ++count.passed;
    else
        count.failed.push_back(folder.filename().string() + ": " + wrong);
}

struct Total {
    int passed = 0;
    std::size_t failed = 0;
    std::map<std::string, int> skipped;
};

Total printed(const std::map<std::string, Count>& counts)
{
    Total total;
    for (const auto& [op, count] : counts) {
        std::printf("%-24s %4d passed %4zu failed", op.c_str(), count.passed, count.failed.size());
        for (const auto& [why, number] : count.skipped) {
            std::printf("; %d skipped: %s", number, why.c_str());
            total.skipped[why] += number;
        }
        std::printf("\n");
        for (const std::string& sentence : count.failed)
            std::printf("    FAILED %s\n", sentence.c_str());
        total.passed += count.passed;
        total.failed += count.failed.size();
    }
    std::printf("all: %d passed, %zu failed\n", total.passed, total.failed);
    for (const auto& [why, number] : total.skipped)
        std::printf("    %d skipped: %s\n", number, why.c_str());
    return total;
}

/// All cases in the folders of `data`.
Total runAll(const fs::path& data)
{
    std::map<std::string, Count> counts;
    std::set<fs::path> folders;
    for (const auto& entry : fs::directory_iterator(data))
        folders.insert(entry.path());
    for (const fs::path& folder : folders)
        runFolder(folder, counts);
    return printed(counts);
}

} // namespace

class TestConformance : public QObject {
    Q_OBJECT

private slots:
    void operatorCases();
    void newerCases();
};

void TestConformance::operatorCases()
{
    if (!fs::is_directory(dataFolder()))
        SKIP_LACKING("ONNX's test data",
                     "install Debian's package libonnx-testdata, or set TERMSCOPE_ONNX_TESTDATA to their folder");
    const Total total = runAll(dataFolder());
    QVERIFY(total.passed > 400);
    QCOMPARE(total.failed, std::size_t{0});
}

/// The 1,802 cases of ONNX 1.23.
void TestConformance::newerCases()
{
    SKIP_WITHOUT_SHARED_DATA("onnx-1.23/node.tar.xz");
    const QTemporaryDir folder;
    const QString archive = QString::fromStdString((sharedData("onnx-1.23") / "node.tar.xz").string());
    QCOMPARE(QProcess::execute(QStringLiteral("tar"), {"xf", archive, "-C", folder.path()}), 0);
    const Total total = runAll(fs::path(folder.path().toStdString()) / "node");
    QVERIFY(total.passed >= 1500);
    QCOMPARE(total.failed, std::size_t{0});
    QVERIFY(total.skipped.size() <= 12);
}

TERMSCOPE_TEST(TestConformance)
#include "TestConformance.moc"
