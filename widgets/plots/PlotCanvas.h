// The surface a plot is drawn on: it has pictures of its layers only while it is on show.
//
// QCustomPlot keeps a picture of the whole surface for every layer that is painted by itself, 43 of them in the
// window's plots: 26 MiB at 1280×800, and some eight times that at 3840×2160. A page shows few of these plots.
#pragma once

#include <qcustomplot.h>

namespace termscope {

class PlotCanvas : public QCustomPlot {
public:
    explicit PlotCanvas(QWidget* parent);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void giveUpPictures();

    bool onShow_ = false; ///< not so in a window that is minimised, where it is still visible
};

} // namespace termscope
