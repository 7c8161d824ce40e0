// onnxruntime's fused operators of transformers (com.microsoft) against what onnxruntime itself gave for them:
// tests/fixtures/attention, written by make_attention.py.
#include "core/formats/NetworkReader.h"
#include "core/formats/numpy/NpzArchive.h"
#include "core/run/GraphRunner.h"
#include "tests/core/Samples.h"
#include "tests/fixtures/Fixtures.h"
#include "tests/support/TestClass.h"

#include <QtTest>
#include <cmath>

using namespace termscope;
namespace fs = std::filesystem;

namespace {

NpyArray arrayOf(const NpzArchive& archive, const std::string& name)
{
    const auto place = archive.find(name);
    if (!place)
        qFatal("no array %s", name.c_str());
    return samples::unwrap(archive.read(*place));
}

ValuePtr inputOf(const NpyArray& array, ElementType type)
{
    if (isFloating(type))
        return floatValue(array.shape, floatValues(array));
    return integerValue(array.shape, *integerValues(array), type);
}

std::vector<double> numbersOf(const NpyArray& array)
{
    if (floatType(array)) {
        const std::vector<float> values = floatValues(array);
        return {values.begin(), values.end()};
    }
    const auto values = integerValues(array);
    return {values->begin(), values->end()};
}

std::vector<double> numbersOf(const Value& value)
{
    if (value.floating())
        return {value.floats.begin(), value.floats.end()};
    return {value.integers.begin(), value.integers.end()};
}

} // namespace

class TestFusedAttention : public QObject {
    Q_OBJECT

private slots:
    void equalsOnnxruntime_data()
    {
        QTest::addColumn<QString>("name");
        for (const auto& file : fs::directory_iterator(fs::path(TERMSCOPE_FIXTURES) / "attention"))
            if (file.path().extension() == ".onnx")
                QTest::newRow(file.path().stem().c_str()) << QString::fromStdString(file.path().stem().string());
    }

    void equalsOnnxruntime()
    {
        QFETCH(QString, name);
        const fs::path folder = fs::path(TERMSCOPE_FIXTURES) / "attention";
        const NetworkPtr network = samples::unwrap(readNetwork(folder / (name.toStdString() + ".onnx")));
        QVERIFY2(network->obstacle.empty() && network->warnings.empty(), network->obstacle.c_str());
        const Bytes bytes = samples::unwrap(readFile(folder / (name.toStdString() + ".npz")));
        const NpzArchive archive = samples::unwrap(NpzArchive::open(bytes, name.toStdString()));
        const Graph& graph = *network->graph;
        std::vector<ValuePtr> inputs;
        for (const GraphInput& input : graph.inputs)
            inputs.push_back(
                inputOf(arrayOf(archive, "in:" + graph.names[static_cast<std::size_t>(input.value)]), input.type));
        const GraphRunner runner = samples::unwrap(GraphRunner::create(network));
        const Outputs outputs = samples::unwrap(runner.run(std::move(inputs)));
        QCOMPARE(outputs.size(), graph.outputs.size());
        for (std::size_t i = 0; i < outputs.size(); ++i) {
            const NpyArray expected = arrayOf(archive,
                                              "out:" + graph.names[static_cast<std::size_t>(graph.outputs[i])]);
            QCOMPARE(outputs[i]->shape, expected.shape);
            const std::vector<double> wanted = numbersOf(expected);
            const std::vector<double> found = numbersOf(*outputs[i]);
            const auto [low, high] = std::ranges::minmax(wanted);
            for (std::size_t place = 0; place < found.size(); ++place)
                QVERIFY2(
                    std::abs(found[place] - wanted[place]) <= 1e-5 * (high - low),
                    qPrintable(QStringLiteral("%1: %2, expected %3").arg(place).arg(found[place]).arg(wanted[place])));
        }
        // The projections of Attention are a layer as any other, and so are the two products of what they give.
        const bool projects = name.startsWith(QLatin1String("attention"));
        const auto products = std::ranges::count_if(network->layers, &WeightLayer::isAttention);
        QCOMPARE(products, std::ptrdiff_t(projects ? 2 : 0));
        QCOMPARE(network->layers.size(), std::size_t(projects ? 4 : 1));
    }
};

TERMSCOPE_TEST(TestFusedAttention)
#include "TestFusedAttention.moc"
