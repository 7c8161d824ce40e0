// The four themes, colour by colour, and the palettes of the style's controls that go with them.
#include "widgets/theme/Theme.h"

namespace termscope {
namespace {

Theme makeLight()
{
    Theme theme;
    theme.kind = ThemeKind::Light;
    theme.surface = QColor(0xffffff);
    theme.ink = QColor(0x1c1e21);
    theme.mutedInk = QColor(0x5a6068);
    theme.grid = QColor(0xdfe2e6);
    theme.frame = QColor(0x7c838c);
    theme.selection = QColor(0x0a5c96);
    theme.warning = QColor(0xa84300);
    theme.wrong = QColor(0xc04a00);
    theme.floats = QColor(0x474d56);
    theme.quantized = QColor(0x0069ab);
    theme.revealed = QColor(0x00825e);
    theme.kept = QColor(0x00825e);
    theme.negative = QColor(0xc04a00);
    theme.dropped = QColor(0x7c838c);
    theme.waterline = QColor(0x0069ab);
    theme.binary = QColor(0xa07000);
    theme.booth4 = QColor(0xb0508c);
    theme.hese = QColor(0x0069ab);
    theme.hese2020 = QColor(0x3a9ad9);
    theme.published = QColor(0xb0508c);
    theme.current = QColor(0xd05000);
    theme.window = QColor(0xf2f3f5);
    theme.button = QColor(0xe7e9ec);
    theme.highlight = QColor(0x0a5c96);
    theme.highlightedText = QColor(0xffffff);
    theme.shade = QColor(0, 0, 0, 110);
    theme.pointer = QColor(0xff3300);
    return theme;
}

Theme makeDark()
{
    Theme theme;
    theme.kind = ThemeKind::Dark;
    theme.dark = true;
    theme.surface = QColor(0x1a1d21);
    theme.ink = QColor(0xe9ebee);
    theme.mutedInk = QColor(0xa7aeb8);
    theme.grid = QColor(0x353a42);
    theme.frame = QColor(0x868e99);
    theme.selection = QColor(0x7cc4f2);
    theme.warning = QColor(0xf2a05c);
    theme.wrong = QColor(0xf08a3c);
    theme.floats = QColor(0xc3c9d2);
    theme.quantized = QColor(0x4aa8e8);
    theme.revealed = QColor(0x2fc99a);
    theme.kept = QColor(0x2fc99a);
    theme.negative = QColor(0xf5803e);
    theme.dropped = QColor(0x868e99);
    theme.waterline = QColor(0x4aa8e8);
    theme.binary = QColor(0xe69f00);
    theme.booth4 = QColor(0xcf7fb0);
    theme.hese = QColor(0x4aa8e8);
    theme.hese2020 = QColor(0xa6dbfa);
    theme.published = QColor(0xcf7fb0);
    theme.current = QColor(0xf5803e);
    theme.window = QColor(0x25292f);
    theme.button = QColor(0x343a42);
    theme.highlight = QColor(0x1f6ea8);
    theme.highlightedText = QColor(0xffffff);
    theme.shade = QColor(0, 0, 0, 130);
    theme.pointer = QColor(0xff5a1f);
    theme.wash = 0.16;
    return theme;
}

Theme makeHighContrast()
{
    Theme theme;
    theme.kind = ThemeKind::HighContrast;
    theme.dark = true;
    theme.surface = QColor(Qt::black);
    theme.ink = QColor(0xffffff);
    theme.mutedInk = QColor(0xe4e4e4);
    theme.grid = QColor(0x6e6e6e);
    theme.frame = QColor(0xd0d0d0);
    theme.selection = QColor(0xffee00);
    theme.warning = QColor(0xffb454);
    theme.wrong = QColor(0xff9a3c);
    theme.floats = QColor(0xe8e8e8);
    theme.quantized = QColor(0x3fa9ff);
    theme.revealed = QColor(0x40f0a0);
    theme.kept = QColor(0x40f0a0);
    theme.negative = QColor(0xff9a3c);
    theme.dropped = QColor(0xc0c0c0);
    theme.waterline = QColor(0x3fa9ff);
    theme.binary = QColor(0xffd000);
    theme.booth4 = QColor(0xff80d0);
    theme.hese = QColor(0x3fa9ff);
    theme.hese2020 = QColor(0xb4ecff);
    theme.published = QColor(0xff80d0);
    theme.current = QColor(0xff9a3c);
    theme.window = QColor(Qt::black);
    theme.button = QColor(0x1c1c1c);
    theme.highlight = QColor(0xffee00);
    theme.highlightedText = QColor(Qt::black);
    theme.shade = QColor(0, 0, 0, 170);
    theme.pointer = QColor(0xff4020);
    theme.wash = 0.30;
    theme.focusWidth = 4.0;
    return theme;
}

Theme makeProjector()
{
    Theme theme;
    theme.kind = ThemeKind::Projector;
    theme.surface = QColor(0xffffff);
    theme.ink = QColor(Qt::black);
    theme.mutedInk = QColor(0x303030);
    theme.grid = QColor(0xbcbcbc);
    theme.frame = QColor(0x404040);
    theme.selection = QColor(0x003c80);
    theme.warning = QColor(0x902c00);
    theme.wrong = QColor(0xb03000);
    theme.floats = QColor(0x303030);
    theme.quantized = QColor(0x0058b8);
    theme.revealed = QColor(0x007040);
    theme.kept = QColor(0x007040);
    theme.negative = QColor(0xb03000);
    theme.dropped = QColor(0x505050);
    theme.waterline = QColor(0x0058b8);
    theme.binary = QColor(0x7a5000);
    theme.booth4 = QColor(0x902070);
    theme.hese = QColor(0x0058b8);
    theme.hese2020 = QColor(0x2676ce);
    theme.published = QColor(0x902070);
    theme.current = QColor(0xc03800);
    theme.window = QColor(0xffffff);
    theme.button = QColor(0xe2e2e2);
    theme.highlight = QColor(0x003c80);
    theme.highlightedText = QColor(0xffffff);
    theme.shade = QColor(0, 0, 0, 150);
    theme.pointer = QColor(0xe00000);
    theme.wash = 0.26;
    theme.focusWidth = 3.0;
    return theme;
}

} // namespace

const Theme& themeOf(ThemeKind kind)
{
    static const std::array<Theme, themeKinds.size()> themes{makeLight(), makeDark(), makeHighContrast(),
                                                             makeProjector()};
    return themes[static_cast<std::size_t>(kind)];
}

QPalette paletteFor(ThemeKind kind)
{
    const Theme& theme = themeOf(kind);
    QPalette palette(theme.button, theme.window);
    palette.setColor(QPalette::WindowText, theme.ink);
    palette.setColor(QPalette::Text, theme.ink);
    palette.setColor(QPalette::ButtonText, theme.ink);
    palette.setColor(QPalette::Base, theme.surface);
    palette.setColor(QPalette::AlternateBase, mixed(theme.surface, theme.ink, theme.wash / 3.0));
    palette.setColor(QPalette::ToolTipBase, mixed(theme.surface, theme.ink, theme.wash / 2.0));
    palette.setColor(QPalette::ToolTipText, theme.ink);
    palette.setColor(QPalette::PlaceholderText, theme.mutedInk);
    palette.setColor(QPalette::Highlight, theme.highlight);
    palette.setColor(QPalette::HighlightedText, theme.highlightedText);
    palette.setColor(QPalette::Link, theme.selection);
    palette.setColor(QPalette::LinkVisited, theme.booth4);
    palette.setColor(QPalette::BrightText, theme.warning);
    const QColor faded = mixed(theme.window, theme.ink, theme.wash < 0.2 ? 0.45 : 0.6);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, faded);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, mixed(theme.window, theme.ink, 0.25));
    return palette;
}

} // namespace termscope
