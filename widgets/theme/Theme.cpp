#include "widgets/theme/Theme.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontInfo>
#include <QtMath>
#include <algorithm>
#include <array>
#include <cmath>

namespace termscope {
namespace {

double luminance(const QColor& color)
{
    const auto linear = [](double channel) {
        return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

} // namespace

bool isDark(const QPalette& palette)
{
    return palette.color(QPalette::WindowText).lightness() > palette.color(QPalette::Window).lightness();
}

const Theme& themeFor(const QPalette& palette)
{
    const QColor tag = palette.color(QPalette::Active, QPalette::BrightText);
    for (const ThemeKind kind : themeKinds)
        if (themeOf(kind).warning == tag)
            return themeOf(kind);
    return isDark(palette) ? darkTheme() : lightTheme();
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

double typeScale()
{
    // The desktop's size is asked for once: it is the type itself that changes while the app runs.
    static const double desktop = QFontInfo(QFontDatabase::systemFont(QFontDatabase::GeneralFont)).pointSizeF();
    const double now = QApplication::font().pointSizeF();
    return desktop > 0.0 && now > 0.0 ? std::max(now / desktop, 1.0) : 1.0;
}

int scaled(int pixels)
{
    return static_cast<int>(std::lround(pixels * typeScale()));
}

QPen strokePen(const QColor& color, double width, Qt::PenStyle style)
{
    return QPen(color, width * typeScale(), style);
}

QPen linePen(const QColor& color, int index, double width)
{
    static const std::array<QList<qreal>, 5> dashes{QList<qreal>{}, {6, 3}, {1.5, 2.5}, {7, 3, 1.5, 3}, {12, 4}};
    QPen pen(color, width * typeScale());
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
