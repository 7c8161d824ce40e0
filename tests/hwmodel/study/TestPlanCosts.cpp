// What plans cost on an array: against the timing and the energy of each layer, and of the whole network.
#include "core/formats/NetworkReader.h"
#include "hwmodel/energy/Energy.h"
#include "hwmodel/study/NetworkTiming.h"
#include "hwmodel/study/PlanCosts.h"
#include "resources/Examples.h"
#include "resources/Tables.h"
#include "tests/support/TestClass.h"

#include <QtTest>

using namespace termscope;

class TestPlanCosts : public QObject {
    Q_OBJECT

private slots:
    void cyclesAndEnergyAreThoseOfTiming_data();
    void cyclesAndEnergyAreThoseOfTiming();
    void layersInFloatCostNothing();
    void networksWithoutSizes();
};

namespace {

NetworkPtr fashionNetwork()
{
    const embedded::Example& example = *embedded::findExample("fashion");
    return parseNetwork(example.network, example.networkName).value();
}

ArrayCostConfig smallArray(ArrayCost cost)
{
    return {cost, {24, 8, Dataflow::WeightStationary, false}, Skew::Clock, 3, embedded::readUnitCosts().value()};
}

double sumOf(const PlanCost& cost, const NetworkPlan& plan)
{
    double sum = 0.0;
    for (int layer = 0; layer < plan.size(); ++layer)
        sum += cost.ofLayer(plan, layer).value();
    return sum;
}

} // namespace

void TestPlanCosts::cyclesAndEnergyAreThoseOfTiming_data()
{
    QTest::addColumn<Method>("method");
    QTest::newRow("TR") << Method::Revealed;
    QTest::newRow("QT") << Method::Quantized;
}

/// With layers of their own in between: one at QT with few bits, one with other terms.
void TestPlanCosts::cyclesAndEnergyAreThoseOfTiming()
{
    QFETCH(Method, method);
    const NetworkPtr network = fashionNetwork();
    Settings settings;
    settings.layers[network->layers.front().name].method = Method::Quantized;
    settings.layers[network->layers.front().name].weightBits = 5;
    settings.layers[network->layers.back().name].budget = 3;
    const ArrayCostConfig config = smallArray(ArrayCost::Cycles);
    TimingTask task(*network, settings);
    task.config = {
        config.array, MacKind::Term,
        termMacConfig(settings, method == Method::Revealed ? TermMode::Revealed : TermMode::Quantized, config.skew),
        std::nullopt};
    task.samples = config.samples;
    NetworkTiming timing;
    const NetworkShapes shapes = layersOnArray(task).shapes;
    double cycles = 0.0;
    double energy = 0.0;
    for (std::size_t i = 0; i < shapes.shapes.size(); ++i) {
        const TimedLayer timed = timing.time(task, shapes.shapes[i], shapes.layers[i]).value();
        const TimingConfig own = configOf(task, shapes.layers[i]);
        cycles += static_cast<double>(timed.timing.cycles);
        energy += energyOf(timed.timing, operationsOf(shapes.shapes[i], own), own, config.costs).total();
    }
    const NetworkPlan plan(*network, method, settings);
    QVERIFY(cycles > 0.0);
    QCOMPARE(sumOf(planCostOn(*network, config).value(), plan), cycles);
    const double microjoules = sumOf(planCostOn(*network, smallArray(ArrayCost::Energy)).value(), plan);
    QVERIFY(std::abs(microjoules - energy / 1e6) < 1e-9 * microjoules);
    QCOMPARE(planCostOn(*network, config)->unit, std::string("cycles for 3 samples on 24×8 term cells, ws"));
}

void TestPlanCosts::layersInFloatCostNothing()
{
    const NetworkPtr network = fashionNetwork();
    Settings settings;
    settings.layers[network->layers.front().name].method = Method::Float;
    const PlanCost cost = planCostOn(*network, smallArray(ArrayCost::Cycles)).value();
    QCOMPARE(cost.ofLayer({*network, Method::Revealed, settings}, 0).value(), 0.0);
}

void TestPlanCosts::networksWithoutSizes()
{
    Network none;
    none.name = "none";
    const auto cost = planCostOn(none, smallArray(ArrayCost::Cycles));
    QVERIFY(!cost);
    QCOMPARE(cost.error().message, std::string("none: expected layers with weights, found none whose size is known"));
}

TERMSCOPE_TEST(TestPlanCosts)
#include "TestPlanCosts.moc"
