// One way over images: finishes a convolution's sums, and quantizes for the convolution that reads next.
//
// Finished values lie in lanes (BlockedImage.h), or plainly as lanes of one. Sums of bytes, and bytes that the next
// convolution reads, lie with their channels side by side.
#pragma once

#include "core/graph/JoinPairs.h"
#include "core/run/ImagePieces.h"
#include "core/run/InputQuantizer.h"
#include "core/run/TermClasses.h"

#include <functional>
#include <optional>
#include <vector>

namespace termscope {

/// Sums of a product of bytes: at each place `stride` floats, the outputs' and then those of further outputs, which are
/// added to some of them furtherFactor times (ByteWeights.h).
struct ByteSums {
    ByteSums() = default;
    ByteSums(std::int64_t outputs, std::span<const std::int32_t> owners, std::int64_t lanes);

    std::int64_t outputs = 0;
    std::int64_t stride = 0;
    std::vector<std::uint32_t> to;  ///< by block: its lanes that further outputs are added to, as bits
    std::vector<std::int64_t> from; ///< by block: the first of its further outputs at a place
};

struct ImagePass {
    /// y = min(max(sum · scale + bias + addend, lowest), highest), rounded to levels.
    struct Finish {
        const float* scales = nullptr; ///< by output, filled up to whole blocks, as `bias`
        const float* bias = nullptr;
        const float* addend = nullptr; ///< in lanes; null for none
        float lowest = 0.0F;
        float highest = 0.0F;
        const std::optional<FloatLevels>* levels = nullptr;
        float* result = nullptr; ///< in lanes; null where nobody reads it
    };
    /// What quantizes, and where that goes.
    struct Reader {
        const InputQuantizer* quantizer = nullptr;
        const TermClasses* classes = nullptr;
        char* operands = nullptr;
        std::int64_t channels = 0; ///< that lie side by side; 0: in lanes
    };

    std::int64_t batch = 0, blocks = 0, lanes = 0, rows = 0, width = 0;
    const float* source = nullptr;  ///< of all images, for run()
    const ByteSums* sums = nullptr; ///< how the source lies; null: as images do
    std::optional<Finish> finish = std::nullopt;
    std::optional<Reader> reader = std::nullopt;

    /// The term pairs of what the reader reads; 0 without one.
    double run() const;
    /// The same with the sums of a piece at a time, which `sumsOf` makes, in place of a source. Range: pieces of all
    /// images and rows in order; of whole images where these lie in lanes.
    double run(std::span<const ImagePiece> pieces, const std::function<const float*(const ImagePiece&)>& sumsOf) const;

private:
    struct Buffers;
    Buffers buffers() const;
    double runPiece(const ImagePiece& piece, Buffers& buffers) const;
    bool finishesAndLooksUp() const;
    void finishAndLookUp(std::int64_t plane, std::int64_t row, std::int64_t count, Buffers& buffers) const;
    const float* sourceOf(std::int64_t plane, std::int64_t row, const Buffers& buffers) const;
    const float* finished(std::int64_t plane, std::int64_t row, std::int64_t count, Buffers& buffers) const;
    void quantize(const float* values, std::int64_t plane, std::int64_t row, std::int64_t count,
                  Buffers& buffers) const;
};

} // namespace termscope
