// One group under the glass: its weights' terms, the activations that meet them, and the term pairs of their product.
#pragma once

#include "core/terms/Reveal.h"

#include "core/data/Dataset.h"
#include "core/graph/Network.h"
#include "core/run/LayerKernel.h"
#include "core/settings/Settings.h"

namespace termscope {

/// One product of two terms: (±2^a)·(±2^b) = ±2^(a+b).
struct TermPair {
    int index = 0; ///< which value of the group
    Term weight;
    Term data;

    int exponent() const { return weight.exponent + data.exponent; }
    int sign() const { return weight.sign * data.sign; }
};

/// Where a group is: an output row of a layer and the g inputs from `first` on (at one kernel position).
struct GroupAddress {
    int layer = 0;
    std::int64_t row = 0;
    std::int64_t group = 0; ///< number of the group within the row
};

struct GroupView {
    GroupAddress address;
    Method method = Method::Revealed; ///< of its layer in the revealed network
    Settings settings;                ///< of its layer; see LayerPlan
    std::int64_t rowCount = 0;        ///< rows of the layer
    std::int64_t groupCount = 0;      ///< groups per row
    std::int64_t first = 0;           ///< index of the group's first input
    int exponents = 0;                ///< columns of the grid: highest possible exponent + 1
    int largestBudget = 0;            ///< terms of the group before revealing
    RevealedGroup weights;            ///< integers
    float weightScale = 1.0F;
    std::vector<float> weightFloats;
    std::string given;                  ///< the file's type of the weights, where they are its own integers; else empty
    std::int32_t weightZero = 0;        ///< their zero point z: the file stores w + z
    std::int64_t block = 0;             ///< values of a row that share a scale, where their borders cut groups; else 0
    std::optional<GivenData> givenData; ///< how the file quantizes the data, where the weights are its own integers

    bool ofActivations = false; ///< the weights are an operand of activations, Kᵀ or V, of the sample `image`
    std::int64_t columns = 0;   ///< then: of each product, rows of rowCount that belong together; 0: no sample is known
    bool revealed = true; ///< false: nothing is dropped; the layer stays at plain quantization, or runs in float32 and
                          ///< the view shows what quantization would make of it
    bool hasData = false; ///< an image was given and the network can run
    std::string dataFailure; ///< why the network cannot run on it: a sentence, or empty
    std::int64_t image = 0;
    RevealedGroup data; ///< each value revealed alone with budget s; `waterline` and counts over all of them
    float dataScale = 1.0F;
    std::int32_t dataZero = 0; ///< z of the data, where the file quantizes them: x + z goes through its operators
    std::vector<float> dataFloats;

    std::vector<TermPair> pairs;     ///< of kept terms, value after value
    std::int64_t dotProduct = 0;     ///< Σ over pairs = Σ revealed·revealed
    std::int64_t fullDotProduct = 0; ///< of the quantized values, nothing dropped
    double floatDotProduct = 0.0;
    std::int64_t pairBound = 0; ///< provisioned for the group: provisionedPairsOfGroup
};

/// The weights' side alone; of a product of activations zeros, as its values are those of a sample. A layer that is not
/// revealed keeps all its terms. Range: the address lies within the
/// network, at the layer's own group size. `largest`: the largest magnitude of all the layer's weights where it is
/// known, which saves going over them.
GroupView groupView(const Network& network, const GroupAddress& address, const Settings& settings,
                    std::optional<float> largest = std::nullopt);

/// The group of an operand that stays in the array, Kᵀ or V, with the values that it has for one sample. The address
/// counts rows as `layer`'s outputs do: columns of the operand, product after product. `scale`: of the operand, as it
/// is calibrated. Range: the layer is a product of activations, the address lies within the operands.
GroupView groupView(const Network& network, const GroupAddress& address, const Settings& settings,
                    const ActivationOperands& operands, float scale);

/// Adds the activations that reach the group, at the view's settings, `inputs` being the whole float input vector of
/// the layer for one image.
void addData(GroupView& view, std::span<const float> inputs, float dataScale, std::int64_t image);

} // namespace termscope
