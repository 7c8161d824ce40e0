#include "widgets/plots/PlotCanvas.h"
#include "widgets/plots/PlotParts.h"

#include <QAction>
#include <QLabel>
#include <QMenu>
#include <QStackedLayout>

#include <algorithm>
#include <array>

namespace termscope {

std::vector<QCPPlottableLegendItem*> legendEntries(QCPLegend* legend)
{
    std::vector<QCPPlottableLegendItem*> entries;
    for (int index = 0; index < legend->itemCount(); ++index) {
        if (auto* entry = qobject_cast<QCPPlottableLegendItem*>(legend->item(index)))
            entries.push_back(entry);
    }
    return entries;
}

Plot::Plot(const QString& title, QWidget* parent) : ExportableView(title, parent), parts_(std::make_unique<Parts>())
{
    auto* body = new QWidget(this);
    parts_->stack = new QStackedLayout(body);
    parts_->canvas = new PlotCanvas(body);
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
    addResetAction();
}

Plot::~Plot() = default;

void Plot::addResetAction()
{
    menu()->addSeparator();
    QAction* reset = menu()->addAction(tr("Reset &zoom"), this, &Plot::resetView);
    reset->setObjectName(QStringLiteral("resetZoom"));
    connect(menu(), &QMenu::aboutToShow, reset, [this, reset] { reset->setEnabled(isZoomed()); });
}

bool Plot::isZoomed() const
{
    return parts_->zoomed;
}

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
    replotLayer(litLayer());
}

void Plot::replotLayer(const QString& name)
{
    if (parts_->canvas->isVisible()) // everything is painted when it is shown
        parts_->canvas->layer(name)->replot();
}

void Plot::setPlaceholder(const QString& sentence)
{
    parts_->placeholder->setText(sentence);
}

QString Plot::placeholder() const
{
    return parts_->placeholder->text();
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

void Plot::zoomOnlyAcross()
{
    parts_->onlyAcross = true;
    parts_->canvas->axisRect()->setRangeDrag(Qt::Horizontal);
    parts_->canvas->axisRect()->setRangeZoom(Qt::Horizontal);
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
    for (QCPPlottableLegendItem* entry : legendEntries(plot->legend)) {
        const bool shown = entry->plottable()->visible();
        QFont own = body;
        own.setStrikeOut(!shown);
        entry->setFont(own);
        entry->setTextColor(shown ? theme.ink : theme.mutedInk);
    }
    plot->selectionRect()->setPen(linePen(theme.ink, 1, 1));
    plot->selectionRect()->setBrush(QBrush(mixed(theme.surface, theme.selection, 0.2), Qt::Dense5Pattern));
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
    for (const QCPLayoutElement* entry : legendEntries(legend))
        widest = std::max(widest, entry->minimumOuterSizeHint().width());
    const int columns = (parts_->canvas->width() - 16) / (widest + legend->columnSpacing());
    legend->setWrap(std::max(1, columns));
    legend->setFillOrder(QCPLegend::foColumnsFirst, true);
    legend->setVisible(!legendEntries(legend).empty());
}

void Plot::toggle(QCPAbstractPlottable* plottable)
{
    plottable->setVisible(!plottable->visible());
    retint();
}

void Plot::drawOn(QPaintDevice& device, double scale, const Theme& theme) const
{
    QCPPainter painter;
    painter.begin(&device);
    painter.scale(scale, scale);
    const QRect body = parts_->withoutGround ? parts_->drawnBody : drawHeading(painter, theme);
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
    if (parts_->withoutGround)
        plot->setBackground(Qt::NoBrush);
    painter.translate(body.topLeft());
    painter.setMode(QCPPainter::pmVectorized, device.devType() != QInternal::Image);
    painter.setMode(QCPPainter::pmNonCosmetic, true);
    plot->toPainter(&painter, body.width(), body.height());
    parts_->drawnBody = body;
    parts_->drawnAxes = plot->axisRect()->rect().translated(body.topLeft());
    applyTheme(themeFor(palette()));
    parts_->vertical->setVisible(cursor);
    parts_->horizontal->setVisible(cursor);
    plot->layer(litLayer())->setVisible(true);
    plot->replot(QCustomPlot::rpQueuedReplot);
}

/// The elements of a picture of these layers alone, without the ends of the document; ids are those of `first`, or have
/// a prefix that no other picture has.
QByteArray Plot::svgOfLayers(const QStringList& layers, bool first) const
{
    QCustomPlot* plot = parts_->canvas;
    std::vector<QCPLayer*> hidden;
    for (int i = 0; i < plot->layerCount(); ++i) {
        QCPLayer* layer = plot->layer(i);
        if (layer->visible() && !layers.contains(layer->name())) {
            layer->setVisible(false);
            hidden.push_back(layer);
        }
    }
    parts_->withoutGround = !first;
    QByteArray drawing = ExportableView::svg();
    parts_->withoutGround = false;
    for (QCPLayer* layer : hidden)
        layer->setVisible(true);
    drawing.truncate(drawing.lastIndexOf("</svg>"));
    if (first)
        return drawing;
    drawing.remove(0, drawing.indexOf("<defs>"));
    const QByteArray prefix = layers.front().toUtf8() + '-';
    for (const char* mention : {"id=\"", "url(#", "href=\"#"})
        drawing.replace(mention, mention + prefix);
    return drawing;
}

QByteArray Plot::svg() const
{
    if (isEmpty())
        return ExportableView::svg();
    QCustomPlot* plot = parts_->canvas;
    QStringList unclipped{QStringLiteral("background"), QStringLiteral("grid"), QStringLiteral("axes"),
                          QStringLiteral("legend"), QStringLiteral("overlay")};
    QStringList clipped;
    for (int i = 0; i < plot->layerCount(); ++i)
        if (!unclipped.contains(plot->layer(i)->name()))
            clipped << plot->layer(i)->name();
    // Containers draw nothing, but what is in them goes with their layers.
    const std::array<QCPLayerable*, 3> containers{plot->plotLayout(), plot->axisRect(),
                                                  plot->axisRect()->insetLayout()};
    std::array<QCPLayer*, 3> layers{};
    for (std::size_t i = 0; i < containers.size(); ++i) {
        layers[i] = containers[i]->layer();
        containers[i]->setLayer(static_cast<QCPLayer*>(nullptr));
    }
    const QByteArray ground = svgOfLayers(unclipped, true);
    const QByteArray curves = svgOfLayers(clipped, false);
    for (std::size_t i = 0; i < containers.size(); ++i)
        containers[i]->setLayer(layers[i]);
    const QRect axes = parts_->drawnAxes;
    const QByteArray clip = QStringLiteral("<defs><clipPath id=\"axes\"><rect x=\"%1\" y=\"%2\" width=\"%3\" "
                                           "height=\"%4\"/></clipPath></defs>\n<g clip-path=\"url(#axes)\">\n")
                                .arg(axes.x())
                                .arg(axes.y())
                                .arg(axes.width())
                                .arg(axes.height())
                                .toUtf8();
    return ground + clip + curves + "</g>\n</svg>\n";
}

} // namespace termscope
