// What the workbench finds out for the views. Values, shared and never changed after they were delivered.
#pragma once

#include "app/session/SweepChoice.h"
#include "core/evaluate/Evaluation.h"
#include "core/evaluate/NextWords.h"
#include "core/evaluate/SampleView.h"
#include "core/study/GroupView.h"
#include "core/study/LayerDistribution.h"
#include "core/study/LayerFigures.h"
#include "core/study/PairStudy.h"
#include "core/sweep/Sweep.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <vector>

namespace termscope {

/// One layer for the list of layers.
struct LayerSummary {
    ValueStatistics statistics;
    Histogram histogram; ///< of the float weights, few bins over what most of them are
    /// Of the magnitudes of the weights that are not zero; 0 where there are none.
    double leastOfMost = 0.0, lowerQuarter = 0.0, median = 0.0, upperQuarter = 0.0; ///< 1, 25, 50 and 75 of 100
    double zeros = 0.0;                                                             ///< share, 0…1
};

/// What the layers come to at settings, as far as it is known.
struct FiguresOfLayers {
    Settings settings;
    std::vector<std::optional<LayerFigures>> layers; ///< the first ones, or all; none of a layer that cannot run
};

using LayerSummariesPtr = std::shared_ptr<const std::vector<LayerSummary>>;
using FiguresOfLayersPtr = std::shared_ptr<const FiguresOfLayers>;
using DistributionPtr = std::shared_ptr<const LayerDistribution>;
using GroupViewPtr = std::shared_ptr<const GroupView>;
using EvaluationPtr = std::shared_ptr<const Evaluation>;
using SampleViewPtr = std::shared_ptr<const SampleView>;
using NextWordsPtr = std::shared_ptr<const NextWords>;
using PairComparisonPtr = std::shared_ptr<const PairComparison>;

/// Points of a curve, as far as they are known.
struct CurveRows {
    std::vector<SweepRow> rows;
    std::vector<bool> estimated; ///< of each row: it is of a text's first tokens only

    int exactRows() const { return static_cast<int>(std::ranges::count(estimated, false)); }
};

/// The accuracy curve as far as it is known, and those that stay beside it.
struct Curve : CurveRows {
    Settings settings; ///< that its points have in common; the budget is that of none
    SweepChoice sweep;
    std::vector<CurveRows> kept; ///< of each of sweep.kept that has no points of its own
    int points = 0;              ///< rows that there will be, of all curves
    bool complete = false;

    int exactPoints() const
    {
        int count = exactRows();
        for (const CurveRows& each : kept)
            count += each.exactRows();
        return count;
    }

    /// The first row of a method; null while there is none.
    const SweepRow* rowOf(Method method) const
    {
        const auto found = std::ranges::find(rows, method, &SweepRow::method);
        return found == rows.end() ? nullptr : &*found;
    }
};
using CurvePtr = std::shared_ptr<const Curve>;

} // namespace termscope
