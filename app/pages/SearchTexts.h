// What the pane of search says of plans: names, scores, costs, and what a plan comes to as settings.
#pragma once

#include "app/worker/StudyResults.h"
#include "widgets/study/PlanPlot.h"

#include <QString>

namespace termscope {

/// "99.24 %", "31.20 dB", or a perplexity.
QString planScoreText(double value, ScoreKind kind);
/// What an axis of such scores is called, and the columns of what was searched on and of the rest.
QString axisOfScore(ScoreKind kind);
QString searchedColumn(ScoreKind kind);
QString scoredColumn(ScoreKind kind);
QString planCostText(double cost);
/// "pairs", "cycles", "µJ".
QString costColumn(CostKind kind);
/// With what it is of.
QString costAxis(const SearchStudy& study);
/// "QT, 6 bits", "TR, k = 8, s = 2", "plan 3".
QString pointName(const PlanPoint& point, PlanSeries series, int index);
const std::vector<PlanPoint>& pointsOf(const SearchStudy& study, PlanSeries series);

/// What every layer has of its own at a point, whatever the settings that it is laid over.
LayerOverrides planOf(const PlanPoint& point, const Network& network);
/// Settings of a session, which reveals, at which the network runs as the point says.
Settings sessionSettingsOf(const PlanPoint& point, const Network& network);

/// "0 to 255".
QString rangeText(const SampleRange& range);

} // namespace termscope
