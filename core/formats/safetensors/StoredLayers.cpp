#include "core/formats/safetensors/StoredLayers.h"

#include "core/base/ByteOrder.h"
#include "core/base/Index.h"
#include "core/files/FloatBytes.h"
#include "core/formats/packed/JoinedTensors.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdlib>

namespace termscope {
namespace {

/// How the integers q of a layer are kept.
struct IntegerForm {
    int bits = 8;
    bool isSigned = true;

    bool packed() const { return bits < 8; }
    std::int32_t lowest() const { return isSigned ? -(1 << (bits - 1)) : 0; }
    std::int32_t highest() const { return (1 << (isSigned ? bits - 1 : bits)) - 1; }
    /// What is taken off q where only integers with a sign are packed.
    std::int32_t shift() const { return packed() && !isSigned ? 1 << (bits - 1) : 0; }
};

/// The narrowest form that holds all from `lowest` to `highest`; whole bytes from 8 bits on.
IntegerForm formOf(std::int32_t lowest, std::int32_t highest)
{
    const bool isSigned = lowest < 0;
    const auto largest = static_cast<std::uint32_t>(std::max(isSigned ? -(lowest + 1) : 0, highest));
    const int bits = std::max(1, static_cast<int>(std::bit_width(largest)) + (isSigned ? 1 : 0));
    return {bits <= 8 ? bits : bits <= 16 ? 16 : 32, isSigned};
}

/// q − z over all zero points: as many magnitude bits as the layer has, so that all that is counted by them stays.
bool keepsMagnitude(const GivenWeights& given, const IntegerForm& form, std::int32_t lowestZero,
                    std::int32_t highestZero)
{
    GivenWeights stored;
    stored.lowest = form.lowest() - highestZero;
    stored.highest = form.highest() - lowestZero;
    return stored.magnitudeBits() == given.magnitudeBits();
}

/// Integers of 8, 16 or 32 bits, little-endian.
Bytes wholeBytes(std::span<const std::int32_t> values, int bits)
{
    const auto size = static_cast<std::size_t>(bits / 8);
    Bytes bytes(values.size() * size);
    for (std::size_t i = 0; i < values.size(); ++i)
        for (std::size_t byte = 0; byte < size; ++byte)
            bytes[i * size + byte] = static_cast<std::byte>(static_cast<std::uint32_t>(values[i]) >> (8 * byte) & 255U);
    return bytes;
}

std::int64_t wordsOf(std::int64_t columns, int bits)
{
    const std::int64_t perWord = 32 / bits;
    return (columns + perWord - 1) / perWord;
}

/// Rows of words, the first value in the lowest bits, each plus 2^(b−1).
Bytes packedWords(std::span<const std::int32_t> values, std::int64_t columns, int bits)
{
    const std::int64_t perWord = 32 / bits;
    const std::int64_t across = wordsOf(columns, bits);
    const std::int64_t rows = std::ssize(values) / columns;
    Bytes bytes(at(4 * rows * across));
    for (std::int64_t row = 0; row < rows; ++row)
        for (std::int64_t word = 0; word < across; ++word) {
            std::uint32_t gathered = 0;
            for (std::int64_t i = 0; i < std::min(perWord, columns - word * perWord); ++i) {
                const auto value = static_cast<std::uint32_t>(values[at(row * columns + word * perWord + i)]
                                                              + (1 << (bits - 1)));
                gathered |= value << (static_cast<int>(i) * bits);
            }
            storeLittleEndian<std::uint32_t>(gathered, bytes.data() + 4 * (row * across + word));
        }
    return bytes;
}

/// One layer on its way into tensors.
class Storing {
public:
    Storing(const WeightLayer& layer, std::span<const float> weights)
        : layer_(layer), given_(*layer.given), weights_(weights), row_(layer.fanIn()), zeros_(given_.allZeros()),
          scales_(given_.scales.toVector())
    {
        if (!zeros_.empty()) {
            const auto [low, high] = std::ranges::minmax(zeros_);
            lowestZero_ = low;
            highestZero_ = high;
        }
        form_ = formOf(given_.lowest + highestZero_, given_.highest + lowestZero_);
    }

    bool readLevels();
    std::string whyNoPlace() const;
    std::vector<StoredTensor> tensors() const;

private:
    std::int64_t blocks() const { return given_.block > 0 ? row_ / given_.block : 1; }
    std::int32_t zeroAt(std::int64_t output, std::int64_t column) const
    {
        return zeros_.empty() ? 0 : zeros_[given_.placeOf(zeros_.size(), output, column, row_)];
    }
    std::size_t scalePlaces() const;
    std::size_t zeroPlaces() const;
    Shape shapeOf(std::size_t places) const;
    Shape weightShape() const;
    StoredTensor zeroPoints() const;

    const WeightLayer& layer_;
    const GivenWeights& given_;
    std::span<const float> weights_;
    std::int64_t row_;
    std::vector<std::int32_t> zeros_;
    std::vector<float> scales_;
    std::int32_t lowestZero_ = 0;
    std::int32_t highestZero_ = 0;
    IntegerForm form_;
    std::vector<std::int32_t> q_;
};

/// False for a weight that is no integer of the layer.
bool Storing::readLevels()
{
    std::vector<std::int32_t> before(weights_.size());
    given_.integers->read(0, before);
    q_.resize(weights_.size());
    for (std::int64_t i = 0; i < std::ssize(weights_); ++i) {
        const float scale = scales_[given_.placeOf(scales_.size(), i / row_, i % row_, row_)];
        const float level = scale == 0.0F ? static_cast<float>(before[at(i)]) : std::nearbyint(weights_[at(i)] / scale);
        const std::int32_t zero = zeroAt(i / row_, i % row_);
        if (level * scale != weights_[at(i)] || level + static_cast<float>(zero) < static_cast<float>(form_.lowest())
            || level + static_cast<float>(zero) > static_cast<float>(form_.highest()))
            return false;
        q_[at(i)] = static_cast<std::int32_t>(level) + zero;
    }
    return true;
}

std::string Storing::whyNoPlace() const
{
    if (!given_.offsets.empty())
        return text("the offsets of its ", given_.block > 0 ? "blocks" : "outputs",
                    " have no place beside integers there");
    if (given_.block > 0 && row_ % given_.block != 0)
        return text("its blocks of ", given_.block, " do not divide the ", row_, " values of a row");
    // Seven bits would be read as eight: as many of them are in a word.
    if (form_.bits > 16 || form_.bits == 7 || !keepsMagnitude(given_, form_, lowestZero_, highestZero_))
        return text("no integers there have the range of ", given_.type);
    if (layer_.transposed && (form_.packed() || scalePlaces() > 1))
        return "its matrix lies there with a column for each output";
    if (given_.block > 0 && layer_.inputs() != row_)
        return "its blocks go over the places of a kernel";
    if (form_.packed() && packedWidth(row_, wordsOf(row_, form_.bits)) != form_.bits)
        return text("rows of ", row_, " values are too short to tell how many bits one has");
    return "";
}

/// Of integers in bytes there are as many scales as zero points.
std::size_t Storing::scalePlaces() const
{
    return form_.packed() ? scales_.size() : std::max(scales_.size(), zeros_.size());
}

/// Packed integers have a zero point for every block of an output.
std::size_t Storing::zeroPlaces() const
{
    return form_.packed() ? std::max({scales_.size(), zeros_.size(), at(layer_.outputs())}) : scalePlaces();
}

Shape Storing::shapeOf(std::size_t places) const
{
    if (places == 1)
        return {1};
    if (!form_.packed() && layer_.fileShape.size() == 3)
        return {layer_.fileShape[0], layer_.fileShape[1], blocks()};
    return given_.block > 0 ? Shape{layer_.outputs(), blocks()} : Shape{layer_.outputs()};
}

Shape Storing::weightShape() const
{
    if (layer_.transposed)
        return {layer_.weight.shape[1], layer_.weight.shape[0]};
    return layer_.fileShape.size() == 3 && scalePlaces() > 1 ? layer_.fileShape : layer_.weight.shape;
}

StoredTensor Storing::zeroPoints() const
{
    std::vector<std::int32_t> all(zeroPlaces());
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i] = (zeros_.empty() ? 0 : zeros_[zeros_.size() == 1 ? 0 : i]) - form_.shift();
    const int bits = std::max(form_.bits, 8);
    return {layer_.tensorName + "_zero_point", text(form_.isSigned || form_.packed() ? "I" : "U", bits),
            shapeOf(all.size()), wholeBytes(all, bits)};
}

std::vector<StoredTensor> Storing::tensors() const
{
    const std::string& name = layer_.tensorName;
    std::vector<float> scales(scalePlaces());
    for (std::size_t i = 0; i < scales.size(); ++i)
        scales[i] = scales_[scales_.size() == 1 ? 0 : i];
    std::vector<StoredTensor> tensors{{name + "_scale", "F32", shapeOf(scales.size()), bytesFromFloats(scales)}};
    if (!zeros_.empty() || form_.shift() != 0)
        tensors.push_back(zeroPoints());
    std::vector<std::int32_t> values = q_;
    for (std::int32_t& value : values)
        value -= form_.shift();
    if (!form_.packed()) {
        if (layer_.transposed)
            for (std::int64_t i = 0; i < std::ssize(q_); ++i)
                values[at(i % row_ * layer_.outputs() + i / row_)] = q_[at(i)];
        tensors.push_back(
            {name, text(form_.isSigned ? "I" : "U", form_.bits), weightShape(), wholeBytes(values, form_.bits)});
        return tensors;
    }
    tensors.push_back({name + "_packed",
                       "I32",
                       {layer_.outputs(), wordsOf(row_, form_.bits)},
                       packedWords(values, row_, form_.bits)});
    const Shape& shape = layer_.weight.shape;
    Bytes sizes(8 * shape.size());
    for (std::size_t i = 0; i < shape.size(); ++i)
        storeLittleEndian<std::uint64_t>(static_cast<std::uint64_t>(shape[i]), sizes.data() + 8 * i);
    tensors.push_back({name + "_shape", "I64", {std::ssize(shape)}, std::move(sizes)});
    return tensors;
}

} // namespace

Result<std::optional<std::vector<StoredTensor>>> storedLayer(const WeightLayer& layer, std::span<const float> weights)
{
    Storing storing(layer, weights);
    if (layer.given->offsets.empty() && !storing.readLevels())
        return std::nullopt;
    if (const std::string reason = storing.whyNoPlace(); !reason.empty())
        return fail(reason);
    return storing.tensors();
}

} // namespace termscope
