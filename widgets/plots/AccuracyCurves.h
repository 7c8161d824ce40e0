// The curves of AccuracyPlot as points and words: which rows make which curve, what each point says, the data as CSV.
#pragma once

#include "core/study/PublishedFigures.h"
#include "core/study/Sweep.h"

#include <QPointF>
#include <QString>
#include <optional>
#include <span>
#include <vector>

namespace termscope {

enum class PairCount { Provisioned, Measured };

/// A point of a curve.
struct AccuracyStop {
    QPointF place;                    ///< term pairs per multiply-accumulate, top-1 in percent
    QString text;                     ///< all about it, a few lines
    QString label;                    ///< what is written beside it; may be empty
    std::optional<Settings> settings; ///< of TR points
};

struct AccuracyCurve {
    QString name;
    Method method = Method::Float;
    bool published = false;
    int number = 0;                   ///< among the curves of the same kind
    std::optional<double> level;      ///< of a level line, which has no points
    std::vector<AccuracyStop> stops;  ///< by growing pairs
};

/// Pairs to draw at: none without work, or where there are no pairs at all (a logarithmic axis has no place for 0).
std::optional<double> pairsOf(const std::optional<Work>& work, PairCount count);

/// Float as a level line, QT as one curve, TR as one curve per group size and data terms.
std::vector<AccuracyCurve> curvesOf(std::span<const SweepRow> rows, PairCount count);

/// The published curves, at their provisioned pairs.
std::vector<AccuracyCurve> curvesOf(const PublishedFigures& figures);

/// Columns series (sweep, current, published), method, settings, counts, top1_percent, pairs per MAC.
QString accuracyCsv(std::span<const SweepRow> rows, const std::optional<Evaluation>& current,
                    std::span<const PublishedCurve> published);

} // namespace termscope
