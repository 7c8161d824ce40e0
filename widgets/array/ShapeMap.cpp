#include "widgets/array/ShapeMap.h"

#include "widgets/export/Csv.h"
#include "widgets/language/Numbers.h"
#include "widgets/theme/FocusFrame.h"

#include <QFontMetricsF>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace termscope {
namespace {

constexpr double numberGap = 7.0; ///< pixels between the numbers of two cells, at least
constexpr double leastFit = 0.6;  ///< of the view's type

/// Three figures at most: "948", "147k", "1.6M".
QString shortCount(std::int64_t count)
{
    static constexpr const char* units[] = {"", "k", "M", "G", "T", "P", "E"};
    auto value = static_cast<double>(count);
    std::size_t unit = 0;
    while (value >= 999.5 && unit + 1 < std::size(units)) {
        value /= 1000.0;
        ++unit;
    }
    return numberText(value, 'f', unit > 0 && value < 9.95 ? 1 : 0) + QLatin1String(units[unit]);
}

QString titleOf(Dataflow dataflow)
{
    switch (dataflow) {
    case Dataflow::OutputStationary: return ShapeMap::tr("outputs stationary");
    case Dataflow::WeightStationary: return ShapeMap::tr("weights stationary");
    case Dataflow::InputStationary: return ShapeMap::tr("inputs stationary");
    }
    return {};
}

} // namespace

class ShapeMap::Canvas : public QWidget {
public:
    explicit Canvas(ShapeMap& map) : map_(map)
    {
        setMinimumSize(300, 100);
        setFocusPolicy(Qt::StrongFocus);
        setAccessibleName(ShapeMap::tr("Cycles by rows, columns and dataflow"));
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        map_.paintBody(painter, rect(), themeFor(palette()));
        if (hasFocus())
            paintFocusFrame(painter, rect(), themeFor(palette()));
    }
    void mousePressEvent(QMouseEvent* event) override
    {
        if (const auto index = map_.indexAt(event->position()))
            map_.choose(*index);
    }
    bool event(QEvent* event) override
    {
        if (event->type() != QEvent::ToolTip)
            return QWidget::event(event);
        auto* help = static_cast<QHelpEvent*>(event);
        const auto index = map_.indexAt(help->pos());
        const QString text = index ? ShapeMap::describe(map_.study_->points[*index]) : QString();
        QToolTip::showText(help->globalPos(), text, this);
        return true;
    }
    void keyPressEvent(QKeyEvent* event) override
    {
        if (!map_.study_)
            return QWidget::keyPressEvent(event);
        const ShapeGrid& grid = map_.study_->grid;
        const auto columns = static_cast<std::ptrdiff_t>(grid.columns.size());
        auto index = static_cast<std::ptrdiff_t>(map_.chosenIndex().value_or(0));
        switch (event->key()) {
        case Qt::Key_Left: --index; break;
        case Qt::Key_Right: ++index; break;
        case Qt::Key_Up: index -= columns; break;
        case Qt::Key_Down: index += columns; break;
        default: return QWidget::keyPressEvent(event);
        }
        if (index >= 0 && index < static_cast<std::ptrdiff_t>(map_.study_->points.size()))
            map_.choose(static_cast<std::size_t>(index));
    }

private:
    ShapeMap& map_;
};

ShapeMap::ShapeMap(QWidget* parent)
    : ExportableView(tr("Cycles of the network by array shape"), parent), canvas_(new Canvas(*this))
{
    setBody(canvas_);
    setFocusPolicy(Qt::NoFocus);
}

void ShapeMap::setStudy(std::shared_ptr<const ShapeStudy> study, const ArrayConfig& chosen, const QString& sentence)
{
    study_ = std::move(study);
    chosen_ = chosen;
    sentence_ = sentence;
    canvas_->update();
    announceValue(*this);
}

QString ShapeMap::describe(const ShapePoint& point)
{
    return tr("%1×%2 cells, %3: %4 cycles")
        .arg(point.rows)
        .arg(point.columns)
        .arg(titleOf(point.dataflow), countText(point.cycles));
}

void ShapeMap::choose(std::size_t index)
{
    const ShapePoint& point = study_->points[index];
    emit shapeChosen(point.dataflow, point.rows, point.columns);
}

QWidget* ShapeMap::canvas() const
{
    return canvas_;
}

QRectF ShapeMap::placeOf(std::size_t dataflow, std::size_t row, std::size_t column) const
{
    return placeIn(canvas_->rect(), dataflow, row, column);
}

QRectF ShapeMap::placeIn(const QRectF& target, std::size_t dataflow, std::size_t row, std::size_t column) const
{
    const QFontMetricsF metrics(font());
    const double head = 2.0 * metrics.height() + 2.0;
    const double side = metrics.horizontalAdvance(QStringLiteral("256 "));
    const double map = target.width() / 3.0;
    const double width = (map - side - 10.0) / static_cast<double>(study_->grid.columns.size());
    const double height = (target.height() - head) / static_cast<double>(study_->grid.rows.size());
    return {target.left() + static_cast<double>(dataflow) * map + side + static_cast<double>(column) * width,
            target.top() + head + static_cast<double>(row) * height, width, height};
}

std::optional<std::size_t> ShapeMap::indexAt(const QPointF& position) const
{
    if (!study_)
        return std::nullopt;
    std::size_t index = 0;
    for (std::size_t dataflow = 0; dataflow < ShapeStudy::dataflows.size(); ++dataflow)
        for (std::size_t row = 0; row < study_->grid.rows.size(); ++row)
            for (std::size_t column = 0; column < study_->grid.columns.size(); ++column, ++index)
                if (placeOf(dataflow, row, column).contains(position))
                    return index;
    return std::nullopt;
}

std::optional<std::size_t> ShapeMap::chosenIndex() const
{
    const auto found = std::ranges::find_if(study_->points, [this](const ShapePoint& point) {
        return point.dataflow == chosen_.dataflow && point.rows == chosen_.rows && point.columns == chosen_.columns;
    });
    return found == study_->points.end() ? std::nullopt
                                         : std::optional(static_cast<std::size_t>(found - study_->points.begin()));
}

void ShapeMap::paintBody(QPainter& painter, const QRectF& target, const Theme& theme) const
{
    painter.save();
    painter.fillRect(target, theme.surface);
    painter.setFont(font());
    if (!study_) {
        painter.setPen(theme.mutedInk);
        painter.drawText(target, Qt::AlignCenter | Qt::TextWordWrap, sentence_);
        painter.restore();
        return;
    }
    const ShapeGrid& grid = study_->grid;
    const auto [fewest, most] = std::ranges::minmax_element(study_->points, {}, &ShapePoint::cycles);
    const double range = std::max(
        std::log(static_cast<double>(most->cycles) / static_cast<double>(std::max<std::int64_t>(fewest->cycles, 1))),
        1e-9);
    const auto equal = study_->best(chosen_.cells());
    const QFontMetricsF metrics(font());
    QFont small = font();
    for (std::size_t dataflow = 0; dataflow < ShapeStudy::dataflows.size(); ++dataflow) {
        const QRectF corner = placeIn(target, dataflow, 0, 0);
        painter.setPen(theme.ink);
        painter.setFont(font());
        painter.drawText(QRectF(corner.left(), target.top(), target.width() / 3.0, metrics.height()), Qt::AlignLeft,
                         titleOf(ShapeStudy::dataflows[dataflow]));
        painter.setPen(theme.mutedInk);
        for (std::size_t column = 0; column < grid.columns.size(); ++column) {
            const QRectF place = placeIn(target, dataflow, 0, column);
            painter.drawText(QRectF(place.left(), place.top() - metrics.height(), place.width(), metrics.height()),
                             Qt::AlignCenter, QString::number(grid.columns[column]));
        }
        std::int64_t best = std::numeric_limits<std::int64_t>::max();
        for (std::size_t row = 0; row < grid.rows.size(); ++row)
            for (std::size_t column = 0; column < grid.columns.size(); ++column)
                best = std::min(best, study_->at(dataflow, row, column).cycles);
        for (std::size_t row = 0; row < grid.rows.size(); ++row) {
            const QRectF first = placeIn(target, dataflow, row, 0);
            painter.setPen(theme.mutedInk);
            painter.drawText(QRectF(first.left() - 60.0, first.top(), 55.0, first.height()),
                             Qt::AlignRight | Qt::AlignVCenter, QString::number(grid.rows[row]));
            for (std::size_t column = 0; column < grid.columns.size(); ++column) {
                const ShapePoint& point = study_->at(dataflow, row, column);
                const QRectF place = placeIn(target, dataflow, row, column);
                const double share = std::log(static_cast<double>(most->cycles)
                                              / static_cast<double>(std::max<std::int64_t>(point.cycles, 1)))
                                     / range;
                const QColor ground = mixed(theme.surface, theme.revealed, 0.06 + 0.94 * share);
                painter.fillRect(place.adjusted(0.5, 0.5, -0.5, -0.5), ground);
                const QString label = shortCount(point.cycles);
                // Numbers of neighbours keep apart; where they would be too small to read, the colour speaks alone.
                const double fit = std::min((place.width() - numberGap) / metrics.horizontalAdvance(label),
                                            (place.height() - 1.0) / metrics.height());
                if (fit >= leastFit) {
                    small.setPointSizeF(font().pointSizeF() * std::min(fit, 1.0));
                    painter.setFont(small);
                    painter.setPen(inkOn(ground));
                    painter.drawText(place, Qt::AlignCenter, label);
                    painter.setFont(font());
                }
                painter.setBrush(Qt::NoBrush);
                if (point.cycles == best) {
                    painter.setPen(strokePen(theme.current, 1.5));
                    painter.drawEllipse(place.adjusted(1.5, 1.5, -1.5, -1.5));
                }
                const bool chosen = point.dataflow == chosen_.dataflow && point.rows == chosen_.rows
                                    && point.columns == chosen_.columns;
                const bool better = equal && equal->dataflow == point.dataflow && equal->rows == point.rows
                                    && equal->columns == point.columns;
                if (chosen || better) {
                    painter.setPen(strokePen(theme.ink, 2.0, chosen ? Qt::SolidLine : Qt::DashLine));
                    painter.drawRect(place.adjusted(1.0, 1.0, -1.0, -1.0));
                }
            }
        }
    }
    painter.restore();
}

void ShapeMap::drawOn(QPaintDevice& device, double scale, const Theme& theme) const
{
    QPainter painter(&device);
    painter.scale(scale, scale);
    paintBody(painter, drawHeading(painter, theme), theme);
}

QString ShapeMap::csv() const
{
    QString text = QStringLiteral("dataflow,rows,columns,cells,cycles\n");
    if (study_)
        for (const ShapePoint& point : study_->points) {
            const std::string_view name = nameOf(point.dataflow);
            text += csvLine({QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())),
                             QString::number(point.rows), QString::number(point.columns),
                             QString::number(point.cells()), QString::number(point.cycles)});
        }
    return text;
}

QSize ShapeMap::minimumSizeHint() const
{
    return QSize(320, 150) * typeScale();
}

void ShapeMap::retint()
{
    canvas_->update();
}

} // namespace termscope
