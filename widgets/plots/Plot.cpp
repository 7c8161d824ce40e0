#include "widgets/plots/Plot.h"

#include <qcustomplot.h>

#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QStackedLayout>
#include <QToolTip>

#include <algorithm>
#include <utility>

namespace termscope {
namespace {

constexpr double zoomStep = 0.8;

/// The legend's entries without the empty places of its last row.
std::vector<QCPPlottableLegendItem*> entriesOf(QCPLegend* legend)
{
    std::vector<QCPPlottableLegendItem*> entries;
    for (int index = 0; index < legend->itemCount(); ++index) {
        if (auto* entry = qobject_cast<QCPPlottableLegendItem*>(legend->item(index)))
            entries.push_back(entry);
    }
    return entries;
}

} // namespace

struct Plot::Parts {
    QStackedLayout* stack = nullptr;
    QCustomPlot* canvas = nullptr;
    QLabel* placeholder = nullptr;
    QCPItemStraightLine* vertical = nullptr;
    QCPItemStraightLine* horizontal = nullptr;
    std::optional<Reading> reading;
    QPoint pressed;
    bool pressedInside = false;
    bool litLater = false; ///< marks changed while nothing of the plot was in sight
    bool zoomed = false;   ///< the user chose the range; new data leaves it alone
};

Plot::Plot(const QString& title, QWidget* parent) : ExportableView(title, parent), parts_(std::make_unique<Parts>())
{
    auto* body = new QWidget(this);
    parts_->stack = new QStackedLayout(body);
    parts_->canvas = new QCustomPlot(body);
    parts_->placeholder = new QLabel(body);
    parts_->stack->addWidget(parts_->canvas);
    parts_->stack->addWidget(parts_->placeholder);
    parts_->stack->setCurrentWidget(parts_->placeholder);
    setBody(body);

    parts_->placeholder->setAlignment(Qt::AlignCenter);
    parts_->placeholder->setWordWrap(true);
    parts_->placeholder->setObjectName(QStringLiteral("placeholder"));

    QCustomPlot* plot = parts_->canvas;
    plot->setObjectName(QStringLiteral("canvas"));
    plot->setLocale(QLocale());
    plot->setFocusPolicy(Qt::NoFocus); // keys are the whole view's
    plot->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    plot->axisRect()->setMinimumSize(120, 80);
    plot->plotLayout()->setRowSpacing(2);
    plot->axisRect()->insetLayout()->take(plot->legend);
    plot->plotLayout()->insertRow(0);
    plot->plotLayout()->addElement(0, 0, plot->legend);
    plot->plotLayout()->setRowStretchFactor(0, 0.001);
    plot->legend->setVisible(true);
    plot->legend->setFillOrder(QCPLegend::foColumnsFirst);
    plot->legend->setMargins(QMargins(4, 0, 4, 2));
    plot->legend->setRowSpacing(0);

    plot->addLayer(QStringLiteral("cursor"), plot->layer(QStringLiteral("overlay")), QCustomPlot::limAbove);
    plot->layer(QStringLiteral("cursor"))->setMode(QCPLayer::lmBuffered);
    plot->addLayer(litLayer(), plot->layer(QStringLiteral("cursor")), QCustomPlot::limBelow);
    plot->layer(litLayer())->setMode(QCPLayer::lmBuffered);
    for (QCPItemStraightLine** line : {&parts_->vertical, &parts_->horizontal}) {
        *line = new QCPItemStraightLine(plot);
        (*line)->setLayer(QStringLiteral("cursor"));
        (*line)->setVisible(false);
    }
    connectCanvas();
}

Plot::~Plot() = default;

void Plot::connectCanvas()
{
    QCustomPlot* plot = parts_->canvas;
    plot->setMouseTracking(true);
    plot->installEventFilter(this);
    connect(plot, &QCustomPlot::legendClick, this, [this](QCPLegend*, QCPAbstractLegendItem* item, QMouseEvent* event) {
        auto* entry = qobject_cast<QCPPlottableLegendItem*>(item);
        if (entry != nullptr && event->button() == Qt::LeftButton)
            toggle(entry->plottable());
    });
}

QCustomPlot* Plot::canvas() const
{
    return parts_->canvas;
}

QString Plot::litLayer() const
{
    return QStringLiteral("lit");
}

void Plot::replotLit()
{
    if (isVisible())
        parts_->canvas->layer(litLayer())->replot();
    parts_->litLater = !isVisible();
}

/// What was lit meanwhile is painted now.
void Plot::showEvent(QShowEvent* event)
{
    ExportableView::showEvent(event);
    if (std::exchange(parts_->litLater, false))
        replot();
}

void Plot::setPlaceholder(const QString& sentence)
{
    parts_->placeholder->setText(sentence);
}

QString Plot::placeholder() const
{
    return parts_->placeholder->text();
}

QString Plot::readingText() const
{
    return parts_->reading ? parts_->reading->text : QString();
}

bool Plot::isEmpty() const
{
    return parts_->stack->currentWidget() == parts_->placeholder;
}

void Plot::setEmpty(bool empty)
{
    if (empty)
        hideCursor();
    parts_->stack->setCurrentIndex(empty ? 1 : 0);
}

QRectF Plot::visibleRange() const
{
    const QCPRange x = parts_->canvas->xAxis->range();
    const QCPRange y = parts_->canvas->yAxis->range();
    return {QPointF(x.lower, y.lower), QPointF(x.upper, y.upper)};
}

QSize Plot::sizeHint() const
{
    return QSize(520, 340) * typeScale();
}

QSize Plot::minimumSizeHint() const
{
    return QSize(300, 220) * typeScale();
}

void Plot::setAxisTitles(const QString& x, const QString& y)
{
    parts_->canvas->xAxis->setLabel(x);
    parts_->canvas->yAxis->setLabel(y);
}

void Plot::setSecondAxisTitle(const QString& y)
{
    parts_->canvas->yAxis2->setLabel(y);
    parts_->canvas->yAxis2->setVisible(true);
}

void Plot::replot()
{
    parts_->canvas->replot(QCustomPlot::rpQueuedReplot);
}

void Plot::refresh()
{
    hideCursor();
    applyTheme(themeFor(palette()));
    layOutLegend();
    fit();
    replot();
}

void Plot::fit()
{
    if (!parts_->zoomed)
        showAll();
}

void Plot::resetView()
{
    parts_->zoomed = false;
    showAll();
    replot();
}

void Plot::retint()
{
    applyTheme(themeFor(palette()));
    layOutLegend();
    replot();
}

void Plot::applyTheme(const Theme& theme) const
{
    QCustomPlot* plot = parts_->canvas;
    plot->setBackground(QBrush(theme.surface));
    const QFont body = font();
    for (QCPAxis* axis : {plot->xAxis, plot->yAxis, plot->xAxis2, plot->yAxis2}) {
        axis->setBasePen(strokePen(theme.frame));
        axis->setTickPen(strokePen(theme.frame));
        axis->setSubTickPen(strokePen(theme.frame));
        axis->setTickLabelColor(theme.ink);
        axis->setLabelColor(theme.ink);
        axis->setTickLabelFont(body);
        axis->setLabelFont(body);
        axis->setLabelPadding(3);
        axis->grid()->setPen(strokePen(theme.grid));
        axis->grid()->setZeroLinePen(strokePen(theme.grid));
    }
    plot->legend->setBrush(Qt::NoBrush);
    plot->legend->setBorderPen(Qt::NoPen);
    plot->legend->setTextColor(theme.ink);
    plot->legend->setFont(body);
    for (QCPPlottableLegendItem* entry : entriesOf(plot->legend)) {
        const bool shown = entry->plottable()->visible();
        QFont own = body;
        own.setStrikeOut(!shown);
        entry->setFont(own);
        entry->setTextColor(shown ? theme.ink : theme.mutedInk);
    }
    for (QCPItemStraightLine* line : {parts_->vertical, parts_->horizontal})
        line->setPen(linePen(theme.mutedInk, 1, 1));
    QPalette own = parts_->placeholder->palette();
    own.setColor(QPalette::WindowText, theme.mutedInk);
    parts_->placeholder->setPalette(own);
    tint(theme);
}

void Plot::layOutLegend() const
{
    QCPLegend* legend = parts_->canvas->legend;
    int widest = 1;
    for (const QCPLayoutElement* entry : entriesOf(legend))
        widest = std::max(widest, entry->minimumOuterSizeHint().width());
    const int columns = (parts_->canvas->width() - 16) / (widest + legend->columnSpacing());
    legend->setWrap(std::max(1, columns));
    legend->setFillOrder(QCPLegend::foColumnsFirst, true);
    legend->setVisible(!entriesOf(legend).empty());
}

void Plot::toggle(QCPAbstractPlottable* plottable)
{
    plottable->setVisible(!plottable->visible());
    retint();
}

/// `number` from 1 on, in the order of the legend.
void Plot::toggleEntry(int number)
{
    const std::vector<QCPPlottableLegendItem*> entries = entriesOf(parts_->canvas->legend);
    if (number > static_cast<int>(entries.size()))
        return;
    toggle(entries[static_cast<std::size_t>(number - 1)]->plottable());
    announceValue(*this);
}

void Plot::drawOn(QPaintDevice& device, double scale, const Theme& theme) const
{
    QCPPainter painter;
    painter.begin(&device);
    painter.scale(scale, scale);
    const QRect body = drawHeading(painter, theme);
    if (isEmpty()) {
        painter.setFont(font());
        painter.drawText(body, Qt::AlignCenter | Qt::TextWordWrap, parts_->placeholder->text());
        return;
    }
    QCustomPlot* plot = parts_->canvas;
    const bool cursor = parts_->vertical->visible();
    parts_->vertical->setVisible(false);
    parts_->horizontal->setVisible(false);
    plot->layer(litLayer())->setVisible(false);
    applyTheme(theme);
    painter.translate(body.topLeft());
    painter.setMode(QCPPainter::pmVectorized, device.devType() != QInternal::Image);
    painter.setMode(QCPPainter::pmNonCosmetic, true);
    plot->toPainter(&painter, body.width(), body.height());
    applyTheme(themeFor(palette()));
    parts_->vertical->setVisible(cursor);
    parts_->horizontal->setVisible(cursor);
    plot->layer(litLayer())->setVisible(true);
    plot->replot(QCustomPlot::rpQueuedReplot);
}

void Plot::activate(const Reading&) {}
void Plot::readingChanged(const std::optional<Reading>&) {}

void Plot::pointAt(const QPointF& pixel)
{
    QCustomPlot* plot = parts_->canvas;
    std::optional<Reading> reading;
    if (plot->axisRect()->rect().contains(pixel.toPoint()))
        reading = readingAt(pixel);
    const bool onLegend = plot->legend->visible() && plot->legend->outerRect().contains(pixel.toPoint());
    plot->setToolTip(onLegend ? tr("Click an entry to hide or show it.") : QString());
    if (reading)
        showReading(*reading, true);
    else
        hideCursor();
}

void Plot::showReading(const Reading& reading, bool asTooltip)
{
    QCustomPlot* plot = parts_->canvas;
    const QPointF place = reading.place;
    parts_->vertical->point1->setCoords(place.x(), plot->yAxis->range().lower);
    parts_->vertical->point2->setCoords(place.x(), plot->yAxis->range().upper);
    parts_->horizontal->point1->setCoords(plot->xAxis->range().lower, place.y());
    parts_->horizontal->point2->setCoords(plot->xAxis->range().upper, place.y());
    parts_->vertical->setVisible(true);
    parts_->horizontal->setVisible(true);
    plot->layer(QStringLiteral("cursor"))->replot();
    const bool news = !parts_->reading || parts_->reading->text != reading.text;
    parts_->reading = reading;
    if (news) {
        emit hoverText(reading.text);
        readingChanged(reading);
        announceValue(*this);
    }
    const QPoint pixel(static_cast<int>(plot->xAxis->coordToPixel(place.x())),
                       static_cast<int>(plot->yAxis->coordToPixel(place.y())));
    QToolTip::showText(plot->mapToGlobal(asTooltip ? plot->mapFromGlobal(QCursor::pos()) : pixel), reading.text, plot);
}

void Plot::hideCursor()
{
    if (!parts_->reading)
        return;
    parts_->reading.reset();
    parts_->vertical->setVisible(false);
    parts_->horizontal->setVisible(false);
    parts_->canvas->layer(QStringLiteral("cursor"))->replot();
    QToolTip::hideText();
    emit hoverText(QString());
    readingChanged(std::nullopt);
}

void Plot::zoom(double factor)
{
    QCustomPlot* plot = parts_->canvas;
    parts_->zoomed = true;
    for (QCPAxis* axis : {plot->xAxis, plot->yAxis}) {
        const QCPRange range = axis->range();
        const double centre = axis->scaleType() == QCPAxis::stLogarithmic ? std::sqrt(range.lower * range.upper)
                                                                          : range.center();
        axis->scaleRange(factor, centre);
    }
    replot();
}

bool Plot::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != parts_->canvas)
        return ExportableView::eventFilter(watched, event);
    switch (event->type()) {
    case QEvent::Wheel:
        parts_->zoomed = true;
        hideCursor();
        break;
    case QEvent::MouseButtonPress: {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        setFocus(Qt::MouseFocusReason);
        parts_->pressed = mouse->pos();
        parts_->pressedInside = mouse->button() == Qt::LeftButton
                                && parts_->canvas->axisRect()->rect().contains(mouse->pos());
        break;
    }
    case QEvent::MouseMove: {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        if (!(mouse->buttons() & Qt::LeftButton))
            pointAt(mouse->position());
        else if ((mouse->pos() - parts_->pressed).manhattanLength() > 3)
            parts_->zoomed = parts_->zoomed || parts_->pressedInside;
        break;
    }
    case QEvent::MouseButtonRelease: {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        if (parts_->pressedInside && (mouse->pos() - parts_->pressed).manhattanLength() <= 3) {
            if (const std::optional<Reading> reading = readingAt(mouse->position()))
                activate(*reading);
        }
        parts_->pressedInside = false;
        break;
    }
    case QEvent::MouseButtonDblClick: resetView(); break;
    case QEvent::Leave: hideCursor(); break;
    case QEvent::Resize: layOutLegend(); break;
    case QEvent::ContextMenu: // QCustomPlot passes no mouse events on to its parent
        contextMenuEvent(static_cast<QContextMenuEvent*>(event));
        return true;
    default: break;
    }
    return false;
}

/// What keyHelp() does not tell is not done; Escape without a cursor is for whom it concerns.
bool Plot::isOwnKey(int key) const
{
    if (key == Qt::Key_Escape && !parts_->reading)
        return false;
    const int meant = key == Qt::Key_Enter ? int{Qt::Key_Return} : key == Qt::Key_Equal ? int{Qt::Key_Plus} : key;
    return std::ranges::any_of(keyHelp(), [meant](const KeyHelp& help) {
        return std::ranges::any_of(help.keys, [meant](QKeyCombination each) { return each.key() == meant; });
    });
}

void Plot::keyPressEvent(QKeyEvent* event)
{
    const auto move = [this](int dx, int dy) {
        if (const std::optional<Reading> next = step(parts_->reading, dx, dy))
            showReading(*next, false);
    };
    const int number = event->key() - Qt::Key_0;
    if (number >= 1 && number <= 9 && !(event->modifiers() & ~Qt::KeypadModifier))
        return toggleEntry(number);
    switch (isEmpty() || !isOwnKey(event->key()) ? int{Qt::Key_unknown} : event->key()) {
    case Qt::Key_Left: move(-1, 0); return;
    case Qt::Key_Right: move(1, 0); return;
    case Qt::Key_Up: move(0, 1); return;
    case Qt::Key_Down: move(0, -1); return;
    case Qt::Key_Plus:
    case Qt::Key_Equal: zoom(zoomStep); return;
    case Qt::Key_Minus: zoom(1.0 / zoomStep); return;
    case Qt::Key_Home: resetView(); return;
    case Qt::Key_Escape: hideCursor(); return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (parts_->reading)
            activate(*parts_->reading);
        return;
    default: ExportableView::keyPressEvent(event);
    }
}

/// The cursor of the keys goes with the focus.
void Plot::focusOutEvent(QFocusEvent* event)
{
    ExportableView::focusOutEvent(event);
    if (!parts_->canvas->underMouse())
        hideCursor();
}

void Plot::hideEvent(QHideEvent* event)
{
    ExportableView::hideEvent(event);
    hideCursor();
}

} // namespace termscope
