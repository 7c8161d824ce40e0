// Colours by meaning, for a light and a dark surface, and the patterns that say the same without colour.
//
// Hues follow Okabe and Ito's colour-blind-safe set ("Color Universal Design", 2008), darkened or lightened until each
// has a contrast of at least 3:1 against the surface (4.5:1 where it is a colour of text; WCAG 2.1, 1.4.3 and 1.4.11).
#pragma once

#include <QBrush>
#include <QColor>
#include <QFont>
#include <QPalette>
#include <QPen>

namespace termscope {

struct Theme {
    bool dark = false;

    QColor surface;   ///< what plots and grids are painted on
    QColor ink;       ///< text, axes
    QColor mutedInk;  ///< secondary text; still 4.5:1
    QColor grid;      ///< grid lines: decoration, no contrast promised
    QColor frame;     ///< outlines of cells and bars, 3:1
    QColor selection; ///< focus and selection frames
    QColor warning;   ///< text of warnings; never alone, always with a sign or word
    QColor wrong;     ///< marks of wrong answers

    QColor floats;    ///< float32 values
    QColor quantized; ///< after quantization (QT)
    QColor revealed;  ///< after term revealing (TR)
    QColor kept;      ///< terms above the waterline
    QColor dropped;   ///< terms below it
    QColor waterline;
    QColor binary, booth4, hese, hese2020; ///< encodings
    QColor published;                      ///< figures of others
    QColor current;                        ///< the setting the user has now
};

/// True when text is lighter than what it stands on.
bool isDark(const QPalette& palette);

/// The light or the dark theme, whichever fits the palette. The reference stays valid.
const Theme& themeFor(const QPalette& palette);
const Theme& lightTheme();
const Theme& darkTheme();

/// Whole palettes for the Fusion style, with the themes' surfaces as their base.
QPalette lightPalette();
QPalette darkPalette();

/// WCAG contrast ratio of two opaque colours, 1…21.
double contrastRatio(const QColor& a, const QColor& b);

/// Black or white, whichever reads better on the background.
QColor inkOn(const QColor& background);

/// A colour between two, `share` 0…1 of the way from `from` to `to`.
QColor mixed(const QColor& from, const QColor& to, double share);

/// Line number `index` of a plot: solid, dashed, dotted, dash-dotted, long dashes; then from the beginning.
QPen linePen(const QColor& color, int index, double width = 1.5);

/// Bar number `index` of a group: solid, then hatched four ways; then from the beginning.
QBrush hatchBrush(const QColor& color, int index);

/// The heading of a view: the body font in bold.
QFont headingFont(const QFont& body);

} // namespace termscope
