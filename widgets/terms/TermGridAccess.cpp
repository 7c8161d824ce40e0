// What a grid of terms tells assistive technology, and its keys.
#include "widgets/terms/TermGrid.h"

#include "widgets/language/SymbolText.h"
#include "widgets/terms/TermText.h"

#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace termscope {

QAccessible::Role TermGrid::accessibleRole() const
{
    return picture_.waterlineShown ? QAccessible::Slider : QAccessible::Grouping;
}

QString TermGrid::accessibleValue() const
{
    const RevealedGroup& group = picture_.group;
    if (hoveredRow_ >= 0 && hoveredRow_ < cellRows())
        return hoveredExponent_ < 0 ? describe(hoveredRow_)
                                    : cellAt(hoveredRow_, picture_.exponents - 1 - hoveredExponent_).name;
    const QString kept = tr("%1 of %2 terms kept").arg(group.keptTerms).arg(termCount(group));
    return group.waterline ? tr("%1, waterline at %2").arg(kept, powerText(*group.waterline)) : kept;
}

std::optional<AccessibleNumber> TermGrid::accessibleNumber() const
{
    if (!picture_.waterlineShown)
        return std::nullopt;
    const int most = std::min(termCount(picture_.group), highestBudget_);
    return AccessibleNumber{static_cast<double>(currentBudget()), static_cast<double>(std::min(lowestBudget_, most)),
                            static_cast<double>(most)};
}

void TermGrid::setAccessibleNumber(double value)
{
    request(static_cast<int>(std::lround(value)));
    commit();
}

QString TermGrid::cellsName() const
{
    return tr("%1: values by exponents").arg(accessibleName());
}

int TermGrid::cellRows() const
{
    return static_cast<int>(picture_.group.values.size());
}

int TermGrid::cellColumns() const
{
    return picture_.exponents;
}

/// The highest exponent is the first column, as on the screen.
AccessibleCell TermGrid::cellAt(int row, int column) const
{
    const int exponent = picture_.exponents - 1 - column;
    const RevealedValue& value = picture_.group.values[static_cast<std::size_t>(row)];
    QString term = tr("none");
    for (std::size_t i = 0; i < value.terms.size(); ++i)
        if (value.terms[i].exponent == exponent)
            term = value.kept[i] ? tr("%1, kept").arg(termText(value.terms[i]))
                                 : tr("%1, dropped").arg(termText(value.terms[i]));
    const QRect place = layout_.cell(row, exponent).toAlignedRect();
    return {tr("%1[%2], %3: %4").arg(picture_.symbol).arg(picture_.firstIndex + row).arg(powerText(exponent), term),
            place.translated(-horizontalScrollBar()->value(), -verticalScrollBar()->value()),
            row == hoveredRow_ && exponent == hoveredExponent_};
}

QString TermGrid::keyTopic() const
{
    return tr("Grids of terms");
}

QList<KeyHelp> TermGrid::keyHelp() const
{
    const QList<KeyHelp> common{{{Qt::Key_Return}, tr("Keep lit what is pointed at, or let it go")},
                                {{Qt::Key_Escape}, tr("Point at nothing")}};
    const QString point = tr("Point at another value, at another exponent");
    if (!picture_.waterlineShown)
        return QList<KeyHelp>{{{Qt::Key_Up, Qt::Key_Down, Qt::Key_Left, Qt::Key_Right}, point}} + common;
    return QList<KeyHelp>{
               {{Qt::Key_Down, Qt::Key_Up}, tr("One term more, one less")},
               {{Qt::Key_Right, Qt::Key_Left}, tr("On to the next exponent, back to the one before")},
               {{Qt::Key_Home}, tr("The smallest budget")},
               {{Qt::Key_End}, tr("Keep all terms")},
               {{Qt::SHIFT | Qt::Key_Up, Qt::SHIFT | Qt::Key_Down, Qt::SHIFT | Qt::Key_Left, Qt::SHIFT | Qt::Key_Right},
                point},
           }
           + common;
}

} // namespace termscope
