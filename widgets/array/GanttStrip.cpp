#include "widgets/array/GanttStrip.h"

#include "widgets/export/Csv.h"
#include "widgets/language/Numbers.h"
#include "widgets/theme/FocusFrame.h"

#include <QFontMetricsF>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace termscope {
namespace {

constexpr double presentAt = 0.3; // of the width
constexpr std::int64_t shortestSpan = 8;
constexpr std::int64_t longestSpan = 1'000'000;
constexpr int stepsAtFirst = 14;        // of the array with the shorter ones
constexpr std::size_t mostBoxes = 4000; // more would be less than a pixel each

/// 1, 2 or 5 times a power of ten, not more than `room` of them in the span.
std::int64_t tickDistance(std::int64_t span, double room)
{
    const double least = static_cast<double>(span) / std::max(room, 1.0);
    const double power = std::pow(10.0, std::floor(std::log10(std::max(least, 1.0))));
    for (const double factor : {1.0, 2.0, 5.0, 10.0})
        if (factor * power >= least)
            return std::max<std::int64_t>(1, std::llround(factor * power));
    return std::llround(10.0 * power);
}

} // namespace

class GanttStrip::Canvas : public QWidget {
public:
    explicit Canvas(GanttStrip& strip) : strip_(strip)
    {
        setMinimumSize(200, 90);
        setFocusPolicy(Qt::StrongFocus);
        setAccessibleName(GanttStrip::tr("Steps around the present cycle"));
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        strip_.paintBody(painter, rect(), themeFor(palette()));
        if (hasFocus())
            paintFocusFrame(painter, rect(), themeFor(palette()));
    }
    void wheelEvent(QWheelEvent* event) override
    {
        zoom(std::pow(1.25, -event->angleDelta().y() / 120.0));
        event->accept();
    }
    void mousePressEvent(QMouseEvent* event) override
    {
        if (event->button() == Qt::LeftButton)
            emit strip_.positionRequested(
                strip_.firstCycle()
                + std::llround(event->position().x() / width() * static_cast<double>(strip_.span_)));
    }
    void keyPressEvent(QKeyEvent* event) override
    {
        if (event->key() == Qt::Key_Plus || event->key() == Qt::Key_Equal)
            zoom(0.8);
        else if (event->key() == Qt::Key_Minus)
            zoom(1.25);
        else if (!strip_.handleKey(event->key()))
            QWidget::keyPressEvent(event);
    }

private:
    void zoom(double factor)
    {
        const double wanted = static_cast<double>(strip_.span_) * factor;
        strip_.setSpan(std::llround(factor > 1.0 ? std::ceil(wanted) : std::floor(wanted)));
    }

    GanttStrip& strip_;
};

GanttStrip::GanttStrip(QWidget* parent) : ExportableView(tr("Steps on one clock"), parent), canvas_(new Canvas(*this))
{
    setBody(canvas_);
    setFocusPolicy(Qt::NoFocus);
    setCaption(tr("A box is a step. Full: the mean cell works; hatched: the slowest cell still works and the others "
                  "wait; empty: provisioned "
                  "and not needed. The wheel shows more or less time, a click goes there."));
}

void GanttStrip::setLanes(const Lane& rival, const Lane& revealed)
{
    const auto stepOf = [](const Lane& lane) { return lane.steps ? lane.steps->provisioned : 0; };
    const bool other = stepOf(lanes_[0]) != stepOf(rival) || stepOf(lanes_[1]) != stepOf(revealed);
    lanes_ = {rival, revealed};
    if ((other || span_ == 0) && rival.steps && revealed.steps)
        setSpan(stepsAtFirst * std::min(stepOf(rival), stepOf(revealed)));
    canvas_->update();
}

void GanttStrip::setPosition(std::int64_t position)
{
    position_ = position;
    canvas_->update();
    announceValue(*this);
}

void GanttStrip::setSpan(std::int64_t cycles)
{
    span_ = std::clamp(cycles, shortestSpan, longestSpan);
    canvas_->update();
}

const QWidget* GanttStrip::accessibleWidget() const
{
    return canvas_;
}

QWidget* GanttStrip::keyWidget()
{
    return canvas_;
}

std::int64_t GanttStrip::firstCycle() const
{
    return std::max<std::int64_t>(0, position_ - static_cast<std::int64_t>(presentAt * static_cast<double>(span_)));
}

std::vector<GanttStrip::Box> GanttStrip::boxesOf(const Lane& lane) const
{
    std::vector<Box> boxes;
    if (!lane.run)
        return boxes;
    const Schedule& schedule = lane.run->schedule;
    const std::int64_t end = std::min(firstCycle() + span_, schedule.cycles());
    for (std::int64_t cycle = firstCycle(); cycle < end && boxes.size() < mostBoxes;) {
        const Moment moment = schedule.at(cycle);
        Box box{cycle, 1, moment.fold, -1, 0.0, 0.0};
        if (moment.phase == ArrayPhase::Computing && moment.step < schedule.stepsOfFold()) {
            box.step = moment.step;
            box.start = cycle - moment.cycleInStep;
            box.length = moment.stepLength;
            const auto at = static_cast<std::size_t>(moment.fold * schedule.stepsOfFold() + moment.step);
            if (at < lane.steps->longest.size()) {
                box.longest = static_cast<double>(lane.steps->longest[at]);
                box.mean = static_cast<double>(lane.steps->mean[at]);
            }
        } else { // loading, draining, the last hops: to the end of it
            box.length = schedule.endOf(moment) - cycle;
        }
        boxes.push_back(box);
        cycle = box.start + box.length;
    }
    return boxes;
}

void GanttStrip::paintLane(QPainter& painter, const QRectF& row, const Lane& lane, const QColor& fill,
                           const Theme& theme) const
{
    const double pixels = row.width() / static_cast<double>(std::max<std::int64_t>(span_, 1));
    const auto x = [&](double cycle) { return row.left() + (cycle - static_cast<double>(firstCycle())) * pixels; };
    const QFontMetricsF metrics(font());
    const QRectF bar = row.adjusted(0.0, metrics.height() + 2.0, 0.0, -3.0);
    painter.setPen(theme.ink);
    painter.drawText(QRectF(row.left() + 4.0, row.top(), row.width(), metrics.height()),
                     Qt::AlignLeft | Qt::AlignVCenter, lane.name);
    for (const Box& box : boxesOf(lane)) {
        const auto start = static_cast<double>(box.start);
        const QRectF place(x(start), bar.top(), static_cast<double>(box.length) * pixels, bar.height());
        const auto part = [&](double from, double to) {
            return QRectF(QPointF(x(start + from), place.top()),
                          QPointF(x(start + std::min(to, static_cast<double>(box.length))), place.bottom()));
        };
        if (box.step < 0) {
            painter.fillRect(place, QBrush(theme.frame, Qt::Dense6Pattern));
        } else {
            painter.fillRect(part(box.mean, box.longest), QBrush(fill, Qt::BDiagPattern));
            painter.fillRect(part(0.0, box.mean), fill);
        }
        if (place.width() >= 3.0) {
            painter.setPen(strokePen(theme.frame));
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(place);
        }
        const QString label = box.step < 0 ? QString() : QString::number(box.step + 1);
        const double labelWidth = metrics.horizontalAdvance(label) + 6.0;
        const QRectF seen = place & row; // of the first and the last box only a part
        if (!label.isEmpty() && labelWidth < seen.width()) {
            const QRectF tag(seen.right() - labelWidth, place.top(), labelWidth, metrics.height());
            painter.fillRect(tag.adjusted(0, 1, -1, 0), theme.surface);
            painter.setPen(theme.mutedInk);
            painter.drawText(tag, Qt::AlignCenter, label);
        }
    }
    if (lane.run && lane.run->schedule.cycles() <= firstCycle() + span_) {
        painter.setPen(theme.ink);
        const double at = std::max(x(static_cast<double>(lane.run->schedule.cycles())) + 6.0, row.left() + 6.0);
        painter.drawText(QRectF(at, bar.top(), 300.0 * typeScale(), bar.height()), Qt::AlignLeft | Qt::AlignVCenter,
                         tr("finished at %1").arg(countText(lane.run->schedule.cycles())));
    }
}

void GanttStrip::paintBody(QPainter& painter, const QRectF& target, const Theme& theme) const
{
    painter.save();
    painter.setClipRect(target);
    painter.fillRect(target, theme.surface);
    painter.setFont(font());
    const QFontMetricsF metrics(font());
    const double axis = metrics.height() + 4.0;
    const double height = (target.height() - axis) / 2.0;
    const std::array fills{theme.quantized, theme.revealed};
    for (std::size_t lane = 0; lane < lanes_.size(); ++lane)
        paintLane(painter,
                  QRectF(target.left(), target.top() + static_cast<double>(lane) * height, target.width(), height),
                  lanes_[lane], fills[lane], theme);
    painter.setPen(theme.mutedInk);
    const double pixels = target.width() / static_cast<double>(std::max<std::int64_t>(span_, 1));
    const std::int64_t distance = tickDistance(span_, target.width() / (90.0 * typeScale()));
    for (std::int64_t cycle = (firstCycle() + distance - 1) / distance * distance; cycle < firstCycle() + span_;
         cycle += distance) {
        const double x = target.left() + static_cast<double>(cycle - firstCycle()) * pixels;
        if (x < target.left() + 30.0 * typeScale() || x > target.right() - 90.0 * typeScale())
            continue;
        painter.drawLine(QPointF(x, target.bottom() - axis), QPointF(x, target.bottom() - axis + 3.0));
        painter.drawText(QRectF(x - 60.0 * typeScale(), target.bottom() - axis + 3.0, 120.0 * typeScale(), axis - 3.0),
                         Qt::AlignCenter, countText(cycle));
    }
    painter.drawText(
        QRectF(target.right() - 90.0 * typeScale(), target.bottom() - axis + 3.0, 90.0 * typeScale() - 2.0, axis - 3.0),
        Qt::AlignRight | Qt::AlignVCenter, tr("cycle"));
    const double now = target.left() + (static_cast<double>(position_ - firstCycle()) + 0.5) * pixels;
    painter.setPen(strokePen(theme.current, 2.0));
    painter.drawLine(QPointF(now, target.top()), QPointF(now, target.bottom() - axis));
    painter.restore();
}

void GanttStrip::drawOn(QPaintDevice& device, double scale, const Theme& theme) const
{
    QPainter painter(&device);
    painter.scale(scale, scale);
    paintBody(painter, drawHeading(painter, theme), theme);
}

QString GanttStrip::csv() const
{
    QString text = QStringLiteral("lane,fold,step,start_cycle,scheduled_cycles,slowest_cell_cycles,mean_pairs\n");
    for (const Lane& lane : lanes_)
        for (const Box& box : boxesOf(lane))
            if (box.step >= 0)
                text += csvLine({lane.name, QString::number(box.fold), QString::number(box.step),
                                 QString::number(box.start), QString::number(box.length), csvNumber(box.longest),
                                 csvNumber(box.mean)});
    return text;
}

QSize GanttStrip::minimumSizeHint() const
{
    return QSize(240, 130) * typeScale();
}

void GanttStrip::retint()
{
    canvas_->update();
}

} // namespace termscope
