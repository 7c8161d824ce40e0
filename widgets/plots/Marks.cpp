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

QColor pinColour(const Theme& theme, int number)
{
    static constexpr std::array<int, pinColours> hues{285, 95, 20, 190, 330, 50};
    const double least = theme.kind == ThemeKind::HighContrast ? 7.0 : theme.kind == ThemeKind::Projector ? 4.5 : 3.2;
    const int hue = hues[static_cast<std::size_t>(number) % hues.size()];
    for (int lightness = 128; lightness > 10 && lightness < 245; lightness += theme.dark ? 6 : -6)
        if (const QColor color = QColor::fromHsl(hue, 190, lightness); contrastRatio(color, theme.surface) >= least)
            return color;
    return theme.ink;
}

} // namespace termscope
