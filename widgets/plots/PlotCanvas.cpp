#include "widgets/plots/PlotCanvas.h"

namespace termscope {

PlotCanvas::PlotCanvas(QWidget* parent) : QCustomPlot(parent)
{
    // Data may change while the plot is hidden: its layout follows, its pictures wait.
    connect(this, &QCustomPlot::afterReplot, this, [this] {
        if (!isVisible())
            giveUpPictures();
    });
}

void PlotCanvas::showEvent(QShowEvent* event)
{
    QCustomPlot::showEvent(event);
    replot(rpQueuedRefresh);
}

void PlotCanvas::hideEvent(QHideEvent* event)
{
    QCustomPlot::hideEvent(event);
    giveUpPictures();
}

void PlotCanvas::resizeEvent(QResizeEvent* event)
{
    if (isVisible())
        QCustomPlot::resizeEvent(event);
    else // about to be shown, and painted then
        setViewport(rect());
}

/// The next replot makes new ones.
void PlotCanvas::giveUpPictures()
{
    for (const auto& buffer : mPaintBuffers) {
        buffer->setSize(QSize());
        buffer->setInvalidated();
    }
}

} // namespace termscope
