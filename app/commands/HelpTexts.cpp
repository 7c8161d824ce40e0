#include "app/commands/HelpTexts.h"

#include "widgets/controls/KeyHelp.h"

#include <QCoreApplication>
#include <QHelpEvent>
#include <QMainWindow>
#include <QTabBar>
#include <QWhatsThis>
#include <QWidget>

#include <array>

namespace termscope {
namespace {

constexpr std::array texts{
    HelpText{"histogram",
             QT_TRANSLATE_NOOP("HelpTexts", "How the weights of the chosen layer are distributed: as floats, after "
                                            "quantization, and after term revealing, in the same bins.")},
    HelpText{"channels",
             QT_TRANSLATE_NOOP("HelpTexts", "The smallest and the largest weight of every output channel, and how far "
                                            "the integers of its scale reach.")},
    HelpText{"weightMap",
             QT_TRANSLATE_NOOP("HelpTexts", "The matrix of the layer's weights: a row for each output and kernel "
                                            "position, a column for each input.")},
    HelpText{"layerSpread",
             QT_TRANSLATE_NOOP("HelpTexts", "The magnitudes of the weights of all layers, and what the number format "
                                            "of each can hold. A click chooses a layer.")},
    HelpText{"termHistogram",
             QT_TRANSLATE_NOOP("HelpTexts", "How many terms a weight has, in each encoding and after revealing. The "
                                            "lines count up: how many weights have at most so many.")},
    HelpText{"weightTerms",
             QT_TRANSLATE_NOOP("HelpTexts", "A group of weights: each row is a weight, each column a power of two. The "
                                            "water covers the terms that the budget k drops; move the waterline.")},
    HelpText{"dataTerms",
             QT_TRANSLATE_NOOP("HelpTexts", "The activations that meet the weights of the group, each with its s "
                                            "largest terms kept.")},
    HelpText{"dotProduct",
             QT_TRANSLATE_NOOP("HelpTexts", "The dot product of the group as pairs of a weight term and a data term: "
                                            "what an array of term cells works through, one pair a cycle.")},
    HelpText{"pairHistogram",
             QT_TRANSLATE_NOOP("HelpTexts", "How many term pairs the dot products of the layer take, under "
                                            "quantization and under term revealing, and what is provisioned.")},
    HelpText{"hese", QT_TRANSLATE_NOOP("HelpTexts", "HESE on a number you choose, from its least significant bit up: "
                                                    "two bits are looked at, one digit is put out.")},
    HelpText{"curve", QT_TRANSLATE_NOOP("HelpTexts", "Accuracy against the term pairs that a multiply-accumulate "
                                                     "takes. Every point is a setting; take one to set it.")},
    HelpText{"confusion",
             QT_TRANSLATE_NOOP("HelpTexts", "How often images of a label (row) were given a prediction (column).")},
    HelpText{"images", QT_TRANSLATE_NOOP("HelpTexts", "The test images with their predictions: which ones the present "
                                                      "setting flips against float, and which it gets wrong.")},
    HelpText{"rivalArray",
             QT_TRANSLATE_NOOP("HelpTexts", "The array that TR races against. A cell is filled by the work it has "
                                            "still to do in this step; choose one to look inside.")},
    HelpText{"revealedArray",
             QT_TRANSLATE_NOOP("HelpTexts", "The TR array of term cells. A cell is filled by the term pairs it has "
                                            "still to do in this step; choose one to look inside.")},
    HelpText{"clock",
             QT_TRANSLATE_NOOP("HelpTexts", "The clock of both arrays, in cycles: play it, step it, drag it.")},
    HelpText{"gantt", QT_TRANSLATE_NOOP("HelpTexts", "The steps around the present cycle, both arrays on one clock: "
                                                     "full is work, hatched is waiting for the slowest cell.")},
    HelpText{"stepLengths", QT_TRANSLATE_NOOP("HelpTexts", "How many cycles each step takes: provisioned, for its "
                                                           "slowest cell, and for a cell on average.")},
    HelpText{"occupancy", QT_TRANSLATE_NOOP("HelpTexts", "The share of the cells that have operands, and of their "
                                                         "cycles that do work.")},
    HelpText{"rivalCell", QT_TRANSLATE_NOOP("HelpTexts", "The chosen cell of the rival array at this cycle.")},
    HelpText{"revealedCell",
             QT_TRANSLATE_NOOP("HelpTexts", "The chosen cell of the TR array at this cycle: its queue of terms, the "
                                            "adder of exponents, and the coefficients counted so far.")},
    HelpText{"layerTimes", QT_TRANSLATE_NOOP("HelpTexts", "Cycles, utilisation and memory accesses of every layer on "
                                                          "both arrays. Return races the layer; Ctrl+C copies.")},
    HelpText{"shapeMap", QT_TRANSLATE_NOOP("HelpTexts", "Cycles of the whole network by rows, columns and dataflow of "
                                                        "the array: the darker, the fewer.")},
    HelpText{"cellDiagram",
             QT_TRANSLATE_NOOP("HelpTexts", "The units of a cell and behind a column, each with the LUTs and "
                                            "flip-flops that were counted, and the bits of the control "
                                            "registers. The arrows move, Return shows a unit at work.")},
    HelpText{"registers", QT_TRANSLATE_NOOP("HelpTexts", "What the control registers hold, how wide counters are, and "
                                                         "how long the units after the array take.")},
    HelpText{"energy", QT_TRANSLATE_NOOP("HelpTexts", "Energy and area of both arrays, from the unit costs beside.")},
    HelpText{"unitCosts", QT_TRANSLATE_NOOP("HelpTexts", "What each operation costs in the model of energy and area. "
                                                         "Values can be edited; the source is in the tooltip.")},
    HelpText{"sensitivityBars",
             QT_TRANSLATE_NOOP("HelpTexts", "What each layer loses at the settings, alone and within all others, as "
                                            "bars along the depth of the network. A click chooses the layer.")},
    HelpText{"sensitivityTable",
             QT_TRANSLATE_NOOP("HelpTexts", "All figures of every layer. A click on a title sorts, a click on a row "
                                            "chooses the layer, Ctrl+C copies.")},
    HelpText{"planPlot",
             QT_TRANSLATE_NOOP("HelpTexts", "What plans by layer cost and score, beside one setting for all layers and "
                                            "QT. Outlines are scores on the images searched on, filled marks on the "
                                            "others.")},
    HelpText{"planPoints",
             QT_TRANSLATE_NOOP("HelpTexts", "The points of the plot as a table. A click shows what a point runs each "
                                            "layer at.")},
    HelpText{"planLayers", QT_TRANSLATE_NOOP("HelpTexts", "What the chosen point runs each layer at. A click chooses "
                                                          "the layer.")},
    HelpText{"compareTensors",
             QT_TRANSLATE_NOOP("HelpTexts",
                               "How close B's tensors are to A's. A click chooses the layer everywhere and "
                               "shows the values of the tensor in both.")},
    HelpText{"compareValues",
             QT_TRANSLATE_NOOP("HelpTexts",
                               "The values of one tensor in A and in B, over the same bins: what is rounded "
                               "or dropped stands as peaks.")},
    HelpText{"compareFlips",
             QT_TRANSLATE_NOOP("HelpTexts", "Images, or tokens of a text, to which A and B give other classes. A click "
                                            "shows the image.")},
    HelpText{"compareCurveTable",
             QT_TRANSLATE_NOOP("HelpTexts", "The scores of A and B at several budgets of TR, and their difference.")},
    HelpText{"reproduceTable",
             QT_TRANSLATE_NOOP("HelpTexts", "A figure of the paper at its settings: as published, and on the open "
                                            "network.")},
    HelpText{"lessonText", QT_TRANSLATE_NOOP("HelpTexts", "The step of the lesson; its pictures are drawn from what "
                                                          "is open.")},
};

/// The widget that publishes the keys of this one.
const KeyDriven* keysOf(QWidget& widget)
{
    for (QWidget* outer = &widget; outer != nullptr; outer = outer->parentWidget())
        if (auto* driven = dynamic_cast<KeyDriven*>(outer))
            return outer == &widget || driven->keyWidget() == &widget ? driven : nullptr;
    return nullptr;
}

/// The nearest text, of the widget or what it is a part of.
QString ownText(QWidget& widget)
{
    for (const QWidget* outer = &widget; outer != nullptr && !outer->isWindow(); outer = outer->parentWidget()) {
        if (!outer->whatsThis().isEmpty())
            return outer->whatsThis();
        if (!outer->toolTip().isEmpty())
            return outer->toolTip();
    }
    return {};
}

} // namespace

std::span<const HelpText> helpTexts()
{
    return texts;
}

void applyHelpTexts(WindowParts& window)
{
    for (const HelpText& row : texts)
        for (QWidget* widget : window.partsCalled(QLatin1String(row.objectName)))
            widget->setWhatsThis(QCoreApplication::translate("HelpTexts", row.text));
    for (QTabBar* tabs : window.frame().findChildren<QTabBar*>())
        if (tabs->toolTip().isEmpty())
            tabs->setToolTip(QCoreApplication::translate("HelpTexts", "Left and Right go to the tab beside"));
}

QString helpOf(QWidget& widget)
{
    QStringList lines{ownText(widget)};
    if (const KeyDriven* driven = keysOf(widget))
        for (const KeyHelp& help : driven->keyHelp())
            lines << QCoreApplication::translate("HelpTexts", "%1: %2").arg(keysText(help.keys), help.effect);
    lines.removeAll(QString());
    return lines.join(QLatin1Char('\n'));
}

bool HelpFallback::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::QueryWhatsThis && event->type() != QEvent::WhatsThis)
        return false;
    auto* widget = qobject_cast<QWidget*>(watched);
    const QString text = widget != nullptr ? helpOf(*widget) : QString();
    if (text.isEmpty())
        return false;
    if (event->type() == QEvent::WhatsThis)
        QWhatsThis::showText(static_cast<QHelpEvent*>(event)->globalPos(), text, widget);
    event->accept();
    return true;
}

} // namespace termscope
