// Resize and ConvTranspose where ONNX's own test data of opset 17 have no case: antialias, half_pixel_symmetric, axes
// and the kept aspect ratio of opsets 18 and 19, with the figures of their reference cases; and an odd padding.
#include "core/ops/Operator.h"
#include "tests/core/Samples.h"
#include "tests/support/TestClass.h"

#include <QtTest>
#include <cmath>
#include <numeric>

using namespace termscope;

namespace {

/// 1, 2, 3, …
ValuePtr counting(Shape shape)
{
    std::vector<float> values(static_cast<std::size_t>(elementCount(shape)));
    std::iota(values.begin(), values.end(), 1.0F);
    return floatValue(std::move(shape), std::move(values));
}

/// Resize of `x`: scales, or sizes.
Result<Outputs> resizedBy(ValuePtr x, std::vector<Attribute> attributes, std::vector<float> scales,
                          std::vector<std::int64_t> sizes = {})
{
    const Node node{"resize", "Resize", std::move(attributes), {0, 1, 2, 3}, {4}, {}};
    const auto count = static_cast<std::int64_t>(scales.size());
    Call call{node, 19, {std::move(x), nullptr, nullptr, nullptr}};
    if (sizes.empty())
        call.inputs[2] = floatValue({count}, std::move(scales));
    else
        call.inputs[3] = integerValue({static_cast<std::int64_t>(sizes.size())}, std::move(sizes));
    return runOperator(call);
}

std::vector<float> valuesOf(const Result<Outputs>& outputs)
{
    return samples::unwrap(outputs).front()->floats.toVector();
}

bool near(const std::vector<float>& found, const std::vector<float>& expected)
{
    return std::ranges::equal(found, expected, [](float a, float b) { return std::abs(a - b) < 1e-5F; });
}

} // namespace

class TestResizes : public QObject {
    Q_OBJECT

private slots:
    void antialias()
    {
        const Attribute on{"antialias", std::int64_t{1}};
        QVERIFY(
            near(valuesOf(resizedBy(counting({1, 1, 4, 4}), {on, {"mode", std::string("linear")}}, {1, 1, 0.6F, 0.6F})),
                 {2.875F, 4.5F, 9.375F, 11.0F}));
        QVERIFY(
            near(valuesOf(resizedBy(counting({1, 1, 4, 4}), {on, {"mode", std::string("cubic")}}, {1, 1, 0.6F, 0.6F})),
                 {2.5180721F, 4.2858863F, 9.589329F, 11.357142F}));
        // It is for what becomes smaller.
        const Attribute linear{"mode", std::string("linear")};
        QCOMPARE(valuesOf(resizedBy(counting({1, 1, 2, 2}), {on, linear}, {1, 1, 2, 2})),
                 valuesOf(resizedBy(counting({1, 1, 2, 2}), {linear}, {1, 1, 2, 2})));
    }

    void halfPixelSymmetric()
    {
        const Attribute linear{"mode", std::string("linear")};
        const Attribute symmetric{"coordinate_transformation_mode", std::string("half_pixel_symmetric")};
        QVERIFY(near(valuesOf(resizedBy(counting({1, 1, 1, 4}), {linear, symmetric}, {1, 1, 1, 0.6F})),
                     {1.6666667F, 3.3333333F}));
        QVERIFY(near(valuesOf(resizedBy(counting({1, 1, 2}), {linear, symmetric}, {1, 1, 2.94F})),
                     {1.0F, 1.15986395F, 1.5F, 1.84013605F, 2.0F}));
        const auto unknown = resizedBy(counting({1, 2}), {{"coordinate_transformation_mode", std::string("half")}},
                                       {1, 2});
        QVERIFY(!unknown);
        QCOMPARE(unknown.error().message,
                 std::string("expected a coordinate_transformation_mode of ONNX's, found half"));
    }

    void axesAndAspectRatio()
    {
        const Attribute axes{"axes", std::vector<std::int64_t>{3, 2}};
        const ValuePtr x = counting({1, 1, 2, 4});
        QCOMPARE(samples::unwrap(resizedBy(x, {axes}, {3, 2})).front()->shape, (Shape{1, 1, 4, 12}));
        QCOMPARE(samples::unwrap(resizedBy(x, {axes}, {}, {9, 7})).front()->shape, (Shape{1, 1, 7, 9}));
        const auto keeping = [](const char* policy) {
            return Attribute{"keep_aspect_ratio_policy", std::string(policy)};
        };
        QCOMPARE(samples::unwrap(resizedBy(x, {axes, keeping("not_larger")}, {}, {9, 7})).front()->shape,
                 (Shape{1, 1, 5, 9})); // 2 · 9/4 = 4.5 is rounded up
        QCOMPARE(samples::unwrap(resizedBy(x, {axes, keeping("not_smaller")}, {}, {9, 7})).front()->shape,
                 (Shape{1, 1, 7, 14}));
        QVERIFY(!resizedBy(x, {axes, keeping("larger")}, {}, {9, 7}));
        QVERIFY(!resizedBy(x, {{"axes", std::vector<std::int64_t>{3, -1}}}, {3, 2}));
    }

    /// Without SAME_UPPER the odd one of the padding lies at the start.
    void oddPadding_data()
    {
        QTest::addColumn<QString>("autoPad");
        QTest::addColumn<QList<float>>("expected");
        // 1, 2, 3 by 1, 10, 100 at every second place: 1 10 102 20 203 30 300, of which 4 are kept.
        QTest::newRow("not set") << "NOTSET" << QList<float>{102, 20, 203, 30};
        QTest::newRow("lower") << "SAME_LOWER" << QList<float>{102, 20, 203, 30};
        QTest::newRow("upper") << "SAME_UPPER" << QList<float>{10, 102, 20, 203};
    }
    void oddPadding()
    {
        QFETCH(QString, autoPad);
        QFETCH(QList<float>, expected);
        const Node node{"up",
                        "ConvTranspose",
                        {{"auto_pad", autoPad.toStdString()},
                         {"strides", std::vector<std::int64_t>{2}},
                         {"output_shape", std::vector<std::int64_t>{4}}},
                        {0, 1},
                        {2},
                        {}};
        Call call{node, 13, {counting({1, 1, 3}), floatValue({1, 1, 3}, std::vector<float>{1, 10, 100})}};
        QCOMPARE(valuesOf(runOperator(call)), std::vector<float>(expected.begin(), expected.end()));
    }
};

TERMSCOPE_TEST(TestResizes)
#include "TestResizes.moc"
