// The curves of AccuracyPlot as points and words: which rows make which curve, what each point says, the data as CSV.
//
// A row's score is top-1 in percent, or of a text the perplexity, where less is better.
#pragma once

#include "core/study/PublishedFigures.h"
#include "core/study/TrainedFigures.h"
#include "core/sweep/WorkAxis.h"

#include <QPointF>
#include <QString>
#include <optional>
#include <span>
#include <vector>

namespace termscope {

/// A point of a curve.
struct AccuracyStop {
    QPointF place;                    ///< what the axis shows (workOf), score
    QString text;                     ///< all about it, a few lines
    QString label;                    ///< what is written beside it; may be empty
    std::optional<Settings> settings; ///< of TR points
};

struct AccuracyCurve {
    QString name;
    Method method = Method::Float;
    bool published = false;
    bool estimated = false;
    bool machine = false;            ///< that changes no value: QT's scores at what it reserves
    bool joined = true;              ///< by a line: not of estimates, nor of number formats of several kinds
    std::optional<int> colour;       ///< of a pinned curve: a number for pinColour
    int number = 0;                  ///< among the curves of the same kind
    std::optional<double> level;     ///< of a level line, which has no points
    std::vector<AccuracyStop> stops; ///< by growing work
};

/// A curve that stays while the settings change.
struct PinnedRows {
    QString name;
    int colour = 0; ///< a number for pinColour
    std::vector<SweepRow> rows;
    std::vector<bool> estimated; ///< of each row; as in curvesOf
};

/// The setting of the controls, as far as it was evaluated.
struct CurrentScore {
    SweepRow row;
    Interval interval; ///< of the score, at 95 %
    bool exact = true; ///< all samples or tokens were evaluated
};

CurrentScore currentOf(const Evaluation& evaluation);

double scoreOf(const SweepRow& row);

/// "98.49 %", "183.6".
QString scoreText(const SweepRow& row);

/// Float as a level line, QT as one curve, TR as one curve per group size and data terms; estimates as curves of their
/// own. `estimated`: of each row whether it is one; rows without a flag are exact.
std::vector<AccuracyCurve> curvesOf(std::span<const SweepRow> rows, WorkAxis axis,
                                    const std::vector<bool>& estimated = {});

/// The same of a pinned curve, under its name.
std::vector<AccuracyCurve> curvesOf(const PinnedRows& pinned, WorkAxis axis);

/// The least scores that a plot has to reach so that at least the better half of every curve's points is in sight; none
/// without points.
std::optional<double> leastInSight(std::span<const AccuracyCurve> curves, bool lessIsBetter);

/// The published curves, at their provisioned pairs.
std::vector<AccuracyCurve> curvesOf(const PublishedFigures& figures);

/// Points of networks that were trained with a number format in place, at their bits per weight.
std::vector<AccuracyCurve> curvesOf(const TrainedFigures& figures);

/// Columns series (sweep, a pinned curve's name, current, published), method, settings, counts, top1_percent, pairs per
/// MAC; of a text tokens and perplexity with its interval in place of counts and top1_percent. Where rows say them:
/// bits_per_weight, model_bytes and cycles.
QString accuracyCsv(std::span<const SweepRow> rows, const std::optional<CurrentScore>& current,
                    std::span<const PublishedCurve> published, std::span<const PinnedRows> pinned = {},
                    const TrainedFigures* trained = nullptr);

} // namespace termscope
