#include "widgets/plots/CurrentMarker.h"

#include "widgets/language/Numbers.h"
#include "widgets/language/Translated.h"
#include "widgets/plots/PointLabels.h"

#include <qcustomplot.h>

#include <cmath>

namespace termscope {

CurrentMarker::CurrentMarker(QCustomPlot* plot, const QString& layer, const QString& name)
    : plot_(*plot), mark_(plot->addGraph()), interval_(new QCPItemLine(plot)), text_(new QCPItemText(plot))
{
    mark_->setName(name);
    mark_->setLineStyle(QCPGraph::lsNone);
    interval_->setHead(QCPLineEnding(QCPLineEnding::esBar, 8, 0));
    interval_->setTail(QCPLineEnding(QCPLineEnding::esBar, 8, 0));
    text_->setPadding(QMargins(3, 1, 3, 1));
    for (QCPLayerable* part :
         {static_cast<QCPLayerable*>(mark_), static_cast<QCPLayerable*>(interval_), static_cast<QCPLayerable*>(text_)})
        part->setLayer(layer);
    mark_->removeFromLegend();
}

void CurrentMarker::setVisible(bool visible)
{
    for (QCPLayerable* part :
         {static_cast<QCPLayerable*>(mark_), static_cast<QCPLayerable*>(interval_), static_cast<QCPLayerable*>(text_)})
        part->setVisible(visible);
}

void CurrentMarker::hide()
{
    setVisible(false);
}

void CurrentMarker::setInLegend(bool shown)
{
    mark_->removeFromLegend();
    if (shown)
        mark_->addToLegend();
}

std::optional<QRectF> CurrentMarker::textRect() const
{
    return text_->visible() ? std::optional(PointLabels::rectOf(text_)) : std::nullopt;
}

void CurrentMarker::place(const CurrentScore& current, double pairs, bool isText)
{
    setVisible(true);
    const QCPRange shown = plot_.yAxis->range();
    const double score = scoreOf(current.row);
    const Interval& interval = current.interval;
    const bool below = score < shown.lower;
    const bool above = isText && score > shown.upper;
    const double height = below ? shown.lower + 0.03 * shown.size() : above ? shown.upper - 0.03 * shown.size() : score;
    mark_->setData({pairs}, {height}, true);
    exact_ = current.exact;
    setShape(below   ? QCPScatterStyle::ssTriangleInverted
             : above ? QCPScatterStyle::ssTriangle
                     : QCPScatterStyle::ssDiamond);
    interval_->start->setCoords(pairs, interval.low);
    interval_->end->setCoords(pairs, interval.high);
    interval_->setVisible((!current.exact || isText) && current.row.hasClasses && !below && !above);
    const bool right = pairs < std::sqrt(plot_.xAxis->range().lower * plot_.xAxis->range().upper);
    text_->setPositionAlignment((right ? Qt::AlignLeft : Qt::AlignRight) | (below ? Qt::AlignBottom : Qt::AlignTop));
    text_->setPadding(QMargins(10, 6, 10, 2));
    text_->position->setCoords(pairs, height);
    const QString range = isText ? termscope::tr("%1 … %2") : termscope::tr("%1 … %2 %");
    text_->setText(current.exact || !current.row.hasClasses
                       ? scoreText(current.row)
                       : range.arg(numberText(interval.low, 'f', 1)).arg(numberText(interval.high, 'f', 1)));
}

void CurrentMarker::setShape(int shape)
{
    mark_->setScatterStyle(QCPScatterStyle(static_cast<QCPScatterStyle::ScatterShape>(shape),
                                           exact_ ? strokePen(ink_, 1.2) : strokePen(fill_, 2.4),
                                           QBrush(exact_ ? fill_ : surface_), 13.0 * typeScale()));
}

void CurrentMarker::tint(const Theme& theme, const QFont& font)
{
    fill_ = theme.current;
    surface_ = theme.surface;
    ink_ = theme.ink;
    const auto shape = mark_->scatterStyle().shape();
    const bool beyond = shape == QCPScatterStyle::ssTriangleInverted || shape == QCPScatterStyle::ssTriangle;
    setShape(beyond ? shape : QCPScatterStyle::ssDiamond);
    interval_->setPen(strokePen(theme.current, 2));
    text_->setFont(font);
    text_->setColor(theme.ink);
}

} // namespace termscope
