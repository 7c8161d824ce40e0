// How far a picture of a window is from one that was reviewed: by blocks, so that the smoothing of letters and lines,
// which differs between machines, does not count, and a part that moved, went or turned another colour does.
#pragma once

#include <QImage>

#include <algorithm>
#include <array>
#include <cstdlib>

namespace termscope {

constexpr int referenceWidth = 640; // pixels of a kept picture
constexpr int blockSide = 8;        // pixels of it
constexpr int blockTolerance = 14;  // of 255, in the mean of a block's red, green or blue

/// The size in which pictures are kept and compared.
inline QImage reduced(const QImage& picture)
{
    return picture.convertToFormat(QImage::Format_RGB32).scaledToWidth(referenceWidth, Qt::SmoothTransformation);
}

/// The mean colour of the block at x, y.
inline std::array<int, 3> meanOf(const QImage& picture, int x, int y)
{
    std::array<int, 3> sum{};
    int count = 0;
    for (int row = y; row < std::min(y + blockSide, picture.height()); ++row)
        for (int column = x; column < std::min(x + blockSide, picture.width()); ++column) {
            const QRgb pixel = picture.pixel(column, row);
            sum[0] += qRed(pixel);
            sum[1] += qGreen(pixel);
            sum[2] += qBlue(pixel);
            ++count;
        }
    for (int& each : sum)
        each /= count;
    return sum;
}

/// The share of blocks, 0…1, in which two reduced pictures differ; 1 where their sizes do. In `where`, if given, those
/// blocks are marked.
inline double difference(const QImage& left, const QImage& right, QImage* where = nullptr)
{
    if (left.size() != right.size())
        return 1.0;
    int blocks = 0;
    int different = 0;
    for (int y = 0; y < left.height(); y += blockSide)
        for (int x = 0; x < left.width(); x += blockSide) {
            const std::array<int, 3> a = meanOf(left, x, y);
            const std::array<int, 3> b = meanOf(right, x, y);
            int most = 0;
            for (std::size_t i = 0; i < a.size(); ++i)
                most = std::max(most, std::abs(a[i] - b[i]));
            ++blocks;
            if (most <= blockTolerance)
                continue;
            ++different;
            for (int i = 0; where != nullptr && i < blockSide * blockSide; ++i) {
                const QPoint pixel(x + i % blockSide, y + i / blockSide);
                if (where->rect().contains(pixel) && (i % blockSide == 0 || i < blockSide))
                    where->setPixel(pixel, qRgb(255, 0, 255));
            }
        }
    return static_cast<double>(different) / blocks;
}

} // namespace termscope
