// LinearAttention, CausalConvWithState: the recurrent kin of attention. (ONNX, the operators of those names.)
#include "core/ops/Families.h"
#include "core/ops/Heads.h"

#include <Eigen/Core>

#include <cmath>

namespace termscope::ops {
namespace {

using HeadMatrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

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

constexpr Operator linearAttentionsTable[] = {
    {"CausalConvWithState", causalConvolution, 2, 4, "s:activation"},
    {"LinearAttention", linearAttention, 3, 6, "-:chunk_size i:kv_num_heads i:q_num_heads f:scale s:update_rule"},
};

} // namespace

std::span<const Operator> linearAttentions()
{
    return linearAttentionsTable;
}

} // namespace termscope::ops
