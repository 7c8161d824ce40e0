// A convolution at work: on plain values, or on images in lanes together with what follows it.
//
// In lanes, an addend and a clip (Relu, Relu6) that follow are done with the product's result: float32 sums by oneDNN
// as they are written, integer sums in one pass over them that also quantizes for the convolution that reads next.
// Between convolutions in lanes, data that bytes hold are bytes, with their channels side by side, and sums lie so too.
// Where bytes hold the weights as well (ByteWeights.h) and the machine's products of bytes are exact, these are taken;
// where not, a piece of the data at a time becomes floats.
// Quantized results are those of the plain operators, bit for bit (a zero's sign aside): y = float(Σ x·w) · scale +
// bias, every step rounded. With weights that are no integers float32 sums are as near as their order lets them be.
#pragma once

#include "core/graph/JoinPairs.h"
#include "core/run/BlockedImage.h"
#include "core/run/ConvolutionProduct.h"
#include "core/run/ImagePass.h"
#include "core/run/LayerKernel.h"
#include "core/run/TermClasses.h"

#include <map>
#include <mutex>

namespace termscope {

/// What a convolution in lanes reads.
struct ConvolutionInput {
    Shape shape; ///< [n, channels, space…]
    ImageOrder order = ImageOrder::Lanes;
    const float* floats = nullptr;  ///< may be null when there are operands
    const void* operands = nullptr; ///< what another convolution has made for this kernel; null where none has
    bool isPositive = false;        ///< no value is negative: known of what others made
};

class ConvolutionKernel : public LayerKernel {
public:
    /// node and layers outlive it. `prepared`: null for float32. `follows`: what is done in lanes; its bias is not
    /// looked at. `levels`: to which the result is rounded after that.
    ConvolutionKernel(const Node& node, const WeightLayer& weights, const PreparedLayer* prepared,
                      Epilogue follows = {}, std::optional<FloatLevels> levels = {});

    /// Plain values; what follows is not done.
    Result<Outputs> run(Call& call, LayerLog* log) const override;

    bool quantizes() const { return prepared_ != nullptr; }
    std::int64_t outputs() const { return weights_.outputs(); }
    /// None where the node does not take such images, or has no fast code for them in lanes.
    std::optional<SlidingWindow> windowInLanes(const Shape& image, ImageOrder order) const;

    /// What runInLanes gives: an image, or only what `next` makes of it.
    struct Made {
        BlockedImagePtr image;
        std::shared_ptr<void> operands;
        bool isPositive = false; ///< no value is negative
    };
    /// `window` by windowInLanes. addend: an image of the result's shape, which is given up; null for none. next: a
    /// quantized convolution which takes the result in lanes, or null; keeps: the result itself is asked for too.
    Made runInLanes(ConvolutionInput input, const SlidingWindow& window, BlockedImagePtr addend,
                    const ConvolutionKernel* next, bool keeps, LayerLog* log, BufferPool& pool) const;

private:
    /// How data that are bytes enter a product.
    struct ByteForm {
        const ConvolutionProduct* product; ///< of bytes, or of floats
        InputQuantizer quantizer;          ///< to bytes

        bool widens() const { return widthOf(product->operandType()) != 1; }
    };
    /// Of the products of this layer one that reads so many images, and how it reads them.
    struct Read {
        const ConvolutionProduct& product;
        const InputQuantizer& quantizer;
        ImageOrder order;               ///< of the operands
        std::size_t operandBytes;       ///< of all images
        const ByteSums* sums = nullptr; ///< how they lie, side by side; null: in lanes
        const float* scales = nullptr;  ///< of the sums, by output
        bool widens = false;            ///< the operands are bytes, and the product takes floats
    };

    /// In what a product runs, and the most that one of these makes and reads.
    struct Pieces {
        std::vector<ImagePiece> pieces;
        std::vector<ConvolutionProduct::PlanPtr> plans; ///< by piece
        std::int64_t mostSums = 0;                      ///< floats
        std::int64_t mostData = 0;                      ///< values
    };

    void prepareBytes();
    void prepareWidening();
    const ByteForm* bytesFor(std::int64_t batch, const SlidingWindow& window, bool isPositive) const;
    Read readOf(std::int64_t batch, const SlidingWindow& window, ImageOrder order, bool isPositive) const;
    bool isPositive(const ConvolutionInput& input) const;
    bool givesPositive() const;
    ImagePass::Finish finishOf(const Read& read, const float* addend, float* result) const;
    ImagePass::Reader readerOf(const Read& read, const TermClasses& classes, void* operands) const;
    std::shared_ptr<const TermClasses> classesFor(const SlidingWindow& window, std::int64_t lanes) const;
    Result<Outputs> runPlain(Call& call, FloatBuffer data) const;
    void roundResult(float* values, std::int64_t count) const;
    void finish(float* result, std::int64_t batch, std::int64_t places, std::span<const float> sampleScales) const;
    void quantizeBy(const ImagePass& pass, LayerLog* log) const;
    BlockedImagePtr runFloats(const ConvolutionInput& input, const SlidingWindow& window, BlockedImagePtr addend,
                              BufferPool& pool) const;
    std::shared_ptr<void> quantizeInput(const ConvolutionInput& input, const SlidingWindow& window, LayerLog* log,
                                        BufferPool& pool) const;
    void writeInput(const Value& x, const TermClasses& classes, Operands& operands, LayerLog* log) const;
    double runPieces(const ImagePass& pass, const Read& read, const void* operands, const SlidingWindow& window,
                     BufferPool& pool) const;
    std::shared_ptr<const Pieces> piecesFor(const Read& read, std::int64_t batch, const SlidingWindow& window) const;
    std::optional<Pieces> planned(const Read& read, std::vector<ImagePiece> pieces) const;
    std::int64_t floatsOfPlace(const Read& read) const;
    std::int64_t placesOfPiece(const Read& read, const SlidingWindow& window) const;
    void countProducts(std::int64_t batch, const SlidingWindow& window, LayerLog* log) const;

    const Node& node_;
    int layer_;
    const WeightLayer& weights_;
    const PreparedLayer* prepared_;
    std::int64_t positions_;
    Epilogue follows_;
    std::optional<FloatLevels> levels_;
    SharedFloats numbers_;          ///< prepared weights, in the file's order
    std::vector<float> laneScales_; ///< by output, then zeros up to whole blocks
    std::vector<float> laneBias_;
    std::vector<std::uint64_t>
        columnTerms_; ///< [groups, positions, inputs]: weight terms over the outputs of the group
    std::optional<ConvolutionProduct> product_;
    std::optional<InputQuantizer> quantizer_;
    std::optional<ConvolutionProduct> byteProduct_;
    std::optional<ConvolutionProduct> positiveByteProduct_; ///< of data that are not negative
    /// Of bytes of any sign, and of such as are not negative: each by a product of bytes, and after it by one of
    /// floats.
    std::vector<ByteForm> forms_;
    std::vector<ByteForm> positiveForms_;
    ByteSums byteSums_;             ///< how products of bytes leave their sums
    ByteSums floatSums_;            ///< how products of floats do, side by side
    std::vector<float> byteScales_; ///< laneScales_ times what the weights' bytes stand for
    mutable std::mutex mutex_;
    mutable std::map<Shape, std::shared_ptr<const TermClasses>> classes_; ///< by the window's inputs, and the lanes
    /// By the window's inputs, the batch, the operands' type and order, and the threads.
    mutable std::map<Shape, std::shared_ptr<const Pieces>> pieces_;
};

} // namespace termscope
