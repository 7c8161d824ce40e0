// The newest of what the jobs found out about the session, kept for the views and told them when it changes.
//
// A new result is a slot and a signal here, and a line of Findings::forgetAll.
#pragma once

#include "app/session/Session.h"
#include "app/worker/ArrayResults.h"
#include "app/worker/LatestJob.h"
#include "app/worker/Results.h"
#include "app/worker/Slot.h"
#include "app/worker/StudyResults.h"

#include <type_traits>

namespace termscope {

class Findings : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// The network whose weights are shown and quantized: BatchNormalization folded into them or not.
    Slot<Network> weights{&Findings::weightsChanged};
    Slot<std::vector<LayerSummary>> summaries{&Findings::summariesChanged};
    Slot<FiguresOfLayers> figures{&Findings::figuresChanged}; ///< of layers, while their page is shown
    Slot<LayerDistribution> distribution{&Findings::distributionChanged};
    Slot<GroupView> group{&Findings::groupChanged};
    /// In float32; of images.
    Slot<Evaluation> reference{&Findings::referenceChanged};
    /// At the settings: an estimate or the exact one.
    Slot<Evaluation> evaluation{&Findings::evaluationChanged};
    Slot<Curve> curve{&Findings::curveChanged};
    // Made only while a page that needs them is shown (app/session/Pages.h).
    Slot<NextWords> nextWords{&Findings::nextWordsChanged}; ///< of a language model
    Slot<NextWords> classes{&Findings::classesChanged};     ///< of the chosen image, in place of words
    Slot<SampleView> sample{&Findings::sampleChanged};      ///< the chosen one, with all outputs for it
    Slot<PairComparison> pairs{&Findings::pairsChanged};
    Slot<ArrayRace> race{&Findings::raceChanged};
    Slot<NetworkTimes> networkTimes{&Findings::networkTimesChanged};
    // Made when the user asks for them; they stay while settings change, and say which they are of.
    Slot<SensitivityStudy> sensitivity{&Findings::sensitivityChanged};
    Slot<SearchStudy> search{&Findings::searchChanged};
    Slot<CompareStudy> comparison{&Findings::comparisonChanged};
    Slot<ReproduceStudy> reproduction{&Findings::reproductionChanged};

    /// Why there is no score: a sentence, empty when there is one.
    const QString& obstacle() const { return obstacle_; }

    /// For the jobs, which call them on their threads; the token brings what they found here. `obstacle`: why there is
    /// no value.
    template <class T>
    void deliver(const JobToken& token, Slot<T> Findings::*slot, std::type_identity_t<std::shared_ptr<const T>> value,
                 const QString& obstacle = {})
    {
        token.deliver([this, slot, value = std::move(value), obstacle] { put(this->*slot, value, obstacle); });
    }
    void deliverObstacle(const JobToken& token, const QString& sentence);
    void deliverFailure(const JobToken& token, const QString& sentence);
    /// The point of the curve that is worked on now, in words.
    void deliverStep(const JobToken& token, const QString& what);
    /// Drops an estimate that will never become exact.
    void dropEstimate(const JobToken& token);

signals:
    void weightsChanged();
    void summariesChanged();
    void figuresChanged();
    void distributionChanged();
    void groupChanged();
    void referenceChanged();
    void evaluationChanged();
    void curveChanged();
    void nextWordsChanged();
    void classesChanged();
    void sampleChanged();
    void pairsChanged();
    void raceChanged();
    void networkTimesChanged();
    void sensitivityChanged();
    void searchChanged();
    void comparisonChanged();
    void reproductionChanged();
    void obstacleChanged();
    void curveStepChanged(const QString& what);
    void failed(const QString& message);

protected:
    void forgetAll();

private:
    template <class T>
    void put(Slot<T>& slot, std::shared_ptr<const T> value, const QString& obstacle)
    {
        if (slot.set(std::move(value), obstacle))
            emit(this->*slot.changed_)();
    }

    QString obstacle_;
};

} // namespace termscope
