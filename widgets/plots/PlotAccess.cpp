// What a plot tells assistive technology, and its keys.
#include "widgets/plots/PlotParts.h"

#include <qcustomplot.h>

#include <QLocale>

namespace termscope {
namespace {

QString axisText(const QString& name, const QCPAxis& axis)
{
    const QLocale locale;
    return Plot::tr("%1: %2, %3 to %4%5")
        .arg(name, axis.label(), locale.toString(axis.range().lower, 'g', 4),
             locale.toString(axis.range().upper, 'g', 4),
             axis.scaleType() == QCPAxis::stLogarithmic ? Plot::tr(", logarithmic") : QString());
}

} // namespace

QString Plot::accessibleValue() const
{
    return isEmpty() ? placeholder() : readingText();
}

QString Plot::accessibleContents() const
{
    if (isEmpty())
        return {};
    const QCustomPlot* plot = canvas();
    QStringList lines{axisText(tr("x axis"), *plot->xAxis), axisText(tr("y axis"), *plot->yAxis)};
    if (plot->yAxis2->visible())
        lines << axisText(tr("second y axis"), *plot->yAxis2);
    QStringList curves;
    for (int index = 0; index < plot->legend->itemCount(); ++index)
        if (auto* entry = qobject_cast<QCPPlottableLegendItem*>(plot->legend->item(index)))
            curves << (entry->plottable()->visible() ? entry->plottable()->name()
                                                     : tr("%1 (hidden)").arg(entry->plottable()->name()));
    if (!curves.isEmpty())
        lines << tr("Curves: %1").arg(curves.join(QStringLiteral(", ")));
    return lines.join(QLatin1Char('\n'));
}

QString Plot::keyTopic() const
{
    return tr("Plots");
}

QList<KeyHelp> Plot::keyHelp() const
{
    QList<KeyHelp> keys{
        {{Qt::Key_Left, Qt::Key_Right}, tr("Move the cursor from point to point")},
        {{Qt::Key_Plus, Qt::Key_Minus}, tr("Show less, show more")},
        {{Qt::Key_Home}, tr("Show everything again (or double-click; a drag with Shift zooms to a box)")},
        {{Qt::Key_Escape}, tr("Put the cursor away")},
    };
    if (!legendEntries(canvas()->legend).empty())
        keys << KeyHelp{{Qt::Key_1, Qt::Key_2},
                        tr("Hide or show the first, the second … curve of the legend (up to 9)")};
    return keys;
}

} // namespace termscope
