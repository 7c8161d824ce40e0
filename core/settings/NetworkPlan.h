// What the layers of a network run at: the settings of the whole network, the design's defaults and the layers' own
// overrides as one answer, made once.
//
// Everything that quantizes, reveals, draws, exports or times a layer reads it here.
#pragma once

#include "core/base/Message.h"
#include "core/graph/Network.h"
#include "core/settings/Settings.h"

namespace termscope {

struct LayerPlan {
    Method method = Method::Revealed;
    /// No overrides in them. Of a layer whose file has integers for it, Source::Given where it runs on them; then the
    /// bits are those that hold them, and its data where those are given too: one more than their magnitudes need.
    Settings settings;
    LayerOverride own; ///< what the user said of the layer

    friend bool operator==(const LayerPlan&, const LayerPlan&) = default;
};

/// All layers of a network that is run by a method.
///
/// Method::Float: float32, whatever overrides say. Method::Given: on the file's integers, whatever overrides say, where
/// the file quantizes both weights and data; any other layer in float32, its weights being what its integers stand for.
/// Method::Revealed with Source::Given, of a network whose file quantizes: a layer of which the file quantizes both is
/// revealed, or Given where it would stay at QT; one of which it quantizes the weights alone is run on these integers,
/// its data quantized by the settings; one that the file keeps as floats stays so, but where an override says more. A
/// layer with bits of its own is requantized. Method::Quantized: a float override holds, and bits do; nothing is
/// revealed. Method::Format: weights in that format, made of their floats, where Method::Revealed reveals; overrides of
/// float and QT hold, what they say of bits and terms of weights does not. Method::Revealed: by the override, else by
/// isRevealedByDefault at the layer's own group size. A budget that is not the layer's own is at most the largest for
/// its g. Products of two activations run by the setting `attention`, in float32 by default, where their overrides do
/// not say how; QT quantizes those that TR reveals. An override of a layer is that of those too that share its weights
/// and have none of their own.
class NetworkPlan {
public:
    NetworkPlan() = default;
    /// The same plan for the network with BatchNormalization folded into its weights and as it is.
    NetworkPlan(const Network& network, Method method, const Settings& settings);

    /// Range: 0 ≤ layer < size().
    const LayerPlan& operator[](int layer) const& { return layers_[static_cast<std::size_t>(layer)]; }
    LayerPlan operator[](int layer) && { return std::move(layers_[static_cast<std::size_t>(layer)]); }
    int size() const { return static_cast<int>(layers_.size()); }

    /// Whether the network runs with the file's own QuantizeLinear between its layers: by Method::Given where its file
    /// quantizes any, and by Method::Revealed where one of these layers runs on the file's integers.
    bool runsAsGiven() const { return runsAsGiven_; }

private:
    std::vector<LayerPlan> layers_;
    bool runsAsGiven_ = false;
};

/// For those who ask for a layer or two: planOf(…)[layer].
inline NetworkPlan planOf(const Network& network, Method method, const Settings& settings)
{
    return {network, method, settings};
}

/// The network whose weights are quantized at these settings: with BatchNormalization folded into them, or the one that
/// is given. Cost: a copy of the network where there is something to fold.
NetworkPtr quantizedNetwork(const NetworkPtr& network, const Settings& settings);

/// Overrides for layers by their former names become those of the names they have.
void useNewNames(LayerOverrides& overrides, const Network& network);

/// Leaves out overrides for layers that the network does not have, and returns their names; former names become new
/// ones.
std::vector<std::string> dropUnknownLayers(LayerOverrides& overrides, const Network& network);

/// "QT", "TR", "given", "float", and what is the layer's own: "TR, k = 10, s = 2", "QT, 6 bits".
std::string describe(const LayerPlan& plan);
/// The same in parts, for the screen, which joins them with commas.
std::vector<Message> descriptionOf(const LayerPlan& plan);

} // namespace termscope
