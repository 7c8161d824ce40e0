#include "widgets/theme/Theme.h"

#include <QtMath>
#include <algorithm>
#include <array>

namespace termscope {
namespace {

Theme makeLight()
{
    Theme theme;
    theme.dark = false;
    theme.surface = QColor(0xffffff);
    theme.ink = QColor(0x1c1e21);
    theme.mutedInk = QColor(0x5a6068);
    theme.grid = QColor(0xdfe2e6);
    theme.frame = QColor(0x7c838c);
    theme.selection = QColor(0x0a5c96);
    theme.warning = QColor(0xa84300);
    theme.wrong = QColor(0xc04a00);
    theme.floats = QColor(0x5f6670);
    theme.quantized = QColor(0x0072b2);
    theme.revealed = QColor(0x00805d);
    theme.kept = QColor(0x00805d);
    theme.dropped = QColor(0x7c838c);
    theme.waterline = QColor(0x0072b2);
    theme.binary = QColor(0xa86f00);
    theme.booth4 = QColor(0xa8528a);
    theme.hese = QColor(0x0072b2);
    theme.hese2020 = QColor(0x2c86b8);
    theme.published = QColor(0xa8528a);
    theme.current = QColor(0xd05000);
    return theme;
}

Theme makeDark()
{
    Theme theme;
    theme.dark = true;
    theme.surface = QColor(0x1a1d21);
    theme.ink = QColor(0xe9ebee);
    theme.mutedInk = QColor(0xa7aeb8);
    theme.grid = QColor(0x353a42);
    theme.frame = QColor(0x868e99);
    theme.selection = QColor(0x7cc4f2);
    theme.warning = QColor(0xf2a05c);
    theme.wrong = QColor(0xf08a3c);
    theme.floats = QColor(0xaab1bb);
    theme.quantized = QColor(0x56b4e9);
    theme.revealed = QColor(0x33c79b);
    theme.kept = QColor(0x33c79b);
    theme.dropped = QColor(0x868e99);
    theme.waterline = QColor(0x56b4e9);
    theme.binary = QColor(0xe69f00);
    theme.booth4 = QColor(0xd98cb8);
    theme.hese = QColor(0x56b4e9);
    theme.hese2020 = QColor(0x8ccbf0);
    theme.published = QColor(0xd98cb8);
    theme.current = QColor(0xf5803e);
    return theme;
}

double luminance(const QColor& color)
{
    const auto linear = [](double channel) {
        return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

QPalette makePalette(const Theme& theme, QColor window, QColor button, QColor link)
{
    const QColor highlight = theme.dark ? QColor(0x1f6ea8) : QColor(0x0a5c96);
    QPalette palette(button, window);
    palette.setColor(QPalette::WindowText, theme.ink);
    palette.setColor(QPalette::Text, theme.ink);
    palette.setColor(QPalette::ButtonText, theme.ink);
    palette.setColor(QPalette::Base, theme.surface);
    palette.setColor(QPalette::AlternateBase, mixed(theme.surface, theme.ink, 0.04));
    palette.setColor(QPalette::ToolTipBase, mixed(theme.surface, theme.ink, 0.06));
    palette.setColor(QPalette::ToolTipText, theme.ink);
    palette.setColor(QPalette::PlaceholderText, theme.mutedInk);
    palette.setColor(QPalette::Highlight, highlight);
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Link, link);
    palette.setColor(QPalette::LinkVisited, theme.booth4);
    palette.setColor(QPalette::BrightText, theme.warning);
    const QColor faded = mixed(window, theme.ink, 0.45);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, faded);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, mixed(window, theme.ink, 0.25));
    return palette;
}

} // namespace

bool isDark(const QPalette& palette)
{
    return palette.color(QPalette::WindowText).lightness() > palette.color(QPalette::Window).lightness();
}

const Theme& themeFor(const QPalette& palette)
{
    return isDark(palette) ? darkTheme() : lightTheme();
}

const Theme& lightTheme()
{
    static const Theme theme = makeLight();
    return theme;
}

const Theme& darkTheme()
{
    static const Theme theme = makeDark();
    return theme;
}

QPalette lightPalette()
{
    return makePalette(lightTheme(), QColor(0xf2f3f5), QColor(0xe7e9ec), QColor(0x0a5c96));
}

QPalette darkPalette()
{
    return makePalette(darkTheme(), QColor(0x25292f), QColor(0x343a42), QColor(0x7cc4f2));
}

double contrastRatio(const QColor& a, const QColor& b)
{
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

QColor inkOn(const QColor& background)
{
    const QColor black(Qt::black);
    const QColor white(Qt::white);
    return contrastRatio(black, background) >= contrastRatio(white, background) ? black : white;
}

QColor mixed(const QColor& from, const QColor& to, double share)
{
    const auto mix = [share](double a, double b) {
        return static_cast<float>(std::clamp(a + (b - a) * share, 0.0, 1.0));
    };
    return QColor::fromRgbF(mix(from.redF(), to.redF()), mix(from.greenF(), to.greenF()),
                            mix(from.blueF(), to.blueF()));
}

QPen linePen(const QColor& color, int index, double width)
{
    static const std::array<QList<qreal>, 5> dashes{QList<qreal>{}, {6, 3}, {1.5, 2.5}, {7, 3, 1.5, 3}, {12, 4}};
    QPen pen(color, width);
    pen.setCapStyle(Qt::FlatCap);
    const QList<qreal>& pattern = dashes[static_cast<std::size_t>(index) % dashes.size()];
    if (!pattern.isEmpty())
        pen.setDashPattern(pattern);
    return pen;
}

QBrush hatchBrush(const QColor& color, int index)
{
    static constexpr std::array patterns{Qt::SolidPattern, Qt::BDiagPattern, Qt::DiagCrossPattern, Qt::HorPattern,
                                         Qt::Dense5Pattern};
    return QBrush(color, patterns[static_cast<std::size_t>(index) % patterns.size()]);
}

QFont headingFont(const QFont& body)
{
    QFont font = body;
    font.setBold(true);
    return font;
}

} // namespace termscope
