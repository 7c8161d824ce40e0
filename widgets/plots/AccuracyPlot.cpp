#include "widgets/plots/AccuracyPlot.h"

#include "widgets/language/Numbers.h"
#include "widgets/plots/CurrentMarker.h"
#include "widgets/plots/Marks.h"
#include "widgets/plots/PairsTicker.h"
#include "widgets/plots/PointLabels.h"

#include <qcustomplot.h>

#include <QAction>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace termscope {
namespace {

constexpr double widestPairs = 1e4;  ///< level lines reach over every range that is shown
constexpr double lineStep = 6.0;     ///< pixels between the places of a line that labels keep off
constexpr double zoomedPoints = 9.0; ///< percentage points shown below the best accuracy
constexpr double zoomedRatio = 1.3;  ///< of the largest perplexity shown to the best one

} // namespace

AccuracyPlot::AccuracyPlot(QWidget* parent) : Plot(tr("Accuracy against work"), parent)
{
    setPlaceholder(tr("Accuracy appears here as soon as a network with test images has been evaluated."));
    QCustomPlot* plot = canvas();
    plot->xAxis->setScaleType(QCPAxis::stLogarithmic);
    plot->xAxis->setTicker(QSharedPointer<QCPAxisTicker>(new PairsTicker));
    plot->yAxis->setNumberFormat(QStringLiteral("g"));
    plot->addLayer(QStringLiteral("current"), plot->layer(QStringLiteral("overlay")), QCustomPlot::limBelow);
    plot->layer(QStringLiteral("current"))->setMode(QCPLayer::lmBuffered);
    labels_ = std::make_unique<PointLabels>(plot);
    rings_ = plot->addGraph();
    rings_->setLineStyle(QCPGraph::lsNone);
    rings_->setLayer(litLayer());
    rings_->removeFromLegend();
    marker_ = std::make_unique<CurrentMarker>(plot, QStringLiteral("current"), tr("current setting"));
    clearCurrent();

    measured_ = addOption(tr("measured pairs"), tr("Measured term pairs on the x axis instead of provisioned ones."),
                          false);
    publishedVisible_ = addOption(tr("published"), tr("Shows the figures published in 2020 as well."), false);
    publishedVisible_->setEnabled(false);
    fullRange_ = addOption(
        tr("full range"),
        tr("0 to 100 % instead of the top of it; of perplexity all points instead of those near the best."), false);
    connect(measured_, &QAction::toggled, this, [this](bool on) {
        rebuild();
        resetView();
        emit measuredChanged(on);
    });
    connect(publishedVisible_, &QAction::toggled, this, [this](bool on) {
        rebuild();
        emit publishedVisibleChanged(on);
    });
    connect(fullRange_, &QAction::toggled, this, [this](bool on) {
        resetView();
        emit fullRangeChanged(on);
    });
    connect(plot, &QCustomPlot::afterLayout, this, &AccuracyPlot::declutter);
    rebuild();
}

AccuracyPlot::~AccuracyPlot() = default;

void AccuracyPlot::setRows(std::span<const SweepRow> rows, int estimates)
{
    estimates_ = estimates;
    rows_.assign(rows.begin(), rows.end());
    rebuild();
}

void AccuracyPlot::setPublished(PublishedFigures figures)
{
    published_ = std::move(figures);
    QString help = tr("Shows published figures as well. %1").arg(QString::fromStdString(published_.source));
    for (const std::string& note : published_.notes)
        help += QStringLiteral("\n• ") + QString::fromStdString(note);
    publishedVisible_->setToolTip(help);
    rebuild();
}

bool AccuracyPlot::isPublishedVisible() const
{
    return publishedVisible_->isChecked();
}

void AccuracyPlot::setPublishedVisible(bool visible)
{
    publishedVisible_->setChecked(visible);
}

bool AccuracyPlot::showsMeasured() const
{
    return measured_->isChecked();
}

void AccuracyPlot::setMeasured(bool measured)
{
    measured_->setChecked(measured);
}

bool AccuracyPlot::isFullRange() const
{
    return fullRange_->isChecked();
}

void AccuracyPlot::setFullRange(bool full)
{
    fullRange_->setChecked(full);
}

PairCount AccuracyPlot::pairCount() const
{
    return showsMeasured() ? PairCount::Measured : PairCount::Provisioned;
}

void AccuracyPlot::draw(AccuracyCurve curve)
{
    QCPGraph* graph = canvas()->addGraph();
    graph->setName(curve.name);
    graph->setAdaptiveSampling(false);
    if (curve.level) {
        graph->setData({leastPairs, widestPairs}, {*curve.level, *curve.level}, true);
    } else {
        for (const AccuracyStop& stop : curve.stops)
            graph->addData(stop.place.x(), stop.place.y());
    }
    curves_.push_back({std::move(curve), graph});
}

void AccuracyPlot::rebuild()
{
    for (const Drawn& drawn : curves_)
        canvas()->removeGraph(drawn.graph);
    curves_.clear();
    for (AccuracyCurve& curve : curvesOf(rows_, pairCount()))
        draw(std::move(curve));
    const bool published = isPublishedVisible() && !published_.curves.empty() && !isText() && !isByFloat();
    if (published) {
        for (AccuracyCurve& curve : curvesOf(published_))
            draw(std::move(curve));
    }
    marker_->setInLegend(current_.has_value());
    placeRings();
    label();
    setAxisTitles(showsMeasured() ? tr("measured term pairs per multiply-accumulate")
                                  : tr("provisioned term pairs per multiply-accumulate"),
                  isText()      ? tr("perplexity (less is better)")
                  : isByFloat() ? tr("agreement with float (%)")
                                : tr("top-1 accuracy (%)"));
    setTitle(isText()      ? tr("Perplexity against work")
             : isByFloat() ? tr("Agreement with float against work")
                           : tr("Accuracy against work"));
    publishedVisible_->setEnabled(!published_.curves.empty() && !isText() && !isByFloat());
    QString caption = published ? tr("Published: %1").arg(QString::fromStdString(published_.source)) : QString();
    if (published && showsMeasured())
        caption += tr(" They are provisioned pairs.");
    if (estimates_ > 0)
        caption = tr("%1 of %2 points are still estimates from the first tokens of the text.")
                      .arg(estimates_)
                      .arg(rows_.size());
    setCaption(caption);
    setEmpty(rows_.empty() && !current_);
    refresh();
}

void AccuracyPlot::placeRings()
{
    rings_->data()->clear();
    for (const Drawn& drawn : curves_)
        for (const AccuracyStop& stop : drawn.curve.stops)
            if (lit_ && stop.settings == lit_)
                rings_->addData(stop.place.x(), stop.place.y());
}

void AccuracyPlot::setLit(const std::optional<Settings>& settings)
{
    if (settings == lit_)
        return;
    lit_ = settings;
    placeRings();
    replotLit();
}

int AccuracyPlot::litPoints() const
{
    return rings_->dataCount();
}

void AccuracyPlot::label()
{
    const auto add = [this](const AccuracyCurve& curve, PointLabels::Side side) {
        for (const AccuracyStop& stop : curve.stops)
            labels_->add(stop.place, stop.label, side);
    };
    labels_->clear();
    std::vector<const AccuracyCurve*> revealed;
    for (const Drawn& drawn : curves_) {
        if (drawn.curve.method == Method::Revealed && !drawn.curve.published)
            revealed.push_back(&drawn.curve);
        else
            add(drawn.curve, PointLabels::Side::LowerRight);
    }
    // The first TR curve and the last carry their budgets; those between have the same ones.
    if (!revealed.empty())
        add(*revealed.front(), PointLabels::Side::UpperLeft);
    if (revealed.size() > 1)
        add(*revealed.back(), PointLabels::Side::LowerRight);
}

QPointF AccuracyPlot::pixelOf(const QPointF& place) const
{
    return {canvas()->xAxis->coordToPixel(place.x()), canvas()->yAxis->coordToPixel(place.y())};
}

void AccuracyPlot::declutter()
{
    std::vector<QPointF> obstacles;
    for (const Drawn& drawn : curves_) {
        const std::vector<AccuracyStop>& stops = drawn.curve.stops;
        for (std::size_t index = 0; index < stops.size() && drawn.graph->visible(); ++index) {
            const QPointF to = pixelOf(stops[index].place);
            const QPointF from = pixelOf(stops[index == 0 ? 0 : index - 1].place);
            const double length = std::hypot(to.x() - from.x(), to.y() - from.y());
            const int steps = std::clamp(static_cast<int>(length / lineStep), 1, 200);
            for (int step = 1; step <= steps; ++step)
                obstacles.push_back(from + (to - from) * step / steps);
        }
    }
    std::vector<QRectF> taken;
    if (const std::optional<QRectF> text = marker_->textRect())
        taken.push_back(*text);
    labels_->declutter(std::move(taken), obstacles);
}

void AccuracyPlot::setCurrent(const Evaluation& evaluation)
{
    if (evaluation.method == Method::Float || evaluation.evaluated == 0)
        clearCurrent();
    else
        setScore(currentOf(evaluation));
}

void AccuracyPlot::setScore(CurrentScore current)
{
    const bool first = !current_ || current_->row.text.has_value() != current.row.text.has_value();
    current_ = std::move(current);
    placeCurrent();
    if (first) {
        rebuild();
        return;
    }
    const std::optional<double> pairs = pairsOf(current_->row.work, pairCount());
    if (pairs && !canvas()->xAxis->range().contains(*pairs)) {
        fit();
        replot();
    } else {
        canvas()->layer(QStringLiteral("current"))->replot();
    }
}

bool AccuracyPlot::isText() const
{
    return rows_.empty() ? current_ && current_->row.text : rows_.front().text.has_value();
}

bool AccuracyPlot::isByFloat() const
{
    return rows_.empty() ? current_ && current_->row.fidelity : rows_.front().fidelity.has_value();
}

void AccuracyPlot::clearCurrent()
{
    const bool was = current_.has_value();
    current_.reset();
    if (was)
        rebuild();
    else
        placeCurrent();
}

void AccuracyPlot::placeCurrent()
{
    const double pairs = current_ ? pairsOf(current_->row.work, pairCount()).value_or(0.0) : 0.0;
    if (pairs > 0.0)
        marker_->place(*current_, pairs, isText());
    else
        marker_->hide();
}

void AccuracyPlot::showAll()
{
    double least = 1.0;
    double most = 50.0;
    double lowest = std::numeric_limits<double>::infinity();
    double highest = 0.0;
    const auto take = [&](const std::optional<double>& pairs, double score) {
        least = std::min(least, pairs.value_or(least));
        most = std::max(most, pairs.value_or(most));
        lowest = std::min(lowest, score);
        highest = std::max(highest, score);
    };
    for (const SweepRow& row : rows_)
        take(pairsOf(row.work, pairCount()), scoreOf(row));
    for (const Drawn& drawn : curves_) {
        for (const AccuracyStop& stop : drawn.curve.stops)
            take(stop.place.x(), stop.place.y());
    }
    if (const std::optional<double> pairs = current_ ? pairsOf(current_->row.work, pairCount()) : std::nullopt)
        take(pairs, scoreOf(current_->row));
    canvas()->xAxis->setRange(least / 1.25, most * 1.6);
    if (isText())
        showScores(lowest, highest);
    else
        showScores(highest, 0.0);
    placeCurrent();
}

void AccuracyPlot::showScores(double best, double worst)
{
    if (isText()) {
        const double top = isFullRange() ? 1.05 * worst : std::clamp(1.05 * worst, 1.05 * best, zoomedRatio * best);
        canvas()->yAxis->setRange(best - 0.12 * (top - best), top);
    } else if (isFullRange()) {
        canvas()->yAxis->setRange(0.0, 104.0);
    } else {
        canvas()->yAxis->setRange(std::max(0.0, std::floor(best) - zoomedPoints),
                                  std::min(100.4, std::floor(best) + 2.0));
    }
}

void AccuracyPlot::tint(const Theme& theme) const
{
    for (const auto& [curve, graph] : curves_) {
        const int number = curve.number;
        if (curve.level) {
            const bool given = curve.method == Method::Given;
            graph->setPen(linePen(given ? theme.quantized : theme.floats, given ? 2 : 1, 1.5));
            continue;
        }
        const bool revealed = curve.method == Method::Revealed;
        // Curves of several s share the hue of TR and differ in lightness, dashes and marks.
        const std::array shades{theme.revealed, mixed(theme.revealed, theme.ink, 0.5), theme.ink};
        const QColor color = curve.published ? theme.published
                             : revealed      ? shades[static_cast<std::size_t>(number) % shades.size()]
                                             : theme.quantized;
        graph->setPen(linePen(color, curve.published ? 2 : revealed ? (number == 0 ? 0 : number + 2) : 0, 1.6));
        graph->setScatterStyle(markFor(revealed ? number : 1, color, theme.surface, 8, curve.published));
    }
    labels_->tint(theme.mutedInk, font());
    rings_->setScatterStyle(
        QCPScatterStyle(QCPScatterStyle::ssCircle, strokePen(theme.ink, 2.5), Qt::NoBrush, 17.0 * typeScale()));
    marker_->tint(theme, headingFont(font()));
}

QString AccuracyPlot::csv() const
{
    return accuracyCsv(rows_, current_,
                       isPublishedVisible() ? std::span<const PublishedCurve>(published_.curves)
                                            : std::span<const PublishedCurve>());
}

} // namespace termscope
