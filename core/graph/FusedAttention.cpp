#include "core/graph/FusedAttention.h"

namespace termscope {
namespace {

Attribute axisOf(std::int64_t axis)
{
    return {"axis", axis};
}

Attribute axesOf(std::vector<std::int64_t> axes)
{
    return {"axes", std::move(axes)};
}

/// Some rows of a constant of one axis.
ValuePtr partOf(const Value& row, std::int64_t first, std::int64_t count)
{
    const auto begin = row.floats.begin() + first;
    return floatValue({count}, std::vector<float>(begin, begin + count));
}

} // namespace

/// The length of an axis, as a scalar.
int AttentionParts::lengthOf(const Node& node, int value, std::int64_t axis)
{
    return step(node, "Gather", {step(node, "Shape", {value}), integers(node, {}, {axis})}, {axisOf(0)});
}

/// first, first + 1, …: `length` of them; both are scalars.
int AttentionParts::countedFrom(const Node& node, int first, int length)
{
    return step(node, "Range", {first, step(node, "Add", {first, length}), integers(node, {}, {1})});
}

/// What a mask_index, or a mask of the keys that are no padding, adds to the scores.
int AttentionParts::keyMask(const Node& node, int mask, const Heads& heads)
{
    return step(node, "termscope.KeyMask", {mask, heads.k, heads.pastKey},
                {{"masked", node.number("mask_filter_value", -10000.0F)}});
}

/// ONNX's Attention.
void AttentionParts::attend(const Node& node, const Heads& heads, std::vector<int> outputs)
{
    int mask = heads.bias >= 0 ? heads.bias : heads.mask;
    if (heads.bias >= 0 && heads.mask >= 0)
        mask = step(node, "Add", {heads.mask, heads.bias});
    std::vector<Attribute> attributes{{"q_num_heads", heads.count},
                                      {"kv_num_heads", heads.shared},
                                      {"is_causal", std::int64_t{heads.causal ? 1 : 0}}};
    if (node.number("scale", 0.0F) != 0.0F)
        attributes.push_back({"scale", node.number("scale", 0.0F)});
    if (node.number("softcap", 0.0F) != 0.0F)
        attributes.push_back({"softcap", node.number("softcap", 0.0F)});
    add(node, "Attention", {heads.q, heads.k, heads.v, mask, heads.pastKey, heads.pastValue}, std::move(outputs),
        std::move(attributes));
}

/// A constant of one axis in the parts of queries, keys and values, of which the first two are `hidden` long. None: it
/// is computed, or has another shape.
std::optional<std::vector<int>> AttentionParts::biasParts(const Node& node, std::size_t input, std::int64_t hidden)
{
    const ValuePtr bias = constantAt(node, input);
    if (!bias || !bias->floating() || bias->rank() != 1 || hidden < 1 || bias->size() <= 2 * hidden)
        return std::nullopt;
    std::vector<int> parts;
    for (const std::int64_t first : {std::int64_t{0}, hidden, 2 * hidden})
        parts.push_back(graph_.addValue(text(graph_.names[at(node.input(input))], ' ', parts.size()),
                                        partOf(*bias, first, first < 2 * hidden ? hidden : bias->size() - first)));
    return parts;
}

/// Attention: input, weights, bias, mask_index, past, attention_bias.
bool AttentionParts::attention(const Node& node)
{
    const ValuePtr weight = constantAt(node, 1);
    const std::int64_t count = node.integer("num_heads", 0);
    std::vector<std::int64_t> sizes = node.integers("qkv_hidden_sizes");
    if (!weight || weight->rank() != 2 || count < 1 || node.outputs.size() > 2 || node.inputs.size() > 6
        || node.integer("do_rotary", 0) != 0 || node.integer("past_present_share_buffer", 0) != 0
        || !hasOnly(node, {"num_heads", "unidirectional", "qkv_hidden_sizes", "scale", "mask_filter_value", "do_rotary",
                           "past_present_share_buffer"}))
        return false;
    if (sizes.empty())
        sizes.assign(3, weight->shape[1] / 3);
    if (sizes.size() != 3 || sizes[0] + sizes[1] + sizes[2] != weight->shape[1])
        return false;
    int projected = step(node, "MatMul", {node.input(0), node.input(1)});
    if (node.input(2) >= 0)
        projected = step(node, "Add", {projected, node.input(2)});
    Heads heads;
    heads.q = newValue(node, "Q");
    heads.k = newValue(node, "K");
    heads.v = newValue(node, "V");
    add(node, "Split", {projected}, {heads.q, heads.k, heads.v}, {axisOf(-1), {"split", sizes}});
    heads.count = heads.shared = count;
    heads.causal = node.integer("unidirectional", 0) != 0;
    heads.bias = node.input(5);
    if (node.input(4) >= 0) { // [2, batch, heads, length, size]
        heads.pastKey = step(node, "Gather", {node.input(4), integers(node, {}, {0})}, {axisOf(0)});
        heads.pastValue = step(node, "Gather", {node.input(4), integers(node, {}, {1})}, {axisOf(0)});
    }
    if (node.input(3) >= 0)
        heads.mask = keyMask(node, node.input(3), heads);
    const int present = node.outputs.size() > 1 ? node.outputs[1] : -1;
    if (present < 0) {
        attend(node, heads, {node.outputs[0]});
        return true;
    }
    const int keys = newValue(node, "present keys");
    const int values = newValue(node, "present values");
    attend(node, heads, {node.outputs[0], keys, values});
    add(node, "Concat",
        {step(node, "Unsqueeze", {keys}, {axesOf({0})}), step(node, "Unsqueeze", {values}, {axesOf({0})})}, {present},
        {axisOf(0)});
    return true;
}

/// MultiHeadAttention: query, key, value, bias, key_padding_mask, attention_bias, past_key, past_value.
bool AttentionParts::multiHeadAttention(const Node& node)
{
    const std::int64_t count = node.integer("num_heads", 0);
    if (node.input(1) < 0 || node.input(2) < 0 || count < 1 || node.inputs.size() > 8 || node.outputs.size() > 3
        || !hasOnly(node, {"num_heads", "unidirectional", "scale", "mask_filter_value"}))
        return false;
    Heads heads;
    heads.q = node.input(0);
    heads.k = node.input(1);
    heads.v = node.input(2);
    if (node.input(3) >= 0) {
        // Queries and keys are as long as each other, and values as a rule too; the bias alone does not say where it
        // is cut where they are not.
        const ValuePtr bias = constantAt(node, 3);
        const auto parts = bias && bias->size() % 3 == 0 ? biasParts(node, 3, bias->size() / 3) : std::nullopt;
        if (!parts)
            return false;
        heads.q = step(node, "Add", {heads.q, (*parts)[0]});
        heads.k = step(node, "Add", {heads.k, (*parts)[1]});
        heads.v = step(node, "Add", {heads.v, (*parts)[2]});
    }
    heads.count = heads.shared = count;
    heads.causal = node.integer("unidirectional", 0) != 0;
    heads.bias = node.input(5);
    heads.pastKey = node.input(6);
    heads.pastValue = node.input(7);
    if (node.input(4) >= 0)
        heads.mask = keyMask(node, node.input(4), heads);
    attend(node, heads, node.outputs);
    return true;
}

/// Of X packed or by heads, by the tables of cosines and sines that the node has as inputs 7 and 8.
int AttentionParts::rotated(const Node& node, int value, std::int64_t heads, int positions)
{
    std::vector<Attribute> attributes{{"interleaved", node.integer("rotary_interleaved", 0)}, {"num_heads", heads}};
    if (const ValuePtr table = constantAt(node, 7); table && table->rank() == 2)
        attributes.push_back({"rotary_embedding_dim", 2 * table->shape[1]});
    return step(node, "RotaryEmbedding", {value, node.input(7), node.input(8), positions}, std::move(attributes));
}

/// GroupQueryAttention: query, key, value, past_key, past_value, seqlens_k, total_sequence_length, cos_cache,
/// sin_cache. The past holds as many tokens as there were: a cache that is longer than them is refused where it runs.
bool AttentionParts::groupQueryAttention(const Node& node)
{
    const std::int64_t count = node.integer("num_heads", 0);
    const std::int64_t shared = node.integer("kv_num_heads", 0);
    const bool rotates = node.integer("do_rotary", 0) != 0;
    if (count < 1 || shared < 1 || node.integer("local_window_size", -1) != -1 || node.integer("smooth_softmax", 0) != 0
        || node.inputs.size() > 9 || node.outputs.size() > 3 || (node.input(1) < 0) != (node.input(2) < 0)
        || (rotates && (node.input(7) < 0 || node.input(8) < 0))
        || !hasOnly(node, {"num_heads", "kv_num_heads", "local_window_size", "smooth_softmax", "do_rotary",
                           "rotary_interleaved", "scale", "softcap"}))
        return false;
    Heads heads;
    heads.q = node.input(0);
    heads.k = node.input(1);
    heads.v = node.input(2);
    const bool packed = heads.k < 0;
    if (packed) { // queries, keys and values side by side: by heads, as the size of one is not known here
        const std::vector<std::int64_t> counts{count, shared, shared};
        const int apart = step(node, "Reshape", {heads.q, integers(node, {4}, {0, 0, count + 2 * shared, -1})});
        std::vector<int> parts{newValue(node, "Q"), newValue(node, "K"), newValue(node, "V")};
        add(node, "Split", {apart}, parts, {axisOf(2), {"split", counts}});
        for (int& part : parts)
            part = step(node, "Transpose", {part}, {{"perm", std::vector<std::int64_t>{0, 2, 1, 3}}});
        heads.q = parts[0];
        heads.k = parts[1];
        heads.v = parts[2];
    }
    heads.count = count;
    heads.shared = shared;
    heads.causal = true;
    heads.pastKey = node.input(3);
    heads.pastValue = node.input(4);
    if (rotates) {
        const int positions = step(node, "termscope.Positions", {node.input(0), node.input(5), heads.pastKey});
        heads.q = rotated(node, heads.q, count, positions);
        heads.k = rotated(node, heads.k, shared, positions);
    }
    std::vector<int> outputs = node.outputs;
    if (packed)
        outputs[0] = newValue(node, "by heads");
    attend(node, heads, outputs);
    if (packed) {
        const int rows = step(node, "Transpose", {outputs[0]}, {{"perm", std::vector<std::int64_t>{0, 2, 1, 3}}});
        add(node, "Reshape", {rows, integers(node, {3}, {0, 0, -1})}, {node.outputs[0]});
    }
    return true;
}

/// RotaryEmbedding: input, position_ids, cos_cache, sin_cache. ONNX's has the positions last.
bool AttentionParts::rotaryEmbedding(const Node& node)
{
    if (node.inputs.size() != 4 || node.outputs.size() != 1 || node.number("scale", 1.0F) != 1.0F
        || node.integer("is_packed_batching", 0) != 0
        || !hasOnly(node, {"interleaved", "num_heads", "rotary_embedding_dim", "scale", "is_packed_batching"}))
        return false;
    const int positions = step(node, "termscope.RotaryPositions", {node.input(0), node.input(1)});
    add(node, "RotaryEmbedding", {node.input(0), node.input(2), node.input(3), positions}, node.outputs,
        {{"interleaved", node.integer("interleaved", 0)},
         {"num_heads", node.integer("num_heads", 0)},
         {"rotary_embedding_dim", node.integer("rotary_embedding_dim", 0)}});
    return true;
}

/// EmbedLayerNormalization: input_ids, segment_ids, the tables of words, positions and segments, gamma, beta, mask,
/// position_ids.
bool AttentionParts::embedNormalization(const Node& node)
{
    const int mask = node.input(7);
    const int maskIndex = node.outputs.size() > 1 ? node.outputs[1] : -1;
    if (node.inputs.size() > 9 || node.outputs.size() > 3 || (node.input(1) < 0) != (node.input(4) < 0)
        || (maskIndex >= 0 && mask < 0) || node.input(6) < 0 || !hasOnly(node, {"epsilon", "mask_index_type"}))
        return false;
    const int words = step(node, "Gather", {node.input(2), node.input(0)}, {axisOf(0)});
    const int places = node.input(8) >= 0
                           ? node.input(8)
                           : countedFrom(node, integers(node, {}, {0}), lengthOf(node, node.input(0), 1));
    const int positions = step(node, "Gather", {node.input(3), places}, {axisOf(0)});
    int sum = newValue(node, "sum");
    if (node.input(1) >= 0) {
        const int segments = step(node, "Gather", {node.input(4), node.input(1)}, {axisOf(0)});
        add(node, "Add", {step(node, "Add", {words, segments}), positions}, {sum});
    } else {
        add(node, "Add", {words, positions}, {sum});
    }
    if (node.outputs.size() > 2 && node.outputs[2] >= 0)
        add(node, "Identity", {sum}, {node.outputs[2]});
    add(node, "LayerNormalization", {sum, node.input(5), node.input(6)}, {node.outputs[0]},
        {axisOf(-1), {"epsilon", node.number("epsilon", 1e-12F)}});
    if (maskIndex >= 0)
        add(node, "ReduceSum", {mask}, {maskIndex}, {axesOf({1}), {"keepdims", std::int64_t{0}}});
    return true;
}

bool AttentionParts::takeApartAttention(const Node& node, std::string_view op)
{
    if (op == "Attention")
        return attention(node);
    if (op == "MultiHeadAttention")
        return multiHeadAttention(node);
    if (op == "GroupQueryAttention")
        return groupQueryAttention(node);
    if (op == "RotaryEmbedding")
        return rotaryEmbedding(node);
    return op == "EmbedLayerNormalization" && embedNormalization(node);
}

} // namespace termscope
