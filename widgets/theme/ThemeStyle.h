// Fusion, with what a theme asks of controls: outlines that show on every surface (Fusion's are a darker shade of the
// window, which nobody sees on black), a plain frame around what has the keyboard, and indicators that grow with the
// type.
#pragma once

#include <QProxyStyle>

namespace termscope {

class ThemeStyle : public QProxyStyle {
    Q_OBJECT

public:
    ThemeStyle();

    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                           const QWidget* widget) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                            const QWidget* widget) const override;
};

} // namespace termscope
