#include "widgets/terms/TermColours.h"

namespace termscope {

TermColours TermColours::from(const Theme& theme)
{
    TermColours colours;
    colours.positive = theme.kept;
    colours.negative = theme.dark ? QColor(0xf5803e) : QColor(0xc04a00);
    colours.onFill = inkOn(theme.kept);
    colours.dropped = theme.dropped;
    colours.water = mixed(theme.surface, theme.waterline, theme.dark ? 0.16 : 0.12);
    colours.waterHatch = mixed(theme.surface, theme.waterline, 0.42);
    colours.waterline = theme.waterline;
    colours.highlight = mixed(theme.surface, theme.ink, 0.10);
    colours.grid = theme.grid;
    colours.base = theme.surface;
    colours.text = theme.ink;
    colours.faint = theme.mutedInk;
    return colours;
}

} // namespace termscope
