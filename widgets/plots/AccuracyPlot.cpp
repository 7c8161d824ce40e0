#include "widgets/plots/AccuracyPlot.h"

#include "widgets/plots/Csv.h"
#include "widgets/plots/Marks.h"

#include <qcustomplot.h>

#include <QAction>
#include <algorithm>
#include <array>
#include <cmath>

namespace termscope {
namespace {

constexpr double widestPairs = 1e4;   ///< the level line of float reaches over every range that is shown
constexpr double leastPairs = 1e-3;
constexpr double pointReach = 14.0;   ///< pixels from which a point is taken
constexpr double zoomedPoints = 9.0;  ///< percentage points shown below the best accuracy

/// 1, 2, 5, 10, 20, 50, … on a logarithmic axis; evenly spaced ticks when fewer than three of them are on show.
class PairsTicker : public QCPAxisTicker {
protected:
    QVector<double> createTickVector(double tickStep, const QCPRange& range) override
    {
        QVector<double> ticks;
        const int first = static_cast<int>(std::floor(std::log10(std::max(range.lower, leastPairs))));
        const int last = static_cast<int>(std::ceil(std::log10(std::max(range.upper, leastPairs))));
        for (int decade = first; decade <= last; ++decade) {
            for (const double digit : {1.0, 2.0, 5.0})
                ticks << digit * std::pow(10.0, decade);
        }
        const auto inside = std::count_if(ticks.begin(), ticks.end(), [&range](double tick) { return range.contains(tick); });
        return inside >= 3 ? ticks : QCPAxisTicker::createTickVector(tickStep, range);
    }
    QVector<double> createSubTickVector(int, const QVector<double>&) override { return {}; }
    QString getTickLabel(double tick, const QLocale& locale, QChar, int) override { return locale.toString(tick, 'g', 4); }
};

QString methodTitle(Method method)
{
    const std::array titles{QStringLiteral("float"), QStringLiteral("QT"), QStringLiteral("TR")};
    return titles[static_cast<std::size_t>(method)];
}

QString dataTermsText(int dataTerms)
{
    return dataTerms == 0 ? AccuracyPlot::tr("s = all") : QStringLiteral("s = %1").arg(dataTerms);
}

QString rowText(const SweepRow& row)
{
    const Settings& settings = row.settings;
    QString text = methodTitle(row.method);
    if (row.method == Method::Revealed)
        text += QStringLiteral(" k = %1, g = %2, %3").arg(settings.budget).arg(settings.groupSize).arg(dataTermsText(settings.dataTerms));
    if (row.method != Method::Float)
        text += AccuracyPlot::tr(", %1-bit weights, %2-bit data").arg(settings.weightBits).arg(settings.dataBits);
    text += AccuracyPlot::tr("\n%1 % (%2 of %3)").arg(row.top1(), 0, 'f', 2).arg(row.correct).arg(row.total);
    if (row.work)
        text += AccuracyPlot::tr("\npairs per MAC: %1 provisioned, %2 measured")
                    .arg(row.work->provisioned, 0, 'g', 4).arg(row.work->measured, 0, 'g', 4);
    return text;
}

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
    marker_ = plot->addGraph();
    marker_->setName(tr("current setting"));
    marker_->setLineStyle(QCPGraph::lsNone);
    interval_ = new QCPItemLine(plot);
    interval_->setHead(QCPLineEnding(QCPLineEnding::esBar, 8, 0));
    interval_->setTail(QCPLineEnding(QCPLineEnding::esBar, 8, 0));
    markerText_ = new QCPItemText(plot);
    markerText_->setPadding(QMargins(3, 1, 3, 1));
    for (QCPLayerable* part : {static_cast<QCPLayerable*>(marker_), static_cast<QCPLayerable*>(interval_),
                               static_cast<QCPLayerable*>(markerText_)})
        part->setLayer(QStringLiteral("current"));
    marker_->removeFromLegend();
    clearCurrent();

    measured_ = addOption(tr("measured pairs"), tr("Measured term pairs on the x axis instead of provisioned ones."), false);
    publishedVisible_ = addOption(tr("published"), tr("Shows the figures published in 2020 as well."), false);
    publishedVisible_->setEnabled(false);
    fullRange_ = addOption(tr("0–100 %"), tr("The full range of accuracy instead of the top of it."), false);
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
    rebuild();
}

void AccuracyPlot::setRows(std::span<const SweepRow> rows)
{
    rows_.assign(rows.begin(), rows.end());
    rebuild();
}

void AccuracyPlot::setPublished(PublishedFigures figures)
{
    published_ = std::move(figures);
    publishedVisible_->setEnabled(!published_.curves.empty());
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

std::optional<double> AccuracyPlot::pairsOf(const std::optional<Work>& work) const
{
    if (!work)
        return std::nullopt;
    const double pairs = showsMeasured() ? work->measured : work->provisioned;
    return pairs > 0.0 ? std::optional(pairs) : std::nullopt;
}

AccuracyPlot::Curve& AccuracyPlot::addCurve(const QString& name, Method method, bool published)
{
    Curve curve;
    curve.name = name;
    curve.method = method;
    curve.published = published;
    curve.number = static_cast<int>(std::count_if(curves_.begin(), curves_.end(), [&](const Curve& other) {
        return other.method == method && other.published == published;
    }));
    curve.graph = canvas()->addGraph();
    curve.graph->setName(name);
    curve.graph->setAdaptiveSampling(false);
    curves_.push_back(std::move(curve));
    return curves_.back();
}

AccuracyPlot::Curve& AccuracyPlot::curveFor(const SweepRow& row)
{
    QString name = methodTitle(row.method);
    if (row.method == Method::Quantized)
        name = tr("QT by bits");
    if (row.method == Method::Revealed)
        name = tr("TR by k, g = %1, %2").arg(row.settings.groupSize).arg(dataTermsText(row.settings.dataTerms));
    const auto found = std::find_if(curves_.begin(), curves_.end(), [&name](const Curve& curve) { return curve.name == name; });
    return found != curves_.end() ? *found : addCurve(name, row.method, false);
}

void AccuracyPlot::addRows()
{
    for (const SweepRow& row : rows_) {
        if (row.method == Method::Float) {
            Curve& curve = addCurve(tr("float (%1 %)").arg(row.top1(), 0, 'f', 2), Method::Float, false);
            curve.graph->setData({leastPairs, widestPairs}, {row.top1(), row.top1()}, true);
            continue;
        }
        const std::optional<double> pairs = pairsOf(row.work);
        if (!pairs)
            continue;
        Stop stop{QPointF(*pairs, row.top1()), rowText(row), std::nullopt};
        if (row.method == Method::Revealed)
            stop.settings = row.settings;
        curveFor(row).stops.push_back(std::move(stop));
    }
}

void AccuracyPlot::addPublished()
{
    for (const PublishedCurve& source : published_.curves) {
        const Method method = source.method == "TR" ? Method::Revealed : Method::Quantized;
        Curve& curve = addCurve(tr("%1, published").arg(QString::fromStdString(source.method)), method, true);
        for (const PublishedPoint& point : source.points) {
            QString text = curve.name;
            if (point.budget && point.groupSize && point.dataTerms)
                text += QStringLiteral(": k = %1, g = %2, s = %3").arg(*point.budget).arg(*point.groupSize).arg(*point.dataTerms);
            text += tr("\n%1-bit weights, %2-bit data\n%3 %, %4 provisioned pairs per MAC\n%5")
                        .arg(point.weightBits).arg(point.dataBits).arg(point.top1).arg(point.pairs)
                        .arg(QString::fromStdString(source.network));
            curve.stops.push_back({QPointF(point.pairs, point.top1), text, std::nullopt});
        }
    }
}

void AccuracyPlot::rebuild()
{
    QCustomPlot* plot = canvas();
    for (QCPItemText* text : labels_)
        plot->removeItem(text);
    labels_.clear();
    for (const Curve& curve : curves_)
        plot->removeGraph(curve.graph);
    curves_.clear();
    addRows();
    const bool published = isPublishedVisible() && !published_.curves.empty();
    if (published)
        addPublished();
    for (Curve& curve : curves_) {
        std::stable_sort(curve.stops.begin(), curve.stops.end(),
                         [](const Stop& a, const Stop& b) { return a.place.x() < b.place.x(); });
        QVector<double> keys;
        QVector<double> values;
        for (const Stop& stop : curve.stops) {
            keys << stop.place.x();
            values << stop.place.y();
        }
        if (!keys.isEmpty())
            curve.graph->setData(keys, values, true);
    }
    marker_->removeFromLegend();
    if (current_)
        marker_->addToLegend();
    label();
    setAxisTitles(showsMeasured() ? tr("measured term pairs per multiply-accumulate")
                                  : tr("provisioned term pairs per multiply-accumulate"), tr("top-1 accuracy (%)"));
    QString caption = published ? tr("Published: %1").arg(QString::fromStdString(published_.source)) : QString();
    if (published && showsMeasured())
        caption += tr(" They are provisioned pairs.");
    setCaption(caption);
    setEmpty(rows_.empty() && !current_);
    placeCurrent();
    refresh();
}

void AccuracyPlot::label()
{
    const auto add = [this](const QPointF& place, const QString& text) {
        auto* item = new QCPItemText(canvas());
        item->position->setCoords(place);
        item->setPositionAlignment(Qt::AlignHCenter | Qt::AlignTop);
        item->setPadding(QMargins(0, 5, 0, 0));
        item->setText(text);
        labels_.push_back(item);
    };
    std::size_t row = 0;
    for (const SweepRow& entry : rows_) {
        const std::optional<double> pairs = pairsOf(entry.work);
        if (entry.method == Method::Quantized && pairs)
            add(QPointF(*pairs, entry.top1()), tr("%1 bit").arg(entry.settings.weightBits));
        if (entry.method == Method::Revealed)
            row = std::max(row, static_cast<std::size_t>(&entry - rows_.data()) + 1);
    }
    if (row == 0)
        return;
    // The budgets of one TR curve are enough: they are the same on all of them.
    const int dataTerms = rows_[row - 1].settings.dataTerms;
    for (const SweepRow& entry : rows_) {
        const std::optional<double> pairs = pairsOf(entry.work);
        if (entry.method == Method::Revealed && entry.settings.dataTerms == dataTerms && pairs)
            add(QPointF(*pairs, entry.top1()), QStringLiteral("k%1").arg(entry.settings.budget));
    }
}

void AccuracyPlot::setCurrent(const Evaluation& evaluation)
{
    if (evaluation.method == Method::Float || evaluation.evaluated == 0) {
        clearCurrent();
        return;
    }
    const bool first = !current_;
    Evaluation kept;
    kept.method = evaluation.method;
    kept.settings = evaluation.settings;
    kept.evaluated = evaluation.evaluated;
    kept.total = evaluation.total;
    kept.correct = evaluation.correct;
    kept.work = evaluation.work;
    current_ = std::move(kept);
    placeCurrent();
    if (first) {
        rebuild();
        return;
    }
    const std::optional<double> pairs = pairsOf(current_->work);
    if (pairs && !canvas()->xAxis->range().contains(*pairs)) {
        fit();
        replot();
    } else {
        canvas()->layer(QStringLiteral("current"))->replot();
    }
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
    const double pairs = current_ ? pairsOf(current_->work).value_or(0.0) : 0.0;
    for (QCPLayerable* part : {static_cast<QCPLayerable*>(marker_), static_cast<QCPLayerable*>(interval_),
                               static_cast<QCPLayerable*>(markerText_)})
        part->setVisible(pairs > 0.0);
    if (pairs <= 0.0)
        return;
    const QCPRange shown = canvas()->yAxis->range();
    const double top1 = current_->top1();
    const Interval interval = current_->top1Interval();
    const bool below = top1 < shown.lower;
    const double height = below ? shown.lower + 0.03 * shown.size() : top1;
    marker_->setData({pairs}, {height}, true);
    QCPScatterStyle style = marker_->scatterStyle();
    style.setShape(below ? QCPScatterStyle::ssTriangleInverted : QCPScatterStyle::ssDiamond);
    marker_->setScatterStyle(style);
    interval_->start->setCoords(pairs, interval.low);
    interval_->end->setCoords(pairs, interval.high);
    interval_->setVisible(!current_->exact() && !below);
    const bool right = pairs < std::sqrt(canvas()->xAxis->range().lower * canvas()->xAxis->range().upper);
    markerText_->setPositionAlignment((right ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignTop);
    markerText_->setPadding(QMargins(10, 6, 10, 2));
    markerText_->position->setCoords(pairs, height);
    markerText_->setText(current_->exact()
                             ? tr("%1 %").arg(top1, 0, 'f', 2)
                             : tr("%1 … %2 %").arg(interval.low, 0, 'f', 1).arg(interval.high, 0, 'f', 1));
}

void AccuracyPlot::showAll()
{
    double least = 1.0;
    double most = 50.0;
    double best = 0.0;
    const auto take = [&](double pairs, double top1) {
        least = std::min(least, pairs);
        most = std::max(most, pairs);
        best = std::max(best, top1);
    };
    for (const SweepRow& row : rows_) {
        best = std::max(best, row.top1());
        if (const std::optional<double> pairs = pairsOf(row.work))
            take(*pairs, row.top1());
    }
    for (const Curve& curve : curves_) {
        for (const Stop& stop : curve.stops)
            take(stop.place.x(), stop.place.y());
    }
    if (current_) {
        if (const std::optional<double> pairs = pairsOf(current_->work))
            take(*pairs, current_->top1());
    }
    canvas()->xAxis->setRange(least / 1.25, most * 1.25);
    if (isFullRange())
        canvas()->yAxis->setRange(0.0, 101.0);
    else
        canvas()->yAxis->setRange(std::max(0.0, std::floor(best) - zoomedPoints), std::min(100.0, std::floor(best) + 2.0));
    placeCurrent();
}

void AccuracyPlot::tint(const Theme& theme) const
{
    for (const Curve& curve : curves_) {
        const int number = curve.number;
        if (curve.method == Method::Float) {
            curve.graph->setPen(linePen(theme.floats, 1, 1.5));
            continue;
        }
        const bool revealed = curve.method == Method::Revealed;
        // Curves of several s share the hue of TR and differ in lightness, dashes and marks.
        const std::array shades{theme.revealed, mixed(theme.revealed, theme.ink, 0.4), mixed(theme.revealed, theme.quantized, 0.5)};
        const QColor color = curve.published ? theme.published
            : revealed ? shades[static_cast<std::size_t>(number) % shades.size()] : theme.quantized;
        curve.graph->setPen(linePen(color, curve.published ? 2 : revealed ? (number == 0 ? 0 : number + 2) : 0, 1.6));
        curve.graph->setScatterStyle(markFor(revealed ? number : 1, color, theme.surface, 8, curve.published));
    }
    for (QCPItemText* text : labels_) {
        text->setFont(font());
        text->setColor(theme.mutedInk);
    }
    QCPScatterStyle style(QCPScatterStyle::ssDiamond, QPen(theme.ink, 1.2), QBrush(theme.current), 13);
    if (marker_->scatterStyle().shape() == QCPScatterStyle::ssTriangleInverted)
        style.setShape(QCPScatterStyle::ssTriangleInverted);
    marker_->setScatterStyle(style);
    interval_->setPen(QPen(theme.current, 2));
    markerText_->setFont(headingFont(font()));
    markerText_->setColor(theme.ink);
}

const AccuracyPlot::Stop* AccuracyPlot::stopAt(int index) const
{
    for (const Curve& curve : curves_) {
        if (index < static_cast<int>(curve.stops.size()))
            return &curve.stops[static_cast<std::size_t>(index)];
        index -= static_cast<int>(curve.stops.size());
    }
    return nullptr;
}

AccuracyPlot::Reading AccuracyPlot::readingOf(int index) const
{
    const Stop* stop = stopAt(index);
    QString text = stop->text;
    if (stop->settings)
        text += tr("\nClick to take this setting.");
    return {stop->place, text, index};
}

std::optional<Plot::Reading> AccuracyPlot::readingAt(const QPointF& pixel) const
{
    std::optional<int> nearest;
    double distance = pointReach;
    int index = 0;
    for (const Curve& curve : curves_) {
        for (const Stop& stop : curve.stops) {
            const QPointF place(canvas()->xAxis->coordToPixel(stop.place.x()), canvas()->yAxis->coordToPixel(stop.place.y()));
            const double away = std::hypot(place.x() - pixel.x(), place.y() - pixel.y());
            if (curve.graph->visible() && away < distance) {
                distance = away;
                nearest = index;
            }
            ++index;
        }
    }
    return nearest ? std::optional(readingOf(*nearest)) : std::nullopt;
}

std::optional<Plot::Reading> AccuracyPlot::step(const std::optional<Reading>& from, int dx, int dy) const
{
    std::vector<std::pair<int, int>> ranges; // first and last index of every curve with points
    int index = 0;
    for (const Curve& curve : curves_) {
        const int count = static_cast<int>(curve.stops.size());
        if (count > 0 && curve.graph->visible())
            ranges.emplace_back(index, index + count - 1);
        index += count;
    }
    if (ranges.empty())
        return std::nullopt;
    if (!from)
        return readingOf(ranges.back().first);
    for (std::size_t curve = 0; curve < ranges.size(); ++curve) {
        const auto [first, last] = ranges[curve];
        if (from->index < first || from->index > last)
            continue;
        if (dy == 0)
            return readingOf(std::clamp(from->index + dx, first, last));
        const std::size_t next = (curve + (dy > 0 ? 1 : ranges.size() - 1)) % ranges.size();
        return readingOf(std::clamp(ranges[next].first + from->index - first, ranges[next].first, ranges[next].second));
    }
    return readingOf(ranges.front().first);
}

void AccuracyPlot::activate(const Reading& reading)
{
    const Stop* stop = stopAt(reading.index);
    if (stop != nullptr && stop->settings) {
        const Settings settings = *stop->settings; // the answer to the signal may replace the rows
        emit pointActivated(settings);
    }
}

QString AccuracyPlot::csv() const
{
    QString text = csvLine({QStringLiteral("series"), QStringLiteral("method"), QStringLiteral("weight_bits"),
                            QStringLiteral("data_bits"), QStringLiteral("group_size"), QStringLiteral("budget"),
                            QStringLiteral("data_terms"), QStringLiteral("correct"), QStringLiteral("total"),
                            QStringLiteral("top1_percent"), QStringLiteral("pairs_per_mac_provisioned"),
                            QStringLiteral("pairs_per_mac_measured")});
    const auto add = [&text](const QString& series, const SweepRow& row) {
        const Settings& settings = row.settings;
        const auto number = [](bool applies, int value) { return applies ? QString::number(value) : QString(); };
        const bool quantized = row.method != Method::Float;
        const bool revealed = row.method == Method::Revealed;
        const std::string_view method = nameOf(row.method);
        text += csvLine({series, QString::fromUtf8(method.data(), static_cast<qsizetype>(method.size())),
                         number(quantized, settings.weightBits), number(quantized, settings.dataBits),
                         number(revealed, settings.groupSize), number(revealed, settings.budget),
                         number(revealed, settings.dataTerms), QString::number(row.correct), QString::number(row.total),
                         csvNumber(row.top1()), row.work ? csvNumber(row.work->provisioned) : QString(),
                         row.work ? csvNumber(row.work->measured) : QString()});
    };
    for (const SweepRow& row : rows_)
        add(QStringLiteral("sweep"), row);
    if (current_)
        add(QStringLiteral("current"), {current_->method, current_->settings, current_->correct, 0, current_->evaluated,
                                        current_->work});
    for (const PublishedCurve& curve : isPublishedVisible() ? published_.curves : std::vector<PublishedCurve>{}) {
        for (const PublishedPoint& point : curve.points) {
            const auto number = [](const std::optional<int>& value) { return value ? QString::number(*value) : QString(); };
            text += csvLine({QStringLiteral("published"), QString::fromStdString(curve.method).toLower(),
                             QString::number(point.weightBits), QString::number(point.dataBits), number(point.groupSize),
                             number(point.budget), number(point.dataTerms), QString(), QString(), csvNumber(point.top1),
                             csvNumber(point.pairs), QString()});
        }
    }
    return text;
}

} // namespace termscope
