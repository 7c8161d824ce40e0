// Attention, RotaryEmbedding, LinearAttention, CausalConvWithState: what transformers and their recurrent kin are made
// of. (ONNX, the operators of those names.)
#include "core/ops/Families.h"
#include "core/ops/Helpers.h"

#include "core/base/Text.h"

#include <Eigen/Core>

#include <cmath>
#include <limits>
#include <optional>

namespace termscope::ops {
namespace {

using HeadMatrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// A value as heads: [batch, heads, length, size], whether it is held so or as [batch, length, heads · size].
struct Heads {
    std::int64_t batch = 0, count = 0, length = 0, size = 0;
    bool packed = false;

    std::int64_t place(std::int64_t b, std::int64_t head, std::int64_t row) const
    {
        return packed ? ((b * length + row) * count + head) * size : ((b * count + head) * length + row) * size;
    }
    Shape shape() const { return packed ? Shape{batch, length, count * size} : Shape{batch, count, length, size}; }
};

/// `heads`: what the node says, 0 where it says nothing.
Result<Heads> headsOf(const Value& value, std::int64_t heads, std::string_view name)
{
    const Shape& s = value.shape;
    if (s.size() == 4 && (heads == 0 || heads == s[1]) && s[1] > 0)
        return Heads{s[0], s[1], s[2], s[3], false};
    if (s.size() == 3 && heads > 0 && s[2] % heads == 0)
        return Heads{s[0], heads, s[1], s[2] / heads, true};
    return fail("expected ", name,
                " as batch, heads, length and size, or packed for a number of heads, found the shape ", toText(s),
                " and ", heads, " heads");
}

struct AttentionSizes {
    Heads q, k, v;
    std::int64_t past = 0;  ///< entries of the cache
    std::int64_t total = 0; ///< keys, with those
    bool causal = false;
    float scale = 1.0F;
    float softcap = 0.0F;
    std::int64_t mode = 0; ///< what the fourth output is
};

Result<AttentionSizes> attentionSizes(const Call& call)
{
    for (const std::size_t i : {0, 1, 2, 4, 5})
        TERMSCOPE_TRY(expectFloats(call, i));
    TERMSCOPE_TRY(expectIntegers(call, 6));
    const Node& node = call.node;
    AttentionSizes sizes;
    const Result<Heads> q = headsOf(call[0], node.integer("q_num_heads", 0), "Q");
    const Result<Heads> k = q ? headsOf(call[1], node.integer("kv_num_heads", 0), "K") : q;
    const Result<Heads> v = k ? headsOf(call[2], node.integer("kv_num_heads", 0), "V") : k;
    if (!v)
        return tl::unexpected(v.error());
    sizes.q = *q;
    sizes.k = *k;
    sizes.v = *v;
    if (k->batch != q->batch || v->batch != q->batch || k->size != q->size || k->count != v->count
        || k->length != v->length || q->count % k->count != 0)
        return fail("expected Q, K and V of one batch whose heads fit each other, found ", toText(call[0].shape), ", ",
                    toText(call[1].shape), " and ", toText(call[2].shape));
    if (call.has(4) != call.has(5))
        return fail("expected past keys and values, or neither, found one of them");
    if (call.has(4)) {
        sizes.past = call[4].rank() == 4 ? call[4].shape[2] : 0;
        if (call[4].shape != Shape{k->batch, k->count, sizes.past, k->size}
            || call[5].shape != Shape{v->batch, v->count, sizes.past, v->size})
            return fail("expected past keys and values of batch, heads, length and size as K and V, found ",
                        toText(call[4].shape), " and ", toText(call[5].shape));
    }
    sizes.total = sizes.past + k->length;
    if (call.has(6) && call[6].shape != Shape{q->batch})
        return fail("expected ", q->batch, " lengths of keys that are no padding, found the shape ",
                    toText(call[6].shape));
    sizes.causal = node.integer("is_causal", 0) != 0;
    sizes.scale = node.number("scale", static_cast<float>(1.0 / std::sqrt(static_cast<double>(q->size))));
    sizes.softcap = node.number("softcap", 0.0F);
    sizes.mode = node.integer("qk_matmul_output_mode", 0);
    return sizes;
}

/// What is added to the scores: the mask, −∞ where it is false, beyond its end, in the future, or in the padding.
class Mask {
public:
    Mask(const Call& call, const AttentionSizes& sizes) : call_(call), sizes_(sizes) {}

    Result<void> check()
    {
        if (!call_.has(3))
            return {};
        mask_ = call_.inputs[3].get();
        const Shape full{sizes_.q.batch, sizes_.q.count, sizes_.q.length, sizes_.total};
        Shape own = mask_->shape;
        width_ = own.empty() ? 1 : own.back();
        if (!own.empty() && width_ < sizes_.total && width_ != 1)
            own.back() = sizes_.total; // what it does not reach is masked
        else
            width_ = sizes_.total;
        const Result<Shape> wide = broadcastShape(own, full);
        if (!wide || *wide != full || (!mask_->floating() && mask_->type != ElementType::Bool))
            return fail("expected a mask of numbers or truth values that stretches to ", toText(full), ", found ",
                        nameOf(mask_->type), " of shape ", toText(mask_->shape));
        steps_ = broadcastStrides(mask_->shape, full);
        if (width_ < sizes_.total)
            steps_[3] = 1;
        return {};
    }

    float operator()(std::int64_t b, std::int64_t head, std::int64_t row, std::int64_t column) const
    {
        constexpr float none = -std::numeric_limits<float>::infinity();
        const std::int64_t valid = call_.has(6) ? call_[6].integers[at(b)] : sizes_.total;
        if (column >= valid)
            return none;
        // A query sees the keys before it and its own: those of the cache, or as many as are valid, come first.
        const std::int64_t before = call_.has(4) || !call_.has(6) ? sizes_.past : valid - sizes_.q.length;
        if (sizes_.causal && column > row + before)
            return none;
        if (mask_ == nullptr)
            return 0.0F;
        if (column >= width_)
            return none;
        const std::int64_t place = b * steps_[0] + head * steps_[1] + row * steps_[2] + column * steps_[3];
        if (mask_->floating())
            return mask_->floats[at(place)];
        return mask_->integers[at(place)] != 0 ? 0.0F : none;
    }

private:
    const Call& call_;
    const AttentionSizes& sizes_;
    const Value* mask_ = nullptr;
    std::int64_t width_ = 0; ///< columns that the mask has
    Shape steps_;
};

/// A row becomes its softmax; one that is masked throughout becomes zeros.
void softmaxOf(Eigen::Ref<Eigen::RowVectorXf> row)
{
    const float largest = row.size() == 0 ? 0.0F : row.maxCoeff();
    if (!(largest > -std::numeric_limits<float>::infinity())) {
        if (!std::isnan(largest))
            row.setZero();
        return;
    }
    double sum = 0.0;
    for (Eigen::Index i = 0; i < row.size(); ++i) {
        row[i] = std::exp(row[i] - largest);
        sum += row[i];
    }
    row *= static_cast<float>(1.0 / sum);
}

/// The cache and what is new, as [batch, heads, length, size].
std::shared_ptr<Value> withPast(const Value& fresh, const Heads& heads, const Value* past)
{
    const std::int64_t before = past == nullptr ? 0 : past->shape[2];
    const std::int64_t total = before + heads.length;
    auto all = newValue(fresh.type, {heads.batch, heads.count, total, heads.size});
    for (std::int64_t b = 0; b < heads.batch; ++b)
        for (std::int64_t h = 0; h < heads.count; ++h) {
            float* const to = all->floats.data() + (b * heads.count + h) * total * heads.size;
            if (before > 0)
                std::copy_n(past->floats.data() + (b * heads.count + h) * before * heads.size, before * heads.size, to);
            for (std::int64_t row = 0; row < heads.length; ++row)
                std::copy_n(fresh.floats.data() + heads.place(b, h, row), heads.size, to + (before + row) * heads.size);
        }
    return all;
}

/// The products of one head, and what becomes of them.
void attendHead(const Call& call, const AttentionSizes& sizes, const Mask& mask, std::int64_t b, std::int64_t h,
                const Value& keys, const Value& values, Value& y, Value* shown)
{
    const std::int64_t shared = h / (sizes.q.count / sizes.k.count);
    const std::int64_t head = b * sizes.k.count + shared;
    const Eigen::Map<const HeadMatrix> k(keys.floats.data() + head * sizes.total * sizes.k.size, sizes.total,
                                         sizes.k.size);
    const Eigen::Map<const HeadMatrix> v(values.floats.data() + head * sizes.total * sizes.v.size, sizes.total,
                                         sizes.v.size);
    HeadMatrix q(sizes.q.length, sizes.q.size);
    for (std::int64_t row = 0; row < sizes.q.length; ++row)
        std::copy_n(call[0].floats.data() + sizes.q.place(b, h, row), sizes.q.size, q.data() + row * sizes.q.size);
    HeadMatrix scores = q * k.transpose() * sizes.scale;
    const auto show = [&](std::int64_t mode) {
        if (shown != nullptr && mode == sizes.mode)
            std::copy_n(scores.data(), scores.size(),
                        shown->floats.data() + (b * sizes.q.count + h) * static_cast<std::int64_t>(scores.size()));
    };
    show(0);
    if (sizes.softcap > 0.0F)
        scores = (scores / sizes.softcap).array().tanh().matrix() * sizes.softcap;
    show(1);
    for (std::int64_t row = 0; row < sizes.q.length; ++row)
        for (std::int64_t column = 0; column < sizes.total; ++column)
            scores(row, column) += mask(b, h, row, column);
    show(2);
    for (std::int64_t row = 0; row < sizes.q.length; ++row)
        softmaxOf(scores.row(row));
    show(3);
    const HeadMatrix result = scores * v;
    Heads out = sizes.q;
    out.size = sizes.v.size;
    for (std::int64_t row = 0; row < sizes.q.length; ++row)
        std::copy_n(result.data() + row * out.size, out.size, y.floats.data() + out.place(b, h, row));
}

Result<Outputs> attention(Call& call)
{
    const Result<AttentionSizes> sizes = attentionSizes(call);
    if (!sizes)
        return tl::unexpected(sizes.error());
    if (sizes->mode < 0 || sizes->mode > 3)
        return fail("expected qk_matmul_output_mode from 0 to 3, found ", sizes->mode);
    Mask mask(call, *sizes);
    TERMSCOPE_TRY(mask.check());
    const ElementType type = call[0].type;
    Heads out = sizes->q;
    out.size = sizes->v.size;
    const Shape scores{sizes->q.batch, sizes->q.count, sizes->q.length, sizes->total};
    TERMSCOPE_TRY(checkSize(out.shape()));
    TERMSCOPE_TRY(checkSize(scores));
    TERMSCOPE_TRY(checkWork({elementCount(scores), sizes->q.size + sizes->v.size}));
    const std::size_t wanted = std::clamp<std::size_t>(call.node.outputs.size(), 1, 4);
    Outputs outputs;
    if (!call.known()) {
        outputs = {shapeOnly(type, out.shape()),
                   shapeOnly(call[1].type, {sizes->k.batch, sizes->k.count, sizes->total, sizes->k.size}),
                   shapeOnly(call[2].type, {sizes->v.batch, sizes->v.count, sizes->total, sizes->v.size}),
                   shapeOnly(type, scores)};
        outputs.resize(wanted);
        return outputs;
    }
    const auto keys = withPast(call[1], sizes->k, call.has(4) ? &call[4] : nullptr);
    const auto values = withPast(call[2], sizes->v, call.has(5) ? &call[5] : nullptr);
    auto y = newValue(type, out.shape());
    const auto shown = wanted == 4 ? newValue(type, scores) : nullptr;
    for (std::int64_t b = 0; b < sizes->q.batch; ++b)
        for (std::int64_t h = 0; h < sizes->q.count; ++h)
            attendHead(call, *sizes, mask, b, h, *keys, *values, *y, shown.get());
    roundAll(*y);
    if (shown)
        roundAll(*shown);
    outputs = {std::move(y), keys, values, shown};
    outputs.resize(wanted);
    return outputs;
}

/// Pairs of values turned by the angle of their place.
Result<Outputs> rotaryEmbedding(Call& call)
{
    for (std::size_t i = 0; i < 3; ++i)
        TERMSCOPE_TRY(expectFloats(call, i));
    TERMSCOPE_TRY(expectIntegers(call, 3));
    const Result<Heads> heads = headsOf(call[0], call[0].rank() == 4 ? 0 : call.node.integer("num_heads", 0), "X");
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

/// The state of one head, keys × values, and what its rule says.
struct StateRule {
    Heads q, k, v;
    bool gated = false;
    bool corrects = false;
    std::int64_t decays = 0; ///< for each head: one, or one for each value of a key
    std::int64_t betas = 0;  ///< for each place: one, or one for each head
    float scale = 1.0F;
};

Result<StateRule> stateRule(const Call& call)
{
    for (std::size_t i = 0; i < call.count(); ++i)
        TERMSCOPE_TRY(expectFloats(call, i));
    const std::string rule = call.node.text("update_rule", "gated_delta");
    if (rule != "linear" && rule != "gated" && rule != "delta" && rule != "gated_delta")
        return fail("expected update_rule linear, gated, delta or gated_delta, found ", inQuotes(rule));
    const std::int64_t own = call.node.integer("kv_num_heads", 0);
    for (std::size_t i = 0; i < 3; ++i)
        if (call[i].rank() != 3)
            return fail("expected batch, length and packed heads as input ", i, ", found the shape ",
                        toText(call[i].shape));
    const Result<Heads> q = headsOf(call[0], call.node.integer("q_num_heads", 0), "the query");
    const Result<Heads> k = q ? headsOf(call[1], own, "the key") : q;
    const Result<Heads> v = k ? headsOf(call[2], own, "the value") : k;
    if (!v)
        return tl::unexpected(v.error());
    StateRule result{*q, *k, *v, rule.starts_with("gated"), rule.ends_with("delta"), 0, 0, 1.0F};
    const auto same = [&](const Heads& heads) { return heads.batch == q->batch && heads.length == q->length; };
    if (!same(*k) || !same(*v) || k->size != q->size || q->count % k->count != 0)
        return fail("expected query, key and value whose heads fit each other, found ", toText(call[0].shape), ", ",
                    toText(call[1].shape), " and ", toText(call[2].shape));
    if (call.has(3) && call[3].shape != Shape{q->batch, k->count, k->size, v->size})
        return fail("expected a state of batch, heads, keys and values, found the shape ", toText(call[3].shape));
    if (call.has(4) != result.gated || call.has(5) != result.corrects)
        return fail("expected a decay for gated rules and beta for delta rules alone, found otherwise for ",
                    inQuotes(rule));
    const auto widthOf = [&](std::size_t input) {
        const Shape& shape = call[input].shape;
        return shape.size() == 3 && shape[0] == q->batch && shape[1] == q->length ? shape[2] : -1;
    };
    result.decays = call.has(4) && widthOf(4) == k->count * k->size ? k->size : 1;
    result.betas = call.has(5) ? widthOf(5) : 1;
    if ((call.has(4) && widthOf(4) != k->count * result.decays) || (result.betas != 1 && result.betas != k->count))
        return fail("expected a decay for each head or key, and a beta for each head or one, found ",
                    call.has(4) ? toText(call[4].shape) : "none", " and ",
                    call.has(5) ? toText(call[5].shape) : "none");
    const float scale = call.node.number("scale", 0.0F);
    result.scale = scale != 0.0F ? scale : static_cast<float>(1.0 / std::sqrt(static_cast<double>(k->size)));
    return result;
}

/// One step of one head's state S: it fades, v is corrected by what S holds for k, k ⊗ v is added.
void stepState(const Call& call, const StateRule& rule, std::int64_t b, std::int64_t h, std::int64_t t,
               Eigen::Map<HeadMatrix> state)
{
    const std::int64_t place = b * rule.k.length + t;
    for (std::int64_t d = 0; rule.gated && d < rule.k.size; ++d)
        state.row(d) *= std::exp(
            call[4].floats[at((place * rule.k.count + h) * rule.decays + (rule.decays == 1 ? 0 : d))]);
    const Eigen::Map<const Eigen::RowVectorXf> k(call[1].floats.data() + rule.k.place(b, h, t), rule.k.size);
    Eigen::RowVectorXf v = Eigen::Map<const Eigen::RowVectorXf>(call[2].floats.data() + rule.v.place(b, h, t),
                                                                rule.v.size);
    if (rule.corrects) {
        const float beta = call[5].floats[at(place * rule.betas + (rule.betas == 1 ? 0 : h))];
        const Eigen::RowVectorXf held = k * state;
        v = beta * (v - held);
    }
    state += k.transpose() * v;
}

/// o = scale · qᵀ S, S being a state that every step changes.
Result<Outputs> linearAttention(Call& call)
{
    const Result<StateRule> rule = stateRule(call);
    if (!rule)
        return tl::unexpected(rule.error());
    const Shape shape{rule->q.batch, rule->q.length, rule->q.count * rule->v.size};
    const Shape held{rule->q.batch, rule->k.count, rule->k.size, rule->v.size};
    const ElementType stateType = call.has(3) ? call[3].type : call[0].type;
    TERMSCOPE_TRY(checkSize(shape));
    TERMSCOPE_TRY(checkSize(held));
    TERMSCOPE_TRY(checkWork({rule->q.length, rule->q.count, elementCount(held)}));
    Outputs outputs;
    if (!call.known()) {
        outputs = {shapeOnly(call[0].type, shape), shapeOnly(stateType, held)};
        outputs.resize(std::clamp<std::size_t>(call.node.outputs.size(), 1, 2));
        return outputs;
    }
    auto result = newValue(call[0].type, shape);
    auto states = newValue(stateType, held);
    if (call.has(3))
        states->floats = call[3].floats;
    const std::int64_t group = rule->q.count / rule->k.count;
    for (std::int64_t b = 0; b < rule->q.batch; ++b)
        for (std::int64_t t = 0; t < rule->q.length; ++t)
            for (std::int64_t h = 0; h < rule->k.count; ++h) {
                Eigen::Map<HeadMatrix> state(states->floats.data()
                                                 + (b * rule->k.count + h) * rule->k.size * rule->v.size,
                                             rule->k.size, rule->v.size);
                stepState(call, *rule, b, h, t, state);
                for (std::int64_t g = h * group; g < (h + 1) * group; ++g) {
                    const Eigen::Map<const Eigen::RowVectorXf> q(call[0].floats.data() + rule->q.place(b, g, t),
                                                                 rule->q.size);
                    Eigen::Map<Eigen::RowVectorXf>(result->floats.data()
                                                       + ((b * rule->q.length + t) * rule->q.count + g) * rule->v.size,
                                                   rule->v.size) = rule->scale * (q * state);
                }
            }
    roundAll(*result);
    roundAll(*states);
    outputs = {std::move(result), std::move(states)};
    outputs.resize(std::clamp<std::size_t>(call.node.outputs.size(), 1, 2));
    return outputs;
}

/// A convolution along time of each channel by itself that sees the past alone, and keeps the last values for the next.
Result<Outputs> causalConvolution(Call& call)
{
    for (std::size_t i = 0; i < call.count(); ++i)
        TERMSCOPE_TRY(expectFloats(call, i));
    const Shape& shape = call[0].shape;
    const Shape& weight = call[1].shape;
    if (shape.size() != 3 || weight.size() != 3 || weight[0] != shape[1] || weight[1] != 1 || weight[2] < 1)
        return fail("expected batch, channels and length and a kernel for each channel, found ", toText(shape), " and ",
                    toText(weight));
    const std::string activation = call.node.text("activation", "none");
    if (activation != "none" && activation != "silu" && activation != "swish")
        return fail("expected activation none, silu or swish, found ", inQuotes(activation));
    const std::int64_t channels = shape[1];
    const std::int64_t length = shape[2];
    const std::int64_t kept = weight[2] - 1;
    const Shape held{shape[0], channels, kept};
    if ((call.has(2) && call[2].shape != Shape{channels}) || (call.has(3) && call[3].shape != held))
        return fail("expected a bias of ", channels, " values and a state of shape ", toText(held), ", found ",
                    call.has(2) ? toText(call[2].shape) : "none", " and ",
                    call.has(3) ? toText(call[3].shape) : "none");
    TERMSCOPE_TRY(checkSize(held));
    TERMSCOPE_TRY(checkWork({call[0].size(), weight[2]}));
    if (!call.known()) {
        Outputs shapes{shapeOnly(call[0].type, shape), shapeOnly(call[0].type, held)};
        shapes.resize(std::clamp<std::size_t>(call.node.outputs.size(), 1, 2));
        return shapes;
    }
    auto result = newValue(call[0].type, shape);
    auto state = newValue(call[0].type, held);
    std::vector<float> line(at(kept + length));
    for (std::int64_t row = 0; row < shape[0] * channels; ++row) {
        const std::int64_t c = row % channels;
        std::fill_n(line.begin(), kept, 0.0F);
        if (call.has(3))
            std::copy_n(call[3].floats.data() + row * kept, kept, line.begin());
        std::copy_n(call[0].floats.data() + row * length, length, line.begin() + kept);
        for (std::int64_t t = 0; t < length; ++t) {
            double sum = call.has(2) ? call[2].floats[at(c)] : 0.0;
            for (std::int64_t tap = 0; tap <= kept; ++tap)
                sum += static_cast<double>(call[1].floats[at(c * weight[2] + tap)]) * line[at(t + tap)];
            result->floats[at(row * length + t)] = static_cast<float>(
                activation == "none" ? sum : sum / (1.0 + std::exp(-sum)));
        }
        std::copy_n(line.begin() + length, kept, state->floats.data() + row * kept);
    }
    roundAll(*result);
    Outputs outputs{std::move(result), std::move(state)};
    outputs.resize(std::clamp<std::size_t>(call.node.outputs.size(), 1, 2));
    return outputs;
}

constexpr Operator attentionsTable[] = {
    {"Attention", attention, 3, 7,
     "i:is_causal i:kv_num_heads i:q_num_heads i:qk_matmul_output_mode f:scale f:softcap -:softmax_precision"},
    {"CausalConvWithState", causalConvolution, 2, 4, "s:activation"},
    {"LinearAttention", linearAttention, 3, 6, "-:chunk_size i:kv_num_heads i:q_num_heads f:scale s:update_rule"},
    {"RotaryEmbedding", rotaryEmbedding, 3, 4, "i:interleaved i:num_heads i:rotary_embedding_dim"},
};

} // namespace

std::span<const Operator> attentions()
{
    return attentionsTable;
}

} // namespace termscope::ops
