// What a plot is made of, for the files that its parts are written in: Plot (canvas, legend, colours) and PlotCursor
// (mouse, keys, zoom).
#pragma once

#include "widgets/plots/Plot.h"

#include <qcustomplot.h>

#include <vector>

class QLabel;
class QStackedLayout;

namespace termscope {

struct Plot::Parts {
    QStackedLayout* stack = nullptr;
    QCustomPlot* canvas = nullptr;
    QLabel* placeholder = nullptr;
    QCPItemStraightLine* vertical = nullptr;
    QCPItemStraightLine* horizontal = nullptr;
    std::optional<Reading> reading;
    QPoint pressed;
    bool pressedInside = false;
    bool onlyAcross = false;    ///< see zoomOnlyAcross
    bool zoomed = false;        ///< the user chose the range; new data leaves it alone
    QRect drawnBody;            ///< of the picture that was drawn last: the plot with its axes and legend
    QRect drawnAxes;            ///< what curves are clipped to
    bool withoutGround = false; ///< a picture of some layers, to be laid over another
};

/// The legend's entries without the empty places of its last row.
std::vector<QCPPlottableLegendItem*> legendEntries(QCPLegend* legend);

} // namespace termscope
