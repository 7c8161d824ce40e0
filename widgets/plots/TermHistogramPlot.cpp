#include "widgets/plots/TermHistogramPlot.h"

#include "widgets/export/Csv.h"
#include "widgets/language/Numbers.h"
#include "widgets/language/Translated.h"
#include "widgets/plots/Marks.h"

#include <qcustomplot.h>

#include <QAction>
#include <algorithm>
#include <array>
#include <cmath>

namespace termscope {
namespace {

constexpr double groupWidth = 0.84; ///< of the distance between two numbers of terms
constexpr std::size_t index2020 = 3;

QString toText(std::string_view view)
{
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

} // namespace

QString coverageSentence(const TermHistogram& terms, double share, const QString& encoding)
{
    const int needed = terms.termsCovering(share);
    return TermHistogramPlot::tr("%1 % of values need ≤ %2 %3 (%4)")
        .arg(numberText(100.0 * share, 'g', 4))
        .arg(needed)
        .arg(needed == 1 ? TermHistogramPlot::tr("term") : TermHistogramPlot::tr("terms"), encoding);
}

TermHistogramPlot::TermHistogramPlot(QWidget* parent) : Plot(tr("Terms per value"), parent)
{
    setAxisTitles(tr("terms per value"), tr("share of values (%)"));
    setSecondAxisTitle(tr("cumulative share (%)"));
    setPlaceholder(tr("Choose a layer to see how many terms its values have."));
    for (const Encoding encoding : allEncodings)
        series_.push_back(makeSeries(translated(titleOf(encoding)), toText(nameOf(encoding))));
    series_.push_back(makeSeries(tr("revealed"), QStringLiteral("revealed")));
    canvas()->xAxis->grid()->setVisible(false);
    auto ticks = QSharedPointer<QCPAxisTickerFixed>::create();
    ticks->setTickStep(1.0);
    ticks->setScaleStrategy(QCPAxisTickerFixed::ssMultiples);
    canvas()->xAxis->setTicker(ticks);
    canvas()->xAxis->setSubTicks(false);
    show2020_ = addOption(tr("HESE 2020"), tr("Shows the encoding of the code published in 2020 as well."), false);
    connect(show2020_, &QAction::toggled, this, [this](bool on) {
        arrange();
        refresh();
        emit show2020Changed(on);
    });
    arrange();
    retint();
}

TermHistogramPlot::Series TermHistogramPlot::makeSeries(const QString& name, const QString& key)
{
    Series series;
    series.name = name;
    series.key = key;
    series.bars = new QCPBars(canvas()->xAxis, canvas()->yAxis);
    series.bars->setName(name);
    series.cumulative = canvas()->addGraph(canvas()->xAxis, canvas()->yAxis2);
    series.cumulative->setName(tr("%1, cumulative").arg(name));
    series.cumulative->removeFromLegend();
    return series;
}

void TermHistogramPlot::setDistribution(const LayerDistribution& distribution, Encoding encoding)
{
    for (std::size_t index = 0; index + 1 < series_.size(); ++index)
        series_[index].terms = index < distribution.terms.size() ? distribution.terms[index] : TermHistogram{};
    series_.back().terms = distribution.revealedTerms;
    encoding_ = static_cast<std::size_t>(encoding);
    const TermHistogram& chosen = series_[encoding_].terms;
    setEmpty(chosen.total() == 0);
    if (chosen.total() > 0) {
        const QString title = translated(titleOf(encoding));
        setCaption(tr("%1; mean %2. After revealing: mean %3.")
                       .arg(coverageSentence(chosen, 0.99, title))
                       .arg(numberText(chosen.mean(), 'f', 2))
                       .arg(numberText(series_.back().terms.mean(), 'f', 2)));
    }
    arrange();
    refresh();
}

void TermHistogramPlot::clear()
{
    for (Series& series : series_)
        series.terms = {};
    setCaption(QString());
    setEmpty(true);
}

bool TermHistogramPlot::shows2020() const
{
    return show2020_->isChecked();
}

void TermHistogramPlot::setShow2020(bool show)
{
    show2020_->setChecked(show);
}

int TermHistogramPlot::mostTerms() const
{
    int most = 1;
    for (const Series& series : series_) {
        for (int terms = 0; terms < static_cast<int>(series.terms.counts.size()); ++terms) {
            if (series.terms.counts[static_cast<std::size_t>(terms)] > 0)
                most = std::max(most, terms);
        }
    }
    return most;
}

void TermHistogramPlot::arrange()
{
    const std::size_t count = series_.size() - (shows2020() ? 0 : 1);
    const double width = groupWidth / static_cast<double>(count);
    std::size_t place = 0;
    offsets_.assign(series_.size(), 0.0);
    for (std::size_t index = 0; index < series_.size(); ++index) {
        Series& series = series_[index];
        const bool shown = index != index2020 || shows2020();
        if (index == index2020) {
            series.bars->setVisible(shown);
            if (shown)
                series.bars->addToLegend();
            else
                series.bars->removeFromLegend();
        }
        series.bars->setWidth(width * 0.92);
        offsets_[index] = (static_cast<double>(place) + 0.5) * width - groupWidth / 2.0;
        fill(series, offsets_[index]);
        if (shown)
            ++place;
    }
    frameBars();
}

void TermHistogramPlot::setLit(const Lit& lit)
{
    if (lit == lit_)
        return;
    lit_ = lit;
    frameBars();
    replotLit();
}

void TermHistogramPlot::frameBars()
{
    for (QCPItemRect* frame : frames_)
        canvas()->removeItem(frame);
    frames_.clear();
    const Theme& theme = themeFor(palette());
    const auto frame = [&](std::size_t index, int terms) {
        if (!series_[index].bars->visible())
            return;
        auto* rect = new QCPItemRect(canvas());
        rect->setLayer(litLayer());
        rect->setPen(strokePen(theme.ink, 2.0));
        rect->setBrush(Qt::NoBrush);
        // As high as the plot, so that bars too small to be seen are found as well.
        rect->topLeft->setTypeY(QCPItemPosition::ptAxisRectRatio);
        rect->bottomRight->setTypeY(QCPItemPosition::ptAxisRectRatio);
        const double half = 0.5 * series_[index].bars->width();
        rect->topLeft->setCoords(terms + offsets_[index] - half, 0.0);
        rect->bottomRight->setCoords(terms + offsets_[index] + half, 1.0);
        frames_.push_back(rect);
    };
    for (const int terms : lit_.terms)
        frame(encoding_, terms);
    for (const int terms : lit_.revealed)
        frame(series_.size() - 1, terms);
}

void TermHistogramPlot::activate(const Reading& reading)
{
    emit termsChosen(reading.index);
}

void TermHistogramPlot::readingChanged(const std::optional<Reading>& reading)
{
    emit termsHovered(reading ? reading->index : -1);
}

void TermHistogramPlot::fill(Series& series, double offset)
{
    QVector<double> numbers;
    QVector<double> keys;
    QVector<double> shares;
    QVector<double> cumulative;
    for (int terms = 0; terms <= mostTerms() && series.terms.total() > 0; ++terms) {
        const bool counted = terms < static_cast<int>(series.terms.counts.size());
        numbers << terms;
        keys << terms + offset;
        shares << (counted ? 100.0 * series.terms.share(terms) : 0.0);
        cumulative << 100.0 * series.terms.cumulativeShare(terms);
    }
    series.bars->setData(keys, shares, true);
    series.cumulative->setData(numbers, cumulative, true);
}

void TermHistogramPlot::showAll()
{
    canvas()->xAxis->setRange(-0.55, mostTerms() + 0.55);
    double highest = 0.0;
    for (const Series& series : series_) {
        for (int terms = 0; terms < static_cast<int>(series.terms.counts.size()) && series.terms.total() > 0; ++terms)
            highest = std::max(highest, 100.0 * series.terms.share(terms));
    }
    canvas()->yAxis->setRange(0.0, std::max(1.0, highest * 1.06));
    canvas()->yAxis2->setRange(0.0, 106.0);
}

void TermHistogramPlot::tint(const Theme& theme) const
{
    const std::array colors{theme.binary, theme.booth4, theme.hese, theme.hese2020, theme.revealed};
    const std::array hatches{1, 2, 0, 3, 4};
    static_assert(colors.size() == allEncodings.size() + 1 && hatches.size() == colors.size());
    for (std::size_t index = 0; index < series_.size(); ++index) {
        const Series& series = series_[index];
        series.bars->setPen(strokePen(colors[index], 1.2));
        series.bars->setBrush(hatchBrush(colors[index], hatches[index]));
        series.cumulative->setPen(linePen(colors[index], static_cast<int>(index), 1.2));
        series.cumulative->setScatterStyle(markFor(static_cast<int>(index), colors[index], theme.surface, 7, true));
        series.cumulative->setVisible(series.bars->visible());
    }
    for (QCPItemRect* frame : frames_)
        frame->setPen(strokePen(theme.ink, 2.0));
}

TermHistogramPlot::Reading TermHistogramPlot::readingOf(int terms) const
{
    QString text = terms == 1 ? tr("1 term") : tr("%1 terms").arg(terms);
    double highest = 0.0;
    for (const Series& series : series_) {
        if (!series.bars->visible() || series.terms.total() == 0)
            continue;
        const bool counted = terms < static_cast<int>(series.terms.counts.size());
        const double share = counted ? 100.0 * series.terms.share(terms) : 0.0;
        highest = std::max(highest, share);
        text += tr("\n%1: %2 %, up to here %3 %")
                    .arg(series.name)
                    .arg(numberText(share, 'f', 2))
                    .arg(numberText(100.0 * series.terms.cumulativeShare(terms), 'f', 2));
    }
    return {QPointF(terms, highest), text, terms};
}

std::optional<Plot::Reading> TermHistogramPlot::readingAt(const QPointF& pixel) const
{
    const double terms = std::round(canvas()->xAxis->pixelToCoord(pixel.x()));
    if (terms < 0.0 || terms > mostTerms())
        return std::nullopt;
    return readingOf(static_cast<int>(terms));
}

std::optional<Plot::Reading> TermHistogramPlot::step(const std::optional<Reading>& from, int dx, int) const
{
    if (dx == 0)
        return std::nullopt;
    return readingOf(std::clamp(from ? from->index + dx : 0, 0, mostTerms()));
}

QString TermHistogramPlot::csv() const
{
    QStringList header{QStringLiteral("terms_per_value")};
    for (const Series& series : series_)
        header << series.key + QStringLiteral("_count") << series.key + QStringLiteral("_percent")
               << series.key + QStringLiteral("_cumulative_percent");
    QString text = csvLine(header);
    for (int terms = 0; terms <= mostTerms(); ++terms) {
        QStringList cells{QString::number(terms)};
        for (const Series& series : series_) {
            const bool counted = terms < static_cast<int>(series.terms.counts.size());
            const bool any = series.terms.total() > 0;
            cells << QString::number(counted ? series.terms.counts[static_cast<std::size_t>(terms)] : 0)
                  << (any ? csvNumber(counted ? 100.0 * series.terms.share(terms) : 0.0) : QString())
                  << (any ? csvNumber(100.0 * series.terms.cumulativeShare(terms)) : QString());
        }
        text += csvLine(cells);
    }
    return text;
}

} // namespace termscope
