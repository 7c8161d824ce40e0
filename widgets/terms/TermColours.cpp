#include "widgets/terms/TermColours.h"

#include <algorithm>

namespace termscope {

TermColours TermColours::from(const Theme& theme)
{
    TermColours colours;
    colours.positive = theme.kept;
    colours.negative = theme.negative;
    colours.onFill = inkOn(theme.kept);
    colours.dropped = theme.dropped;
    colours.water = mixed(theme.surface, theme.waterline, theme.wash);
    colours.waterHatch = mixed(theme.surface, theme.waterline, 0.42);
    colours.waterline = theme.waterline;
    colours.highlight = mixed(theme.surface, theme.ink, std::min(theme.wash, 0.2));
    colours.grid = theme.grid;
    colours.base = theme.surface;
    colours.text = theme.ink;
    colours.faint = theme.mutedInk;
    return colours;
}

} // namespace termscope
