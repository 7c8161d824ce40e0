// Places of several values that stretch to one shape, against the odometer that counts them one by one.
#include "core/base/FloatRecycler.h"
#include "core/ops/Helpers.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <random>

using namespace termscope;

class TestWalk : public QObject {
    Q_OBJECT

private slots:
    void countsEveryPlace();
    void joinsAxes();
    void nothingInAnEmptyShape();
    void buffersAreUsedAgain();
    void buffersGoWithTheRecycler();
};

namespace {

using Offsets = std::array<std::int64_t, 2>;

std::vector<Offsets> placesOneByOne(const Shape& shape, const std::array<Shape, 2>& strides)
{
    std::vector<Offsets> places;
    for (std::int64_t place = 0; place < elementCount(shape); ++place) {
        Offsets offsets{};
        std::int64_t rest = place;
        for (std::size_t axis = shape.size(); axis-- > 0;) {
            for (std::size_t n = 0; n < 2; ++n)
                offsets[n] += rest % shape[axis] * strides[n][axis];
            rest /= shape[axis];
        }
        places.push_back(offsets);
    }
    return places;
}

} // namespace

/// Strides of values as they lie, stretched, reversed, and in another order of axes.
void TestWalk::countsEveryPlace()
{
    std::mt19937 random(3);
    const auto below = [&random](int count) {
        return static_cast<std::int64_t>(random() % static_cast<unsigned>(count));
    };
    for (int round = 0; round < 2000; ++round) {
        Shape shape(at(below(5)));
        for (std::int64_t& size : shape)
            size = 1 + below(4);
        std::array<Shape, 2> strides{ops::stridesOf(shape), ops::stridesOf(shape)};
        for (Shape& own : strides) {
            if (below(3) == 0)
                std::ranges::shuffle(own, random);
            for (std::int64_t& stride : own)
                stride *= std::array<std::int64_t, 5>{1, 1, 1, 0, -1}[at(below(5))];
        }
        std::vector<Offsets> found;
        ops::walk(shape, strides, [&](const Offsets& offsets) { found.push_back(offsets); });
        QCOMPARE(found, placesOneByOne(shape, strides));
    }
}

void TestWalk::joinsAxes()
{
    const Shape shape{2, 3, 4, 5};
    int rows = 0;
    ops::walkRows(shape, std::array{ops::stridesOf(shape), ops::broadcastStrides({4, 5}, shape)},
                  [&](const ops::WalkRow<2>& row) {
                      QCOMPARE(row.count, 20);
                      QCOMPARE(row.steps, (Offsets{1, 1}));
                      QCOMPARE(row.offsets, (Offsets{20 * rows, 0}));
                      ++rows;
                  });
    QCOMPARE(rows, 6);
}

void TestWalk::nothingInAnEmptyShape()
{
    int places = 0;
    ops::walk({2, 0, 3}, std::array{Shape{0, 3, 1}}, [&](const auto&) { ++places; });
    QCOMPARE(places, 0);
    ops::walk({}, std::array{Shape{}}, [&](const auto&) { ++places; });
    QCOMPARE(places, 1);
}

void TestWalk::buffersAreUsedAgain()
{
    const FloatRecycler recycler;
    std::vector<float> first(100'000, 7.0F);
    const float* const place = first.data();
    FloatRecycler::giveUp(std::move(first));
    const FloatRoom small = FloatRecycler::any(50'000);
    QVERIFY(small.data() != place); // half of it would lie idle
    {
        const FloatRecycler inner;
        FloatRoom again = FloatRecycler::any(99'000);
        QCOMPARE(again.data(), place);
        QVERIFY(again.size() >= std::size_t{99'000});
        FloatRecycler::giveUp(std::move(again)); // of the outer one, of any value
        const auto zeros = newValue(ElementType::Float32, {99'000});
        QVERIFY(std::ranges::all_of(zeros->floats, [](float x) { return x == 0.0F; }));
    }
    const FloatRoom other = FloatRecycler::any(100'000);
    QVERIFY(other.size() >= std::size_t{100'000});
}

void TestWalk::buffersGoWithTheRecycler()
{
    FloatRoom buffer(std::vector<float>(100'000, 7.0F));
    FloatRecycler::giveUp(std::move(buffer)); // nobody takes it
    QCOMPARE(buffer.size(), std::size_t{100'000});
    {
        const FloatRecycler recycler;
        FloatRecycler::giveUp(std::move(buffer));
        QCOMPARE(buffer.size(), std::size_t{0});
    }
    QCOMPARE(FloatRecycler::any(5).size(), std::size_t{5});
}

TERMSCOPE_TEST(TestWalk)
#include "TestWalk.moc"
