// What the workbench finds out for the views. Values, shared and never changed after they were delivered.
#pragma once

#include "core/evaluate/Evaluation.h"
#include "core/evaluate/NextWords.h"
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
using NextWordsPtr = std::shared_ptr<const NextWords>;
using PairComparisonPtr = std::shared_ptr<const PairComparison>;

/// The accuracy curve as far as it is known.
struct Curve {
    Settings settings; ///< that its points have in common; the budget is that of none
    std::vector<SweepRow> rows;
    int estimates = 0; ///< rows that are of a text's first tokens only
    int points = 0;    ///< rows that there will be
    bool complete = false;

    /// The first row of a method; null while there is none.
    const SweepRow* rowOf(Method method) const
    {
        const auto found = std::ranges::find(rows, method, &SweepRow::method);
        return found == rows.end() ? nullptr : &*found;
    }
};
using CurvePtr = std::shared_ptr<const Curve>;

} // namespace termscope
