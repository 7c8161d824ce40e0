#include "widgets/theme/ThemeStyle.h"

#include "widgets/theme/Theme.h"

#include <QHash>
#include <QPainter>
#include <QStyleOption>

#include <algorithm>
#include <vector>

namespace termscope {
namespace {

/// Fusion draws outlines with the window's colour, darker by this many percent.
constexpr int fusionDarkens = 134;

/// Palettes with a window colour of which Fusion makes an outline in the theme's colour of frames.
///
/// Fusion caches pictures of controls by the palette's key, and Qt 6.4 never lets go of the names of what it cached.
/// So palettes that are alike get the same outlined one, with the same key, each time.
class OutlinedPalettes {
public:
    const QPalette& of(const QPalette& palette)
    {
        const auto known = byKey_.constFind(palette.cacheKey());
        if (known != byKey_.constEnd())
            return made_[*known].outlined;
        if (made_.size() >= mostMade || byKey_.size() >= mostKeys) {
            made_.clear();
            byKey_.clear();
        }
        auto place = std::ranges::find(made_, palette, &Made::from);
        if (place == made_.end()) {
            made_.push_back({palette, palette});
            place = std::prev(made_.end());
            place->outlined.setColor(QPalette::Window, themeFor(palette).frame.lighter(fusionDarkens));
        }
        byKey_.insert(palette.cacheKey(), static_cast<std::size_t>(place - made_.begin()));
        return place->outlined;
    }

private:
    static constexpr std::size_t mostMade = 64;
    static constexpr qsizetype mostKeys = 1024;

    struct Made {
        QPalette from;
        QPalette outlined;
    };
    std::vector<Made> made_;
    QHash<qint64, std::size_t> byKey_; ///< places in made_
};

QPalette outlined(const QPalette& palette)
{
    static OutlinedPalettes palettes;
    return palettes.of(palette);
}

/// Calls `draw` with a copy of the option that has the outline's palette.
template <class Option, class Draw>
void drawOutlined(const QStyleOption* option, Draw draw)
{
    const auto* own = qstyleoption_cast<const Option*>(option);
    if (own == nullptr)
        return draw(option);
    Option copy(*own);
    copy.palette = outlined(option->palette);
    draw(&copy);
}

void drawFocusFrame(QPainter& painter, const QRect& rect, const QPalette& palette)
{
    const Theme& theme = themeFor(palette);
    const QPen pen = strokePen(theme.selection, theme.focusWidth / 2.0);
    const double half = pen.widthF() / 2.0;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect).adjusted(half, half, -half, -half), 2.0, 2.0);
    painter.restore();
}

bool hasOutline(QStyle::PrimitiveElement element)
{
    switch (element) {
    case QStyle::PE_IndicatorCheckBox:
    case QStyle::PE_IndicatorRadioButton:
    case QStyle::PE_IndicatorItemViewItemCheck:
    case QStyle::PE_PanelButtonCommand:
    case QStyle::PE_PanelButtonTool: return true;
    default: return false;
    }
}

} // namespace

ThemeStyle::ThemeStyle() : QProxyStyle(QStringLiteral("fusion")) {}

int ThemeStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    const int pixels = QProxyStyle::pixelMetric(metric, option, widget);
    switch (metric) {
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
    case PM_ScrollBarExtent:
    case PM_SliderThickness:
    case PM_SliderLength:
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_SplitterWidth:
    case PM_TabBarScrollButtonWidth: return scaled(pixels);
    default: return pixels;
    }
}

/// Qt measures a tab without the sign of its mnemonic, but elides its text with it where scripts meet there, as in
/// 时钟(&C): such a tab gets the room of the sign.
QSize ThemeStyle::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                                   const QWidget* widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option);
        type == CT_TabBarTab && tab != nullptr && tab->text.contains(QLatin1String("(&")))
        result.rwidth() += option->fontMetrics.horizontalAdvance(QLatin1Char('&')) + 1;
    return result;
}

void ThemeStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                               const QWidget* widget) const
{
    if (element == PE_FrameFocusRect) {
        if (option->state & State_KeyboardFocusChange)
            drawFocusFrame(*painter, option->rect, option->palette);
        return;
    }
    const auto draw = [&](const QStyleOption* with) { QProxyStyle::drawPrimitive(element, with, painter, widget); };
    if (element == PE_FrameLineEdit || element == PE_Frame)
        drawOutlined<QStyleOptionFrame>(option, draw);
    else if (hasOutline(element))
        drawOutlined<QStyleOptionButton>(option, draw);
    else
        draw(option);
    if (element == PE_FrameLineEdit && (option->state & State_HasFocus))
        drawFocusFrame(*painter, option->rect, option->palette);
}

void ThemeStyle::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                             const QWidget* widget) const
{
    const auto draw = [&](const QStyleOption* with) { QProxyStyle::drawControl(element, with, painter, widget); };
    if (element == CE_TabBarTabShape)
        drawOutlined<QStyleOptionTab>(option, draw);
    else if (element == CE_ProgressBarGroove)
        drawOutlined<QStyleOptionProgressBar>(option, draw);
    else
        draw(option);
}

void ThemeStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                                    const QWidget* widget) const
{
    const auto draw = [&](const QStyleOption* with) {
        QProxyStyle::drawComplexControl(control, static_cast<const QStyleOptionComplex*>(with), painter, widget);
    };
    switch (control) {
    case CC_ComboBox: drawOutlined<QStyleOptionComboBox>(option, draw); break;
    case CC_SpinBox: drawOutlined<QStyleOptionSpinBox>(option, draw); break;
    case CC_Slider: drawOutlined<QStyleOptionSlider>(option, draw); break;
    default: draw(option); return;
    }
    if (option->state & State_HasFocus)
        drawFocusFrame(*painter, option->rect, option->palette);
}

} // namespace termscope
