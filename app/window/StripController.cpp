#include "app/window/StripController.h"

#include "core/settings/NetworkPlan.h"
#include "widgets/controls/SettingsStrip.h"
#include "widgets/language/LayerTexts.h"

#include <algorithm>

namespace termscope {
namespace {

/// Of the first layer that the file quantizes; none where there is none.
std::optional<GivenFigure> givenFigure(const Network& network, const Settings& settings)
{
    const auto layer = std::ranges::find_if(network.layers, &WeightLayer::isGiven);
    if (layer == network.layers.end()) {
        const auto alone = std::ranges::find_if(network.layers,
                                                [](const WeightLayer& each) { return each.given != nullptr; });
        return alone == network.layers.end() ? std::nullopt : std::optional(GivenFigure{storedAsText(*alone), {}});
    }
    return GivenFigure{StripController::tr("weights %1, data %2")
                           .arg(storedAsText(*layer), QString::fromStdString(layer->givenData->type)),
                       provisionedPairs(network, planOf(network, Method::Given, settings))};
}

} // namespace

StripController::StripController(SettingsStrip& strip, Session& session, Workbench& workbench)
    : QObject(&strip), strip_(strip), session_(session), workbench_(workbench)
{
    connectControls();
    connect(&session_, &Session::settingsChanged, this, &StripController::showSettings);
    connect(&session_, &Session::filesChanged, this, &StripController::showFigures);
    connect(&session_, &Session::layerChanged, this, &StripController::showLayerHint);
    connect(&workbench_, &Workbench::evaluationChanged, this, &StripController::showFigures);
    connect(&workbench_, &Workbench::obstacleChanged, this, &StripController::showFigures);
    showSettings();
}

void StripController::connectControls()
{
    connect(&strip_, &SettingsStrip::settingEdited, this, [this](const QString& key, int value, bool inProgress) {
        session_.changeSetting(key.toStdString(), value, inProgress);
    });
    connect(&strip_, &SettingsStrip::resetAllRequested, &session_, &Session::resetSettings);
    connect(&strip_, &SettingsStrip::resetLayerRequested, this, [this] {
        if (const WeightLayer* layer = session_.layer())
            session_.overrideLayers({layer->name}, {});
    });
}

void StripController::showSettings()
{
    strip_.setSettings(session_.settings());
    showLayerHint();
    showFigures();
}

void StripController::showLayerHint()
{
    const WeightLayer* const layer = session_.layer();
    if (layer == nullptr || !session_.settings().layers.contains(layer->name))
        return strip_.setLayerHint({}, {});
    const NetworkPlan plan(*session_.network(), Method::Revealed, session_.settings());
    strip_.setLayerHint(QString::fromStdString(layer->name), runsAsText(plan[session_.view().layer]));
}

/// Accuracy and work; of an older setting they are not shown beside the new one.
void StripController::showFigures()
{
    if (!session_.network()) {
        strip_.setWork({}, {});
        strip_.setAccuracy({}, tr("no network"));
        return;
    }
    const Network& network = *session_.network();
    const EvaluationPtr& evaluation = workbench_.evaluation();
    const bool known = evaluation && evaluation->settings == session_.settings();
    strip_.setGiven(givenFigure(network, session_.settings()));
    strip_.setAttention(std::ranges::any_of(network.layers, &WeightLayer::isAttention)
                        || session_.settings().attention != Attention::Float);
    strip_.setWork(provisionedPairs(network, planOf(network, Method::Revealed, session_.settings())),
                   known && evaluation->work ? std::optional(evaluation->work->measured) : std::nullopt);
    showScore(known ? evaluation.get() : nullptr);
}

/// `evaluation`: of the present settings; null while it is not known.
void StripController::showScore(const Evaluation* evaluation)
{
    const QString waiting = workbench_.obstacle().isEmpty() ? tr("evaluating …") : workbench_.obstacle();
    switch (session_.readsText() ? Workload::Text : Workload::Images) {
    case Workload::Images: {
        if (evaluation == nullptr)
            return strip_.setAccuracy({}, waiting);
        AccuracyFigure figure{evaluation->top1(), {}, evaluation->evaluated, evaluation->total};
        if (evaluation->fidelity)
            figure.sqnr = evaluation->fidelity->sqnr();
        figure.hasClasses = evaluation->scoreKind() != ScoreKind::Sqnr;
        figure.ofImages = !session_.readsArrays();
        if (!evaluation->exact())
            figure.interval = evaluation->top1Interval();
        return strip_.setAccuracy(figure);
    }
    case Workload::Text:
        if (evaluation == nullptr)
            return strip_.setPerplexity({}, waiting);
        return strip_.setPerplexity(PerplexityFigure{evaluation->perplexity(), evaluation->perplexityInterval(),
                                                     evaluation->evaluated, evaluation->total});
    }
}

} // namespace termscope
