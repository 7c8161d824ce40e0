#include "app/worker/Findings.h"

#include <utility>

namespace termscope {

template <class T>
void Findings::deliver(const JobToken& token, std::shared_ptr<const T> Findings::*place,
                       std::shared_ptr<const T> result, void (Findings::*signal)())
{
    token.deliver([this, place, result = std::move(result), signal] {
        if (this->*place == result)
            return;
        this->*place = result;
        emit(this->*signal)();
    });
}

void Findings::deliverWeights(const JobToken& token, NetworkPtr found)
{
    deliver(token, &Findings::weights_, std::move(found), &Findings::weightsChanged);
}

void Findings::deliverSummaries(const JobToken& token, LayerSummariesPtr found)
{
    deliver(token, &Findings::summaries_, std::move(found), &Findings::summariesChanged);
}

void Findings::deliverDistribution(const JobToken& token, DistributionPtr found)
{
    deliver(token, &Findings::distribution_, std::move(found), &Findings::distributionChanged);
}

void Findings::deliverGroup(const JobToken& token, GroupViewPtr found)
{
    deliver(token, &Findings::group_, std::move(found), &Findings::groupChanged);
}

void Findings::deliverReference(const JobToken& token, EvaluationPtr found)
{
    deliver(token, &Findings::reference_, std::move(found), &Findings::referenceChanged);
}

void Findings::deliverEvaluation(const JobToken& token, EvaluationPtr found)
{
    deliver(token, &Findings::evaluation_, std::move(found), &Findings::evaluationChanged);
}

void Findings::deliverCurve(const JobToken& token, CurvePtr found)
{
    deliver(token, &Findings::curve_, std::move(found), &Findings::curveChanged);
}

void Findings::deliverTextEvaluation(const JobToken& token, TextEvaluationPtr found)
{
    deliver(token, &Findings::textEvaluation_, std::move(found), &Findings::textEvaluationChanged);
}

void Findings::deliverNextWords(const JobToken& token, NextWordsPtr found)
{
    deliver(token, &Findings::nextWords_, std::move(found), &Findings::nextWordsChanged);
}

void Findings::deliverNetworkTimes(const JobToken& token, NetworkTimesPtr found)
{
    deliver(token, &Findings::networkTimes_, std::move(found), &Findings::networkTimesChanged);
}

void Findings::deliverPairs(const JobToken& token, PairComparisonPtr pairs, const QString& obstacle)
{
    token.deliver([this, pairs = std::move(pairs), obstacle] {
        pairs_ = pairs;
        pairsObstacle_ = obstacle;
        emit pairsChanged();
    });
}

void Findings::deliverRace(const JobToken& token, ArrayRacePtr race, const QString& obstacle)
{
    token.deliver([this, race = std::move(race), obstacle] {
        if (race_ == race && raceObstacle_ == obstacle)
            return;
        race_ = race;
        raceObstacle_ = obstacle;
        emit raceChanged();
    });
}

void Findings::deliverNoNetworkTimes(const JobToken& token, const QString& obstacle)
{
    token.deliver([this, obstacle] {
        networkTimes_.reset();
        raceObstacle_ = obstacle;
        emit networkTimesChanged();
    });
}

void Findings::deliverObstacle(const JobToken& token, const QString& sentence)
{
    token.deliver([this, sentence] {
        if (obstacle_ == sentence)
            return;
        obstacle_ = sentence;
        emit obstacleChanged();
    });
}

void Findings::deliverFailure(const JobToken& token, const QString& sentence)
{
    token.deliver([this, sentence] { emit failed(sentence); });
}

void Findings::dropEstimates(const JobToken& token)
{
    token.deliver([this] {
        if (evaluation_ && !evaluation_->exact()) {
            evaluation_.reset();
            emit evaluationChanged();
        }
        if (textEvaluation_ && !textEvaluation_->exact()) {
            textEvaluation_.reset();
            emit textEvaluationChanged();
        }
    });
}

void Findings::forgetAll()
{
    weights_.reset();
    summaries_.reset();
    distribution_.reset();
    group_.reset();
    reference_.reset();
    evaluation_.reset();
    curve_.reset();
    textEvaluation_.reset();
    nextWords_.reset();
    pairs_.reset();
    race_.reset();
    networkTimes_.reset();
    pairsObstacle_.clear();
    raceObstacle_.clear();
    obstacle_.clear();
    for (const auto signal :
         {&Findings::weightsChanged, &Findings::summariesChanged, &Findings::distributionChanged,
          &Findings::groupChanged, &Findings::referenceChanged, &Findings::evaluationChanged, &Findings::curveChanged,
          &Findings::textEvaluationChanged, &Findings::nextWordsChanged, &Findings::pairsChanged,
          &Findings::raceChanged, &Findings::networkTimesChanged, &Findings::obstacleChanged})
        emit(this->*signal)();
}

} // namespace termscope
