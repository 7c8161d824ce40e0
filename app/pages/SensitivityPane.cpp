#include "app/pages/SensitivityPane.h"

#include "app/files/FileActions.h"
#include "app/pages/CommandCopy.h"
#include "app/pages/Panes.h"
#include "app/pages/StudyBar.h"
#include "app/session/Origin.h"
#include "widgets/controls/ChoiceBox.h"
#include "widgets/export/Csv.h"
#include "widgets/language/LayerTexts.h"
#include "widgets/language/Numbers.h"
#include "widgets/study/FigureTable.h"
#include "widgets/study/LayerBars.h"

#include <QVBoxLayout>

#include <array>
#include <cmath>

namespace termscope {
namespace {

constexpr int columnOfSqnr = 4; ///< of the table

enum class LayerMeasure { Only, AllBut, SqnrOfOutput, SqnrOfWeights, Divergence, PairsShare };

constexpr std::array layerMeasures{LayerMeasure::SqnrOfOutput,  LayerMeasure::Only,       LayerMeasure::AllBut,
                                   LayerMeasure::SqnrOfWeights, LayerMeasure::Divergence, LayerMeasure::PairsShare};

/// What is chosen, and the title of the column.
QString titleOf(LayerMeasure measure)
{
    switch (measure) {
    case LayerMeasure::Only: return SensitivityPane::tr("score with only this layer");
    case LayerMeasure::AllBut: return SensitivityPane::tr("score with all but this layer");
    case LayerMeasure::SqnrOfOutput: return SensitivityPane::tr("SQNR of its outputs");
    case LayerMeasure::SqnrOfWeights: return SensitivityPane::tr("SQNR of its weights");
    case LayerMeasure::Divergence: return SensitivityPane::tr("KL of the network's output");
    case LayerMeasure::PairsShare: break;
    }
    return SensitivityPane::tr("share of the term pairs");
}

QString columnTitle(LayerMeasure measure, ScoreKind score)
{
    const bool bare = score == ScoreKind::Perplexity;
    const bool decibels = score == ScoreKind::Sqnr;
    switch (measure) {
    case LayerMeasure::Only:
        return bare       ? SensitivityPane::tr("only")
               : decibels ? SensitivityPane::tr("only dB")
                          : SensitivityPane::tr("only %");
    case LayerMeasure::AllBut:
        return bare       ? SensitivityPane::tr("all but")
               : decibels ? SensitivityPane::tr("all but dB")
                          : SensitivityPane::tr("all but %");
    case LayerMeasure::SqnrOfOutput: return SensitivityPane::tr("SQNR out dB");
    case LayerMeasure::SqnrOfWeights: return SensitivityPane::tr("SQNR w dB");
    case LayerMeasure::Divergence: return decibels ? SensitivityPane::tr("noise") : SensitivityPane::tr("KL");
    case LayerMeasure::PairsShare: break;
    }
    return SensitivityPane::tr("pairs %");
}

QString scoreAxis(ScoreKind score)
{
    switch (score) {
    case ScoreKind::Top1: return SensitivityPane::tr("top-1 accuracy (%)");
    case ScoreKind::Agreement: return SensitivityPane::tr("agreement with float (%)");
    case ScoreKind::Sqnr: return SensitivityPane::tr("SQNR of the outputs (dB, more is better)");
    case ScoreKind::Perplexity: break;
    }
    return SensitivityPane::tr("perplexity (less is better)");
}

QString axisOf(LayerMeasure measure, ScoreKind score)
{
    switch (measure) {
    case LayerMeasure::Only:
    case LayerMeasure::AllBut: return scoreAxis(score);
    case LayerMeasure::SqnrOfOutput:
    case LayerMeasure::SqnrOfWeights: return SensitivityPane::tr("SQNR (dB, more is better)");
    case LayerMeasure::Divergence:
        return score == ScoreKind::Sqnr
                   ? SensitivityPane::tr("noise over signal of the network's outputs (less is better)")
                   : SensitivityPane::tr("Kullback-Leibler divergence (nat, less is better)");
    case LayerMeasure::PairsShare: break;
    }
    return SensitivityPane::tr("share of the provisioned term pairs (%)");
}

struct LayerValue {
    std::optional<double> number; ///< infinite without any error
    bool estimated = false;
};

LayerValue fromScore(const std::optional<StudyScore>& score)
{
    return score ? LayerValue{score->value, !score->exact} : LayerValue{};
}

LayerValue valueOf(const SensitivityRow& row, LayerMeasure measure)
{
    switch (measure) {
    case LayerMeasure::Only: return fromScore(row.only);
    case LayerMeasure::AllBut: return fromScore(row.allBut);
    case LayerMeasure::SqnrOfOutput: return {row.sqnrOfOutput, false};
    case LayerMeasure::SqnrOfWeights: return {row.sqnrOfWeights, false};
    case LayerMeasure::Divergence: return {row.divergence, row.only && !row.only->exact};
    case LayerMeasure::PairsShare: break;
    }
    return {100.0 * row.pairsShare, false};
}

QString figureText(const LayerValue& value, LayerMeasure measure)
{
    if (!value.number)
        return QStringLiteral("–");
    if (std::isinf(*value.number))
        return QStringLiteral("∞");
    const bool decibels = measure == LayerMeasure::SqnrOfOutput || measure == LayerMeasure::SqnrOfWeights
                          || measure == LayerMeasure::PairsShare;
    const QString figure = measure == LayerMeasure::Divergence ? numberText(*value.number, 'g', 2)
                                                               : numberText(*value.number, 'f', decibels ? 1 : 2);
    return value.estimated ? QStringLiteral("≈ ") + figure : figure;
}

/// "KL: 0.0123": all that is known of a layer, one figure a line.
QString allFigures(const SensitivityRow& row)
{
    QStringList lines{runsAsText(row.plan)};
    for (const LayerMeasure measure : layerMeasures)
        if (const LayerValue value = valueOf(row, measure); value.number)
            lines << SensitivityPane::tr("%1: %2").arg(titleOf(measure), figureText(value, measure));
    return lines.join(QLatin1Char('\n'));
}

/// Numbers as files have them: infinite ones are empty.
QString sensitivityTableCsv(const SensitivityStudy& study)
{
    QString text = csvLine({QStringLiteral("layer"), QStringLiteral("only"), QStringLiteral("all_but"),
                            QStringLiteral("sqnr_output_db"), QStringLiteral("sqnr_weights_db"), QStringLiteral("kl"),
                            QStringLiteral("pairs_share")});
    const auto number = [](const std::optional<double>& value) { return value ? csvNumber(*value) : QString(); };
    const auto score = [](const std::optional<StudyScore>& value) {
        return value && value->exact ? csvNumber(value->value) : QString();
    };
    for (const SensitivityRow& row : study.rows)
        text += csvLine({row.name, score(row.only), score(row.allBut), number(row.sqnrOfOutput),
                         number(row.sqnrOfWeights), number(row.divergence), csvNumber(row.pairsShare)});
    return text;
}

} // namespace

SensitivityPane::SensitivityPane(Session& session, Workbench& workbench, FileActions& files, QWidget* parent)
    : QWidget(parent), session_(session), workbench_(workbench),
      bar_(new StudyBar(QStringLiteral("sensitivity"), session, workbench, files)), measure_(new ChoiceBox),
      method_(new ChoiceBox), bars_(new LayerBars), table_(new FigureTable(tr("Sensitivity of the layers")))
{
    build();
    connectAll();
    show();
}

void SensitivityPane::build()
{
    bars_->setObjectName(QStringLiteral("sensitivityBars"));
    table_->setObjectName(QStringLiteral("sensitivityTable"));
    method_->setObjectName(QStringLiteral("sensitivityMethod"));
    method_->addItem(tr("TR: quantized and revealed"));
    method_->addItem(tr("QT: quantized alone"));
    method_->setToolTip(tr("What layers are set to"));
    measure_->setObjectName(QStringLiteral("sensitivityMeasure"));
    for (const LayerMeasure measure : layerMeasures)
        measure_->addItem(titleOf(measure));
    measure_->setToolTip(tr("What the bars show; the table has all of it"));
    bar_->addControl(tr("Layers at"), method_);
    bar_->addControl(tr("Bars"), measure_);
    auto* panes = newSplitter(Qt::Horizontal, "sensitivityPanes");
    panes->addWidget(bars_);
    panes->addWidget(table_);
    panes->setStretchFactor(0, 3);
    panes->setStretchFactor(1, 4);
    panes->setSizes({350, 590});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(bar_);
    layout->addWidget(panes, 1);
    table_->sortBy(columnOfSqnr, Qt::AscendingOrder); // what loses most first
}

void SensitivityPane::connectAll()
{
    connect(bar_, &StudyBar::startRequested, this, [this] { workbench_.startSensitivity(method()); });
    connect(bar_, &StudyBar::copyRequested, this, &SensitivityPane::copyCommand);
    connect(bar_, &StudyBar::ended, this, &SensitivityPane::showState);
    connect(&workbench_, &Workbench::studyStarted, this, &SensitivityPane::showState);
    connect(&workbench_, &Workbench::sensitivityChanged, this, &SensitivityPane::show);
    connect(measure_, &QComboBox::currentIndexChanged, this, &SensitivityPane::showBars);
    connect(method_, &QComboBox::currentIndexChanged, this, [this](int index) {
        StudyChoice study = session_.view().study;
        study.sensitivity = index == 0 ? Method::Revealed : Method::Quantized;
        if (study != session_.view().study)
            session_.changeStudy(study, tr("layers of the sensitivity at QT or TR"), "sensitivity");
    });
    connect(&session_, &Session::studyChanged, this, &SensitivityPane::showState);
    connect(&session_, &Session::settingsChanged, this, &SensitivityPane::showState);
    connect(&session_, &Session::layerChanged, this, &SensitivityPane::showChoice);
    connect(&session_, &Session::highlightChanged, this, &SensitivityPane::showLit);
    connect(bars_, &LayerBars::layerChosen, &session_, &Session::chooseLayer);
    const auto hover = [this](int layer) {
        session_.hoverOver(layer < 0 ? Highlight() : Highlight(WholeLayer{layer}));
    };
    connect(bars_, &LayerBars::layerHovered, this, hover);
    connect(table_, &FigureTable::rowHovered, this, hover);
    connect(table_, &FigureTable::rowChosen, this, [this](int row) {
        if (row >= 0)
            session_.chooseLayer(row);
    });
}

Method SensitivityPane::method() const
{
    return session_.view().study.sensitivity;
}

bool SensitivityPane::isStale() const
{
    const SensitivityStudyPtr& study = workbench_.sensitivity();
    return study && (study->settings != session_.settings() || study->method != method());
}

void SensitivityPane::show()
{
    showTable();
    showBars();
    showState();
    showChoice();
}

void SensitivityPane::showState()
{
    method_->setCurrentIndex(method() == Method::Revealed ? 0 : 1);
    const SensitivityStudyPtr& study = workbench_.sensitivity();
    bars_->setPlaceholder(bar_->isRunning() ? tr("The layers' errors are being measured …")
                                            : tr("Start measures what each layer loses: the ranking by SQNR comes "
                                                 "first, then the scores, layer by layer."));
    if (!study) {
        bar_->showState(
            bar_->isRunning()
                ? tr("The layers' errors are being measured …")
                : tr("What does each layer lose at the settings of the strip, alone and within all others?"),
            workbench_.sensitivity.obstacle());
        bars_->setCaption({});
        return;
    }
    QStringList words;
    if (study->floats && std::isfinite(study->floats->value))
        words << tr("Float <b>%1</b>").arg(numberText(study->floats->value, 'f', 2));
    if (study->all)
        words << tr("all layers at the setting <b>%1</b>").arg(numberText(study->all->value, 'f', 2));
    QString text = scoreAxis(study->score);
    text.front() = text.front().toUpper();
    text += QStringLiteral(": ") + (words.isEmpty() ? tr("still to come") : words.join(QStringLiteral(", ")));
    text += QStringLiteral(". ")
            + (study->score == ScoreKind::Perplexity ? tr("%1 tokens.")
               : session_.readsArrays()              ? tr("%1 samples.")
                                                     : tr("%1 images."))
                  .arg(countText(study->samples));
    if (!study->complete && !bar_->isRunning())
        text += QLatin1Char(' ') + tr("Stopped before the end.");
    if (isStale())
        text = QStringLiteral("<b>⚠ ") + tr("Settings have changed since: these figures are of others.")
               + QStringLiteral("</b> ") + text;
    bar_->showState(text);
    bars_->setCaption((study->method == Method::Revealed ? tr("TR") : tr("QT")) + QStringLiteral(", ")
                      + settingsText(study->settings));
}

void SensitivityPane::showBars()
{
    const SensitivityStudyPtr& study = workbench_.sensitivity();
    if (!study) {
        bars_->setBars({}, {});
        return;
    }
    const LayerMeasure measure = layerMeasures[static_cast<std::size_t>(measure_->currentIndex())];
    BarMeasure what{titleOf(measure), axisOf(measure, study->score), 0.0, {}};
    if (measure == LayerMeasure::Only || measure == LayerMeasure::AllBut) {
        if (study->floats && std::isfinite(study->floats->value)) // without any error there is no end to the SQNR
            what.levels.push_back({tr("float"), study->floats->value});
        if (study->all)
            what.levels.push_back({tr("all layers at the setting"), study->all->value});
        // What one layer loses hangs from float; what its return to float gains stands on all.
        const auto& base = measure == LayerMeasure::Only ? study->floats : study->all;
        const bool fromZero = study->score == ScoreKind::Perplexity || study->score == ScoreKind::Sqnr;
        what.base = base && study->score != ScoreKind::Sqnr ? base->value : fromZero ? 0.0 : 100.0;
    }
    std::vector<LayerBar> bars;
    for (const SensitivityRow& row : study->rows) {
        const LayerValue value = valueOf(row, measure);
        const bool drawn = value.number && std::isfinite(*value.number);
        bars.push_back({row.name, drawn ? value.number : std::nullopt, value.estimated, allFigures(row)});
    }
    bars_->setBars(what, std::move(bars));
}

void SensitivityPane::showTable()
{
    const SensitivityStudyPtr& study = workbench_.sensitivity();
    layers_ = study ? static_cast<int>(study->rows.size()) : 0;
    constexpr std::array columnMeasures{LayerMeasure::Only,         LayerMeasure::AllBut,
                                        LayerMeasure::SqnrOfOutput, LayerMeasure::SqnrOfWeights,
                                        LayerMeasure::Divergence,   LayerMeasure::PairsShare};
    std::vector<FigureColumn> columns{{tr("layer"), tr("Sorted by depth"), true}, {tr("runs as"), {}, true}};
    for (const LayerMeasure measure : columnMeasures)
        columns.push_back({columnTitle(measure, study ? study->score : ScoreKind::Top1), titleOf(measure), false});
    std::vector<FigureRow> rows;
    for (int layer = 0; layer < layers_; ++layer) {
        const SensitivityRow& row = study->rows[static_cast<std::size_t>(layer)];
        FigureRow cells{{row.name, layer}, {runsAsText(row.plan), std::nullopt}};
        for (const LayerMeasure measure : columnMeasures) {
            const LayerValue value = valueOf(row, measure);
            cells.push_back({figureText(value, measure), value.number});
        }
        rows.push_back(std::move(cells));
    }
    table_->setRows(std::move(columns), std::move(rows));
    table_->setCsv(study ? sensitivityTableCsv(*study) : QString());
}

void SensitivityPane::showChoice()
{
    const int layer = layers_ > 0 ? session_.view().layer : -1;
    bars_->setCurrent(layer);
    table_->setCurrent(layer);
    showLit();
}

void SensitivityPane::showLit()
{
    const int layer = layers_ > 0 ? layerOf(session_.highlight()) : -1;
    bars_->setLit(layer);
    table_->setLit(layer);
}

void SensitivityPane::copyCommand()
{
    const SensitivityStudyPtr& study = workbench_.sensitivity();
    const Result<QString> command = study ? sensitivityCommand(session_, study->method, study->settings)
                                          : sensitivityCommand(session_, method(), session_.settings());
    if (const QString refused = copiedCommand(command); !refused.isEmpty())
        emit failed(refused);
    else
        emit said(tr("The command line is on the clipboard."));
}

} // namespace termscope
