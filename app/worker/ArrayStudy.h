// Makes the Array page's results from a view: chooses operands, schedules both arrays, times all layers. Keeps what
// settings have in common from one call to the next. One per thread.
#pragma once

#include "app/session/ViewState.h"
#include "app/worker/ArrayResults.h"

#include <optional>

namespace termscope {

class ArrayStudy {
public:
    /// The race for the chosen layer and the first images, or for the typed product with random operands. Without an
    /// evaluator (no images, or a network that does not run) a layer's operands are random too, and the remark says so.
    /// Errors: more images than there are, budgets that do not fit the control registers, counts beyond 64 bits,
    /// cancelled.
    Result<ArrayRace> race(const Network& network, Evaluator* evaluator, const ViewState& view, const UnitCosts& costs,
                           const Progress& progress);

    /// Every layer whose size is known. Errors: as above.
    Result<NetworkTimes> networkTimes(const Network& network, Evaluator* evaluator, const ViewState& view,
                                      const UnitCosts& costs, const Progress& progress);

private:
    /// What a product depends on besides the network.
    struct ProductKey {
        int layer = -1;
        GemmShape shape;
        TermMode mode = TermMode::Revealed;
        Settings settings;
        bool real = false;

        friend bool operator==(const ProductKey&, const ProductKey&) = default;
    };
    using ProductPtr = std::shared_ptr<const ProductTerms>;

    Result<ProductPtr> product(const Network& network, Evaluator* evaluator, const ViewState& view,
                               const LayerShape& shape, int layer, TermMode mode);
    Result<RaceLane> lane(const ViewState& view, const LayerShape& shape, ProductPtr product,
                          const TimingConfig& config, const UnitCosts& costs, const Progress& progress);

    std::vector<std::pair<ProductKey, ProductPtr>> products_; ///< the newest last
    std::vector<std::vector<float>> inputs_;                  ///< of every layer, for inputsCount_ samples
    std::int64_t inputsCount_ = 0;
};

} // namespace termscope
