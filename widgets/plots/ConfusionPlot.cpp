#include "widgets/plots/ConfusionPlot.h"

#include "widgets/export/Csv.h"
#include "widgets/language/Numbers.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

namespace termscope {
namespace {

constexpr double smallestTextCell = 16.0; ///< pixels; below it counts are left to the tooltip
constexpr double smallestFramedCell = 5.0;
constexpr int smallestMark = 3; ///< pixels of a cell with images, however small cells are

constexpr int manyClasses = 20;
constexpr double largestLabels = 0.26; ///< share of the body that the names of classes may take

QString compact(std::int64_t count)
{
    return count < 100'000 ? countText(count) : QStringLiteral("%1k").arg(countText(count / 1000));
}

} // namespace

ConfusionPlot::ConfusionPlot(QWidget* parent)
    : ExportableView(tr("Confusion matrix"), parent), cells_(new QWidget(this))
{
    cells_->setObjectName(QStringLiteral("cells"));
    cells_->installEventFilter(this);
    setBody(cells_);
    placeholder_ = tr("The confusion matrix appears with the first evaluation.");
}

QString ConfusionPlot::captionPattern() const
{
    switch (counted_) {
    case Counted::Samples:
        return byFloat_
                   ? tr(
                       "%1 of %2 samples as the float network has them, %3 not. Both have a colour scale of their own.")
                   : tr("%1 of %2 samples right, %3 wrong. Right answers and mistakes have separate colour scales.");
    case Counted::Places:
        return byFloat_
                   ? tr("%1 of %2 places as the float network has them, %3 not. Both have a colour scale of their own.")
                   : tr("%1 of %2 places right, %3 wrong. Right answers and mistakes have separate colour scales.");
    case Counted::Images: break;
    }
    return byFloat_
               ? tr("%1 of %2 images as the float network has them, %3 not. Both have a colour scale of their own.")
               : tr("%1 of %2 images right, %3 wrong. Right answers and mistakes have separate colour scales.");
}

QString ConfusionPlot::cellPattern() const
{
    switch (counted_) {
    case Counted::Samples:
        return byFloat_ ? tr("%1 to the float network, %2 now: %3 of %4 samples (%5 %)")
                        : tr("label %1 predicted as %2: %3 of %4 samples (%5 %)");
    case Counted::Places:
        return byFloat_ ? tr("%1 to the float network, %2 now: %3 of %4 places (%5 %)")
                        : tr("label %1 predicted as %2: %3 of %4 places (%5 %)");
    case Counted::Images: break;
    }
    return byFloat_ ? tr("%1 to the float network, %2 now: %3 of %4 images (%5 %)")
                    : tr("label %1 predicted as %2: %3 of %4 images (%5 %)");
}

void ConfusionPlot::setConfusion(std::span<const std::int64_t> counts, int classes, bool byFloat, Counted counted)
{
    byFloat_ = byFloat;
    counted_ = counted;
    if (classes_ != classes)
        letGo();
    counts_.assign(counts.begin(), counts.end());
    classes_ = classes;
    mostRight_ = 0;
    mostWrong_ = 0;
    std::int64_t right = 0;
    std::int64_t total = 0;
    for (int label = 0; label < classes_; ++label) {
        for (int prediction = 0; prediction < classes_; ++prediction) {
            const std::int64_t count = countAt(label, prediction);
            std::int64_t& most = label == prediction ? mostRight_ : mostWrong_;
            most = std::max(most, count);
            right += label == prediction ? count : 0;
            total += count;
        }
    }
    setCaption(total == 0 ? QString()
                          : captionPattern().arg(countText(right), countText(total), countText(total - right)));
    cells_->update();
}

void ConfusionPlot::clear()
{
    letGo();
    counts_.clear();
    classes_ = 0;
    setCaption(QString());
    cells_->update();
}

void ConfusionPlot::setPlaceholder(const QString& sentence)
{
    placeholder_ = sentence;
    cells_->update();
}

std::int64_t ConfusionPlot::countAt(int label, int prediction) const
{
    const std::int64_t index = static_cast<std::int64_t>(label) * classes_ + prediction;
    return counts_[static_cast<std::size_t>(index)];
}

QString ConfusionPlot::describe(int label, int prediction) const
{
    std::int64_t ofLabel = 0;
    for (int other = 0; other < classes_; ++other)
        ofLabel += countAt(label, other);
    const std::int64_t count = countAt(label, prediction);
    const double share = ofLabel == 0 ? 0.0 : 100.0 * static_cast<double>(count) / static_cast<double>(ofLabel);
    return cellPattern()
        .arg(nameOf(label), nameOf(prediction))
        .arg(countText(count), countText(ofLabel))
        .arg(numberText(share, 'f', 2));
}

void ConfusionPlot::setClassNames(std::vector<std::string> names)
{
    names_ = std::move(names);
    cells_->update();
}

bool ConfusionPlot::showsNames(const QRectF& body) const
{
    const double side = (1.0 - largestLabels) * std::min(body.width(), body.height());
    return !names_.empty() && classes_ > 0 && side / classes_ >= QFontMetricsF(font()).height() * 0.9;
}

QString ConfusionPlot::axisName(int label, bool named) const
{
    const auto index = static_cast<std::size_t>(label);
    return named && index < names_.size() ? QString::fromStdString(names_[index]) : QString::number(label);
}

double ConfusionPlot::labelRoom(const QRectF& body, double most) const
{
    const QFontMetricsF metrics(font());
    double widest = metrics.horizontalAdvance(QString::number(std::max(9, classes_ - 1)));
    for (int label = 0; showsNames(body) && label < classes_; ++label)
        widest = std::max(widest, std::min(metrics.horizontalAdvance(axisName(label, true)), largestLabels * most));
    return widest + 8.0;
}

QString ConfusionPlot::nameOf(int label) const
{
    const auto index = static_cast<std::size_t>(label);
    return index < names_.size() ? tr("%1 (%2)").arg(QString::fromStdString(names_[index])).arg(label)
                                 : QString::number(label);
}

QSize ConfusionPlot::sizeHint() const
{
    return QSize(400, 420) * typeScale();
}

QSize ConfusionPlot::minimumSizeHint() const
{
    return QSize(280, 280) * typeScale();
}

QRectF ConfusionPlot::matrixRect(const QRectF& body) const
{
    const QFontMetricsF metrics(font());
    const double left = metrics.height() + 4.0 + labelRoom(body, body.width());
    const double bottom = showsNames(body) ? metrics.height() + 10.0 + labelRoom(body, body.height())
                                           : 2.0 * metrics.height() + 10.0;
    const double top = classes_ > manyClasses ? metrics.height() / 2.0
                                              : 2.0; // the first label stands beside a low cell
    const double side = std::max(1.0, std::min(body.width() - left - 4.0, body.height() - bottom - top));
    // Whole pixels per cell as long as there are enough of them, so that all cells are of one size.
    const double cell = side / std::max(1, classes_);
    const double even = cell >= smallestFramedCell ? std::floor(cell) * classes_ : side;
    const double spare = (body.width() - left - 4.0 - even) / 2.0;
    return {std::floor(body.left() + left + spare), std::floor(body.top() + top), even, even};
}

std::optional<QPoint> ConfusionPlot::cellAt(const QPointF& position) const
{
    if (classes_ == 0)
        return std::nullopt;
    const QRectF matrix = matrixRect(QRectF(cells_->rect()));
    const QPoint cell(static_cast<int>(std::floor((position.x() - matrix.left()) * classes_ / matrix.width())),
                      static_cast<int>(std::floor((position.y() - matrix.top()) * classes_ / matrix.height())));
    return QRect(0, 0, classes_, classes_).contains(cell) ? std::optional(cell) : std::nullopt;
}

QColor ConfusionPlot::cellColor(int label, int prediction, const Theme& theme) const
{
    const std::int64_t count = countAt(label, prediction);
    const bool right = label == prediction;
    const std::int64_t most = right ? mostRight_ : mostWrong_;
    if (count == 0 || most == 0)
        return theme.surface;
    // The square root keeps single mistakes visible beside frequent ones.
    const double strength = std::sqrt(static_cast<double>(count) / static_cast<double>(most));
    return mixed(theme.surface, right ? theme.quantized : theme.wrong, theme.wash + 0.66 * strength);
}

/// Every cell with images as a mark that can be seen, on a picture of so many pixels: one, so that a dense matrix stays
/// small in an SVG. Right answers last: where marks overlap, the diagonal stays whole.
QImage ConfusionPlot::smallCells(double width, const Theme& theme) const
{
    const int pixels = std::max(1, static_cast<int>(std::lround(width)));
    const double cell = static_cast<double>(pixels) / classes_;
    const int side = std::max(static_cast<int>(std::ceil(cell)), smallestMark);
    QImage picture(pixels, pixels, QImage::Format_RGB32);
    picture.fill(theme.surface);
    const auto start = [&](int index) {
        return std::clamp(static_cast<int>((index + 0.5) * cell - side / 2.0), 0, std::max(0, pixels - side));
    };
    const auto mark = [&](int label, int prediction) {
        if (countAt(label, prediction) == 0)
            return;
        const QRgb color = cellColor(label, prediction, theme).rgb();
        for (int y = start(label); y < std::min(pixels, start(label) + side); ++y) {
            auto* line = reinterpret_cast<QRgb*>(picture.scanLine(y));
            std::fill_n(line + start(prediction), std::min(side, pixels - start(prediction)), color);
        }
    };
    for (int label = 0; label < classes_; ++label)
        for (int prediction = 0; prediction < classes_; ++prediction)
            if (label != prediction)
                mark(label, prediction);
    for (int label = 0; label < classes_; ++label)
        mark(label, label);
    return picture;
}

void ConfusionPlot::paintCells(QPainter& painter, const QRectF& matrix, const Theme& theme) const
{
    const double cell = matrix.width() / classes_;
    if (cell < smallestFramedCell) {
        painter.drawImage(matrix, smallCells(matrix.width(), theme));
        return;
    }
    painter.save();
    painter.setFont(cellFont(painter.font(), cell));
    for (int label = 0; label < classes_; ++label) {
        for (int prediction = 0; prediction < classes_; ++prediction) {
            const QRectF place(matrix.left() + prediction * cell, matrix.top() + label * cell, cell, cell);
            const QColor color = cellColor(label, prediction, theme);
            painter.fillRect(place, color);
            painter.setPen(strokePen(theme.grid));
            painter.drawRect(place);
            const std::int64_t count = countAt(label, prediction);
            const QString text = compact(count);
            if (cell < smallestTextCell * typeScale() || painter.fontMetrics().horizontalAdvance(text) > cell - 2.0)
                continue;
            painter.setPen(count == 0 ? theme.mutedInk : inkOn(color));
            painter.drawText(place, Qt::AlignCenter, text);
        }
    }
    painter.restore();
}

/// The font at which the widest count fits its cell, down to what can still be read.
QFont ConfusionPlot::cellFont(QFont font, double cell) const
{
    const QString widest = compact(std::max(mostRight_, mostWrong_));
    const double smallest = 0.7 * font.pointSizeF();
    while (font.pointSizeF() > smallest && QFontMetricsF(font).horizontalAdvance(widest) > cell - 2.0)
        font.setPointSizeF(font.pointSizeF() - 0.5);
    return font;
}

void ConfusionPlot::paintAxes(QPainter& painter, const QRectF& matrix, const QRectF& body, const Theme& theme) const
{
    const double cell = matrix.width() / classes_;
    const QFontMetricsF metrics(painter.font());
    const double height = metrics.height();
    const bool named = showsNames(body);
    const double across = labelRoom(body, body.width());
    const double down = named ? labelRoom(body, body.height()) : height;
    // As many labels as have room, across by their width.
    const double widest = named
                              ? height
                              : std::max(height, metrics.horizontalAdvance(QString::number(std::max(9, classes_ - 1))));
    const int every = named ? 1 : std::max(1, static_cast<int>(std::ceil((widest + 6.0) / cell)));
    painter.setPen(theme.ink);
    for (int index = 0; index < classes_; index += every) {
        const QString name = axisName(index, named);
        const QRectF row(matrix.left() - across, matrix.top() + index * cell, across - 5.0, cell);
        painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter | Qt::TextDontClip,
                         named ? metrics.elidedText(name, Qt::ElideRight, row.width()) : name);
        const QRectF column(matrix.left() + index * cell, matrix.bottom() + 3.0, cell, down);
        if (!named) {
            painter.drawText(column, Qt::AlignCenter | Qt::TextDontClip, name);
            continue;
        }
        painter.save(); // upwards
        painter.translate(column.center().x() - height / 2.0, column.top() + down - 5.0);
        painter.rotate(-90.0);
        painter.drawText(QRectF(0.0, 0.0, down - 5.0, height), Qt::AlignRight | Qt::AlignVCenter,
                         metrics.elidedText(name, Qt::ElideRight, down - 5.0));
        painter.restore();
    }
    painter.drawText(QRectF(matrix.left(), matrix.bottom() + 5.0 + down, matrix.width(), height),
                     Qt::AlignCenter | Qt::TextDontClip, tr("predicted label"));
    painter.save();
    painter.translate(matrix.left() - across - height, matrix.center().y());
    painter.rotate(-90.0);
    painter.drawText(QRectF(-matrix.height() / 2.0, 0.0, matrix.height(), height), Qt::AlignCenter | Qt::TextDontClip,
                     byFloat_ ? tr("class of the float network") : tr("true label"));
    painter.restore();
}

void ConfusionPlot::paintBody(QPainter& painter, const QRectF& body, const Theme& theme, bool withSelection) const
{
    painter.setFont(font());
    if (classes_ == 0) {
        painter.setPen(theme.mutedInk);
        painter.drawText(body, Qt::AlignCenter | Qt::TextWordWrap, placeholder_);
        return;
    }
    const QRectF matrix = matrixRect(body);
    paintCells(painter, matrix, theme);
    painter.setPen(strokePen(theme.frame));
    painter.drawRect(matrix);
    paintAxes(painter, matrix, body, theme);
    if (!withSelection || !selected_)
        return;
    const double cell = matrix.width() / classes_;
    const QRectF place(matrix.left() + selected_->x() * cell, matrix.top() + selected_->y() * cell, cell, cell);
    painter.setPen(strokePen(theme.surface, 4));
    painter.drawRect(place);
    painter.setPen(strokePen(theme.ink, 2));
    painter.drawRect(place);
}

void ConfusionPlot::drawOn(QPaintDevice& device, double scale, const Theme& theme) const
{
    QPainter painter(&device);
    painter.scale(scale, scale);
    const QRect body = drawHeading(painter, theme);
    paintBody(painter, QRectF(body), theme, false);
}

void ConfusionPlot::retint()
{
    cells_->update();
}

bool ConfusionPlot::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != cells_)
        return ExportableView::eventFilter(watched, event);
    switch (event->type()) {
    case QEvent::Paint: {
        QPainter painter(cells_);
        paintBody(painter, QRectF(cells_->rect()), themeFor(palette()), true);
        return true;
    }
    case QEvent::MouseButtonPress: {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        setFocus(Qt::MouseFocusReason);
        const std::optional<QPoint> cell = cellAt(mouse->position());
        if (mouse->button() == Qt::LeftButton && cell)
            cell == selected_ ? letGo() : choose(*cell);
        return false;
    }
    case QEvent::ToolTip: {
        const auto* help = static_cast<QHelpEvent*>(event);
        const std::optional<QPoint> cell = cellAt(help->pos());
        if (cell)
            QToolTip::showText(help->globalPos(), describe(cell->y(), cell->x()), cells_);
        else
            QToolTip::hideText();
        return true;
    }
    default: return false;
    }
}

void ConfusionPlot::selectCell(int label, int prediction)
{
    selected_ = QPoint(prediction, label);
    cells_->update();
    announceValue(*this);
}

void ConfusionPlot::clearSelection()
{
    selected_.reset();
    cells_->update();
}

void ConfusionPlot::letGo()
{
    if (!selected_)
        return;
    clearSelection();
    emit selectionCleared();
}

void ConfusionPlot::choose(QPoint cell)
{
    selectCell(cell.y(), cell.x());
    emit cellActivated(cell.y(), cell.x());
}

void ConfusionPlot::keyPressEvent(QKeyEvent* event)
{
    QPoint move;
    switch (event->key()) {
    case Qt::Key_Left: move = {-1, 0}; break;
    case Qt::Key_Right: move = {1, 0}; break;
    case Qt::Key_Up: move = {0, -1}; break;
    case Qt::Key_Down: move = {0, 1}; break;
    case Qt::Key_Escape:
        if (selected_)
            return letGo();
        [[fallthrough]];
    default: ExportableView::keyPressEvent(event); return;
    }
    if (classes_ == 0)
        return;
    const QPoint cell = selected_ ? *selected_ + move : QPoint(0, 0);
    choose({std::clamp(cell.x(), 0, classes_ - 1), std::clamp(cell.y(), 0, classes_ - 1)});
}

QString ConfusionPlot::csv() const
{
    QStringList header{QStringLiteral("label")};
    for (int prediction = 0; prediction < classes_; ++prediction)
        header << QStringLiteral("predicted_%1").arg(prediction);
    QString text = csvLine(header);
    for (int label = 0; label < classes_; ++label) {
        QStringList cells{QString::number(label)};
        for (int prediction = 0; prediction < classes_; ++prediction)
            cells << QString::number(countAt(label, prediction));
        text += csvLine(cells);
    }
    return text;
}

} // namespace termscope
