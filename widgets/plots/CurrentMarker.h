// Where the present setting is among the curves of an accuracy plot: a mark, its 95 % interval, and its score in words.
#pragma once

#include "widgets/plots/AccuracyCurves.h"

#include <QColor>
#include <QFont>
#include <QRectF>

#include <optional>

class QCPGraph;
class QCPItemLine;
class QCPItemText;
class QCustomPlot;

namespace termscope {

struct Theme;

class CurrentMarker {
public:
    /// On a layer of `plot`, which owns what is drawn; `name` is that in the legend.
    CurrentMarker(QCustomPlot* plot, const QString& layer, const QString& name);

    /// A score beyond the range shown is marked at its border, an estimate is hollow. `isText`: the plot shows
    /// perplexity.
    void place(const CurrentScore& current, double pairs, bool isText);
    void hide();
    void setInLegend(bool shown);
    /// Of the words, in pixels; none while they are hidden.
    std::optional<QRectF> textRect() const;
    void tint(const Theme& theme, const QFont& font);

private:
    void setVisible(bool visible);
    void setShape(int shape);

    QCustomPlot& plot_;
    QCPGraph* mark_;
    QCPItemLine* interval_;
    QCPItemText* text_;
    QColor fill_;
    QColor surface_;
    QColor ink_;
    bool exact_ = true;
};

} // namespace termscope
