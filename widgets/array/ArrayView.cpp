#include "widgets/array/ArrayView.h"

#include "widgets/array/ArrayCanvas.h"
#include "widgets/array/TermMacPainter.h"
#include "widgets/export/Csv.h"

#include <QPainter>

#include <utility>

namespace termscope {

ArrayView::ArrayView(const QString& title, bool revealed, QWidget* parent)
    : ExportableView(title, parent), canvas_(new Canvas(*this, revealed))
{
    canvas_->setAccessibleName(tr("Cells of the array: %1").arg(title));
    setBody(canvas_);
    setFocusPolicy(Qt::NoFocus);
}

ArrayView::~ArrayView() = default;

void ArrayView::setRun(std::shared_ptr<const ArrayRun> run, const QString& sentence)
{
    canvas_->setRun(std::move(run), sentence);
}

void ArrayView::setPosition(std::int64_t position)
{
    canvas_->setPosition(position);
}

std::int64_t ArrayView::position() const
{
    return canvas_->frame().moment.position;
}

const ArrayFrame& ArrayView::frame() const
{
    return canvas_->frame();
}

void ArrayView::selectCell(int row, int column)
{
    canvas_->select({row, column}, false);
}

void ArrayView::setLit(std::vector<std::pair<int, int>> cells)
{
    canvas_->setLit(std::move(cells));
}

const std::vector<std::pair<int, int>>& ArrayView::lit() const
{
    return canvas_->lit();
}

void ArrayView::resetZoom()
{
    canvas_->resetZoom();
}

double ArrayView::cellSize() const
{
    return canvas_->geometry().cell;
}

QRectF ArrayView::cellRect(int row, int column) const
{
    return canvas_->geometry().cellRect(row, column);
}

std::pair<int, int> ArrayView::selectedCell() const
{
    return canvas_->selected();
}

QString ArrayView::accessibleValue() const
{
    if (!canvas_->run())
        return canvas_->sentence();
    const auto [row, column] = selectedCell();
    return row < 0 ? caption() : describeCell(cellDetail(*canvas_->run(), position(), row, column));
}

void ArrayView::chooseCell(int row, int column)
{
    canvas_->select({row, column}, true);
}

QWidget* ArrayView::canvas() const
{
    return canvas_;
}

void ArrayView::renderArray(QPainter& painter, const QRectF& target, const Theme& theme) const
{
    if (!canvas_->run())
        return;
    const ArrayConfig& array = canvas_->run()->config().array;
    ArrayPicture picture = canvas_->picture(theme, false);
    picture.lit = {};
    paintArray(painter, target, fitArray(target, array.rows, array.columns), picture, theme, font());
}

void ArrayView::drawOn(QPaintDevice& device, double scale, const Theme& theme) const
{
    QPainter painter(&device);
    painter.scale(scale, scale);
    const QRect body = drawHeading(painter, theme);
    if (!canvas_->run()) {
        painter.setPen(theme.mutedInk);
        painter.drawText(body, Qt::AlignCenter | Qt::TextWordWrap, canvas_->sentence());
        return;
    }
    ArrayGeometry geometry = canvas_->geometry();
    geometry.origin += body.topLeft();
    ArrayPicture picture = canvas_->picture(theme, dynamic_cast<QImage*>(&device) == nullptr);
    picture.lit = {};
    paintArray(painter, body, geometry, picture, theme, font());
}

QString ArrayView::csv() const
{
    QString text = QStringLiteral("row,column,state,pairs,pairs_left\n");
    const ArrayFrame& shown = canvas_->frame();
    static constexpr const char* states[] = {"empty", "waiting", "busy"};
    for (int row = 0; row < shown.rows; ++row)
        for (int column = 0; column < shown.columns; ++column) {
            const CellWork& cell = shown.at(row, column);
            text += csvLine({QString::number(row), QString::number(column),
                             QLatin1String(states[static_cast<int>(cell.state)]), QString::number(cell.pairs),
                             QString::number(cell.left)});
        }
    return text;
}

QSize ArrayView::sizeHint() const
{
    return QSize(420, 380) * typeScale();
}

QSize ArrayView::minimumSizeHint() const
{
    return QSize(180, 170) * typeScale();
}

void ArrayView::retint()
{
    canvas_->update();
}

} // namespace termscope
