// Draws a group as a grid of signed digits with its waterline. Used by the widget and for exported pictures.
#pragma once

#include "widgets/terms/TermColours.h"
#include "widgets/terms/TermGridLayout.h"

#include <QFont>
#include <QPainter>
#include <QString>

#include <optional>

namespace termscope {

/// Everything a picture of a group is drawn from.
struct TermGridPicture {
    RevealedGroup group;
    int exponents = 0;
    QString symbol = QStringLiteral("w");
    std::int64_t firstIndex = 0;        ///< number of the first value
    std::vector<float> floats;          ///< the float values, or empty
    double scale = 0.0;                 ///< of the integers; 0 when there are no floats
    bool waterlineShown = true;         ///< false where every value has a budget of its own
    std::optional<int> shownExponent;   ///< exponents below it are under water; none shows all
    int highlightedRow = -1;
    int highlightedExponent = -1;
    bool handleActive = false;          ///< the waterline is focused or held
    std::vector<TermGridColumn> columns;

    /// Sum of the kept terms that show.
    std::int64_t shownValue(const RevealedValue& value) const;
    QString numberText(int row, TermGridColumn column) const;
    QString columnTitle(TermGridColumn column) const;
};

/// Paints the whole picture. The header stays at the top of the painter's coordinates while rows move up by `scrolledBy`.
void paintTermGrid(QPainter& painter, const TermGridPicture& picture, const TermGridLayout& layout,
                   const TermColours& colours, const QFont& font, double scrolledBy = 0.0);

/// x of the waterline above and below its step, and y of the step, in layout coordinates.
struct Waterline {
    double upperX = 0.0;
    double lowerX = 0.0;
    double stepY = 0.0;
};
Waterline waterlineOf(const RevealedGroup& group, const TermGridLayout& layout);

/// "2" with the exponent raised, centred in `box`.
void paintPower(QPainter& painter, const QRectF& box, int exponent, const QFont& font, Qt::Alignment alignment = Qt::AlignCenter);

} // namespace termscope
