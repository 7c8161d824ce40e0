// The steps of ONNX's Attention around its two products, which are MatMuls of activations (core/graph/AttentionForm.h).
#include "core/ops/AttentionSteps.h"
#include "core/ops/Families.h"

#include <Eigen/Core>
#include <algorithm>

namespace termscope::ops {
namespace {

using WeightRow = Eigen::Map<Eigen::RowVectorXf>;

/// Q [batch, heads, length, size], or packed, as the first and times the scale.
Result<Outputs> queries(Call& call)
{
    TERMSCOPE_TRY(expectFloats(call, 0));
    const Result<Heads> heads = headsOf(call[0], call.node.integer("q_num_heads", 0), "Q");
    if (!heads)
        return tl::unexpected(heads.error());
    const Shape shape{heads->batch, heads->count, heads->length, heads->size};
    TERMSCOPE_TRY(checkSize(shape));
    if (!call.known())
        return only(shapeOnly(call[0].type, shape));
    auto all = withPast(call[0], *heads, nullptr);
    const float scale = call.node.number("scale",
                                         static_cast<float>(1.0 / std::sqrt(static_cast<double>(heads->size))));
    for (float& value : all->floats)
        value *= scale;
    roundAll(*all);
    return only(std::move(all));
}

/// The heads of keys or values, with the cache before them. Error: they do not fit the queries'.
struct KeptHeads {
    Heads own;
    Heads q;
    std::int64_t past = 0;

    std::int64_t total() const { return past + own.length; }
    Shape present() const { return {own.batch, own.count, total(), own.size}; }
};

Result<KeptHeads> keptHeads(const Call& call, std::string_view name)
{
    for (const std::size_t i : {0, 1, 2})
        TERMSCOPE_TRY(expectFloats(call, i));
    const Result<Heads> own = headsOf(call[0], call.node.integer("kv_num_heads", 0), name);
    const Result<Heads> q = own ? headsOf(call[1], call.node.integer("q_num_heads", 0), "Q") : own;
    if (!q)
        return tl::unexpected(q.error());
    if (own->batch != q->batch || own->count == 0 || q->count % own->count != 0)
        return fail("expected Q and ", name, " of one batch whose heads fit each other, found ", toText(call[1].shape),
                    " and ", toText(call[0].shape));
    KeptHeads heads{*own, *q, 0};
    if (!call.has(2))
        return heads;
    heads.past = call[2].rank() == 4 ? call[2].shape[2] : 0;
    if (call[2].shape != Shape{own->batch, own->count, heads.past, own->size})
        return fail("expected a past of batch, heads, length and size as ", name, ", found ", toText(call[2].shape));
    return heads;
}

/// What a product takes: the heads of keys or values as often as queries share them. `turned`: [size, length] each.
ValuePtr spread(const Value& present, const KeptHeads& heads, bool turned)
{
    const std::int64_t length = heads.total();
    const std::int64_t size = heads.own.size;
    auto all = newValue(present.type, turned ? Shape{heads.q.batch, heads.q.count, size, length}
                                             : Shape{heads.q.batch, heads.q.count, length, size});
    const std::int64_t shared = heads.q.count / heads.own.count;
    for (std::int64_t head = 0; head < heads.q.batch * heads.q.count; ++head) {
        const std::int64_t from = head / heads.q.count * heads.own.count + head % heads.q.count / shared;
        const float* const source = present.floats.data() + from * length * size;
        float* const to = all->floats.data() + head * length * size;
        if (!turned)
            std::copy_n(source, length * size, to);
        for (std::int64_t row = 0; turned && row < length; ++row)
            for (std::int64_t i = 0; i < size; ++i)
                to[i * length + row] = source[row * size + i];
    }
    return all;
}

/// Keys or values, Q, the cache: what is multiplied, and the cache with what is new.
Result<Outputs> kept(Call& call, bool areKeys)
{
    const Result<KeptHeads> heads = keptHeads(call, areKeys ? "K" : "V");
    if (!heads)
        return tl::unexpected(heads.error());
    if (areKeys && heads->own.size != heads->q.size)
        return fail("expected Q and K of one batch whose heads fit each other, found ", toText(call[1].shape), " and ",
                    toText(call[0].shape));
    const Shape shape = areKeys ? Shape{heads->q.batch, heads->q.count, heads->own.size, heads->total()}
                                : Shape{heads->q.batch, heads->q.count, heads->total(), heads->own.size};
    TERMSCOPE_TRY(checkSize(shape));
    Outputs outputs;
    if (!call.inputs[0]->known || (call.has(2) && !call.inputs[2]->known)) {
        outputs = {shapeOnly(call[0].type, shape), shapeOnly(call[0].type, heads->present())};
    } else {
        const auto present = withPast(call[0], heads->own, call.has(2) ? &call[2] : nullptr);
        outputs = {spread(*present, *heads, areKeys), present};
    }
    outputs.resize(std::clamp<std::size_t>(call.node.outputs.size(), 1, 2));
    return outputs;
}

Result<Outputs> keys(Call& call)
{
    return kept(call, true);
}

Result<Outputs> values(Call& call)
{
    return kept(call, false);
}

/// Scores [batch, heads, queries, keys], a mask, the keys that are no padding, the cache of keys: what weighs values.
Result<Outputs> scoreWeights(Call& call)
{
    TERMSCOPE_TRY(expectFloats(call, 0));
    TERMSCOPE_TRY(expectIntegers(call, 2));
    const Shape& shape = call[0].shape;
    if (shape.size() != 4)
        return fail("expected scores of batch, heads, queries and keys, found ", toText(shape));
    if (call.has(2) && call[2].shape != Shape{shape[0]})
        return fail("expected ", shape[0], " lengths of keys that are no padding, found the shape ",
                    toText(call[2].shape));
    const std::int64_t past = call.has(3) && call[3].rank() == 4 ? call[3].shape[2] : 0;
    ScoreMask mask({call.has(1) ? call.inputs[1].get() : nullptr, call.has(2) ? call.inputs[2].get() : nullptr,
                    call.has(3), Heads{shape[0], shape[1], shape[2], 0, false}, past, shape[3],
                    call.node.integer("is_causal", 0) != 0});
    TERMSCOPE_TRY(mask.check());
    if (!call.known())
        return only(shapeOnly(call[0].type, shape));
    const float softcap = call.node.number("softcap", 0.0F);
    auto weights = newValue(call[0].type, shape);
    for (std::int64_t line = 0; line < shape[0] * shape[1] * shape[2]; ++line) {
        const float* const scores = call[0].floats.data() + line * shape[3];
        WeightRow row(weights->floats.data() + line * shape[3], shape[3]);
        const std::int64_t head = line / shape[2];
        for (std::int64_t column = 0; column < shape[3]; ++column)
            row[column] = (softcap > 0.0F ? std::tanh(scores[column] / softcap) * softcap : scores[column])
                          + mask(head / shape[1], head % shape[1], line % shape[2], column);
        softmaxOf({row.data(), static_cast<std::size_t>(row.size())});
    }
    roundAll(*weights);
    return only(std::move(weights));
}

/// Y [batch, heads, length, size] as Q is held: packed where that is.
Result<Outputs> joinHeads(Call& call)
{
    TERMSCOPE_TRY(expectFloats(call, 0));
    const Shape& s = call[0].shape;
    if (s.size() != 4)
        return fail("expected batch, heads, length and size, found ", toText(s));
    if (call[1].rank() != 3)
        return only(call.inputs[0]);
    const Heads heads{s[0], s[1], s[2], s[3], true};
    if (!call[0].known)
        return only(shapeOnly(call[0].type, heads.shape()));
    auto y = newValue(call[0].type, heads.shape());
    const float* from = call[0].floats.data();
    for (std::int64_t b = 0; b < s[0]; ++b)
        for (std::int64_t h = 0; h < s[1]; ++h)
            for (std::int64_t row = 0; row < s[2]; ++row, from += s[3])
                std::copy_n(from, s[3], y->floats.data() + heads.place(b, h, row));
    return only(std::move(y));
}

constexpr Operator attentionPartsTable[] = {
    {"termscope.JoinHeads", joinHeads, 2, 2},
    {"termscope.Keys", keys, 2, 3, "i:kv_num_heads i:q_num_heads"},
    {"termscope.Queries", queries, 1, 1, "i:q_num_heads f:scale"},
    {"termscope.ScoreWeights", scoreWeights, 1, 4, "i:is_causal f:softcap"},
    {"termscope.Values", values, 2, 3, "i:kv_num_heads i:q_num_heads"},
};

} // namespace

std::span<const Operator> attentionParts()
{
    return attentionPartsTable;
}

} // namespace termscope::ops
