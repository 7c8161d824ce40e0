#include "app/pages/CurveCosts.h"

#include "hwmodel/study/PlanCosts.h"
#include "widgets/language/Translated.h"

#include <algorithm>

namespace termscope {

void CurveCosts::startOver()
{
    network_ = session_.network();
    array_ = session_.view().array;
    known_.clear();
    cycles_.reset();
    if (const Result<PlanCost> cost = planCostOn(*network_,
                                                 {ArrayCost::Cycles, array_.array(), array_.skew, array_.samples, {}}))
        cycles_ = *cost;
}

SweepRow CurveCosts::filled(SweepRow row)
{
    const WorkAxis axis = session_.view().workAxis;
    if (axis == WorkAxis::Provisioned || axis == WorkAxis::Measured || !session_.network() || !row.costLine.empty())
        return row;
    if (network_ != session_.network() || array_ != session_.view().array)
        startOver();
    auto found = std::ranges::find_if(
        known_, [&](const Known& known) { return known.method == row.method && known.settings == row.settings; });
    if (found == known_.end()) {
        SweepRow costs = withStored(row, *network_);
        if (cycles_ && row.method != Method::Float)
            if (const Result<double> cycles = costOfPlan(*cycles_, planOf(*network_, row.method, row.settings)))
                costs.cycles = *cycles;
        known_.push_back({row.method, row.settings, std::move(costs)});
        found = known_.end() - 1;
    }
    row.bitsPerWeight = found->row.bitsPerWeight;
    row.storedBytes = found->row.storedBytes;
    if (axis == WorkAxis::Cycles)
        row.cycles = found->row.cycles;
    return row;
}

QString CurveCosts::arrayText() const
{
    const ArrayChoice& array = session_.view().array;
    const std::string_view dataflow = nameOf(array.dataflow);
    return termscope::tr("%1×%2 term cells, %3, %4 samples")
        .arg(array.rows)
        .arg(array.columns)
        .arg(QString::fromUtf8(dataflow.data(), static_cast<qsizetype>(dataflow.size())))
        .arg(array.samples);
}

} // namespace termscope
