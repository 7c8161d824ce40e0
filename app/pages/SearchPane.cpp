#include "app/pages/SearchPane.h"

#include "app/files/FileActions.h"
#include "app/pages/CommandCopy.h"
#include "app/pages/Panes.h"
#include "app/pages/SearchControls.h"
#include "app/pages/SearchTexts.h"
#include "app/pages/StudyBar.h"
#include "app/session/FileDialogs.h"
#include "app/session/Origin.h"
#include "core/files/Files.h"
#include "core/study/PlanFile.h"
#include "widgets/controls/ColumnScroll.h"
#include "widgets/controls/FlowLayout.h"
#include "widgets/export/Csv.h"
#include "widgets/language/LayerTexts.h"
#include "widgets/language/Numbers.h"
#include "widgets/study/FigureTable.h"

#include <QClipboard>
#include <QFile>
#include <QFileInfo>
#include <QGuiApplication>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace termscope {
namespace {

constexpr int noPushedButton = 1000; ///< all of them stand at the left

/// A row of buttons that is as high as it has to be where it breaks; a splitter does not ask for that by itself.
class ButtonRow : public QWidget {
protected:
    void resizeEvent(QResizeEvent* event) override
    {
        QWidget::resizeEvent(event);
        setMinimumHeight(layout()->heightForWidth(width()));
    }
};

} // namespace

SearchPane::SearchPane(Session& session, Workbench& workbench, FileActions& files, QWidget* parent)
    : QWidget(parent), session_(session), workbench_(workbench),
      bar_(new StudyBar(QStringLiteral("search"), session, workbench, files)), controls_(new SearchControls(session)),
      plot_(new PlanPlot), points_(new FigureTable(tr("Plans and settings"))),
      plan_(new FigureTable(tr("The chosen point, layer by layer"))), use_(new QPushButton(tr("Use this plan"))),
      save_(new QPushButton(tr("Save plan…"))), copy_(new QPushButton(tr("Copy as --layer")))
{
    plot_->setObjectName(QStringLiteral("planPlot"));
    points_->setObjectName(QStringLiteral("planPoints"));
    plan_->setObjectName(QStringLiteral("planLayers"));
    auto* scroll = new ColumnScroll(controls_);
    auto* tables = newSplitter(Qt::Horizontal, "searchTables");
    tables->addWidget(points_);
    tables->addWidget(buildPlan());
    tables->setStretchFactor(0, 4);
    tables->setStretchFactor(1, 3);
    tables->setSizes({400, 290});
    auto* panes = newSplitter(Qt::Vertical, "searchPanes");
    panes->addWidget(plot_);
    panes->addWidget(tables);
    panes->setStretchFactor(0, 3);
    panes->setStretchFactor(1, 2);
    panes->setSizes({330, 240});
    auto* right = new QVBoxLayout;
    right->addWidget(bar_);
    right->addWidget(panes, 1);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
    layout->addLayout(right, 1);
    connectAll();
    show();
}

QWidget* SearchPane::buildPlan()
{
    use_->setObjectName(QStringLiteral("usePlan"));
    use_->setToolTip(tr("Makes the chosen point the settings of the session; undo takes it back"));
    save_->setObjectName(QStringLiteral("savePlan"));
    save_->setToolTip(tr("Writes a JSON file that every verb of termscope-cli reads with --plan"));
    copy_->setObjectName(QStringLiteral("copyPlan"));
    copy_->setToolTip(tr("The chosen point as options of termscope-cli"));
    auto* pane = new QWidget;
    auto* buttons = new ButtonRow;
    auto* row = new FlowLayout(noPushedButton, buttons);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    for (QPushButton* button : {use_, save_, copy_}) {
        button->setAutoDefault(false);
        row->addWidget(button);
    }
    auto* layout = new QVBoxLayout(pane);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(buttons);
    layout->addWidget(plan_, 1);
    return pane;
}

void SearchPane::connectAll()
{
    connect(bar_, &StudyBar::startRequested, this, &SearchPane::start);
    connect(bar_, &StudyBar::copyRequested, this, &SearchPane::copyCommand);
    connect(bar_, &StudyBar::ended, this, &SearchPane::showState);
    connect(&workbench_, &Workbench::studyStarted, this, &SearchPane::showState);
    connect(&workbench_, &Workbench::searchChanged, this, &SearchPane::show);
    connect(&session_, &Session::settingsChanged, this, &SearchPane::showState);
    connect(&session_, &Session::arrayChanged, this, &SearchPane::showState);
    connect(controls_, &SearchControls::changed, this, &SearchPane::showState);
    connect(plot_, &PlanPlot::pointChosen, this, [this](PlanPlace place) { choose(place); });
    connect(points_, &FigureTable::rowChosen, this, [this](int row) {
        if (const auto place = placeOfRow(row))
            choose(place);
    });
    connect(plan_, &FigureTable::rowChosen, this, [this](int row) {
        if (row >= 0)
            session_.chooseLayer(row);
    });
    connect(use_, &QPushButton::clicked, this, &SearchPane::usePlan);
    connect(save_, &QPushButton::clicked, this, &SearchPane::savePlan);
    connect(copy_, &QPushButton::clicked, this, &SearchPane::copyPlan);
}

void SearchPane::start()
{
    const Result<SearchChoice> choice = controls_->choice();
    if (choice)
        workbench_.startSearch(*choice);
    else
        emit failed(QString::fromStdString(choice.error().message));
}

void SearchPane::show()
{
    showPoints();
    const SearchStudyPtr& study = workbench_.search();
    // What a bound chooses is shown at once.
    choose(study && study->chosen ? std::optional(PlanPlace{PlanSeries::Plans, static_cast<int>(*study->chosen)})
                                  : std::nullopt);
    showState();
}

void SearchPane::showState()
{
    const SearchStudyPtr& study = workbench_.search();
    const QString running = tr("Layers are being run one by one at each of their settings …");
    const QString idle = tr("Which settings, layer by layer, are the cheapest for a score? Start searches on a part of "
                            "the data and scores on the rest.");
    plot_->setPlaceholder(bar_->isRunning() ? running : idle);
    if (!study)
        return bar_->showState(bar_->isRunning() ? running : idle, workbench_.search.obstacle());
    const bool ofValues = study->score == ScoreKind::Sqnr;
    QString text = (study->score == ScoreKind::Perplexity ? tr("Searched on tokens %1, scored on tokens %2.")
                    : session_.readsArrays()              ? tr("Searched on samples %1, scored on samples %2.")
                                                          : tr("Searched on images %1, scored on images %2."))
                       .arg(rangeText(study->searchSamples), rangeText(study->scoreSamples));
    if (!ofValues)
        text += QLatin1Char(' ')
                + tr("Float: %1 and %2.")
                      .arg(planScoreText(study->floatsSearched, study->score),
                           planScoreText(study->floatsScored, study->score));
    if (study->complete && study->chosen) {
        const PlanPoint& point = study->front[*study->chosen];
        text += QLatin1Char(' ')
                + tr("Within the bound: <b>plan %1</b>, %2 %3, %4 on the others.")
                      .arg(static_cast<int>(*study->chosen) + 1)
                      .arg(planCostText(point.cost), costColumn(study->choice.cost),
                           planScoreText(point.scored, study->score));
        if (point.gain)
            text += QLatin1Char(' ')
                    + tr("One setting for all layers that scores as much costs %1 times as much.")
                          .arg(numberText(*point.gain, 'f', 2));
    }
    if (study->nearestLoss)
        text += QLatin1Char(' ')
                + (ofValues ? tr("No plan is within the bound: the noise of the nearest is %1 % of the signal.")
                            : tr("No plan is within the bound: the nearest loses %1 points."))
                      .arg(numberText(*study->nearestLoss, 'f', 2));
    else if (study->nearestCost)
        text += QLatin1Char(' ')
                + tr("No plan is within the bound: the cheapest costs %1.").arg(planCostText(*study->nearestCost));
    if (!study->complete && !bar_->isRunning())
        text += QLatin1Char(' ') + tr("Stopped before the end.");
    const Result<SearchChoice> choice = controls_->choice();
    const bool sameArray = study->choice.cost == CostKind::Pairs || study->array == session_.view().array;
    if (study->settings != session_.settings() || !choice || *choice != study->choice || !sameArray)
        text = QStringLiteral("<b>⚠ ") + tr("What is asked for has changed since: these points are of other choices.")
               + QStringLiteral("</b> ") + text;
    bar_->showState(text);
}

void SearchPane::showPoints()
{
    const SearchStudyPtr& study = workbench_.search();
    rows_.clear();
    PlanPicture picture;
    std::vector<FigureColumn> columns;
    std::vector<FigureRow> rows;
    QString csv = csvLine({QStringLiteral("point"), QStringLiteral("cost"), QStringLiteral("search_score"),
                           QStringLiteral("score"), QStringLiteral("gain")});
    if (study) {
        picture.costAxis = costAxis(*study);
        picture.scoreAxis = axisOfScore(study->score);
        if (std::isfinite(study->floatsScored))
            picture.floats = study->floatsScored;
        columns = {{tr("point"), {}, true},
                   {costColumn(study->choice.cost), costAxis(*study), false},
                   {searchedColumn(study->score), tr("Score on what was searched on"), false},
                   {scoredColumn(study->score), tr("Score on the others"), false},
                   {tr("cheaper"),
                    tr("Than the cheapest setting of all layers alike that scores as much on the others"), false}};
        for (const PlanSeries series : {PlanSeries::Plans, PlanSeries::Uniform, PlanSeries::Quantized}) {
            const std::vector<PlanPoint>& points = pointsOf(*study, series);
            for (std::size_t i = 0; i < points.size(); ++i) {
                const PlanPoint& point = points[i];
                const QString name = pointName(point, series, static_cast<int>(i));
                const QString gain = point.gain ? numberText(*point.gain, 'f', 2) + u'×' : QString();
                picture.series[static_cast<std::size_t>(series)].push_back(
                    {point.cost, point.searched, point.scored,
                     tr("%1\n%2 %3\nsearched on: %4\non the others: %5")
                         .arg(name, planCostText(point.cost), costColumn(study->choice.cost),
                              planScoreText(point.searched, study->score), planScoreText(point.scored, study->score))});
                rows_.push_back({series, static_cast<int>(i)});
                rows.push_back({{name, static_cast<double>(rows.size())},
                                {planCostText(point.cost), point.cost},
                                {numberText(point.searched, 'f', 2), point.searched},
                                {numberText(point.scored, 'f', 2), point.scored},
                                {gain, point.gain}});
                csv += csvLine({name, csvNumber(point.cost), csvNumber(point.searched), csvNumber(point.scored),
                                point.gain ? csvNumber(*point.gain) : QString()});
            }
        }
        plot_->setCaption(settingsText(study->settings));
    } else {
        plot_->setCaption({});
    }
    plot_->setPicture(std::move(picture));
    points_->setRows(std::move(columns), std::move(rows));
    points_->setCsv(csv);
}

std::optional<PlanPlace> SearchPane::placeOfRow(int row) const
{
    return row < 0 || row >= static_cast<int>(rows_.size()) ? std::nullopt
                                                            : std::optional(rows_[static_cast<std::size_t>(row)]);
}

const PlanPoint* SearchPane::chosenPoint() const
{
    const SearchStudyPtr& study = workbench_.search();
    if (!study || !chosen_)
        return nullptr;
    const std::vector<PlanPoint>& points = pointsOf(*study, chosen_->series);
    const auto index = static_cast<std::size_t>(chosen_->index);
    return index < points.size() ? &points[index] : nullptr;
}

void SearchPane::choose(const std::optional<PlanPlace>& place)
{
    chosen_ = place;
    plot_->setCurrent(place);
    const auto row = place ? std::ranges::find(rows_, *place) : rows_.end();
    points_->setCurrent(row == rows_.end() ? -1 : static_cast<int>(row - rows_.begin()));
    showPlan();
}

void SearchPane::showPlan()
{
    const PlanPoint* point = session_.network() ? chosenPoint() : nullptr;
    for (QPushButton* button : {use_, save_, copy_})
        button->setEnabled(point != nullptr);
    if (point == nullptr) {
        plan_->setRows({}, {});
        plan_->setCsv({});
        plan_->setCaption(tr("A click on a point shows what it runs each layer at."));
        return;
    }
    const Network& network = *session_.network();
    const NetworkPlan plan(network, point->method, point->settings);
    const std::vector<double> pairs = provisionedPairsOfLayers(network, plan);
    const double all = std::max(1e-300, std::accumulate(pairs.begin(), pairs.end(), 0.0));
    std::vector<FigureRow> rows;
    QString csv = csvLine({QStringLiteral("layer"), QStringLiteral("runs_as"), QStringLiteral("pairs_share")});
    for (int layer = 0; layer < plan.size(); ++layer) {
        const QString name = QString::fromStdString(network.layers[static_cast<std::size_t>(layer)].name);
        const double share = pairs[static_cast<std::size_t>(layer)] / all;
        rows.push_back(
            {{name, layer}, {runsAsText(plan[layer]), std::nullopt}, {numberText(100.0 * share, 'f', 1), share}});
        csv += csvLine({name, QString::fromStdString(describe(plan[layer])), csvNumber(share)});
    }
    plan_->setRows({{tr("layer"), {}, true}, {tr("runs as"), {}, true}, {tr("pairs %"), {}, false}}, std::move(rows));
    plan_->setCsv(csv);
    plan_->setCaption(tr("%1: %2 on what was searched on, %3 on the others.")
                          .arg(pointName(*point, chosen_->series, chosen_->index),
                               planScoreText(point->searched, workbench_.search()->score),
                               planScoreText(point->scored, workbench_.search()->score)));
}

void SearchPane::usePlan()
{
    if (const PlanPoint* point = chosenPoint())
        session_.changeSettings(sessionSettingsOf(*point, *session_.network()),
                                pointName(*point, chosen_->series, chosen_->index));
}

void SearchPane::savePlan()
{
    const PlanPoint* point = chosenPoint();
    if (point == nullptr)
        return;
    // The plan of the row that is chosen now: searches may go on while the dialog is open.
    const std::string text = planText(planOf(*point, *session_.network())) + "\n";
    chooseFileToSave(*this, tr("Save plan"), QStringLiteral("plan.json"), tr("Plans (*.json)"),
                     [this, text](const QString& path) {
                         if (const Result<void> written = writeFile(QFile::encodeName(path).toStdString(), text);
                             !written)
                             emit failed(QString::fromStdString(written.error().message));
                         else
                             emit said(tr("Saved %1.").arg(QFileInfo(path).fileName()));
                     });
}

void SearchPane::copyPlan()
{
    const PlanPoint* point = chosenPoint();
    if (point == nullptr)
        return;
    QGuiApplication::clipboard()->setText(shellLine(settingOptions(sessionSettingsOf(*point, *session_.network()))));
    emit said(tr("The options are on the clipboard."));
}

void SearchPane::copyCommand()
{
    const SearchStudyPtr& study = workbench_.search();
    const Result<SearchChoice> wanted = controls_->choice();
    if (!study && !wanted) {
        emit failed(QString::fromStdString(wanted.error().message));
        return;
    }
    const Result<QString> command =
        study ? searchCommand(session_, study->choice, study->settings, study->array, workbench_.unitCosts())
              : searchCommand(session_, *wanted, session_.settings(), session_.view().array, workbench_.unitCosts());
    if (const QString refused = copiedCommand(command); !refused.isEmpty())
        emit failed(refused);
    else
        emit said(tr("The command line is on the clipboard."));
}

} // namespace termscope
