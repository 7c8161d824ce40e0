// Makes the Array page's results from a view: chooses operands, schedules both arrays, times all layers. Keeps what
// settings have in common from one call to the next. One per thread.
#pragma once

#include "app/session/ViewState.h"
#include "app/worker/ArrayResults.h"
#include "hwmodel/study/NetworkTiming.h"
#include <optional>

namespace termscope {

class ArrayStudy {
public:
    /// The race for the chosen layer and the first images, or for the typed product with random operands. Without an
    /// evaluator (no images, or a network that does not run) a layer's operands are random too, and the remark says so.
    /// Errors: more images than there are, budgets that do not fit the control registers, counts beyond 64 bits.
    /// May be cancelled, see core/base/Cancel.h.
    Result<ArrayRace> race(const Network& network, Evaluator* evaluator, const ViewState& view, const UnitCosts& costs);

    /// Every layer whose size is known. Errors and cancelling: as above.
    Result<NetworkTimes> networkTimes(const Network& network, Evaluator* evaluator, const ViewState& view,
                                      const UnitCosts& costs);

    /// As NetworkTiming::preparedLayers.
    std::int64_t preparedLayers() const { return timing_.preparedLayers(); }

private:
    NetworkTiming timing_;
};

} // namespace termscope
