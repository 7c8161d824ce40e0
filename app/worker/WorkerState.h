// What a job of the workbench works on and keeps from one run to the next. One per thread.
#pragma once

#include "app/worker/ArrayStudy.h"
#include "app/worker/EvaluatorSource.h"
#include "app/worker/NextWordStudy.h"
#include "app/worker/Results.h"
#include "core/base/Progress.h"
#include "core/study/CostLines.h"

#include <QString>

#include <optional>

namespace termscope {

/// What a race depends on besides the files.
struct ArrayKey {
    Settings settings;
    ArrayChoice array;
    int layer = -1;
    UnitCosts costs;

    friend bool operator==(const ArrayKey&, const ArrayKey&) = default;
};

struct WorkerState {
    /// `makes` serves the states of all jobs.
    explicit WorkerState(std::shared_ptr<EvaluatorSource> makes) : source(std::move(makes)) {}

    std::shared_ptr<EvaluatorSource> source;
    quint64 fileNumber = 0;
    LayerStudy study;
    std::unique_ptr<Evaluator> evaluator; ///< of the data that the network takes
    QString obstacle;                     ///< why there is none: a sentence
    TextEvaluator* text = nullptr;        ///< the evaluator, where it is of text
    NextWordStudy nextWords;
    // Results are kept, not only told: a delivery that came too late for its own job is made by the next one.
    NetworkPtr weights; ///< see weightsOf
    bool weightsFolded = true;
    LayerSummariesPtr summaries; ///< of the first layers, or of all
    FiguresOfLayersPtr figures;  ///< of all layers
    EvaluationPtr reference;
    EvaluationPtr evaluation; ///< exact
    DistributionPtr distribution;
    Settings distributionSettings;
    std::string unusable; ///< why the layer of the distribution cannot run: a sentence of checkLayer(); empty if it can
    std::vector<SweepRow> known;                                        ///< points of curves
    std::vector<SweepRow> estimates;                                    ///< those of a text's first tokens
    std::vector<std::pair<Settings, std::array<CostLine, 5>>> machines; ///< of settings of QT
    PairStudy pairs;
    ArrayStudy arrays;
    ArrayKey arrayKey; ///< what the race and the times are of
    ArrayRacePtr race;
    NetworkTimesPtr networkTimes;

    /// Starts over if other files are open.
    void prepare(const Task& task);

    /// The weights that evaluation quantizes, BatchNormalization folded or not: every page shows those.
    const NetworkPtr& weightsOf(const Task& task);
    /// A result that is kept is given again; what was begun is gone on with. `show` gets what there is of a network
    /// that takes long.
    const LayerSummariesPtr& summariesOf(const Network& network,
                                         const std::function<void(const LayerSummariesPtr&)>& show);
    /// What all layers come to at the settings; `show` as above. Range: the summaries are there.
    const FiguresOfLayersPtr& figuresOf(const Task& task, const std::function<void(const FiguresOfLayersPtr&)>& show);
    /// Error: that of checkLayer() for the layer in sight.
    Result<void> checkLayerOf(const Task& task);
    /// Of a layer for which checkLayerOf() tells an error, that of its finite floats.
    DistributionPtr distributionOf(const Task& task);
    GroupViewPtr groupOf(const Task& task);
    GroupViewPtr groupOfActivations(const Task& task);
    /// A point of the curve. Range: there is an evaluator. Error: what the evaluation failed with.
    Result<SweepRow> rowAt(Method method, const Settings& settings, const Progress& progress = {});
    /// The same, of a text's first tokens where those are few of all; else, and where it is known, the exact point.
    Result<SweepRow> estimateAt(Method method, const Settings& settings, const Progress& progress = {});
    /// What machines that change no value reserve under QT. Range and error as rowAt.
    Result<std::array<CostLine, 5>> costLinesAt(const Settings& settings);
    bool knowsCostLines(const Settings& settings) const;
    bool isEstimate(const SweepRow& row) const;
    /// How long rowAt or estimateAt will take, in times of a point that is evaluated whole: 0 where it is known.
    double costOf(Method method, const Settings& settings, bool exact) const;
    /// Points of this text are estimated before they are made exact.
    bool estimatesFirst() const;
};

} // namespace termscope
