// Where tokens stand, and which of them count: RotaryEmbedding (ONNX), and what onnxruntime's attention (com.microsoft)
// does inside of itself: masks and positions whose meaning depends on their shape (core/graph/FusedAttention.h).
#include "core/ops/Families.h"
#include "core/ops/Heads.h"

namespace termscope::ops {
namespace {

/// Packed heads whose number is not said are as many as the angles tell (com.microsoft).
std::int64_t headCount(const Call& call)
{
    if (call[0].rank() == 4)
        return 0;
    const std::int64_t said = call.node.integer("num_heads", 0);
    const std::int64_t size = call[1].shape.empty() ? 0 : 2 * call[1].shape.back();
    const bool told = said == 0 && call.node.integer("rotary_embedding_dim", 0) == 0 && call[0].rank() == 3 && size > 0
                      && call[0].shape[2] % size == 0;
    return told ? call[0].shape[2] / size : said;
}

/// Pairs of values turned by the angle of their place.
Result<Outputs> rotaryEmbedding(Call& call)
{
    for (std::size_t i = 0; i < 3; ++i)
        TERMSCOPE_TRY(expectFloats(call, i));
    TERMSCOPE_TRY(expectIntegers(call, 3));
    const Result<Heads> heads = headsOf(call[0], headCount(call), "X");
    if (!heads)
        return tl::unexpected(heads.error());
    const std::int64_t asked = call.node.integer("rotary_embedding_dim", 0);
    const std::int64_t turned = asked == 0 ? heads->size : asked;
    const std::int64_t half = turned / 2;
    if (turned < 0 || turned > heads->size || turned % 2 != 0)
        return fail("expected an even number of values to turn, at most ", heads->size, ", found ", turned);
    const Shape& cache = call[1].shape;
    const bool byPosition = call.has(3);
    const Shape places{heads->batch, heads->length};
    const bool fits = call[2].shape == cache && !cache.empty() && cache.back() == half
                      && (byPosition ? cache.size() == 2 && call[3].shape == places
                                     : cache == Shape{heads->batch, heads->length, half});
    if (!fits)
        return fail("expected sines and cosines of ", half, " angles for each place, found ", toText(cache), " and ",
                    toText(call[2].shape));
    if (!call.known())
        return only(shapeOnly(call[0].type, call[0].shape));
    for (std::int64_t i = 0; byPosition && i < call[3].size(); ++i)
        if (const std::int64_t place = call[3].integers[at(i)]; place < 0 || place >= cache[0])
            return fail("expected positions from 0 to ", cache[0] - 1, ", found ", place);
    const bool interleaved = call.node.integer("interleaved", 0) != 0;
    auto result = newValue(call[0].type, call[0].shape);
    for (std::int64_t b = 0; b < heads->batch; ++b)
        for (std::int64_t row = 0; row < heads->length; ++row) {
            const std::int64_t place = b * heads->length + row;
            const std::int64_t angles = (byPosition ? call[3].integers[at(place)] : place) * half;
            for (std::int64_t h = 0; h < heads->count; ++h) {
                const std::int64_t first = heads->place(b, h, row);
                for (std::int64_t i = 0; i < heads->size; ++i)
                    result->floats[at(first + i)] = call[0].floats[at(first + i)];
                for (std::int64_t i = 0; i < half; ++i) {
                    const auto one = at(first + (interleaved ? 2 * i : i));
                    const auto two = at(first + (interleaved ? 2 * i + 1 : i + half));
                    const float cosine = call[1].floats[at(angles + i)];
                    const float sine = call[2].floats[at(angles + i)];
                    const float x = call[0].floats[one];
                    const float y = call[0].floats[two];
                    result->floats[one] = cosine * x - sine * y;
                    result->floats[two] = sine * x + cosine * y;
                }
            }
        }
    roundAll(*result);
    return only(std::move(result));
}

/// Tokens along the axis of a value by heads, or of packed ones.
std::int64_t tokensOf(const Value& value)
{
    return value.rank() < 3 ? 0 : value.shape[at(value.rank() - 2)];
}

/// Keys that count: by their number, by the number and the first one, or one by one (onnxruntime's mask_index).
class KeysThatCount {
public:
    KeysThatCount(const Value& mask, std::int64_t batch, std::int64_t past, std::int64_t total)
        : mask_(mask), batch_(batch), past_(past), total_(total)
    {
    }

    /// Rows of the mask: one for all queries, or one for each.
    std::int64_t rows() const { return mask_.rank() == 3 ? mask_.shape[1] : mask_.rank() == 4 ? total_ - past_ : 1; }

    bool fits() const
    {
        const Shape& shape = mask_.shape;
        switch (mask_.rank()) {
        case 1: return shape[0] == batch_ || shape[0] == 2 * batch_ || shape[0] == 3 * batch_ + 2;
        case 2: return shape[0] == batch_ && (shape[1] == total_ || shape[1] == 1);
        case 3: return shape[0] == batch_ && shape[2] == total_;
        case 4: return shape[0] == batch_ && shape[1] == 1 && shape[2] >= total_ && shape[3] >= total_;
        default: return false;
        }
    }

    bool operator()(std::int64_t b, std::int64_t row, std::int64_t column) const
    {
        const std::vector<std::int64_t>& numbers = mask_.integers;
        const Shape& shape = mask_.shape;
        switch (mask_.rank()) {
        case 1: return column < numbers[at(b)] && (shape[0] != 2 * batch_ || column >= numbers[at(batch_ + b)]);
        case 2: return numbers[at(b * shape[1] + (shape[1] == 1 ? 0 : column))] != 0;
        case 3: return numbers[at((b * shape[1] + row) * total_ + column)] != 0;
        default: return numbers[at((b * shape[2] + past_ + row) * shape[3] + column)] != 0;
        }
    }

private:
    const Value& mask_;
    std::int64_t batch_;
    std::int64_t past_;
    std::int64_t total_;
};

/// mask_index, keys, past keys: what is added to the scores, [batch, 1, queries or 1, keys].
Result<Outputs> keyMask(Call& call)
{
    TERMSCOPE_TRY(expectIntegers(call, 0));
    const std::int64_t past = call.has(2) ? tokensOf(call[2]) : 0;
    const std::int64_t total = past + tokensOf(call[1]);
    const std::int64_t batch = call[1].rank() < 3 ? 0 : call[1].shape[0];
    const KeysThatCount counts(call[0], batch, past, total);
    if (!counts.fits())
        return fail("expected a mask of ", batch, " sequences of ", total, " keys, found the shape ",
                    toText(call[0].shape));
    const Shape shape{batch, 1, counts.rows(), total};
    TERMSCOPE_TRY(checkSize(shape));
    if (!call[0].known)
        return only(shapeOnly(ElementType::Float32, shape));
    const float masked = call.node.number("masked", -10000.0F);
    auto result = newValue(ElementType::Float32, shape);
    std::size_t place = 0;
    for (std::int64_t b = 0; b < batch; ++b)
        for (std::int64_t row = 0; row < counts.rows(); ++row)
            for (std::int64_t column = 0; column < total; ++column)
                result->floats[place++] = counts(b, row, column) ? 0.0F : masked;
    return only(std::move(result));
}

/// Queries, the number of keys without one, past keys: where the queries stand, behind the past.
Result<Outputs> positionsBehindPast(Call& call)
{
    TERMSCOPE_TRY(expectIntegers(call, 1));
    const std::int64_t length = tokensOf(call[0]);
    const std::int64_t past = call.has(2) ? tokensOf(call[2]) : 0;
    const Shape shape{call[0].shape.empty() ? 0 : call[0].shape[0], length};
    if (!call.has(1) || call[1].size() != shape[0])
        return fail("expected the number of keys of ", shape[0], " sequences, found ",
                    call.has(1) ? toText(call[1].shape) : "none");
    TERMSCOPE_TRY(checkSize(shape));
    if (!call[1].known)
        return only(shapeOnly(ElementType::Int64, shape));
    std::vector<std::int64_t> places;
    for (std::int64_t b = 0; b < shape[0]; ++b) {
        const std::int64_t before = call[1].integers[at(b)] + 1 - length;
        if (past > 0 && before != past)
            return fail("expected a past of the ", before, " tokens before these, found room for ", past);
        for (std::int64_t i = 0; i < length; ++i)
            places.push_back(past + i);
    }
    return only(integerValue(shape, std::move(places)));
}

/// X, and where its tokens stand: each, or the first of every sequence (com.microsoft).
Result<Outputs> rotaryPositions(Call& call)
{
    TERMSCOPE_TRY(expectIntegers(call, 1));
    const std::int64_t length = tokensOf(call[0]);
    const Shape shape{call[0].shape.empty() ? 0 : call[0].shape[0], length};
    if (call[1].shape != shape && call[1].size() != 1)
        return fail("expected positions of ", toText(shape), " tokens, or that of the first, found ",
                    toText(call[1].shape));
    TERMSCOPE_TRY(checkSize(shape));
    if (!call[1].known)
        return only(shapeOnly(ElementType::Int64, shape));
    std::vector<std::int64_t> places = call[1].integers;
    if (call[1].shape != shape) {
        places.resize(at(elementCount(shape)));
        for (std::size_t i = 0; i < places.size(); ++i)
            places[i] = call[1].integers[0] + static_cast<std::int64_t>(i) % length;
    }
    return only(integerValue(shape, std::move(places)));
}

constexpr Operator positionsTable[] = {
    {"RotaryEmbedding", rotaryEmbedding, 3, 4, "i:interleaved i:num_heads i:rotary_embedding_dim"},
    {"termscope.KeyMask", keyMask, 2, 3, "f:masked"},
    {"termscope.Positions", positionsBehindPast, 2, 3},
    {"termscope.RotaryPositions", rotaryPositions, 2, 2},
};

} // namespace

std::span<const Operator> positions()
{
    return positionsTable;
}

} // namespace termscope::ops
