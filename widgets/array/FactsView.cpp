#include "widgets/array/FactsView.h"

#include "widgets/export/Csv.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QScrollArea>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace termscope {
namespace {

constexpr double gap = 18.0;
constexpr double cellGap = 10.0;

} // namespace

class FactsView::Canvas : public QWidget {
public:
    explicit Canvas(const FactsView& view) : view_(view) {}

    /// As wide as the columns need at the present height; the view scrolls over it.
    void fit()
    {
        double lowest = 0.0;
        double right = 0.0;
        for (const Placed& each : view_.placed(QRectF(rect()))) {
            lowest = std::max(lowest, each.place.height());
            right = std::max(right, each.place.right());
        }
        setMinimumSize(static_cast<int>(std::ceil(right)), static_cast<int>(std::ceil(lowest)));
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const Theme& theme = themeFor(palette());
        painter.fillRect(rect(), theme.surface);
        view_.paintBody(painter, rect(), theme);
    }
    void resizeEvent(QResizeEvent*) override { fit(); }

private:
    const FactsView& view_;
};

FactsView::FactsView(const QString& title, QWidget* parent) : ExportableView(title, parent), canvas_(new Canvas(*this))
{
    auto* scroll = new QScrollArea;
    scroll->setWidget(canvas_);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    setBody(scroll);
}

void FactsView::setSections(std::vector<Section> sections)
{
    sections_ = std::move(sections);
    static_cast<Canvas*>(canvas_)->fit();
}

void FactsView::paintSection(QPainter& painter, const QRectF& place, const Section& section,
                             const std::vector<double>& widths, const Theme& theme) const
{
    const double line = QFontMetricsF(font()).height() + 2.0;
    double top = place.top();
    painter.setPen(theme.ink);
    painter.setFont(headingFont(font()));
    painter.drawText(QRectF(place.left(), top, place.width(), line), Qt::AlignLeft | Qt::AlignVCenter, section.title);
    painter.setFont(font());
    top += line;
    for (const Row& row : section.rows) {
        double x = place.left();
        for (std::size_t cell = 0; cell < row.size(); ++cell) {
            const double column = widths[cell];
            painter.setPen(cell == 0 ? theme.mutedInk : theme.ink);
            painter.drawText(QRectF(x, top, column + 1.0, line),
                             Qt::AlignVCenter | (cell == 0 ? Qt::AlignLeft : Qt::AlignRight), row[cell].shown);
            x += column + cellGap;
        }
        top += line;
    }
    if (!section.bars.empty()) {
        paintBars(painter, QRectF(place.left(), top, place.width(), barsHeight(section)), section, theme);
        top += barsHeight(section);
    }
    painter.setPen(theme.mutedInk);
    painter.drawText(QRectF(place.left(), top, place.width(), place.bottom() - top + line),
                     Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, section.note);
}

double FactsView::barsHeight(const Section& section) const
{
    // The bars, and a line that says what their parts are.
    return section.bars.empty()
               ? 0.0
               : (QFontMetricsF(font()).height() + 2.0) * static_cast<double>(section.bars.size() + 1) + 4.0;
}

void FactsView::paintBars(QPainter& painter, const QRectF& place, const Section& section, const Theme& theme) const
{
    const QFontMetricsF metrics(font());
    const double line = metrics.height() + 2.0;
    const std::array colours{theme.revealed, theme.floats, theme.waterline, theme.quantized};
    const auto fill = [&](std::size_t part) {
        return hatchBrush(colours[part % colours.size()], static_cast<int>(part));
    };
    double names = 0.0;
    double longest = 0.0;
    for (const Bar& bar : section.bars) {
        names = std::max(names, metrics.horizontalAdvance(bar.name) + cellGap);
        longest = std::max(longest, std::accumulate(bar.parts.begin(), bar.parts.end(), 0.0));
    }
    const double width = std::max(place.width() - names - cellGap, 1.0);
    double top = place.top() + 2.0;
    for (const Bar& bar : section.bars) {
        painter.setPen(theme.mutedInk);
        painter.drawText(QRectF(place.left(), top, names, line), Qt::AlignLeft | Qt::AlignVCenter, bar.name);
        double left = place.left() + names;
        painter.setPen(strokePen(theme.frame));
        for (std::size_t part = 0; part < bar.parts.size() && longest > 0.0; ++part) {
            const double own = width * bar.parts[part] / longest;
            painter.setBrush(fill(part));
            painter.drawRect(QRectF(left, top + 2.0, own, line - 5.0));
            left += own;
        }
        top += line;
    }
    double left = place.left();
    for (qsizetype part = 0; part < section.partsOfBars.size(); ++part) {
        painter.setPen(strokePen(theme.frame));
        painter.setBrush(fill(static_cast<std::size_t>(part)));
        painter.drawRect(QRectF(left, top + 3.0, line - 7.0, line - 7.0));
        left += line - 2.0;
        painter.setPen(theme.mutedInk);
        const QString& name = section.partsOfBars[part];
        painter.drawText(QRectF(left, top, metrics.horizontalAdvance(name) + 1.0, line),
                         Qt::AlignLeft | Qt::AlignVCenter, name);
        left += metrics.horizontalAdvance(name) + cellGap;
    }
}

std::vector<FactsView::Placed> FactsView::placed(const QRectF& target) const
{
    std::vector<Placed> all;
    const QFontMetricsF metrics(font());
    const double line = metrics.height() + 2.0;
    double left = target.left();
    double top = target.top();
    double columnWidth = 0.0;
    for (const Section& section : sections_) {
        std::vector<double> widths;
        for (const Row& row : section.rows)
            for (std::size_t cell = 0; cell < row.size(); ++cell) {
                widths.resize(std::max(widths.size(), cell + 1));
                widths[cell] = std::max(widths[cell], metrics.horizontalAdvance(row[cell].shown));
            }
        double width = cellGap * static_cast<double>(widths.size());
        for (const double each : widths)
            width += each;
        width = std::max(width, QFontMetricsF(headingFont(font())).horizontalAdvance(section.title) + cellGap);
        double parts = 0.0;
        for (const QString& part : section.partsOfBars)
            parts += line + metrics.horizontalAdvance(part) + cellGap;
        width = std::max(width, parts);
        const QRectF note = section.note.isEmpty()
                                ? QRectF()
                                : metrics.boundingRect(QRectF(0.0, 0.0, width, 1000.0),
                                                       Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, section.note);
        const double height = line * static_cast<double>(section.rows.size() + 1) + barsHeight(section) + note.height()
                              + 4.0;
        // Below the one before where there is room, else in a column of its own.
        if (top > target.top() && top + height > target.bottom()) {
            left += columnWidth + gap;
            top = target.top();
            columnWidth = 0.0;
        }
        all.push_back({&section, QRectF(left, top, width, height), std::move(widths)});
        columnWidth = std::max(columnWidth, width);
        top += height + line / 2.0;
    }
    return all;
}

void FactsView::paintBody(QPainter& painter, const QRectF& target, const Theme& theme) const
{
    painter.save();
    painter.setFont(font());
    for (const Placed& each : placed(target))
        paintSection(painter, each.place, *each.section, each.widths, theme);
    painter.restore();
}

void FactsView::drawOn(QPaintDevice& device, double scale, const Theme& theme) const
{
    QPainter painter(&device);
    painter.scale(scale, scale);
    paintBody(painter, drawHeading(painter, theme), theme);
}

QString FactsView::csv() const
{
    QString text;
    for (const Section& section : sections_)
        for (const Row& row : section.rows) {
            QStringList cells{section.title};
            for (const Cell& cell : row)
                cells << cell.written;
            text += csvLine(cells);
        }
    return text;
}

QSize FactsView::minimumSizeHint() const
{
    return QSize(240, 130) * typeScale();
}

/// The whole of it, whatever part is scrolled into sight.
QSize FactsView::pictureSize() const
{
    const QSize hidden = canvas_->size() - canvas_->parentWidget()->size();
    return ExportableView::pictureSize() + hidden.expandedTo({0, 0});
}

void FactsView::retint()
{
    static_cast<Canvas*>(canvas_)->fit();
}

} // namespace termscope
