// What the studies of a network came to: how much each of its layers loses, and which settings by layer are the
// cheapest. Values, shared and never changed after they were delivered.
#pragma once

#include "app/session/ArrayChoice.h"
#include "app/session/CompareRequest.h"
#include "app/session/SearchChoice.h"
#include "core/evaluate/Evaluation.h"
#include "core/settings/NetworkPlan.h"
#include "core/study/NetworkComparison.h"
#include "core/study/ReproducedTable.h"

#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace termscope {

/// A score so far; `exact` once it is of all samples.
struct StudyScore {
    double value = 0.0; ///< percent, or the perplexity
    bool exact = false;
};

/// A layer, as far as it is known.
struct SensitivityRow {
    QString name;
    LayerPlan plan;                      ///< what the layer runs at
    std::optional<StudyScore> only;      ///< with this layer alone at the setting
    std::optional<StudyScore> allBut;    ///< with all but this one
    std::optional<double> sqnrOfOutput;  ///< dB; infinite without error
    std::optional<double> sqnrOfWeights; ///< likewise
    std::optional<double> divergence;
    double pairsShare = 0.0; ///< 0…1
};

struct SensitivityStudy {
    Method method = Method::Revealed;
    Settings settings;
    ScoreKind score = ScoreKind::Top1;
    std::int64_t samples = 0;         ///< images or tokens that scores are of once they are exact
    std::optional<StudyScore> floats; ///< all layers in float32
    std::optional<StudyScore> all;    ///< all at the setting
    std::vector<SensitivityRow> rows; ///< in the network's order
    bool complete = false;
};

/// A plan, or a setting that all layers share.
struct PlanPoint {
    Method method = Method::Revealed;
    Settings settings;        ///< a plan's are its layers' overrides
    bool groupVaries = false; ///< g is one of several
    double cost = 0.0;
    double searched = 0.0;      ///< score on the samples searched on
    double scored = 0.0;        ///< and on the others
    std::optional<double> gain; ///< how many times cheaper than the best uniform setting; of plans
};

struct SearchStudy {
    Settings settings;
    SearchChoice choice;
    ScoreKind score = ScoreKind::Top1;
    ArrayChoice array; ///< that cycles and energy are of
    SampleRange searchSamples;
    SampleRange scoreSamples;
    double floatsSearched = 0.0;
    double floatsScored = 0.0;
    std::vector<PlanPoint> front; ///< the cheapest first
    std::vector<PlanPoint> uniform;
    std::vector<PlanPoint> quantized;
    std::optional<std::size_t> chosen; ///< of front
    std::optional<double> nearestLoss; ///< where none is
    std::optional<double> nearestCost;
    bool complete = false;
};

struct CompareStudy {
    CompareRequest request;
    QString networkOfA;
    QString networkOfB;
    QString data; ///< empty: nothing was run
    QString left; ///< why there are no outputs: a sentence
    WeightComparison weights;
    std::optional<OutputComparison> outputs;
    std::optional<std::pair<double, double>> perplexities; ///< of texts
    std::vector<CurveDifference> curves;
    bool complete = false;
};

struct ReproduceStudy {
    std::vector<std::string> asked; ///< keys of reproducedFigures()
    std::string network;
    std::vector<ReproducedTable> tables; ///< those that are done
    bool complete = false;
};

using CompareStudyPtr = std::shared_ptr<const CompareStudy>;
using ReproduceStudyPtr = std::shared_ptr<const ReproduceStudy>;
using SearchStudyPtr = std::shared_ptr<const SearchStudy>;
using SensitivityStudyPtr = std::shared_ptr<const SensitivityStudy>;

} // namespace termscope
