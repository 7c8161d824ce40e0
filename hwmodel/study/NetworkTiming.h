// Cycles of a network's layers on an array: provisioned steps in closed form, actual ones from what the cells multiply.
//
// A layer may take several products, one for each group of channels or time step. Their operands differ, and so do
// their adaptive steps: every product is walked.
#pragma once

#include "core/settings/NetworkPlan.h"
#include "hwmodel/energy/ZeroPointCorrection.h"
#include "hwmodel/operands/ProductTerms.h"
#include "hwmodel/timing/LayerTiming.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace termscope {

/// What is timed: the layers of a network, or products that are no layer's.
struct TimingTask {
    TimingTask() = default;
    /// `settings`: of the network, with what layers have of their own.
    TimingTask(const Network& of, const Settings& settings)
        : network(&of), revealed(of, Method::Revealed, settings), quantized(of, Method::Quantized, settings)
    {
    }

    const Network* network = nullptr; ///< may be null for products
    NetworkPlan revealed;             ///< what the network's layers run at under TR
    NetworkPlan quantized;            ///< and under QT
    Evaluator* evaluator = nullptr;   ///< of that network; null: operands are random
    TimingConfig config;              ///< of its terms, layers take only the mode and the skew
    StepLength steps = StepLength::Provisioned;
    std::int64_t samples = 1;       ///< M of a layer: the first ones of the evaluator's dataset
    std::uint64_t seed = 1;         ///< of random operands; each further product of a layer takes the next
    bool randomRecurrences = false; ///< operands of recurrent layers, which nobody knows, are random; else an error
};

/// What a layer's cells run at: layers that are never revealed run under QT; a recurrent one runs at the settings of
/// its input weights. `layer`: −1 for a product that is no layer's, which runs at task.config.
TimingConfig configOf(const TimingTask& task, int layer);

/// The layers of a network that an array can take.
struct ArrayLayers {
    NetworkShapes shapes;             ///< with a warning for each layer whose size is not known
    std::vector<std::string> inFloat; ///< left out, since they run in float32: the last one first
};

/// Of a layer that the task runs on integers of the network's file with zero points; none for any other, and for a
/// product that is no layer's. Error: as that of a layer.
Result<std::optional<ZeroPointCorrection>> zeroPointCorrection(const TimingTask& task, const LayerShape& shape,
                                                               int layer);

/// Range: there is a network.
ArrayLayers layersOnArray(const TimingTask& task);

struct TimedLayer {
    LayerTiming timing;
    std::optional<double> meanPairs; ///< of a group, over all the layer's products; none where steps are provisioned
    std::optional<ZeroPointCorrection> correction; ///< none where no integers of a file with zero points are run
};

/// Keeps what tasks have in common from one call to the next: operands of a few layers, and what entered them. All
/// calls are about the same network and evaluator. Only the layer that is asked for is prepared. One thread at a time.
class NetworkTiming {
public:
    using ProductPtr = std::shared_ptr<const ProductTerms>;

    /// A layer of the task's network, or a product (`layer` −1). Errors: those of timeLayer, firstInputs, layerOperands
    /// and randomOperands. May be cancelled, see base/Cancel.h.
    Result<TimedLayer> time(const TimingTask& task, const LayerShape& shape, int layer);

    /// The operands of a layer's first product, real or random. Errors: as above.
    Result<ProductPtr> firstProduct(const TimingTask& task, const LayerShape& shape, int layer);

    /// The operands of one of its `repeats` products. Range: 0 ≤ number < shape.repeats. Errors: as above.
    Result<ProductPtr> product(const TimingTask& task, const LayerShape& shape, int layer, std::int64_t number);

    /// How many times a layer has been quantized and revealed so far; known operands are not made again.
    std::int64_t preparedLayers() const { return preparedLayers_; }

private:
    /// What a product depends on besides the network.
    struct ProductKey {
        int layer = -1;
        GemmShape shape;
        TermMacConfig terms;
        LayerPlan plan; ///< that makes real operands
        bool real = false;
        std::uint64_t seed = 0;

        friend bool operator==(const ProductKey&, const ProductKey&) = default;
    };
    class Products;

    Result<Products> productsOf(const TimingTask& task, const LayerShape& shape, int layer);
    Result<std::vector<float>> inputsOf(const TimingTask& task, int layer);
    Result<ProductPtr> productAt(std::optional<Products>& products, const TimingTask& task, const LayerShape& shape,
                                 int layer, std::int64_t number);
    void keep(const ProductKey& key, const ProductPtr& product);

    std::vector<std::pair<ProductKey, ProductPtr>> products_; ///< the newest last
    std::vector<std::pair<int, std::vector<float>>> inputs_;  ///< by layer, the newest last
    std::int64_t inputSamples_ = 0;                           ///< that the inputs are of
    std::int64_t preparedLayers_ = 0;
};

} // namespace termscope
