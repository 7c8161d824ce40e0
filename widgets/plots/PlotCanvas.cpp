#include "widgets/plots/PlotCanvas.h"

namespace termscope {

PlotCanvas::PlotCanvas(QWidget* parent) : QCustomPlot(parent)
{
    // Data may change while the plot is hidden: its layout follows, its pictures wait.
    connect(this, &QCustomPlot::afterReplot, this, [this] {
        if (!onShow_)
            giveUpPictures();
    });
}

void PlotCanvas::showEvent(QShowEvent* event)
{
    QCustomPlot::showEvent(event);
    onShow_ = true;
    replot(rpQueuedRefresh);
}

void PlotCanvas::hideEvent(QHideEvent* event)
{
    QCustomPlot::hideEvent(event);
    onShow_ = false;
    giveUpPictures();
}

void PlotCanvas::resizeEvent(QResizeEvent* event)
{
    if (onShow_)
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
