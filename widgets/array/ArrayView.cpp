#include "widgets/array/ArrayView.h"

#include "widgets/array/ArrayPainter.h"
#include "widgets/array/TermMacPainter.h"
#include "widgets/export/Csv.h"
#include "widgets/theme/FocusFrame.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace termscope {
namespace {

constexpr double zoomStep = 1.25;
constexpr double largestCell = 1200.0;

QColor fillOf(bool revealed, const Theme& theme)
{
    return revealed ? theme.revealed : theme.quantized;
}

} // namespace

class ArrayView::Canvas : public QWidget {
public:
    Canvas(ArrayView& view, bool revealed) : view_(view), revealed_(revealed)
    {
        setAttribute(Qt::WA_OpaquePaintEvent);
        setMouseTracking(true);
        setFocusPolicy(Qt::StrongFocus);
        setMinimumSize(140, 110);
        setObjectName(QStringLiteral("cells"));
    }

    void setRun(std::shared_ptr<const ArrayRun> run, const QString& sentence)
    {
        const bool sameSize = run && run_ && run->config().array.rows == run_->config().array.rows
                              && run->config().array.columns == run_->config().array.columns;
        run_ = std::move(run);
        sentence_ = sentence;
        if (!sameSize) {
            zoomed_.reset();
            selected_ = {-1, -1};
        }
        setPosition(position_);
    }

    void setPosition(std::int64_t position)
    {
        position_ = position;
        if (run_)
            fillFrame(*run_, std::clamp<std::int64_t>(position, 0, run_->schedule.cycles()), frame_);
        else
            frame_ = {};
        update();
    }

    ArrayGeometry geometry() const { return zoomed_.value_or(whole()); }
    ArrayPicture picture(const Theme& theme, bool vector) const
    {
        return {run_.get(), &frame_, fillOf(revealed_, theme), selected_.first, selected_.second, vector, lit_};
    }
    void resetZoom()
    {
        zoomed_.reset();
        update();
    }
    void select(std::pair<int, int> cell, bool emits)
    {
        if (selected_ == cell)
            return;
        selected_ = cell;
        update();
        announceValue(view_);
        if (emits)
            emit view_.cellChosen(cell.first, cell.second);
    }

    std::pair<int, int> selected() const { return selected_; }

    std::shared_ptr<const ArrayRun> run_;
    ArrayFrame frame_;
    QString sentence_;
    std::int64_t position_ = 0;
    std::vector<std::pair<int, int>> lit_;

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const Theme& theme = themeFor(palette());
        painter.fillRect(rect(), theme.surface);
        if (run_) {
            paintArray(painter, rect(), geometry(), picture(theme, false), theme, font());
        } else {
            painter.setPen(theme.mutedInk);
            painter.drawText(rect().adjusted(12, 12, -12, -12), Qt::AlignCenter | Qt::TextWordWrap, sentence_);
        }
        if (hasFocus())
            paintFocusFrame(painter, rect(), theme);
    }

    void wheelEvent(QWheelEvent* event) override
    {
        zoomAt(event->position(), std::pow(zoomStep, event->angleDelta().y() / 120.0));
        event->accept();
    }

    void mousePressEvent(QMouseEvent* event) override
    {
        if (event->button() != Qt::LeftButton || !run_)
            return;
        pressed_ = event->position();
        pressedOrigin_ = geometry().origin;
        moved_ = false;
    }

    void mouseMoveEvent(QMouseEvent* event) override
    {
        if (pressed_ && (event->buttons() & Qt::LeftButton)) {
            const QPointF way = event->position() - *pressed_;
            if (!moved_ && way.manhattanLength() < 4.0)
                return;
            moved_ = true;
            ArrayGeometry moved = geometry();
            moved.origin = pressedOrigin_ + QPointF(std::round(way.x()), std::round(way.y()));
            zoomed_ = moved;
            update();
            return;
        }
        hover(event->position(), event->globalPosition().toPoint());
    }

    void mouseReleaseEvent(QMouseEvent* event) override
    {
        if (pressed_ && !moved_ && run_)
            select(geometry().cellAt(event->position()), true);
        pressed_.reset();
    }

    void mouseDoubleClickEvent(QMouseEvent* event) override
    {
        const auto cell = run_ ? geometry().cellAt(event->position()) : std::pair{-1, -1};
        if (cell.first < 0 || opened())
            return resetZoom();
        select(cell, true);
        open(cell);
    }

    void leaveEvent(QEvent*) override
    {
        emit view_.hoverText({});
        tell({-1, -1});
    }

    void keyPressEvent(QKeyEvent* event) override
    {
        if (!run_)
            return QWidget::keyPressEvent(event);
        const ArrayConfig& array = run_->config().array;
        auto [row, column] = selected_;
        switch (event->key()) {
        case Qt::Key_Left: --column; break;
        case Qt::Key_Right: ++column; break;
        case Qt::Key_Up: --row; break;
        case Qt::Key_Down: ++row; break;
        case Qt::Key_Plus:
        case Qt::Key_Equal: return zoomAt(centre(), zoomStep);
        case Qt::Key_Minus: return zoomAt(centre(), 1.0 / zoomStep);
        case Qt::Key_Home: return resetZoom();
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (opened() || selected_.first < 0)
                resetZoom();
            else
                open(selected_);
            return;
        default: return QWidget::keyPressEvent(event);
        }
        const bool wasOpen = opened();
        select({std::clamp(row, 0, array.rows - 1), std::clamp(column, 0, array.columns - 1)}, true);
        if (wasOpen)
            open(selected_);
    }

    void focusInEvent(QFocusEvent*) override { update(); }
    void focusOutEvent(QFocusEvent*) override { update(); }

private:
    ArrayGeometry whole() const
    {
        return run_ ? fitArray(rect(), run_->config().array.rows, run_->config().array.columns) : ArrayGeometry{};
    }

    /// True when one cell fills the view.
    bool opened() const { return zoomed_ && zoomed_->cell > 0.6 * std::min(width(), height()); }

    QPointF centre() const
    {
        return selected_.first < 0 ? QPointF(rect().center())
                                   : geometry().cellRect(selected_.first, selected_.second).center();
    }

    void open(std::pair<int, int> cell)
    {
        ArrayGeometry near = whole();
        near.cell = std::min(width(), height()) - 8.0;
        near.origin = QPointF(rect().center())
                      - QPointF((cell.second + 0.5) * near.cell, (cell.first + 0.5) * near.cell);
        zoomed_ = near;
        update();
    }

    void zoomAt(const QPointF& point, double factor)
    {
        if (!run_)
            return;
        const ArrayGeometry fitted = whole();
        ArrayGeometry next = geometry();
        const double wanted = next.cell * factor;
        // Whole pixels keep the cells alike; a step must not get lost in rounding.
        const double cell = std::clamp(factor > 1.0 ? std::ceil(wanted) : std::floor(wanted), fitted.cell, largestCell);
        if (cell <= fitted.cell)
            return resetZoom();
        next.origin = point - (point - next.origin) * (cell / next.cell);
        next.origin = QPointF(std::round(next.origin.x()), std::round(next.origin.y()));
        next.cell = cell;
        zoomed_ = next;
        update();
    }

    void hover(const QPointF& position, const QPoint& global)
    {
        const auto [row, column] = run_ ? geometry().cellAt(position) : std::pair{-1, -1};
        const QString text = row < 0 ? QString() : describeCell(cellDetail(*run_, frame_.moment.position, row, column));
        QToolTip::showText(global, text, this);
        emit view_.hoverText(text);
        tell({row, column});
    }

    void tell(std::pair<int, int> cell)
    {
        if (std::exchange(hovered_, cell) != cell)
            emit view_.cellHovered(cell.first, cell.second);
    }

    ArrayView& view_;
    bool revealed_;
    std::optional<ArrayGeometry> zoomed_; ///< none: the whole array
    std::pair<int, int> selected_{-1, -1};
    std::pair<int, int> hovered_{-1, -1};
    std::optional<QPointF> pressed_;
    QPointF pressedOrigin_;
    bool moved_ = false;
};

ArrayView::ArrayView(const QString& title, bool revealed, QWidget* parent)
    : ExportableView(title, parent), canvas_(new Canvas(*this, revealed)), revealed_(revealed)
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
    return canvas_->frame_.moment.position;
}

const ArrayFrame& ArrayView::frame() const
{
    return canvas_->frame_;
}

void ArrayView::selectCell(int row, int column)
{
    canvas_->select({row, column}, false);
}

void ArrayView::setLit(std::vector<std::pair<int, int>> cells)
{
    if (cells == canvas_->lit_)
        return;
    canvas_->lit_ = std::move(cells);
    canvas_->update();
}

const std::vector<std::pair<int, int>>& ArrayView::lit() const
{
    return canvas_->lit_;
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
    if (!canvas_->run_)
        return canvas_->sentence_;
    const auto [row, column] = selectedCell();
    return row < 0 ? caption() : describeCell(cellDetail(*canvas_->run_, position(), row, column));
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
    if (!canvas_->run_)
        return;
    const ArrayConfig& array = canvas_->run_->config().array;
    ArrayPicture picture = canvas_->picture(theme, false);
    picture.lit = {};
    paintArray(painter, target, fitArray(target, array.rows, array.columns), picture, theme, font());
}

void ArrayView::drawOn(QPaintDevice& device, double scale, const Theme& theme) const
{
    QPainter painter(&device);
    painter.scale(scale, scale);
    const QRect body = drawHeading(painter, theme);
    if (!canvas_->run_) {
        painter.setPen(theme.mutedInk);
        painter.drawText(body, Qt::AlignCenter | Qt::TextWordWrap, canvas_->sentence_);
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
    const ArrayFrame& shown = canvas_->frame_;
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
