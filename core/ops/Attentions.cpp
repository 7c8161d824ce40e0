// Attention: what transformers are made of. (ONNX, the operator of that name.)
#include "core/ops/AttentionSteps.h"
#include "core/ops/Families.h"

#include <Eigen/Core>

#include <cmath>

namespace termscope::ops {
namespace {

using HeadMatrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

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

/// The products of one head, and what becomes of them.
void attendHead(const Call& call, const AttentionSizes& sizes, const ScoreMask& mask, std::int64_t b, std::int64_t h,
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
        softmaxOf({scores.row(row).data(), static_cast<std::size_t>(scores.cols())});
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
    ScoreMask mask({call.has(3) ? call.inputs[3].get() : nullptr, call.has(6) ? call.inputs[6].get() : nullptr,
                    call.has(4), sizes->q, sizes->past, sizes->total, sizes->causal});
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

constexpr Operator attentionsTable[] = {
    {"Attention", attention, 3, 7,
     "i:is_causal i:kv_num_heads i:q_num_heads i:qk_matmul_output_mode f:scale f:softcap -:softmax_precision"},
};

} // namespace

std::span<const Operator> attentions()
{
    return attentionsTable;
}

} // namespace termscope::ops
