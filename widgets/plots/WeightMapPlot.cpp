#include "widgets/plots/WeightMapPlot.h"

#include "widgets/export/Csv.h"
#include "widgets/language/Numbers.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace termscope {

WeightMapPlot::WeightMapPlot(QWidget* parent) : Plot(tr("Map of the weights"), parent)
{
    setAxisTitles(tr("input"), tr("output and kernel position"));
    setPlaceholder(tr("Choose a layer to see its weights as a picture."));
    QCustomPlot* plot = canvas();
    map_ = new QCPColorMap(plot->xAxis, plot->yAxis);
    map_->removeFromLegend();
    map_->setInterpolate(false);
    map_->setTightBoundary(false);
    scale_ = new QCPColorScale(plot);
    scale_->setType(QCPAxis::atRight);
    scale_->setBarWidth(10);
    plot->plotLayout()->addElement(1, 1, scale_);
    map_->setColorScale(scale_);
    plot->yAxis->setRangeReversed(true); // the first output on top
    retint();
}

void WeightMapPlot::setDistribution(const LayerDistribution& distribution)
{
    pictures_ = distribution.pictures;
    const bool known = pictures_ && !pictures_->map.cells.empty();
    if (known) {
        const WeightMap& map = pictures_->map;
        const auto rows = static_cast<int>(map.cellRows());
        const auto columns = static_cast<int>(map.cellColumns());
        map_->data()->setSize(columns, rows);
        // The range is from the middle of the first cell to that of the last.
        const auto middles = [](std::int64_t count, std::int64_t ofCell) {
            const auto size = static_cast<double>(ofCell);
            return QCPRange(0.5 * size - 0.5, (static_cast<double>(count) - 0.5) * size - 0.5);
        };
        map_->data()->setRange(middles(columns, map.columnsOfCell), middles(rows, map.rowsOfCell));
        for (int row = 0; row < rows; ++row)
            for (int column = 0; column < columns; ++column)
                map_->data()->setCell(column, row, map.at(row, column));
        scale_->setDataRange(QCPRange(-pictures_->reach, pictures_->reach));
        setCaption(map.rowsOfCell * map.columnsOfCell > 1
                       ? tr("A cell has %1 × %2 weights and shows the largest of them.")
                             .arg(map.rowsOfCell)
                             .arg(map.columnsOfCell)
                       : QString());
    }
    setEmpty(!known);
    refresh();
}

void WeightMapPlot::clear()
{
    pictures_.reset();
    setCaption(QString());
    setEmpty(true);
}

void WeightMapPlot::showAll()
{
    if (!pictures_)
        return;
    canvas()->xAxis->setRange(-0.5, static_cast<double>(pictures_->map.columns) - 0.5);
    canvas()->yAxis->setRange(-0.5, static_cast<double>(pictures_->map.rows) - 0.5);
}

void WeightMapPlot::tint(const Theme& theme) const
{
    QCPColorGradient gradient;
    gradient.clearColorStops();
    gradient.setColorInterpolation(QCPColorGradient::ciRGB);
    gradient.setColorStopAt(0.0, theme.negative);
    gradient.setColorStopAt(0.5, theme.surface);
    gradient.setColorStopAt(1.0, theme.kept);
    scale_->setGradient(gradient);
    QCPAxis* axis = scale_->axis();
    axis->setBasePen(strokePen(theme.frame));
    axis->setTickPen(strokePen(theme.frame));
    axis->setSubTickPen(strokePen(theme.frame));
    axis->setTickLabelColor(theme.ink);
    axis->setTickLabelFont(font());
}

WeightMapPlot::Reading WeightMapPlot::readingOf(std::int64_t row, std::int64_t column) const
{
    const WeightMap& map = pictures_->map;
    const auto span = [](std::int64_t cell, std::int64_t ofCell, std::int64_t all) {
        const std::int64_t last = std::min((cell + 1) * ofCell, all) - 1;
        return last == cell * ofCell ? QString::number(last) : tr("%1 to %2").arg(cell * ofCell).arg(last);
    };
    const QString text = tr("row %1, input %2: %3")
                             .arg(span(row, map.rowsOfCell, map.rows), span(column, map.columnsOfCell, map.columns),
                                  numberText(map.at(row, column), 'g', 4));
    return {QPointF((static_cast<double>(column) + 0.5) * static_cast<double>(map.columnsOfCell) - 0.5,
                    (static_cast<double>(row) + 0.5) * static_cast<double>(map.rowsOfCell) - 0.5),
            text, static_cast<int>(row * map.cellColumns() + column)};
}

std::optional<Plot::Reading> WeightMapPlot::readingAt(const QPointF& pixel) const
{
    if (!pictures_)
        return std::nullopt;
    const WeightMap& map = pictures_->map;
    const auto cell = [](double place, std::int64_t ofCell) {
        return static_cast<std::int64_t>(std::floor((place + 0.5) / static_cast<double>(ofCell)));
    };
    const std::int64_t column = cell(canvas()->xAxis->pixelToCoord(pixel.x()), map.columnsOfCell);
    const std::int64_t row = cell(canvas()->yAxis->pixelToCoord(pixel.y()), map.rowsOfCell);
    if (column < 0 || row < 0 || column >= map.cellColumns() || row >= map.cellRows())
        return std::nullopt;
    return readingOf(row, column);
}

std::optional<Plot::Reading> WeightMapPlot::step(const std::optional<Reading>& from, int dx, int dy) const
{
    if (!pictures_ || (dx == 0 && dy == 0))
        return std::nullopt;
    const WeightMap& map = pictures_->map;
    if (!from)
        return readingOf(0, 0);
    const std::int64_t row = from->index / map.cellColumns() - dy; // up is towards the first output
    const std::int64_t column = from->index % map.cellColumns() + dx;
    return readingOf(std::clamp<std::int64_t>(row, 0, map.cellRows() - 1),
                     std::clamp<std::int64_t>(column, 0, map.cellColumns() - 1));
}

QString WeightMapPlot::csv() const
{
    QString text = csvLine({QStringLiteral("first_row"), QStringLiteral("first_input"), QStringLiteral("weight")});
    if (!pictures_)
        return text;
    const WeightMap& map = pictures_->map;
    for (std::int64_t row = 0; row < map.cellRows(); ++row)
        for (std::int64_t column = 0; column < map.cellColumns(); ++column)
            text += csvLine({QString::number(row * map.rowsOfCell), QString::number(column * map.columnsOfCell),
                             csvNumber(map.at(row, column))});
    return text;
}

QList<KeyHelp> WeightMapPlot::keyHelp() const
{
    return {{{Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Down}, tr("Move the cursor from cell to cell")},
            {{Qt::Key_Plus, Qt::Key_Minus}, tr("Show less, show more")},
            {{Qt::Key_Home}, tr("Show everything again")},
            {{Qt::Key_Escape}, tr("Put the cursor away")}};
}

} // namespace termscope
