// Convolutions in pieces: together they give every place of every image once, and read there what the whole reads.
#include "core/run/ImagePieces.h"
#include "tests/support/TestClass.h"

#include <QtTest>

#include <random>

using namespace termscope;

namespace {

SlidingWindow someWindow(std::mt19937& random, int axes)
{
    const auto upTo = [&](unsigned n) { return static_cast<std::int64_t>(random() % n) + 1; };
    SlidingWindow window;
    for (int axis = 0; axis < axes; ++axis) {
        window.kernel.push_back(upTo(4));
        window.strides.push_back(upTo(3));
        window.dilations.push_back(upTo(2));
        window.before.push_back(upTo(6) - 1); // also more than the kernel reaches: windows in the padding alone
        window.after.push_back(upTo(6) - 1);
        const std::int64_t reach = window.dilations.back() * (window.kernel.back() - 1) + 1;
        window.inputs.push_back(std::max<std::int64_t>(1, reach + upTo(20) - 6));
        window.outputs.push_back(std::max<std::int64_t>(
            1,
            (window.inputs.back() + window.before.back() + window.after.back() - reach) / window.strides.back() + 1));
    }
    return window;
}

/// Whether a window of exactly these sizes gives exactly these outputs.
bool fits(const SlidingWindow& window)
{
    for (std::size_t i = 0; i < window.axes(); ++i) {
        const std::int64_t reach = window.dilations[i] * (window.kernel[i] - 1) + 1;
        const std::int64_t room = window.inputs[i] + window.before[i] + window.after[i] - reach;
        if (room < 0 || room / window.strides[i] + 1 != window.outputs[i] || window.before[i] < 0 || window.after[i] < 0
            || window.inputs[i] < 1)
            return false;
    }
    return true;
}

} // namespace

class TestImagePieces : public QObject {
    Q_OBJECT

private slots:
    void readWhatTheWholeReads();
    void areSmall();
};

void TestImagePieces::readWhatTheWholeReads()
{
    std::mt19937 random(41);
    int cut = 0;
    for (int round = 0; round < 400; ++round) {
        const SlidingWindow whole = someWindow(random, round % 3 + 1);
        if (!fits(whole))
            continue;
        const std::int64_t batch = round % 4 + 1;
        const std::int64_t most = static_cast<std::int64_t>(random() % 200) + 1;
        const std::int64_t width = whole.outputs.back();
        std::int64_t image = 0;
        std::int64_t row = 0;
        for (const ImagePiece& piece : imagePieces(whole, batch, most)) {
            QVERIFY(fits(piece.window));
            QCOMPARE(piece.image, image);
            QCOMPARE(piece.row, row);
            QCOMPARE(piece.window.positions(), piece.rows * width);
            QVERIFY(piece.images == 1 || piece.rows * width == whole.positions());
            cut += piece.rows * width < whole.positions() ? 1 : 0;
            for (std::int64_t place = 0; place < piece.window.positions(); ++place)
                for (std::int64_t tap = 0; tap < elementCount(whole.kernel); ++tap) {
                    const std::int64_t own = inputPlace(piece.window, place, tap);
                    const std::int64_t read = own < 0 ? -1 : own + piece.inputPlace;
                    QCOMPARE(read, inputPlace(whole, piece.row * width + place, tap));
                }
            row += piece.rows;
            if (row == whole.positions() / width) {
                row = 0;
                image += piece.images;
            }
        }
        QCOMPARE(image, batch);
        QCOMPARE(row, 0);
    }
    QVERIFY(cut > 100);
}

void TestImagePieces::areSmall()
{
    const SlidingWindow window{{3, 3}, {1, 1}, {1, 1}, {1, 1}, {1, 1}, {112, 112}, {112, 112}};
    for (const ImagePiece& piece : imagePieces(window, 2, 1000)) // 8 rows are 896 places
        QVERIFY(piece.window.positions() <= 1000);
    QCOMPARE(imagePieces(window, 2, 1000).size(), std::size_t{28});
    QCOMPARE(imagePieces(window, 5, 2 * 112 * 112).size(), std::size_t{3});
    QCOMPARE(imagePieces(window, 1, 1).size(), std::size_t{112});
    const SlidingWindow line{{3}, {1}, {1}, {1}, {1}, {112}, {112}};
    QCOMPARE(imagePieces(line, 3, 10).size(), std::size_t{3});
}

TERMSCOPE_TEST(TestImagePieces)
#include "TestImagePieces.moc"
