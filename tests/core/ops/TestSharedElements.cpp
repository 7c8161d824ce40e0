// Operators that leave all elements in their order share them, and nobody changes what is shared; the memory of values.
#include "core/ops/Operator.h"
#include "tests/core/Samples.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <cmath>
#include <limits>
#include <numeric>

using namespace termscope;

namespace {

struct Leaves {
    std::string op;
    std::vector<Attribute> attributes;
    std::vector<ValuePtr> others; ///< inputs after the first
    Shape shape;                  ///< of the result of [2, 1, 3, 4]
};

ValuePtr numbers(std::vector<std::int64_t> some)
{
    const auto count = static_cast<std::int64_t>(some.size());
    return integerValue({count}, std::move(some));
}

std::vector<Leaves> operatorsThatLeaveAll()
{
    return {{"Slice", {}, {numbers({0, 0}), numbers({2, 1000}), numbers({0, 3})}, {2, 1, 3, 4}},
            {"Pad", {}, {numbers({0, 0, 0, 0, 0, 0, 0, 0})}, {2, 1, 3, 4}},
            {"Pad", {{"mode", std::string("reflect")}}, {numbers({0, 0, 0, 0, 0, 0, 0, 0})}, {2, 1, 3, 4}},
            {"Transpose", {{"perm", Shape{0, 1, 2, 3}}}, {}, {2, 1, 3, 4}},
            {"Transpose", {{"perm", Shape{1, 0, 2, 3}}}, {}, {1, 2, 3, 4}},
            {"Expand", {}, {numbers({3, 4})}, {2, 1, 3, 4}},
            {"Tile", {}, {numbers({1, 1, 1, 1})}, {2, 1, 3, 4}},
            {"Split", {{"num_outputs", std::int64_t{1}}, {"axis", std::int64_t{2}}}, {}, {2, 1, 3, 4}},
            {"Reshape", {}, {numbers({6, 4})}, {6, 4}},
            {"Unsqueeze", {}, {numbers({0})}, {1, 2, 1, 3, 4}}};
}

ValuePtr run(const std::string& op, std::vector<Attribute> attributes, std::vector<ValuePtr> inputs)
{
    const Node node{"n", op, std::move(attributes), {}, {0}, {}};
    Call call{node, 20, std::move(inputs)};
    return samples::unwrap(runOperator(call)).front();
}

/// −1, −2, −3, …
std::vector<float> negatives(std::size_t count)
{
    std::vector<float> values(count);
    std::iota(values.rbegin(), values.rend(), -static_cast<float>(count));
    return values;
}

} // namespace

class TestSharedElements : public QObject {
    Q_OBJECT

private slots:
    void sharesWhatStays()
    {
        for (const Leaves& one : operatorsThatLeaveAll()) {
            const ValuePtr x = floatValue({2, 1, 3, 4}, negatives(24));
            std::vector<ValuePtr> inputs{x};
            inputs.insert(inputs.end(), one.others.begin(), one.others.end());
            ValuePtr result = run(one.op, one.attributes, std::move(inputs));
            QCOMPARE(result->shape, one.shape);
            QCOMPARE(result->floats.toVector(), negatives(24));
            QVERIFY2(result->floats.data() == x->floats.data(), one.op.c_str());
            // What changes its input in place makes a copy of this one, and of what it is shared with.
            const ValuePtr cut = run("Relu", {}, {std::move(result)});
            QCOMPARE(cut->floats.toVector(), std::vector<float>(24, 0.0F));
            QCOMPARE(x->floats.toVector(), negatives(24));
        }
    }

    void sharesNoPart()
    {
        const ValuePtr x = floatValue({2, 3}, negatives(6));
        QCOMPARE(run("Slice", {}, {x, numbers({0}), numbers({1}), numbers({0})})->floats.toVector(), negatives(3));
        QCOMPARE(run("Slice", {}, {x, numbers({-1}), numbers({-10}), numbers({0}), numbers({-1})})->floats.toVector(),
                 (std::vector<float>{-4, -5, -6, -1, -2, -3}));
        QCOMPARE(run("Expand", {}, {x, numbers({2, 2, 3})})->floats.size(), std::size_t{12});
        QCOMPARE(run("Transpose", {}, {x})->floats.toVector(), (std::vector<float>{-1, -4, -2, -5, -3, -6}));
    }

    void integersStayToo()
    {
        const ValuePtr x = integerValue({2, 1, 3}, {1, 2, 3, 4, 5, 6});
        const ValuePtr turned = run("Transpose", {{"perm", Shape{1, 0, 2}}}, {x});
        QCOMPARE(turned->shape, (Shape{1, 2, 3}));
        QCOMPARE(turned->integers, x->integers);
        QVERIFY(turned->type == ElementType::Int64);
    }

    /// A Loop's state is reshaped over and over: none may hold what it was made of.
    void holdsNothingItDoesNotRead()
    {
        for (const bool empty : {false, true}) {
            const auto count = empty ? 0 : 2;
            ValuePtr x = empty ? floatValue({0}, std::vector<float>()) : integerValue({2}, {1, 2});
            const ValuePtr held = x; // so that it is not the operator's to change
            const ValuePtr result = run("Unsqueeze", {}, {std::move(x), numbers({0})});
            QCOMPARE(result->shape, (Shape{1, count}));
            QCOMPARE(held.use_count(), 1);
        }
    }

    /// Its input is somebody else's, or its own to change.
    void normalizesEitherWay()
    {
        std::mt19937 random(5);
        const std::vector<float> values = samples::normalFloats(random, 5 * 33);
        for (const Shape& shape : {Shape{33}, Shape{1}}) {
            const std::vector<float> scale = samples::normalFloats(random, static_cast<std::size_t>(shape[0]));
            const ValuePtr held = floatValue({5, 33}, values);
            const ValuePtr ofHeld = run("LayerNormalization", {}, {held, floatValue(shape, scale)});
            const ValuePtr own = run("LayerNormalization", {}, {floatValue({5, 33}, values), floatValue(shape, scale)});
            QCOMPARE(held->floats.toVector(), values);
            QVERIFY(ofHeld->floats == own->floats);
            for (std::size_t row = 0; row < 5; ++row) {
                double mean = 0.0;
                for (std::size_t i = 0; i < 33; ++i)
                    mean += values[row * 33 + i] / 33.0;
                double variance = 0.0;
                for (std::size_t i = 0; i < 33; ++i)
                    variance += std::pow(values[row * 33 + i] - mean, 2) / 33.0;
                for (std::size_t i = 0; i < 33; ++i) {
                    const double expected = (values[row * 33 + i] - mean) / std::sqrt(variance + 1e-5)
                                            * scale[shape[0] == 1 ? 0 : i];
                    QVERIFY(std::abs(own->floats[row * 33 + i] - expected) <= 1e-5);
                }
            }
        }
    }

    void softmaxAtTheEnds()
    {
        const float infinity = std::numeric_limits<float>::infinity();
        const float most = std::numeric_limits<float>::max();
        const auto softmax = [](std::vector<float> row) {
            const auto count = static_cast<std::int64_t>(row.size());
            return run("Softmax", {}, {floatValue({1, count}, std::move(row))})->floats.toVector();
        };
        QCOMPARE(softmax({-infinity, 2.0F, -infinity, 2.0F}), (std::vector<float>{0.0F, 0.5F, 0.0F, 0.5F}));
        QCOMPARE(softmax({most, -most, -most, -infinity}), (std::vector<float>{1.0F, 0.0F, 0.0F, 0.0F}));
        for (const std::vector<float>& row : {std::vector<float>{infinity, 1.0F}, {-infinity, -infinity}, {NAN, 1.0F}})
            for (const float power : softmax(row))
                QVERIFY(std::isnan(power));
    }

    void buffersGrowFromAnyMemory()
    {
        FloatBuffer any;
        any.becomeAny(3);
        std::iota(any.begin(), any.end(), 1.0F);
        any.push_back(4.0F);
        any.resize(6, 9.0F);
        QCOMPARE(any.toVector(), (std::vector<float>{1, 2, 3, 4, 9, 9}));
        any.resize(2);
        QCOMPARE(any.toVector(), (std::vector<float>{1, 2}));
        FloatBuffer copy = any;
        copy[0] = 7.0F;
        QCOMPARE(any[0], 1.0F);
        const FloatBuffer moved = std::move(copy);
        QCOMPARE(moved.toVector(), (std::vector<float>{7, 2}));
        QVERIFY(copy.empty()); // NOLINT: what was moved from is empty
        any.clear();
        QVERIFY(any.empty());
        any.push_back(5.0F);
        QCOMPARE(any.toVector(), (std::vector<float>{5}));
    }

    void sharedBuffersBecomeOwn()
    {
        const SharedFloats shared{1.0F, 2.0F};
        FloatBuffer buffer(shared);
        QVERIFY(buffer.isShared());
        buffer.push_back(3.0F);
        QVERIFY(!buffer.isShared());
        QCOMPARE(buffer.toVector(), (std::vector<float>{1, 2, 3}));
        QCOMPARE(shared.toVector(), (std::vector<float>{1, 2}));
        FloatBuffer other(shared);
        other.assign(2, 8.0F);
        QVERIFY(!other.isShared());
        QCOMPARE(other.toVector(), (std::vector<float>{8, 8}));
    }

    /// A recycled buffer may be larger than what is asked of it.
    void recycledBuffersHaveTheirSize()
    {
        const FloatRecycler recycler;
        FloatRecycler::giveUp(std::vector<float>(100'000, 7.0F));
        FloatBuffer buffer;
        buffer.becomeAny(99'000);
        QCOMPARE(buffer.size(), std::size_t{99'000});
        QCOMPARE(std::distance(buffer.begin(), buffer.end()), std::ptrdiff_t{99'000});
        buffer.resize(99'001, 3.0F);
        QCOMPARE(buffer[99'000], 3.0F);
        QCOMPARE(FloatBuffer(buffer).size(), std::size_t{99'001});
    }
};

TERMSCOPE_TEST(TestSharedElements)
#include "TestSharedElements.moc"
