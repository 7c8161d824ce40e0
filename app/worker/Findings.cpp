#include "app/worker/Findings.h"

namespace termscope {

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

void Findings::deliverStep(const JobToken& token, const QString& what)
{
    token.deliver([this, what] { emit curveStepChanged(what); });
}

void Findings::dropEstimate(const JobToken& token)
{
    token.deliver([this] {
        if (evaluation() && !evaluation()->exact())
            put(evaluation, {}, {});
    });
}

/// All of them go before any view is told, so that none is drawn beside another that has gone.
void Findings::forgetAll()
{
    const auto forget = [this](auto&... each) {
        (each.set(nullptr, {}), ...);
        (emit(this->*each.changed_)(), ...);
    };
    obstacle_.clear();
    forget(weights, summaries, figures, distribution, group, reference, evaluation, curve, nextWords, classes, sample,
           pairs, race, networkTimes, sensitivity, search, comparison, reproduction);
    emit obstacleChanged();
}

} // namespace termscope
