// What enters the array where a layer runs on the integers of its file: w − z and x − z, as plain numbers have them.
#include "core/evaluate/ImageEvaluator.h"
#include "core/settings/NetworkPlan.h"
#include "hwmodel/rtl/ArrayDesign.h"
#include "hwmodel/simulate/Operands.h"
#include "hwmodel/study/NetworkTiming.h"
#include "tests/core/Samples.h"
#include "tests/core/evaluate/GivenNumbers.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <algorithm>

using namespace termscope;
using samples::GivenNumbers;

namespace {

constexpr std::int64_t batch = 3;

/// The first product of layer `index`; `own`: what the layer has of its own.
Result<std::shared_ptr<const ProductTerms>> productOf(const NetworkPtr& network, const DatasetPtr& images, int index,
                                                      TermMode mode)
{
    ImageEvaluator evaluator = samples::unwrap(ImageEvaluator::create(network, images));
    Settings settings;
    LayerOverride& own = settings.layers[network->layers[static_cast<std::size_t>(index)].name];
    own.method = mode == TermMode::Revealed ? Method::Revealed : Method::Quantized;
    TimingTask task(*network, settings);
    task.evaluator = &evaluator;
    task.samples = batch;
    task.config.mac = MacKind::Term;
    task.config.terms = termMacConfig(settings, TermMode::Revealed, {});
    const ArrayLayers layers = layersOnArray(task);
    const auto place = std::ranges::find(layers.shapes.layers, index) - layers.shapes.layers.begin();
    return NetworkTiming().product(task, layers.shapes.shapes[static_cast<std::size_t>(place)], index, 0);
}

} // namespace

class TestGivenOperands : public QObject {
    Q_OBJECT

private slots:
    void zeroPointsAreTakenAway_data()
    {
        QTest::addColumn<bool>("withoutSign");
        QTest::addColumn<int>("dataZero");
        QTest::addColumn<int>("weightZero");
        QTest::addRow("int8") << false << -14 << 3;
        QTest::addRow("whole-byte") << false << -128 << 0; // 0…255: eight bits of magnitude
        QTest::addRow("uint8") << true << 200 << -5;
    }

    /// A convolution that stays as given, on images that go beyond what the file's integers hold.
    void zeroPointsAreTakenAway()
    {
        QFETCH(bool, withoutSign);
        QFETCH(int, dataZero);
        QFETCH(int, weightZero);
        constexpr std::int64_t size = GivenNumbers::size, channels = GivenNumbers::channels;
        const GivenNumbers numbers(7, withoutSign, dataZero, weightZero);
        const DatasetPtr images = wide(GivenNumbers::features);
        const auto product = productOf(numbers.pairs(), images, 0, TermMode::Quantized);
        QVERIFY2(product, product ? "" : product.error().message.c_str());
        const auto& [m, k, n] = (*product)->shape;
        QCOMPARE(m, batch * size * size);
        QCOMPARE(k, 9 * channels);
        for (std::int64_t row = 0; row < m; ++row)
            for (std::int64_t at = 0; at < k; ++at) {
                const std::int64_t position = at / channels;
                const std::int64_t y = row / size % size + position / 3 - 1;
                const std::int64_t x = row % size + position % 3 - 1;
                const bool inside = y >= 0 && y < size && x >= 0 && x < size;
                const std::int64_t pixel = ((row / size / size * channels + at % channels) * size + y) * size + x;
                const std::int32_t expected = inside ? numbers.input(images->pixels[static_cast<std::size_t>(pixel)])
                                                     : 0;
                QCOMPARE((*product)->inputValues[static_cast<std::size_t>(row * k + at)], expected);
            }
        for (std::int64_t output = 0; output < n; ++output)
            for (std::int64_t at = 0; at < k; ++at)
                QCOMPARE(
                    (*product)->weightValues[static_cast<std::size_t>(output * k + at)],
                    numbers.conv[static_cast<std::size_t>((output * channels + at % channels) * 9 + at / channels)]);
    }

    /// Without a sign or with a zero point at the end a byte has eight bits of magnitude: the array has them too.
    void theArrayHoldsWholeBytes()
    {
        const GivenNumbers numbers(7, true, 0, 0);
        const DatasetPtr images = wide(GivenNumbers::features);
        const NetworkPtr network = numbers.pairs();
        for (const TermMode mode : {TermMode::Quantized, TermMode::Revealed}) {
            const auto product = productOf(network, images, 0, mode);
            QVERIFY2(product, product ? "" : product.error().message.c_str());
            Settings settings;
            settings.dataBits = 9;
            const TermMacConfig terms = termMacConfig(settings, mode, Skew::Step);
            const auto operands = operandsOf(**product, terms);
            QVERIFY(std::ranges::max(operands->inputs.values) >= 255);
            SimulationConfig config;
            config.array = {4, 4, Dataflow::OutputStationary, false};
            config.mac = MacKind::Term;
            const auto design = arrayDesign(config, *operands, {});
            QVERIFY2(design, design ? "" : design.error().message.c_str());
            QCOMPARE(design->dataBits, 9);
        }
    }

    /// Samples that are quantized by their own values have their own scales.
    void dynamicDataIsQuantizedSampleBySample()
    {
        PreparedLayer layer;
        layer.table = activationTable(255, Encoding::Binary, 0);
        GivenData given;
        given.lowest = -255;
        given.highest = 255;
        given.dynamic = true;
        const std::vector<float> inputs{0.0F, 3.0F, -1.0F, 1.5F, 0.0F, 100.0F, 40.0F, 25.0F};
        const QuantizedInputs quantized = quantizedInputs(layer, given, inputs, 2);
        QVERIFY(quantized.values == (std::vector<std::int32_t>{0, 191, -64, 96, 0, 255, 102, 64}));
    }

    /// From values that are revealed, or to be revealed: the same operands.
    void operandsOfAProduct_data()
    {
        QTest::addColumn<TermMode>("mode");
        QTest::addRow("tr") << TermMode::Revealed;
        QTest::addRow("qt") << TermMode::Quantized;
    }
    void operandsOfAProduct()
    {
        QFETCH(TermMode, mode);
        const GemmShape shape{5, 33, 4};
        constexpr std::int64_t positions = 3;
        TermMacConfig config;
        config.mode = TermMode::Quantized;
        const ProductTerms plain = samples::unwrap(randomOperands("plain", shape, positions, config, 4));
        config.mode = mode;
        const ProductTerms product = samples::unwrap(randomOperands("same", shape, positions, config, 4));
        std::vector<std::int64_t> w(plain.weightValues.size());
        for (std::int64_t k = 0; k < shape.k; ++k)
            for (std::int64_t n = 0; n < shape.n; ++n)
                w[static_cast<std::size_t>(k * shape.n + n)] =
                    plain.weightValues[static_cast<std::size_t>(n * shape.k + k)];
        const auto expected = samples::unwrap(
            makeOperands(shape, config, {plain.inputValues.begin(), plain.inputValues.end()}, w, positions));
        const auto found = operandsOf(product, config);
        for (const OperandSide ProductOperands::*side : {&ProductOperands::inputs, &ProductOperands::weights}) {
            const OperandSide& a = (*found).*side;
            const OperandSide& b = (*expected).*side;
            QCOMPARE(a.groups, b.groups);
            QCOMPARE(a.positions, b.positions);
            QVERIFY(a.values == b.values);
            QVERIFY(a.terms == b.terms);
            QVERIFY(a.starts == b.starts);
        }
    }

private:
    /// Images that go beyond what the file's integers hold.
    static DatasetPtr wide(std::int64_t features)
    {
        Dataset dataset = *samples::randomDataset(5, batch, features, 4);
        for (float& value : dataset.pixels)
            value *= 5.0F;
        return std::make_shared<const Dataset>(std::move(dataset));
    }
};

TERMSCOPE_TEST(TestGivenOperands)
#include "TestGivenOperands.moc"
