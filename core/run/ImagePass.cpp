#include "core/run/ImagePass.h"

#include "core/base/Index.h"
#include "core/terms/Kernels.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace termscope {
namespace {

/// Floats that a pass takes at a time, so that they stay in the nearest cache.
constexpr std::int64_t passFloats = 4096;

} // namespace

ByteSums::ByteSums(std::int64_t outputCount, std::span<const std::int32_t> owners, std::int64_t lanes)
    : outputs(outputCount), stride(outputCount + std::ssize(owners)), to(at((outputCount + lanes - 1) / lanes), 0),
      from(to.size(), outputCount)
{
    for (const std::int32_t owner : owners)
        to[at(owner / lanes)] |= 1U << (owner % lanes);
    for (std::size_t block = 1; block < to.size(); ++block)
        from[block] = from[block - 1] + std::popcount(to[block - 1]);
}

/// Of one pass: what is in work of a chunk of rows, and the piece that it is of.
struct ImagePass::Buffers {
    std::int64_t chunk = 0;        ///< rows
    const float* source = nullptr; ///< of the piece, whose first image and row these are:
    std::int64_t image = 0;
    std::int64_t row = 0;
    std::int64_t rows = 0;                        ///< of the piece
    std::vector<std::vector<std::uint32_t>> sums; ///< by block: terms of the image in work
    std::vector<float> values;
    std::vector<char> operands;
    std::vector<std::uint8_t> terms;
};

/// The source of a row: in lanes, or the sums of its first place.
const float* ImagePass::sourceOf(std::int64_t plane, std::int64_t row, const Buffers& buffers) const
{
    if (sums == nullptr)
        return buffers.source + ((plane - buffers.image * blocks) * rows + row) * width * lanes;
    const std::int64_t rowsBefore = (plane / blocks - buffers.image) * buffers.rows + row - buffers.row;
    return buffers.source + rowsBefore * width * sums->stride;
}

/// Whether one way over the sums does everything.
bool ImagePass::finishesAndLooksUp() const
{
    kernels::LanePass pass;
    const kernels::KernelSet& kernel = kernels::best();
    if (kernel.finishAndLookUp == nullptr || at(lanes) != kernel.lanesOfPass || !finish || *finish->levels || !reader)
        return false;
    return reader->quantizer->tell(pass);
}

/// Range: finishesAndLooksUp().
void ImagePass::finishAndLookUp(std::int64_t plane, std::int64_t row, std::int64_t count, Buffers& buffers) const
{
    const std::int64_t block = plane % blocks;
    const std::int64_t offset = (plane * rows + row) * width * lanes;
    const std::int64_t place = (plane / blocks * rows + row) * width;
    const std::int64_t first = block * lanes;
    kernels::LanePass pass;
    pass.places = at(count * width);
    const float* const from = sourceOf(plane, row, buffers);
    if (sums != nullptr) {
        pass.sums = from + first;
        pass.stride = at(sums->stride);
        pass.channels = at(std::min(lanes, sums->outputs - first));
        pass.further = from + sums->from[at(block)];
        pass.to = sums->to[at(block)];
    } else {
        pass.sums = from;
        pass.stride = pass.channels = at(lanes);
    }
    pass.scales = finish->scales + first;
    pass.bias = finish->bias + first;
    pass.addend = finish->addend != nullptr ? finish->addend + offset : nullptr;
    pass.lowest = finish->lowest;
    pass.highest = finish->highest;
    pass.result = finish->result != nullptr ? finish->result + offset : nullptr;
    reader->quantizer->tell(pass);
    pass.bytes = reinterpret_cast<std::int8_t*>(reader->operands) + place * reader->channels + first;
    pass.bytesStride = at(reader->channels);
    pass.bytesThere = at(std::min(lanes, reader->channels - first));
    if (reader->classes->isOne())
        pass.termSums = buffers.sums[at(block)].data();
    else
        pass.terms = buffers.terms.data();
    kernels::best().finishAndLookUp(pass);
}

/// The values of `count` rows, finished where they are to be.
const float* ImagePass::finished(std::int64_t plane, std::int64_t row, std::int64_t count, Buffers& buffers) const
{
    const kernels::KernelSet& kernel = kernels::best();
    const std::int64_t block = plane % blocks;
    const std::int64_t offset = (plane * rows + row) * width * lanes;
    const float* values = sourceOf(plane, row, buffers);
    if (sums != nullptr) {
        kernel.gatherLanes(values + block * lanes, at(count * width), at(sums->stride),
                           at(std::min(lanes, sums->outputs - block * lanes)), at(lanes),
                           values + sums->from[at(block)], sums->to[at(block)], buffers.values.data());
        values = buffers.values.data();
    }
    if (!finish)
        return values;
    float* const target = finish->result != nullptr ? finish->result + offset : buffers.values.data();
    kernel.finishLanes(values, at(count * width), at(lanes), finish->scales + block * lanes,
                       finish->bias + block * lanes, finish->addend != nullptr ? finish->addend + offset : nullptr,
                       finish->lowest, finish->highest, target);
    if (const std::optional<FloatLevels>& levels = *finish->levels)
        kernel.roundToLevels(target, at(count * width * lanes), levels->scale, levels->lowest, levels->highest, target);
    return target;
}

/// Operands and terms of `count` rows of values.
void ImagePass::quantize(const float* values, std::int64_t plane, std::int64_t row, std::int64_t count,
                         Buffers& buffers) const
{
    const InputQuantizer& quantizer = *reader->quantizer;
    const std::size_t bytes = widthOf(quantizer.type());
    const std::int64_t size = count * width * lanes;
    if (reader->channels == 0) {
        const std::int64_t offset = (plane * rows + row) * width * lanes;
        quantizer.quantize(values, at(size), reader->operands + at(offset) * bytes, buffers.terms.data());
        return;
    }
    quantizer.quantize(values, at(size), buffers.operands.data(), buffers.terms.data());
    const std::int64_t first = plane % blocks * lanes;
    const std::size_t there = at(std::min(lanes, reader->channels - first)) * bytes;
    const std::size_t step = at(reader->channels) * bytes;
    char* to = reader->operands + at((plane / blocks * rows + row) * width) * step + at(first) * bytes;
    const char* from = buffers.operands.data();
    const std::size_t block = at(lanes) * bytes;
    for (std::int64_t i = 0; i < count * width; ++i, to += step, from += block) {
        if (there == 16) // bytes of a block: a copy whose size is known is one instruction
            std::memcpy(to, from, 16);
        else if (there == 8)
            std::memcpy(to, from, 8);
        else
            std::memcpy(to, from, there);
    }
}

ImagePass::Buffers ImagePass::buffers() const
{
    const std::int64_t rowSize = width * lanes;
    const bool sideBySide = sums != nullptr || (reader && reader->channels != 0);
    const std::int64_t chunkFloats = sideBySide ? std::max(passFloats / 4, rowSize) : passFloats;
    Buffers all;
    all.chunk = std::min(rows, std::max<std::int64_t>(1, chunkFloats / rowSize));
    const std::size_t size = at(all.chunk * rowSize);
    const bool holds = sums != nullptr || (finish && finish->result == nullptr);
    all.values.resize(holds ? size : 0);
    all.terms.resize(reader ? size : 0);
    all.operands.resize(reader && reader->channels != 0 ? size * widthOf(reader->quantizer->type()) : 0);
    all.sums.resize(at(blocks));
    return all;
}

/// The pairs of the images that end with this piece.
double ImagePass::runPiece(const ImagePiece& piece, Buffers& buffers) const
{
    const std::int64_t rowSize = width * lanes;
    const std::int64_t end = piece.row + piece.rows;
    const bool atOnce = finishesAndLooksUp();
    double pairs = 0.0;
    // Rows in the outer loop: where channels lie side by side, all blocks of a chunk of rows share its cache lines.
    for (std::int64_t image = piece.image; image < piece.image + piece.images; ++image) {
        if (reader && piece.row == 0)
            std::ranges::fill(buffers.sums, reader->classes->noSums());
        for (std::int64_t row = piece.row; row < end; row += buffers.chunk)
            for (std::int64_t block = 0; block < blocks; ++block) {
                const std::int64_t count = std::min(buffers.chunk, end - row);
                const std::int64_t plane = image * blocks + block;
                if (atOnce) {
                    finishAndLookUp(plane, row, count, buffers);
                    if (reader->classes->isOne())
                        continue; // the terms are added up
                } else {
                    const float* const values = finished(plane, row, count, buffers);
                    if (!reader)
                        continue;
                    quantize(values, plane, row, count, buffers);
                }
                for (std::int64_t i = 0; i < count; ++i)
                    reader->classes->addRow(buffers.terms.data() + i * rowSize, row + i,
                                            buffers.sums[at(block)].data());
            }
        for (std::int64_t block = 0; reader && end == rows && block < blocks; ++block)
            pairs += reader->classes->pairs(buffers.sums[at(block)], block);
    }
    return pairs;
}

double ImagePass::run() const
{
    Buffers all = buffers();
    all.source = source;
    all.rows = rows;
    return runPiece({0, batch, 0, rows, 0, {}}, all);
}

double ImagePass::run(std::span<const ImagePiece> pieces,
                      const std::function<const float*(const ImagePiece&)>& sumsOf) const
{
    Buffers all = buffers();
    double pairs = 0.0;
    for (const ImagePiece& piece : pieces) {
        all.source = sumsOf(piece);
        all.image = piece.image;
        all.row = piece.row;
        all.rows = piece.rows;
        pairs += runPiece(piece, all);
    }
    return pairs;
}

} // namespace termscope
