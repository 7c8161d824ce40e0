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

/// Of one pass: what is in work of a chunk of rows.
struct ImagePass::Buffers {
    std::vector<float> values;
    std::vector<char> operands;
    std::vector<std::uint8_t> terms;
};

/// The values of `count` rows, finished where they are to be.
const float* ImagePass::finished(std::int64_t plane, std::int64_t row, std::int64_t count, Buffers& buffers) const
{
    const kernels::KernelSet& kernel = kernels::best();
    const std::int64_t block = plane % blocks;
    const std::int64_t offset = (plane * rows + row) * width * lanes;
    const float* values = source + offset;
    if (sums != nullptr) {
        const float* const place = source + (plane / blocks * rows + row) * width * sums->stride;
        kernel.gatherLanes(place + block * lanes, at(count * width), at(sums->stride),
                           at(std::min(lanes, sums->outputs - block * lanes)), at(lanes), place + sums->from[at(block)],
                           sums->to[at(block)], buffers.values.data());
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
    constexpr std::size_t usual = 16; // bytes of a block: a copy whose size is known is one instruction
    for (std::int64_t i = 0; i < count * width; ++i, to += step, from += block) {
        if (there == usual)
            std::memcpy(to, from, usual);
        else
            std::memcpy(to, from, there);
    }
}

double ImagePass::run() const
{
    const std::int64_t rowSize = width * lanes;
    const bool sideBySide = sums != nullptr || (reader && reader->channels != 0);
    const std::int64_t chunkFloats = sideBySide ? std::max(passFloats / 4, rowSize) : passFloats;
    const std::int64_t chunk = std::min(rows, std::max<std::int64_t>(1, chunkFloats / rowSize));
    Buffers buffers;
    const bool holds = sums != nullptr || (finish && finish->result == nullptr);
    buffers.values.resize(holds ? at(chunk * rowSize) : 0);
    buffers.terms.resize(reader ? at(chunk * rowSize) : 0);
    buffers.operands.resize(reader && reader->channels != 0 ? at(chunk * rowSize) * widthOf(reader->quantizer->type())
                                                            : 0);
    std::vector<std::vector<std::uint32_t>> terms(at(blocks));
    double pairs = 0.0;
    // Rows in the outer loop: where channels lie side by side, all blocks of a chunk of rows share its cache lines.
    for (std::int64_t image = 0; image < batch; ++image) {
        if (reader)
            std::ranges::fill(terms, reader->classes->noSums());
        for (std::int64_t row = 0; row < rows; row += chunk)
            for (std::int64_t block = 0; block < blocks; ++block) {
                const std::int64_t count = std::min(chunk, rows - row);
                const std::int64_t plane = image * blocks + block;
                const float* const values = finished(plane, row, count, buffers);
                if (!reader)
                    continue;
                quantize(values, plane, row, count, buffers);
                for (std::int64_t i = 0; i < count; ++i)
                    reader->classes->addRow(buffers.terms.data() + i * rowSize, row + i, terms[at(block)].data());
            }
        for (std::int64_t block = 0; reader && block < blocks; ++block)
            pairs += reader->classes->pairs(terms[at(block)], block);
    }
    return pairs;
}

} // namespace termscope
