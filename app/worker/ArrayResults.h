// What the Array page shows: two arrays at work on one product, and how long they take for every layer. Values, shared
// and never changed after they were delivered.
#pragma once

#include "hwmodel/energy/ModeComparison.h"
#include "hwmodel/schedule/ArrayFrame.h"
#include "hwmodel/schedule/StepSeries.h"
#include "hwmodel/study/ShapeStudy.h"

#include <QString>

#include <array>
#include <memory>

namespace termscope {

/// Steps that curves show at most.
inline constexpr std::int64_t mostStepsShown = 200'000;

/// One of the two arrays in the race.
struct RaceLane {
    QString name;      ///< "TR on term cells"
    QString shortName; ///< "TR"
    std::shared_ptr<const ArrayRun> run;
    std::shared_ptr<const StepSeries> steps; ///< the first mostStepsShown
    double meanPairs = 0.0;                  ///< of a group; pMAC: 1 multiply-accumulate of a value
    std::int64_t provisionedCycles = 0;      ///< of the whole product
    std::int64_t adaptiveCycles = 0;         ///< pMAC: the same
    std::int64_t idealCycles = 0;            ///< pMAC: the same
    double utilisation = 0.0;                ///< at the chosen step length, 0…1
    EnergyBreakdown energy;                  ///< of the product; by the model
    AreaBreakdown area;
};

struct ArrayRace {
    QString product; ///< "fc1: (16×784)·(784×512)"
    QString remark;  ///< what the user should know about the operands; may be empty
    int layer = -1;  ///< of the network; −1 for a typed product
    RaceLane rival;
    RaceLane revealed;

    /// 0 the rival, 1 TR.
    const RaceLane& lane(int index) const { return index == 0 ? rival : revealed; }
};

using ArrayRacePtr = std::shared_ptr<const ArrayRace>;

/// A layer of the network on both arrays.
struct LayerTimes {
    LayerShape shape;
    LayerTiming rival;
    LayerTiming revealed;
};

/// The whole network: all layers whose size is known.
struct NetworkTimes {
    std::vector<LayerTimes> layers;
    std::shared_ptr<const ShapeStudy> shapes; ///< of the TR array, steps provisioned
    ModeComparison comparison;                ///< QT against TR on the same term cells
};

using NetworkTimesPtr = std::shared_ptr<const NetworkTimes>;

} // namespace termscope
