#include "widgets/plots/AccuracyPlot.h"

#include "widgets/language/Numbers.h"
#include "widgets/plots/CurrentMarker.h"
#include "widgets/plots/PairsTicker.h"
#include "widgets/plots/PointLabels.h"

#include <qcustomplot.h>

#include <QAction>
#include <algorithm>
#include <cmath>

namespace termscope {
namespace {

constexpr double widestWork = 1e16; ///< level lines reach over every range that is shown

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

    publishedVisible_ = addOption(tr("published"), tr("Shows the figures published in 2020 as well."), false);
    publishedVisible_->setEnabled(false);
    fullRange_ = addOption(
        tr("full range"),
        tr("0 to 100 % instead of the top of it; of perplexity all points instead of those near the best."), false);
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

void AccuracyPlot::setPublished(PublishedFigures figures, TrainedFigures trained)
{
    published_ = std::move(figures);
    trained_ = std::move(trained);
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

void AccuracyPlot::setAxis(WorkAxis axis, const QString& array)
{
    if (axis == axis_ && array == array_)
        return;
    axis_ = axis;
    array_ = array;
    rebuild();
    resetView();
}

bool AccuracyPlot::isFullRange() const
{
    return fullRange_->isChecked();
}

void AccuracyPlot::setFullRange(bool full)
{
    fullRange_->setChecked(full);
}

QString AccuracyPlot::axisTitle() const
{
    switch (axis_) {
    case WorkAxis::Provisioned: return tr("provisioned term pairs per multiply-accumulate");
    case WorkAxis::Measured: return tr("measured term pairs per multiply-accumulate");
    case WorkAxis::BitsPerWeight: return tr("bits per weight, scales included");
    case WorkAxis::Size: return tr("size of all weights (bytes)");
    case WorkAxis::Cycles: break;
    }
    return array_.isEmpty() ? tr("cycles") : tr("cycles (%1)").arg(array_);
}

std::optional<double> AccuracyPlot::workOfCurrent() const
{
    return current_ ? workOf(current_->row, axis_) : std::nullopt;
}

void AccuracyPlot::draw(AccuracyCurve curve)
{
    QCPGraph* graph = canvas()->addGraph();
    graph->setName(curve.name);
    graph->setAdaptiveSampling(false);
    if (!curve.joined && !curve.level)
        graph->setLineStyle(QCPGraph::lsNone);
    if (curve.level) {
        graph->setData({leastPairs, widestWork}, {*curve.level, *curve.level}, true);
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
    for (AccuracyCurve& curve : curvesOf(rows_, axis_, estimated_))
        draw(std::move(curve));
    for (const PinnedRows& pinned : pinned_)
        for (AccuracyCurve& curve : curvesOf(pinned, axis_))
            draw(std::move(curve));
    const bool published = showsPublished();
    if (published) {
        for (AccuracyCurve& curve : axis_ == WorkAxis::Provisioned ? curvesOf(published_) : curvesOf(trained_))
            draw(std::move(curve));
    }
    joinCurrent();
    marker_->setInLegend(current_.has_value());
    placeRings();
    label();
    setAxisTitles(axisTitle(), isText()       ? tr("perplexity (less is better)")
                               : isOfValues() ? tr("SQNR of the outputs (dB, more is better)")
                               : isByFloat()  ? tr("agreement with float (%)")
                                              : tr("top-1 accuracy (%)"));
    setTitle(isText()       ? tr("Perplexity against work")
             : isOfValues() ? tr("SQNR of the outputs against work")
             : isByFloat()  ? tr("Agreement with float against work")
                            : tr("Accuracy against work"));
    publishedVisible_->setEnabled(hasPublished());
    setCaption(captionText(published));
    setEmpty(rows_.empty() && !current_);
    refresh();
}

/// Their pairs are provisioned ones, and those of trained formats tell bits alone: there is no place for them
/// elsewhere.
bool AccuracyPlot::hasPublished() const
{
    if (isText() || isByFloat())
        return false;
    return axis_ == WorkAxis::Provisioned     ? !published_.curves.empty()
           : axis_ == WorkAxis::BitsPerWeight ? !trained_.figures.empty()
                                              : false;
}

bool AccuracyPlot::showsPublished() const
{
    return isPublishedVisible() && hasPublished();
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
        sentences << tr("Published: %1")
                         .arg(QString::fromStdString(axis_ == WorkAxis::Provisioned ? published_.source
                                                                                    : trained_.source));
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
    const std::optional<double> work = own ? workOfCurrent() : std::nullopt;
    for (Drawn& drawn : curves_) {
        std::optional<QPointF> through;
        if (&drawn == own && work)
            through = QPointF(*work, scoreOf(current_->row));
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

QPointF AccuracyPlot::pixelOf(const QPointF& place) const
{
    return {canvas()->xAxis->coordToPixel(place.x()), canvas()->yAxis->coordToPixel(place.y())};
}

void AccuracyPlot::setCurrent(const Evaluation& evaluation)
{
    if (evaluation.method == Method::Float || evaluation.evaluated == 0)
        clearCurrent();
    else
        setCurrent(currentOf(evaluation));
}

void AccuracyPlot::setCurrent(CurrentScore current)
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
    const std::optional<double> work = workOfCurrent();
    if (work && !canvas()->xAxis->range().contains(*work)) {
        fit();
        replot();
    } else {
        replotLayer(QStringLiteral("current"));
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
    if (const std::optional<double> work = workOfCurrent())
        marker_->place(*current_, *work, isText());
    else
        marker_->hide();
}

QString AccuracyPlot::csv() const
{
    return accuracyCsv(rows_, current_,
                       showsPublished() && axis_ == WorkAxis::Provisioned
                           ? std::span<const PublishedCurve>(published_.curves)
                           : std::span<const PublishedCurve>(),
                       pinned_, showsPublished() && axis_ == WorkAxis::BitsPerWeight ? &trained_ : nullptr);
}

} // namespace termscope
