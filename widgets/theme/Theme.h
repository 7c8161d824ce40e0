// Colours by meaning, for four surfaces, and the patterns that say the same without colour.
//
// Hues follow Okabe and Ito's colour-blind-safe set ("Color Universal Design", 2008), darkened or lightened until each
// has a contrast of at least 3:1 against the surface (4.5:1 where it is a colour of text; WCAG 2.1, 1.4.3 and 1.4.11).
// High contrast gives 7:1 to everything (1.4.6), the projector's theme 4.5:1, since weak lamps wash out what is pale.
#pragma once

#include <QBrush>
#include <QColor>
#include <QFont>
#include <QPalette>
#include <QPen>

#include <array>

namespace termscope {

enum class ThemeKind { Light, Dark, HighContrast, Projector };

inline constexpr std::array themeKinds{ThemeKind::Light, ThemeKind::Dark, ThemeKind::HighContrast,
                                       ThemeKind::Projector};

struct Theme {
    ThemeKind kind = ThemeKind::Light;
    bool dark = false;

    QColor surface;   ///< what plots and grids are painted on
    QColor ink;       ///< text, axes
    QColor mutedInk;  ///< secondary text; still 4.5:1
    QColor grid;      ///< grid lines: decoration, no contrast promised but in high contrast and on projectors
    QColor frame;     ///< outlines of cells and bars, 3:1
    QColor selection; ///< focus and selection frames
    QColor warning;   ///< text of warnings; never alone, always with a sign or word
    QColor wrong;     ///< marks of wrong answers

    QColor floats;    ///< float32 values
    QColor quantized; ///< after quantization (QT)
    QColor revealed;  ///< after term revealing (TR)
    QColor kept;      ///< terms above the waterline
    QColor negative;  ///< kept terms below zero
    QColor dropped;   ///< terms below the waterline
    QColor waterline;
    QColor binary, booth4, hese, hese2020; ///< encodings
    QColor published;                      ///< figures of others
    QColor current;                        ///< the setting the user has now

    QColor window, button, highlight, highlightedText; ///< of the style's controls
    QColor shade;                                      ///< over what is not spoken of, translucent
    QColor pointer;                                    ///< the dot of the laser pointer

    double wash = 0.12;      ///< share of a colour in areas that are washed with it
    double focusWidth = 2.0; ///< of the frame around what has the keyboard
};

/// True when text is lighter than what it stands on.
bool isDark(const QPalette& palette);

/// The theme that a palette of paletteFor() was made of, also after widgets changed some of its colours; for other
/// palettes the light or the dark theme, whichever fits. The reference stays valid.
const Theme& themeFor(const QPalette& palette);
const Theme& themeOf(ThemeKind kind);
inline const Theme& lightTheme()
{
    return themeOf(ThemeKind::Light);
}
inline const Theme& darkTheme()
{
    return themeOf(ThemeKind::Dark);
}

/// Whole palettes for the Fusion style, with the themes' surfaces as their base. BrightText, which no control of Fusion
/// draws with, is the theme's colour of warnings; no two themes share it, so that it tells them apart.
QPalette paletteFor(ThemeKind kind);
inline QPalette lightPalette()
{
    return paletteFor(ThemeKind::Light);
}
inline QPalette darkPalette()
{
    return paletteFor(ThemeKind::Dark);
}

/// WCAG contrast ratio of two opaque colours, 1…21.
double contrastRatio(const QColor& a, const QColor& b);

/// Black or white, whichever reads better on the background.
QColor inkOn(const QColor& background);

/// A colour between two, `share` 0…1 of the way from `from` to `to`.
QColor mixed(const QColor& from, const QColor& to, double share);

/// How much larger the application's type is than the desktop's, 1 or more: lines, marks and pictures grow with it.
double typeScale();

/// A length in pixels, made larger with the type.
int scaled(int pixels);

/// A solid line whose width grows with the type.
QPen strokePen(const QColor& color, double width = 1.0, Qt::PenStyle style = Qt::SolidLine);

/// Line number `index` of a plot: solid, dashed, dotted, dash-dotted, long dashes; then from the beginning. Its width
/// grows with the type.
QPen linePen(const QColor& color, int index, double width = 1.5);

/// Bar number `index` of a group: solid, then hatched four ways; then from the beginning.
QBrush hatchBrush(const QColor& color, int index);

/// The heading of a view: the body font in bold.
QFont headingFont(const QFont& body);

} // namespace termscope
