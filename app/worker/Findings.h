// The newest of what the jobs found out about the session, kept for the views and told them when it changes.
#pragma once

#include "app/session/Session.h"
#include "app/worker/ArrayResults.h"
#include "app/worker/LatestJob.h"
#include "app/worker/Results.h"

namespace termscope {

class Findings : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// The newest of each; null while there is none. A result may be of an older view for some milliseconds.
    /// The network whose weights are shown and quantized: BatchNormalization folded into them or not.
    const NetworkPtr& weights() const { return weights_; }
    const LayerSummariesPtr& summaries() const { return summaries_; }
    const DistributionPtr& distribution() const { return distribution_; }
    const GroupViewPtr& group() const { return group_; }
    const EvaluationPtr& reference() const { return reference_; }
    const EvaluationPtr& evaluation() const { return evaluation_; }
    const CurvePtr& curve() const { return curve_; }
    /// Of a language model.
    const TextEvaluationPtr& textEvaluation() const { return textEvaluation_; }
    /// Made only while the Accuracy page is shown.
    const NextWordsPtr& nextWords() const { return nextWords_; }
    /// Made only while the Terms page is shown.
    const PairComparisonPtr& pairs() const { return pairs_; }
    /// Why there are no pairs: a sentence, empty when there are some.
    const QString& pairsObstacle() const { return pairsObstacle_; }
    /// Made only while the Array page is shown.
    const ArrayRacePtr& race() const { return race_; }
    const NetworkTimesPtr& networkTimes() const { return networkTimes_; }
    /// Why there is no race, or no times of the network beside it: a sentence, else empty.
    const QString& raceObstacle() const { return raceObstacle_; }
    /// Why there is no accuracy: a sentence, empty when there is some.
    const QString& obstacle() const { return obstacle_; }

    /// For the jobs, which call them on their threads; the token brings what they found here.
    void deliverWeights(const JobToken& token, NetworkPtr found);
    void deliverSummaries(const JobToken& token, LayerSummariesPtr found);
    void deliverDistribution(const JobToken& token, DistributionPtr found);
    void deliverGroup(const JobToken& token, GroupViewPtr found);
    void deliverReference(const JobToken& token, EvaluationPtr found);
    void deliverEvaluation(const JobToken& token, EvaluationPtr found);
    void deliverCurve(const JobToken& token, CurvePtr found);
    void deliverTextEvaluation(const JobToken& token, TextEvaluationPtr found);
    void deliverNextWords(const JobToken& token, NextWordsPtr found);
    void deliverPairs(const JobToken& token, PairComparisonPtr found, const QString& obstacle);
    void deliverRace(const JobToken& token, ArrayRacePtr found, const QString& obstacle);
    void deliverNetworkTimes(const JobToken& token, NetworkTimesPtr found);
    /// `obstacle`: why there are none.
    void deliverNoNetworkTimes(const JobToken& token, const QString& obstacle);
    void deliverObstacle(const JobToken& token, const QString& sentence);
    void deliverFailure(const JobToken& token, const QString& sentence);
    /// Drops the estimates that will never become exact.
    void dropEstimates(const JobToken& token);

signals:
    void weightsChanged();
    void summariesChanged();
    void distributionChanged();
    void groupChanged();
    void referenceChanged();  ///< the float evaluation
    void evaluationChanged(); ///< an estimate or the exact one
    void curveChanged();
    void textEvaluationChanged(); ///< an estimate or the exact one
    void nextWordsChanged();
    void pairsChanged();
    void raceChanged(); ///< the race or its obstacle
    void networkTimesChanged();
    void obstacleChanged();
    void failed(const QString& message);

protected:
    void forgetAll();

private:
    template <class T>
    void deliver(const JobToken& token, std::shared_ptr<const T> Findings::*place, std::shared_ptr<const T> result,
                 void (Findings::*signal)());

    NetworkPtr weights_;
    LayerSummariesPtr summaries_;
    DistributionPtr distribution_;
    GroupViewPtr group_;
    EvaluationPtr reference_;
    EvaluationPtr evaluation_;
    CurvePtr curve_;
    TextEvaluationPtr textEvaluation_;
    NextWordsPtr nextWords_;
    PairComparisonPtr pairs_;
    ArrayRacePtr race_;
    NetworkTimesPtr networkTimes_;
    QString pairsObstacle_;
    QString raceObstacle_;
    QString obstacle_;
};

} // namespace termscope
