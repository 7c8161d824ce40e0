// onnxruntime's fused operators of transformers (com.microsoft), as what they were before. Internal to FusedForm.
#pragma once

#include "core/graph/NodeParts.h"

namespace termscope {

/// What each operator means: onnxruntime's ContribOperators.md. The projections of Attention become a MatMul, so that
/// their weight is a layer as any other; what weighs keys and values becomes ONNX's own Attention, and what a
/// mask_index says the operator termscope.KeyMask (core/ops), as its meaning depends on its shape.
class AttentionParts : public NodeParts {
public:
    using NodeParts::NodeParts;

protected:
    /// False for a node that is none of these, or has attributes and inputs that are not known here: it stays.
    bool takeApartAttention(const Node& node, std::string_view op);

private:
    struct Heads {
        int q = -1, k = -1, v = -1;
        int pastKey = -1, pastValue = -1;
        int mask = -1; ///< added to the scores, as the next
        int bias = -1;
        std::int64_t count = 0;  ///< of the queries
        std::int64_t shared = 0; ///< of keys and values
        bool causal = false;
    };

    bool attention(const Node& node);
    bool multiHeadAttention(const Node& node);
    bool groupQueryAttention(const Node& node);
    bool rotaryEmbedding(const Node& node);
    bool embedNormalization(const Node& node);

    void attend(const Node& node, const Heads& heads, std::vector<int> outputs);
    int keyMask(const Node& node, int mask, const Heads& heads);
    std::optional<std::vector<int>> biasParts(const Node& node, std::size_t input, std::int64_t hidden);
    int rotated(const Node& node, int value, std::int64_t heads, int positions);
    int lengthOf(const Node& node, int value, std::int64_t axis);
    int countedFrom(const Node& node, int first, int length);
};

} // namespace termscope
