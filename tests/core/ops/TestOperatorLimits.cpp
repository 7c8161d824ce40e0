// Operators given what they cannot take: indices, axes, lengths and shapes that do not fit are sentences; and results
// of those for which ONNX's own test data have no case.
#include "core/ops/Operator.h"
#include "tests/core/Samples.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <cmath>
#include <numeric>

using namespace termscope;

namespace {

/// 0, 1, 2, …
ValuePtr counted(Shape shape)
{
    std::vector<float> values(static_cast<std::size_t>(elementCount(shape)));
    std::iota(values.begin(), values.end(), 0.0F);
    return floatValue(std::move(shape), std::move(values));
}

ValuePtr whole(Shape shape, std::vector<std::int64_t> elements)
{
    return integerValue(std::move(shape), std::move(elements));
}

ValuePtr whole(std::vector<std::int64_t> elements)
{
    const auto count = static_cast<std::int64_t>(elements.size());
    return integerValue({count}, std::move(elements));
}

Result<Outputs> run(const std::string& op, std::vector<ValuePtr> inputs, std::vector<Attribute> attributes = {},
                    std::size_t outputs = 1)
{
    Node node{"n", op, std::move(attributes), {}, std::vector<int>(outputs, 0), {}};
    Call call{node, 24, std::move(inputs)};
    return runOperator(call);
}

struct Refused {
    const char* op;
    std::vector<ValuePtr> inputs;
    std::vector<Attribute> attributes;
    const char* part; ///< of the sentence
};

Attribute whole(const char* name, std::int64_t value)
{
    return {name, value};
}

Attribute wholes(const char* name, std::vector<std::int64_t> values)
{
    return {name, std::move(values)};
}

Attribute words(const char* name, const char* value)
{
    return {name, std::string(value)};
}

std::vector<Refused> refusedCalls()
{
    const ValuePtr x = counted({2, 3});
    const ValuePtr image = counted({1, 1, 4, 4});
    return {
        {"GatherND", {x, whole({1, 2}, {0, 3})}, {}, "indices from -3 to 2, found 3"},
        {"Slice", {x, whole({1, 0}), whole({2, 2}), whole({0, -2})}, {}, "every axis once, found axis 0 twice"},
        {"GatherND", {x, whole({1, 3}, {0, 0, 0})}, {}, "indices that reach into the shape 2×3"},
        {"GatherND", {x, whole({1, 1}, {0})}, {whole("batch_dims", 9)}, "behind 9 axes"},
        {"GatherElements", {x, whole({1, 1}, {7})}, {}, "found 7"},
        {"ScatterND", {x, whole({1, 2}, {-3, 0}), counted({1})}, {}, "indices from -2 to 1, found -3"},
        {"ScatterND", {x, whole({1, 2}, {0, 0}), counted({2})}, {}, "updates of shape 1"},
        {"ScatterElements", {x, whole({1, 1}, {2}), counted({1, 1})}, {}, "found 2"},
        {"ScatterElements", {x, whole({1, 1}, {0}), counted({1, 1})}, {whole("axis", 5)}, "an axis from -2 to 1"},
        {"ScatterElements", {x, whole({1, 1}, {0}), counted({1, 1})}, {words("reduction", "xor")}, "found \"xor\""},
        {"TensorScatter", {counted({1, 4, 2}), counted({1, 2, 2}), whole({3})}, {}, "within 4, found 3"},
        {"TopK", {x, whole({4})}, {}, "from 0 to 3 elements to take, found 4"},
        {"TopK", {x, whole({-1})}, {}, "found -1"},
        {"OneHot", {whole({1}), whole({-2}), counted({2})}, {}, "a depth from 0"},
        {"OneHot", {whole({1}), whole({std::int64_t{1} << 40}), counted({2})}, {}, "a depth from 0"},
        {"Compress", {x, whole({1, 1, 1, 1})}, {whole("axis", 1)}, "at most 3 truth values"},
        {"Unique", {x}, {whole("axis", 2)}, "an axis from -2 to 1"},
        {"ReverseSequence", {x, whole({1, 1, 9})}, {}, "lengths from 0 to 2, found 9"},
        {"Trilu", {counted({3})}, {}, "expected matrices"},
        {"EyeLike", {counted({3})}, {}, "expected a matrix"},
        {"Det", {x}, {}, "square matrices"},
        {"CumSum", {x, whole({4})}, {}, "an axis from -2 to 1"},
        {"CumSum", {x, whole({0, 1})}, {}, "one integer"},
        {"Einsum", {x, x}, {words("equation", "ij,jk->ik")}, "one size for every axis"},
        {"Einsum", {x}, {words("equation", "ij->k")}, "an output of axes that the inputs have"},
        {"Einsum", {x}, {words("equation", "i...j...->i")}, "letters for 2 axes"},
        {"Einsum", {x, x}, {words("equation", "ij")}, "an equation of 2 operands"},
        {"BitShift", {whole({1}), whole({1})}, {words("direction", "UP")}, "LEFT or RIGHT"},
        {"BitwiseAnd", {x, x}, {}, "expected integers"},
        {"BitCast", {counted({2})}, {whole("to", 7)}, "types of one width"},
        {"NegativeLogLikelihoodLoss", {x, whole({0, 3})}, {}, "labels from 0 to 2, found 3"},
        {"SoftmaxCrossEntropyLoss", {x, whole({0, 1, 2})}, {}, "labels of all their other axes"},
        {"GroupNormalization", {counted({1, 4}), counted({4}), counted({4})}, {whole("num_groups", 3)}, "3 groups"},
        {"RMSNormalization", {x, counted({2, 2})}, {}, "a scale that stretches"},
        {"MeanVarianceNormalization", {x}, {}, "an axis from -2 to 1"},
        {"LpNormalization", {x}, {whole("p", 3)}, "p to be 1 or 2"},
        {"Attention", {counted({1, 2, 3, 4}), counted({1, 2, 3, 5}), counted({1, 2, 3, 4})}, {}, "fit each other"},
        {"Attention", {counted({1, 3, 8}), counted({1, 3, 8}), counted({1, 3, 8})}, {}, "and 0 heads"},
        {"Attention",
         {counted({1, 1, 2, 2}), counted({1, 1, 2, 2}), counted({1, 1, 2, 2}), counted({3, 3})},
         {},
         "a mask of numbers or truth values"},
        {"RotaryEmbedding",
         {counted({1, 1, 1, 4}), counted({2, 2}), counted({2, 2}), whole({1, 1}, {2})},
         {},
         "positions from 0 to 1, found 2"},
        {"LinearAttention", {counted({1, 1, 2}), counted({1, 1, 2}), counted({1, 1, 2})}, {}, "heads"},
        {"CausalConvWithState", {counted({1, 2, 3}), counted({3, 1, 2})}, {}, "a kernel for each channel"},
        {"GridSample", {image, counted({1, 2, 2, 3})}, {}, "a coordinate for each axis"},
        {"AffineGrid", {counted({1, 2, 3}), whole({1, 1, 0, 2})}, {}, "a matrix for each image"},
        {"AffineGrid", {counted({1, 2, 3}), whole({1, 1, std::int64_t{1} << 40, 2})}, {}, "an output of at most"},
        {"RoiAlign", {image, counted({1, 4}), whole({1})}, {}, "images from 0 to 0, found 1"},
        {"DeformConv", {image, counted({1, 1, 2, 2}), counted({1, 3, 3, 3})}, {}, "two offsets"},
        {"NonMaxSuppression", {counted({1, 2, 3}), counted({1, 1, 2})}, {}, "boxes of batch, number and four"},
        {"MaxUnpool",
         {counted({1, 1, 1, 1}), whole({1, 1, 1, 1}, {4})},
         {wholes("kernel_shape", {2, 2})},
         "places from 0 to 3, found 4"},
        {"MaxUnpool", {counted({1, 1, 1, 1}), whole({1, 1, 1, 1}, {0})}, {}, "expected a kernel"},
        {"CenterCropPad", {x, whole({-1, 2})}, {}, "an output of at most"},
        {"CenterCropPad", {x, whole({1})}, {}, "expected 2 sizes, found 1"},
        {"Col2Im", {counted({1, 4, 3}), whole({2, 2}), whole({2, 2})}, {}, "expected columns"},
        {"Col2Im", {counted({1, 4, 1}), whole({2, 2}), whole({5, 5})}, {}, "blocks that fit the image"},
        {"DFT", {counted({1, 4})}, {}, "real and imaginary parts"},
        {"DFT", {counted({1, 4, 1}), nullptr, whole({2})}, {}, "an axis before the last one"},
        {"DFT", {counted({1, 4, 1}), whole({0})}, {}, "a length from 1"},
        {"STFT", {counted({1, 8, 1}), whole({0}), counted({4})}, {}, "steps from 1"},
        {"STFT", {counted({1, 8, 1}), whole({1}), counted({9})}, {}, "at most 8 places"},
        {"HannWindow", {whole({-1})}, {}, "an output of at most"},
        {"MelWeightMatrix",
         {whole({4}), whole({8}), whole({0}), floatValue({}, {0.0F}), floatValue({}, {4.0F})},
         {},
         "expected bins"},
        {"Split", {counted({4, 3}), nullptr}, {whole("num_outputs", 2)}, "num_outputs as there are outputs"},
        {"If", {integerValue({}, {1}, ElementType::Bool)}, {}, "graphs inside of nodes cannot be run"},
    };
}

std::vector<float> floatsOf(const Result<Outputs>& outputs)
{
    return samples::unwrap(outputs).front()->floats.toVector();
}

std::vector<std::int64_t> integersOf(const Result<Outputs>& outputs)
{
    return samples::unwrap(outputs).front()->integers;
}

} // namespace

class TestOperatorLimits : public QObject {
    Q_OBJECT

private slots:
    void refused_data();
    void refused();
    void shapesAlone();
    void wideIntegers();
    void unevenSplit();
    void diagonalOfEinsum();
    void maskedRow();
};

void TestOperatorLimits::refused_data()
{
    QTest::addColumn<int>("index");
    int index = 0;
    for (const Refused& call : refusedCalls()) {
        QTest::newRow(qPrintable(QStringLiteral("%1 %2").arg(call.op).arg(index))) << index;
        ++index;
    }
}

void TestOperatorLimits::refused()
{
    QFETCH(const int, index);
    const Refused call = refusedCalls()[static_cast<std::size_t>(index)];
    const auto outputs = run(call.op, call.inputs, call.attributes);
    QVERIFY(!outputs);
    QVERIFY2(outputs.error().message.find(call.part) != std::string::npos, outputs.error().message.c_str());
}

/// The same calls with inputs of which only the shape is known: a sentence, or shapes; nothing is read.
void TestOperatorLimits::shapesAlone()
{
    for (const Refused& call : refusedCalls()) {
        std::vector<ValuePtr> shapes;
        for (const ValuePtr& input : call.inputs)
            shapes.push_back(input ? shapeOnly(input->type, input->shape) : nullptr);
        const auto outputs = run(call.op, shapes, call.attributes);
        for (std::size_t i = 0; outputs && i < outputs->size(); ++i)
            QVERIFY2(!(*outputs)[i] || checkedElementCount((*outputs)[i]->shape), call.op);
    }
}

/// Numbers that no float holds.
void TestOperatorLimits::wideIntegers()
{
    const std::int64_t big = (std::int64_t{1} << 53) + 1;
    QCOMPARE(integersOf(run("CumSum", {whole({big, 1}), whole({0})})), (std::vector<std::int64_t>{big, big + 1}));
    QCOMPARE(integersOf(run("Einsum", {whole({big}), whole({3})}, {words("equation", "i,i->i")})),
             std::vector<std::int64_t>{3 * big});
    QCOMPARE(integersOf(run("TopK", {whole({big, big - 1, big + 1}), whole({2})}, {}, 2)),
             (std::vector<std::int64_t>{big + 1, big}));
    QCOMPARE(integersOf(run("ReduceMax", {whole({big, big - 1})})), std::vector<std::int64_t>{big});
    QCOMPARE(integersOf(run("ReduceSum", {whole({big, 2})})), std::vector<std::int64_t>{big + 2});
    QCOMPARE(integersOf(run("ReduceProd", {whole({big, 3})})), std::vector<std::int64_t>{3 * big});
}

/// From opset 18 on the last part may be smaller.
void TestOperatorLimits::unevenSplit()
{
    const Outputs parts = samples::unwrap(run("Split", {counted({7})}, {whole("num_outputs", 3)}, 3));
    QCOMPARE(parts.size(), std::size_t{3});
    QCOMPARE(parts[0]->shape, Shape{3});
    QCOMPARE(parts[2]->floats.toVector(), std::vector<float>{6.0F});
}

void TestOperatorLimits::diagonalOfEinsum()
{
    QCOMPARE(floatsOf(run("Einsum", {counted({3, 3})}, {words("equation", "ii->i")})), (std::vector<float>{0, 4, 8}));
    QCOMPARE(floatsOf(run("Einsum", {counted({3, 3})}, {words("equation", "ii")})), std::vector<float>{12});
    QCOMPARE(floatsOf(run("Einsum", {counted({2, 2})}, {words("equation", "ba")})), (std::vector<float>{0, 2, 1, 3}));
}

/// A query that may see no key gives zeros.
void TestOperatorLimits::maskedRow()
{
    const ValuePtr one = counted({1, 1, 2, 2});
    const ValuePtr mask = integerValue({2, 2}, {0, 0, 1, 1}, ElementType::Bool);
    const std::vector<float> found = floatsOf(run("Attention", {one, one, one, mask}));
    QCOMPARE(found[0], 0.0F);
    QCOMPARE(found[1], 0.0F);
    QVERIFY(found[2] > 0.0F && std::isfinite(found[3]));
}

TERMSCOPE_TEST(TestOperatorLimits)
#include "TestOperatorLimits.moc"
