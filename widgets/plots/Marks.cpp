#include "widgets/plots/Marks.h"

#include "widgets/theme/Theme.h"

#include <qcustomplot.h>

#include <array>

namespace termscope {

QCPScatterStyle markFor(int index, const QColor& color, const QColor& surface, double size, bool open)
{
    static constexpr std::array shapes{QCPScatterStyle::ssDisc,     QCPScatterStyle::ssSquare,
                                       QCPScatterStyle::ssTriangle, QCPScatterStyle::ssDiamond,
                                       QCPScatterStyle::ssCross,    QCPScatterStyle::ssStar};
    auto shape = shapes[static_cast<std::size_t>(index) % shapes.size()];
    if (open && shape == QCPScatterStyle::ssDisc)
        shape = QCPScatterStyle::ssCircle;
    return {shape, strokePen(color, 1.5), QBrush(open ? surface : color), size * typeScale()};
}

} // namespace termscope
