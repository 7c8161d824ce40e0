#include "widgets/images/DigitGrid.h"

#include "widgets/theme/FocusFrame.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>
#include <algorithm>
#include <cmath>

namespace termscope {
namespace {

constexpr int pictureSide = 56; ///< pixels the longer side of an image is shown at, at least
constexpr int gap = 5;          ///< around a picture, room for its frame
constexpr int markSide = 13;
constexpr int nameWidth = 104;    ///< pixels for the names of classes
constexpr int namedLines = 3;     ///< now, float where it differs, label where it is another
constexpr int mostPictures = 600; ///< kept as they are shown

} // namespace

void paintImageMark(QPainter& painter, const QRectF& rect, ImageMark mark, const Theme& theme)
{
    const QColor color = mark == ImageMark::Flipped ? theme.quantized : theme.wrong;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawRoundedRect(rect, 2, 2);
    painter.setPen(strokePen(inkOn(color), 1.6));
    const QRectF inner = rect.adjusted(3, 3, -3, -3);
    if (mark == ImageMark::Wrong) {
        painter.drawLine(inner.topLeft(), inner.bottomRight());
        painter.drawLine(inner.topRight(), inner.bottomLeft());
    } else {
        const double middle = inner.center().y();
        const double wing = inner.height() / 3.0;
        painter.drawLine(QPointF(inner.left(), middle), QPointF(inner.right(), middle));
        for (const double side : {-1.0, 1.0}) {
            const QPointF tip(side < 0 ? inner.left() : inner.right(), middle);
            painter.drawLine(tip, tip + QPointF(-side * wing, -wing));
            painter.drawLine(tip, tip + QPointF(-side * wing, wing));
        }
    }
    painter.restore();
}

DigitGrid::DigitGrid(QWidget* parent) : QAbstractScrollArea(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    setAccessibleName(tr("Test images"));
    viewport()->setObjectName(QStringLiteral("images"));
    shownPictures_.setMaxCost(mostPictures);
}

void DigitGrid::setImages(DatasetPtr images)
{
    images_ = std::move(images);
    reference_.clear();
    current_.clear();
    selected_ = -1;
    pictures_ = SamplePictures(images_);
    shownPictures_.clear();
    refilter();
    verticalScrollBar()->setValue(0);
}

void DigitGrid::setPredictions(std::vector<std::int32_t> reference, std::vector<std::int32_t> current)
{
    reference_ = std::move(reference);
    current_ = std::move(current);
    refilter();
}

void DigitGrid::setHasClasses(bool has)
{
    if (has == hasClasses_)
        return;
    hasClasses_ = has;
    viewport()->update();
}

void DigitGrid::setCell(const std::optional<ConfusionCell>& cell)
{
    if (cell == cell_)
        return;
    cell_ = cell;
    refilter();
    verticalScrollBar()->setValue(0);
}

void DigitGrid::setFilter(ImageFilter filter)
{
    filter_ = filter;
    refilter();
}

int DigitGrid::comparedCount() const
{
    return images_ ? static_cast<int>(std::min(images_->count(), static_cast<std::int64_t>(current_.size()))) : 0;
}

bool DigitGrid::isFlipped(int image) const
{
    const auto index = static_cast<std::size_t>(image);
    return index < reference_.size() && index < current_.size() && reference_[index] != current_[index];
}

bool DigitGrid::isWrong(int image) const
{
    const auto index = static_cast<std::size_t>(image);
    return index < current_.size() && images_ && index < images_->labels.size()
           && current_[index] != images_->labels[index];
}

void DigitGrid::refilter()
{
    shown_.clear();
    flippedCount_ = 0;
    wrongCount_ = 0;
    const int count = images_ ? static_cast<int>(images_->count()) : 0;
    for (int image = 0; image < count; ++image) {
        const bool flipped = isFlipped(image);
        const bool wrong = isWrong(image);
        flippedCount_ += flipped ? 1 : 0;
        wrongCount_ += wrong ? 1 : 0;
        const auto index = static_cast<std::size_t>(image);
        const bool inCell = !cell_
                            || (index < current_.size() && index < images_->labels.size()
                                && images_->labels[index] == cell_->label && current_[index] == cell_->prediction);
        if (inCell && (filter_ == ImageFilter::All || (filter_ == ImageFilter::Flipped ? flipped : wrong)))
            shown_.push_back(image);
    }
    layOut();
    viewport()->update();
}

QSize DigitGrid::pictureSize() const
{
    if (!images_ || images_->height <= 0 || images_->width <= 0)
        return {scaled(pictureSide), scaled(pictureSide)};
    const double side = pictureSide * typeScale();
    const double longer = static_cast<double>(std::max(images_->height, images_->width));
    // Whole multiples keep pixels square; larger images shrink.
    const double factor = longer <= side ? std::ceil(side / longer) : 1.25 * side / longer;
    return {std::max(4, static_cast<int>(std::lround(factor * static_cast<double>(images_->width)))),
            std::max(4, static_cast<int>(std::lround(factor * static_cast<double>(images_->height))))};
}

QSize DigitGrid::cellSize() const
{
    const QFontMetrics metrics(font());
    const QSize picture = pictureSize();
    const QString widest = QString::number(images_ ? std::max(9, images_->classes - 1) : 9);
    const int text = isNamed() ? scaled(nameWidth)
                               : metrics.horizontalAdvance(QStringLiteral("%1→%1 (%1)").arg(widest));
    return {std::max(picture.width(), text) + 2 * gap,
            picture.height() + (isNamed() ? namedLines * metrics.height() + 2 : metrics.height()) + 2 * gap};
}

int DigitGrid::columns() const
{
    return std::max(1, viewport()->width() / cellSize().width());
}

void DigitGrid::layOut()
{
    // The image in the upper left corner stays in sight when the number of columns changes.
    const int row = cellSize().height();
    const int first = verticalScrollBar()->value() / row * laidOutColumns_;
    const bool moved = laidOutColumns_ != columns();
    laidOutColumns_ = columns();
    const int rows = (shownCount() + columns() - 1) / columns();
    verticalScrollBar()->setRange(0, std::max(0, rows * row - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(row / 2);
    if (moved)
        verticalScrollBar()->setValue(first / columns() * row);
}

int DigitGrid::imageAt(const QPoint& position) const
{
    const QSize cell = cellSize();
    const int column = position.x() / cell.width();
    const int row = (position.y() + verticalScrollBar()->value()) / cell.height();
    const int place = row * columns() + column;
    return position.x() >= 0 && position.y() >= 0 && column < columns() && place < shownCount()
               ? shown_[static_cast<std::size_t>(place)]
               : -1;
}

int DigitGrid::placeOf(int image) const
{
    const auto found = std::lower_bound(shown_.begin(), shown_.end(), image);
    return found != shown_.end() && *found == image ? static_cast<int>(found - shown_.begin()) : -1;
}

void DigitGrid::selectImage(int image)
{
    selected_ = image;
    const int place = placeOf(image);
    if (place >= 0) {
        const int top = place / columns() * cellSize().height();
        QScrollBar* bar = verticalScrollBar();
        const int lowest = top + cellSize().height() - viewport()->height();
        bar->setValue(std::clamp(bar->value(), std::min(lowest, top), top));
    }
    viewport()->update();
    announceValue(*this);
}

void DigitGrid::choose(int place)
{
    if (shown_.empty())
        return;
    const int image = shown_[static_cast<std::size_t>(std::clamp(place, 0, shownCount() - 1))];
    selectImage(image);
    emit imageActivated(image);
}

QString DigitGrid::className(int number) const
{
    return isNamed() ? termscope::className(*images_, number) : QString::number(number);
}

QString DigitGrid::describe(int image) const
{
    const auto index = static_cast<std::size_t>(image);
    const auto named = [this](std::int32_t number) {
        return isNamed() ? tr("%1 (%2)").arg(className(number)).arg(number) : QString::number(number);
    };
    QString text = tr("image %1").arg(image);
    if (index < images_->labels.size() && images_->places() == 1)
        text += tr(", label %1").arg(named(images_->labels[index]));
    text += index < current_.size() ? tr(", predicted %1").arg(named(current_[index])) : tr(", not predicted yet");
    if (index < reference_.size())
        text += tr(", float %1").arg(named(reference_[index]));
    if (isFlipped(image))
        text += tr("; flipped by the current setting");
    if (isWrong(image))
        text += tr("; wrong");
    return text;
}

/// One line of numbers, or of named classes a line for each of now, float and label that differ.
QStringList DigitGrid::textOf(int image) const
{
    const auto index = static_cast<std::size_t>(image);
    if (index >= current_.size())
        return {hasClasses_ ? QStringLiteral("…") : QString()};
    if (isNamed()) {
        QStringList lines{className(current_[index])};
        if (isFlipped(image))
            lines << tr("float: %1").arg(className(reference_[index]));
        if (isWrong(image))
            lines << tr("(%1)").arg(className(images_->labels[index]));
        return lines;
    }
    QString text = QString::number(current_[index]);
    if (isFlipped(image))
        text = QStringLiteral("%1→%2").arg(reference_[index]).arg(text);
    if (isWrong(image))
        text += QStringLiteral(" (%1)").arg(images_->labels[index]);
    return {text};
}

const QPixmap& DigitGrid::pictureOf(int image) const
{
    QPixmap* kept = shownPictures_.object(image);
    if (kept == nullptr) {
        const QSize size = pictureSize();
        const bool shrinks = size.width() < images_->width;
        const QImage picture = pictures_.picture(image).scaled(size * devicePixelRatioF(), Qt::IgnoreAspectRatio,
                                                               shrinks ? Qt::SmoothTransformation
                                                                       : Qt::FastTransformation);
        kept = new QPixmap(QPixmap::fromImage(picture));
        shownPictures_.insert(image, kept);
    }
    return *kept;
}

void DigitGrid::paintCell(QPainter& painter, const QRect& cell, int image, const Theme& theme) const
{
    const QSize size = pictureSize();
    const QRect picture(cell.left() + (cell.width() - size.width()) / 2, cell.top() + gap, size.width(), size.height());
    painter.drawPixmap(picture, pictureOf(image));
    const int mark = scaled(markSide);
    const bool flipped = isFlipped(image);
    const bool wrong = isWrong(image);
    painter.setBrush(Qt::NoBrush);
    if (wrong) {
        painter.setPen(strokePen(theme.wrong, 2));
        painter.drawRect(picture.adjusted(-1, -1, 1, 1));
        const QRectF corner(picture.right() - mark + 2, picture.top() - 1, mark, mark);
        paintImageMark(painter, corner, ImageMark::Wrong, theme);
    }
    if (flipped) {
        painter.setPen(linePen(theme.quantized, 1, 2));
        painter.drawRect(wrong ? picture.adjusted(-3, -3, 3, 3) : picture.adjusted(-1, -1, 1, 1));
        const QRectF corner(picture.left() - 1, picture.top() - 1, mark, mark);
        paintImageMark(painter, corner, ImageMark::Flipped, theme);
    }
    if (image == selected_) {
        painter.setPen(strokePen(theme.selection, hasFocus() ? theme.focusWidth : 1.0));
        painter.drawRoundedRect(QRectF(cell).adjusted(1, 1, -1, -1), 3, 3);
    }
    const bool known = static_cast<std::size_t>(image) < current_.size();
    painter.setPen(known ? theme.ink : theme.mutedInk);
    const QStringList lines = textOf(image);
    const int height = painter.fontMetrics().height();
    const int room = cell.bottom() - picture.bottom() - 2;
    int top = picture.bottom() + 2 + (isNamed() ? gap - 1 : (room - height) / 2);
    for (const QString& line : lines) {
        painter.drawText(QRect(cell.left(), top, cell.width(), height), Qt::AlignCenter,
                         painter.fontMetrics().elidedText(line, Qt::ElideRight, cell.width() - 4));
        top += height;
    }
}

void DigitGrid::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeFor(palette());
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), theme.surface);
    painter.setFont(font());
    if (shown_.empty()) {
        painter.setPen(theme.mutedInk);
        painter.drawText(viewport()->rect(), Qt::AlignCenter | Qt::TextWordWrap, emptyText());
        if (hasFocus())
            paintFocusFrame(painter, viewport()->rect(), theme);
        return;
    }
    const QSize cell = cellSize();
    const int offset = verticalScrollBar()->value();
    const int first = offset / cell.height() * columns();
    const int last = std::min(shownCount(), ((offset + viewport()->height()) / cell.height() + 1) * columns());
    for (int place = first; place < last; ++place) {
        const QPoint corner(place % columns() * cell.width(), place / columns() * cell.height() - offset);
        paintCell(painter, QRect(corner, cell), shown_[static_cast<std::size_t>(place)], theme);
    }
    if (hasFocus())
        paintFocusFrame(painter, viewport()->rect(), theme);
}

void DigitGrid::focusInEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void DigitGrid::focusOutEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

void DigitGrid::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    layOut();
}

void DigitGrid::mousePressEvent(QMouseEvent* event)
{
    const int image = event->button() == Qt::LeftButton ? imageAt(event->pos()) : -1;
    if (image >= 0)
        choose(placeOf(image));
}

void DigitGrid::mouseDoubleClickEvent(QMouseEvent* event)
{
    const int image = event->button() == Qt::LeftButton ? imageAt(event->pos()) : -1;
    if (image >= 0)
        emit imageOpened(image);
}

void DigitGrid::keyPressEvent(QKeyEvent* event)
{
    const int place = placeOf(selected_);
    const int page = std::max(1, viewport()->height() / cellSize().height()) * columns();
    const auto move = [&](int by) { choose(place < 0 ? 0 : place + by); };
    switch (event->key()) {
    case Qt::Key_Left: move(-1); return;
    case Qt::Key_Right: move(1); return;
    case Qt::Key_Up: move(place < columns() ? 0 : -columns()); return;
    case Qt::Key_Down: move(place + columns() >= shownCount() ? 0 : columns()); return;
    case Qt::Key_PageUp: move(-page); return;
    case Qt::Key_PageDown: move(page); return;
    case Qt::Key_Home: choose(0); return;
    case Qt::Key_End: choose(shownCount() - 1); return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (place >= 0)
            emit imageOpened(selected_);
        else
            move(0);
        return;
    default: QAbstractScrollArea::keyPressEvent(event);
    }
}

bool DigitGrid::viewportEvent(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QAbstractScrollArea::viewportEvent(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const int image = imageAt(help->pos());
    QToolTip::showText(help->globalPos(), image < 0 ? QString() : describe(image), viewport());
    return true;
}

void DigitGrid::changeEvent(QEvent* event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        layOut();
        viewport()->update();
    }
}

} // namespace termscope
