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

void AccuracyPlot::setRows(std::span<const SweepRow> rows, std::vector<bool> estimated)
{
    estimated_ = std::move(estimated);
    rows_.assign(rows.begin(), rows.end());
    rebuild();
}

void AccuracyPlot::setPinned(std::vector<PinnedRows> pinned)
{
    if (pinned.empty() && pinned_.empty())
        return;
    pinned_ = std::move(pinned);
    rebuild();
}

void AccuracyPlot::setAdvice(const QString& sentence)
{
    if (sentence == advice_)
        return;
    advice_ = sentence;
    setCaption(captionText(showsPublished()));
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
    if (!curve.joined && !curve.level)
        graph->setLineStyle(QCPGraph::lsNone);
    if (curve.level) {
        graph->setData({leastPairs, widestPairs}, {*curve.level, *curve.level}, true);
    } else {
        for (const AccuracyStop& stop : curve.stops)
            graph->addData(stop.place.x(), stop.place.y());
    }
    curves_.push_back({std::move(curve), graph, std::nullopt});
}

void AccuracyPlot::rebuild()
{
    for (const Drawn& drawn : curves_)
        canvas()->removeGraph(drawn.graph);
    curves_.clear();
    for (AccuracyCurve& curve : curvesOf(rows_, pairCount(), estimated_))
        draw(std::move(curve));
    for (const PinnedRows& pinned : pinned_)
        for (AccuracyCurve& curve : curvesOf(pinned, pairCount()))
            draw(std::move(curve));
    const bool published = showsPublished();
    if (published) {
        for (AccuracyCurve& curve : curvesOf(published_))
            draw(std::move(curve));
    }
    joinCurrent();
    marker_->setInLegend(current_.has_value());
    placeRings();
    label();
    setAxisTitles(showsMeasured() ? tr("measured term pairs per multiply-accumulate")
                                  : tr("provisioned term pairs per multiply-accumulate"),
                  isText()       ? tr("perplexity (less is better)")
                  : isOfValues() ? tr("SQNR of the outputs (dB, more is better)")
                  : isByFloat()  ? tr("agreement with float (%)")
                                 : tr("top-1 accuracy (%)"));
    setTitle(isText()       ? tr("Perplexity against work")
             : isOfValues() ? tr("SQNR of the outputs against work")
             : isByFloat()  ? tr("Agreement with float against work")
                            : tr("Accuracy against work"));
    publishedVisible_->setEnabled(!published_.curves.empty() && !isText() && !isByFloat() && !showsMeasured());
    setCaption(captionText(published));
    setEmpty(rows_.empty() && !current_);
    refresh();
}

/// Their pairs are provisioned ones: there is no place for them among measured ones.
bool AccuracyPlot::showsPublished() const
{
    return isPublishedVisible() && !published_.curves.empty() && !isText() && !isByFloat() && !showsMeasured();
}

QString AccuracyPlot::captionText(bool published) const
{
    QStringList sentences;
    if (const auto estimates = std::count(estimated_.begin(), estimated_.end(), true); estimates > 0)
        sentences << tr("%1 of %2 points are still estimates (hollow, not joined) from the first tokens of the text.")
                         .arg(estimates)
                         .arg(rows_.size());
    if (!advice_.isEmpty())
        sentences << advice_;
    if (published)
        sentences << tr("Published: %1").arg(QString::fromStdString(published_.source));
    return sentences.join(u'\n');
}

/// The curve of TR at whose settings the present one is, but for the budget; null where there is none.
AccuracyPlot::Drawn* AccuracyPlot::curveOfCurrent()
{
    if (!current_ || !current_->exact || current_->row.method != Method::Revealed)
        return nullptr;
    const auto isOfCurrent = [this](const Drawn& drawn) {
        const AccuracyCurve& curve = drawn.curve;
        if (curve.published || curve.estimated || curve.colour || curve.stops.empty() || !curve.stops.front().settings)
            return false;
        Settings settings = *curve.stops.front().settings;
        settings.budget = current_->row.settings.budget;
        return settings == current_->row.settings;
    };
    const auto found = std::find_if(curves_.begin(), curves_.end(), isOfCurrent);
    return found == curves_.end() ? nullptr : &*found;
}

/// Leads the line of the curve through the exact point of the present setting, which may lie between two budgets.
void AccuracyPlot::joinCurrent()
{
    const Drawn* const own = curveOfCurrent();
    const std::optional<double> pairs = own ? pairsOf(current_->row.work, pairCount()) : std::nullopt;
    for (Drawn& drawn : curves_) {
        std::optional<QPointF> through;
        if (&drawn == own && pairs)
            through = QPointF(*pairs, scoreOf(current_->row));
        if (drawn.joined == through)
            continue;
        drawn.joined = through;
        drawn.graph->data()->clear();
        for (const AccuracyStop& stop : drawn.curve.stops)
            drawn.graph->addData(stop.place.x(), stop.place.y());
        if (through)
            drawn.graph->addData(through->x(), through->y());
        replot();
    }
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
        const AccuracyCurve& curve = drawn.curve;
        if (curve.method == Method::Revealed && !curve.published && !curve.estimated && !curve.colour)
            revealed.push_back(&curve);
        else
            add(curve, PointLabels::Side::LowerRight);
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
    std::vector<QPointF> points;
    for (const Drawn& drawn : curves_) {
        const std::vector<AccuracyStop>& stops = drawn.curve.stops;
        for (std::size_t index = 0; index < stops.size() && drawn.graph->visible(); ++index) {
            points.push_back(pixelOf(stops[index].place));
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
    labels_->declutter(std::move(taken), obstacles, points);
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
    if (!first)
        joinCurrent();
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

bool AccuracyPlot::isOfValues() const
{
    return rows_.empty() ? current_ && !current_->row.hasClasses : !rows_.front().hasClasses;
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
    // Provisioned pairs reach from a fraction to the 49 of 8 bits; measured ones lie anywhere.
    double least = showsMeasured() ? std::numeric_limits<double>::infinity() : 1.0;
    double most = showsMeasured() ? 0.0 : 50.0;
    double lowest = std::numeric_limits<double>::infinity();
    double highest = 0.0;
    const auto take = [&](const std::optional<double>& pairs, double score) {
        least = std::min(least, pairs.value_or(least));
        most = std::max(most, pairs.value_or(most));
        if (std::isinf(score))
            return;
        lowest = std::min(lowest, score);
        highest = std::max(highest, score);
    };
    for (const SweepRow& row : rows_)
        take(pairsOf(row.work, pairCount()), scoreOf(row));
    std::vector<AccuracyCurve> curves;
    for (const Drawn& drawn : curves_) {
        for (const AccuracyStop& stop : drawn.curve.stops)
            take(stop.place.x(), stop.place.y());
        curves.push_back(drawn.curve);
    }
    if (const std::optional<double> pairs = current_ ? pairsOf(current_->row.work, pairCount()) : std::nullopt)
        take(pairs, scoreOf(current_->row));
    if (most == 0.0) // no points yet
        least = most = 1.0;
    canvas()->xAxis->setRange(least / 1.25, most * 1.6);
    const std::optional<double> needed = leastInSight(curves, isText());
    if (isOfValues())
        showDecibels(lowest, highest);
    else if (isText())
        showScores(lowest, highest, needed);
    else
        showScores(highest, 0.0, needed);
    placeCurrent();
}

/// From none, where all is shown; else what lies between the least and the most.
void AccuracyPlot::showDecibels(double least, double most)
{
    constexpr double margin = 3.0;
    const double bottom = isFullRange() ? std::min(0.0, least) : least;
    canvas()->yAxis->setRange(std::min(bottom, most) - margin, most + margin);
}

/// `needed`: the range reaches to it, however far that is from the best.
void AccuracyPlot::showScores(double best, double worst, std::optional<double> needed)
{
    if (isText()) {
        const double zoomed = std::clamp(1.05 * worst, 1.05 * best, zoomedRatio * best);
        const double top = isFullRange() ? 1.05 * worst : std::max(zoomed, 1.05 * needed.value_or(0.0));
        canvas()->yAxis->setRange(best - 0.12 * (top - best), top);
    } else if (isFullRange()) {
        canvas()->yAxis->setRange(0.0, 104.0);
    } else {
        double bottom = std::max(0.0, std::floor(best) - zoomedPoints);
        if (needed && *needed < bottom)
            bottom = std::floor(*needed) - 0.04 * (best - *needed);
        canvas()->yAxis->setRange(bottom, std::min(100.4, std::floor(best) + 2.0));
    }
}

void AccuracyPlot::tint(const Theme& theme) const
{
    for (const Drawn& drawn : curves_) {
        const AccuracyCurve& curve = drawn.curve;
        QCPGraph* const graph = drawn.graph;
        const int number = curve.number;
        if (curve.level) {
            const bool given = curve.method == Method::Given;
            graph->setPen(linePen(given ? theme.quantized : theme.floats,
                                  curve.estimated ? 2
                                  : given         ? 2
                                                  : 1,
                                  curve.estimated ? 1.0 : 1.5));
            continue;
        }
        const bool revealed = curve.method == Method::Revealed;
        // Curves of several s share the hue of TR and differ in lightness, dashes and marks.
        const std::array shades{theme.revealed, mixed(theme.revealed, theme.ink, 0.5), theme.ink};
        const bool format = curve.method == Method::Format;
        const QColor color = curve.colour      ? pinColour(theme, *curve.colour)
                             : format          ? pinColour(theme, number % pinColours)
                             : curve.published ? theme.published
                             : revealed        ? shades[static_cast<std::size_t>(number) % shades.size()]
                                               : theme.quantized;
        const int line = curve.published ? 2 : revealed ? (number == 0 ? 0 : number + 2) : 0;
        graph->setPen(linePen(color, curve.colour ? (revealed ? 3 : 4) : line, 1.6));
        const int mark = curve.colour ? 2 + *curve.colour
                         : revealed   ? number
                         : format     ? 2 + number + number / pinColours
                                      : 1;
        graph->setScatterStyle(markFor(mark, color, theme.surface, 8, curve.published || curve.estimated));
    }
    labels_->tint(theme.mutedInk, font());
    rings_->setScatterStyle(
        QCPScatterStyle(QCPScatterStyle::ssCircle, strokePen(theme.ink, 2.5), Qt::NoBrush, 17.0 * typeScale()));
    marker_->tint(theme, headingFont(font()));
}

QString AccuracyPlot::csv() const
{
    return accuracyCsv(rows_, current_,
                       showsPublished() ? std::span<const PublishedCurve>(published_.curves)
                                        : std::span<const PublishedCurve>(),
                       pinned_);
}

} // namespace termscope
