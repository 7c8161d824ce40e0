// Transpose, and Slice and Expand with it in them, against one place after the other; matrices that are no whole tiles.
#include "core/ops/Operator.h"
#include "tests/core/Samples.h"
#include "tests/support/TestClass.h"

#include <QtTest>
#include <numeric>

using namespace termscope;

namespace {

Outputs run(std::string op, std::vector<Attribute> attributes, std::vector<ValuePtr> inputs)
{
    std::vector<int> places(inputs.size());
    std::iota(places.begin(), places.end(), 0);
    const Node node{"moved", std::move(op), std::move(attributes), places, {static_cast<int>(inputs.size())}, {}};
    Call call{node, 20, std::move(inputs)};
    return samples::unwrap(runOperator(call));
}

/// Calls visit(place by the index's digits) for all indices of the shape, the last axis running fastest.
template <class Visit>
void forAll(const Shape& shape, Visit visit)
{
    Shape index(shape.size(), 0);
    const std::int64_t count = elementCount(shape);
    for (std::int64_t i = 0; i < count; ++i) {
        visit(index);
        for (std::size_t axis = shape.size(); axis-- > 0;) {
            if (++index[axis] < shape[axis])
                break;
            index[axis] = 0;
        }
    }
}

std::int64_t placeOf(const Shape& shape, const Shape& index)
{
    std::int64_t place = 0;
    for (std::size_t axis = 0; axis < shape.size(); ++axis)
        place = place * shape[axis] + index[axis];
    return place;
}

} // namespace

class TestTransposes : public QObject {
    Q_OBJECT

private slots:
    void anyOrder();
    void slicesBackwards();
    void expandsRows();
};

void TestTransposes::anyOrder()
{
    std::mt19937 random(51);
    for (int round = 0; round < 300; ++round) {
        const std::size_t rank = 2 + random() % 4;
        Shape shape;
        for (std::size_t i = 0; i < rank; ++i)
            shape.push_back(1 + static_cast<std::int64_t>(random() % (rank == 2 ? 23 : 9)));
        Shape order(rank);
        std::iota(order.begin(), order.end(), 0);
        std::ranges::shuffle(order, random);
        const std::vector<float> values = samples::normalFloats(random, static_cast<std::size_t>(elementCount(shape)));
        std::vector<std::int64_t> integers(values.size());
        std::iota(integers.begin(), integers.end(), 0);
        const Outputs floats = run("Transpose", {{"perm", order}}, {floatValue(shape, values)});
        const Outputs whole = run("Transpose", {{"perm", order}}, {integerValue(shape, integers)});
        std::size_t at = 0;
        forAll(floats[0]->shape, [&](const Shape& index) {
            Shape from(rank);
            for (std::size_t axis = 0; axis < rank; ++axis)
                from[static_cast<std::size_t>(order[axis])] = index[axis];
            const std::int64_t place = placeOf(shape, from);
            QCOMPARE(floats[0]->floats[at], values[static_cast<std::size_t>(place)]);
            QCOMPARE(whole[0]->integers[at], place);
            ++at;
        });
        QCOMPARE(at, values.size());
    }
}

/// Every second column of a matrix, from the last one on.
void TestTransposes::slicesBackwards()
{
    const Shape shape{3, 11, 13};
    std::vector<float> values(static_cast<std::size_t>(elementCount(shape)));
    std::iota(values.begin(), values.end(), 0.0F);
    const auto numbers = [](std::vector<std::int64_t> some) {
        return integerValue({static_cast<std::int64_t>(some.size())}, some);
    };
    const Outputs found = run("Slice", {},
                              {floatValue(shape, values), numbers({-1}), numbers({-100}), numbers({2}), numbers({-2})});
    QCOMPARE(found[0]->shape, (Shape{3, 11, 7}));
    std::size_t at = 0;
    forAll(found[0]->shape, [&](const Shape& index) {
        QCOMPARE(found[0]->floats[at++],
                 values[static_cast<std::size_t>(placeOf(shape, {index[0], index[1], 12 - 2 * index[2]}))]);
    });
}

void TestTransposes::expandsRows()
{
    const std::vector<float> values{1, 2, 3, 4, 5, 6, 7};
    const Outputs found = run("Expand", {}, {floatValue({7, 1}, values), integerValue({2}, {7, 6})});
    QCOMPARE(found[0]->shape, (Shape{7, 6}));
    for (std::size_t i = 0; i < 42; ++i)
        QCOMPARE(found[0]->floats[i], values[i / 6]);
}

TERMSCOPE_TEST(TestTransposes)
#include "TestTransposes.moc"
