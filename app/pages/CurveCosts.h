// What the rows of the accuracy curve cost beside term pairs: bits and bytes of their weights, and cycles on the array
// of the page of arrays. Made when an axis asks for them, and kept until files or the array change.
#pragma once

#include "app/session/Session.h"
#include "core/study/PlanSearch.h"

#include <optional>
#include <vector>

namespace termscope {

class CurveCosts {
public:
    explicit CurveCosts(const Session& session) : session_(session) {}

    /// The row with what the session's axis shows. One that term cells do not take has no cycles.
    SweepRow filled(SweepRow row);

    /// What cycles are of, for the axis: "16×16 cells, os, 16 samples".
    QString arrayText() const;

private:
    struct Known {
        Method method;
        Settings settings;
        SweepRow row;
    };

    void startOver();

    const Session& session_;
    NetworkPtr network_; ///< that `known_` is of
    ArrayChoice array_;
    std::optional<PlanCost> cycles_; ///< none: no layer's size is known
    std::vector<Known> known_;
};

} // namespace termscope
