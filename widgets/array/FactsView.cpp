#include "widgets/array/FactsView.h"

#include "widgets/plots/Csv.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace termscope {
namespace {

constexpr double gap = 18.0;
constexpr double cellGap = 10.0;

} // namespace

class FactsView::Canvas : public QWidget {
public:
    explicit Canvas(const FactsView& view) : view_(view) { setMinimumSize(200, 90); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        view_.paintBody(painter, rect(), themeFor(palette()));
    }

private:
    const FactsView& view_;
};

FactsView::FactsView(const QString& title, QWidget* parent) : ExportableView(title, parent), canvas_(new Canvas(*this))
{
    setBody(canvas_);
}

void FactsView::setSections(std::vector<Section> sections)
{
    sections_ = std::move(sections);
    canvas_->setAccessibleDescription(csv());
    canvas_->update();
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
    painter.setPen(theme.mutedInk);
    painter.drawText(QRectF(place.left(), top, place.width(), place.bottom() - top + line),
                     Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, section.note);
}

void FactsView::paintBody(QPainter& painter, const QRectF& target, const Theme& theme) const
{
    if (sections_.empty())
        return;
    painter.save();
    painter.setFont(font());
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
        const QRectF note = section.note.isEmpty()
                                ? QRectF()
                                : metrics.boundingRect(QRectF(0.0, 0.0, width, 1000.0),
                                                       Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, section.note);
        const double height = line * static_cast<double>(section.rows.size() + 1) + note.height() + 4.0;
        // Below the one before where there is room, else in a column of its own.
        if (top > target.top() && top + height > target.bottom()) {
            left += columnWidth + gap;
            top = target.top();
            columnWidth = 0.0;
        }
        paintSection(painter, QRectF(left, top, width, height), section, widths, theme);
        columnWidth = std::max(columnWidth, width);
        top += height + line / 2.0;
    }
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

void FactsView::retint()
{
    canvas_->update();
}

} // namespace termscope
