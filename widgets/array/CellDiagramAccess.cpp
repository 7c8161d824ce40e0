// What the diagram of a cell tells assistive technology, its texts and its keys.
#include "widgets/array/CellDiagram.h"

#include "widgets/language/Numbers.h"

namespace termscope {

QString CellDiagram::phaseText() const
{
    switch (phase_) {
    case Phase::Rest: return tr("Control registers: the array runs %1").arg(words_.mode);
    case Phase::ModeWord: return tr("Write 0: the mode word asks for %1").arg(words_.mode);
    case Phase::TermWord: return tr("Write 1: the term word, and the next layer may begin");
    case Phase::Leaving: return tr("%1 cycles: what is in flight leaves the array").arg(countText(cycles_));
    }
    return {};
}

QString CellDiagram::registerText() const
{
    QStringList fields;
    for (const auto* word : {&words_.modeWord, &words_.termWord})
        for (const RegisterField& field : *word)
            fields << QStringLiteral("%1 %2").arg(field.name).arg(field.value);
    return fields.join(QStringLiteral(", "));
}

QString CellDiagram::accessibleValue() const
{
    if (isWriting())
        return phaseText();
    if (blocks_.empty())
        return {};
    const UnitBlock& block = blocks_[static_cast<std::size_t>(current_)];
    return tr("%1: %2").arg(block.name, block.cost);
}

QString CellDiagram::accessibleContents() const
{
    QStringList parts;
    for (const UnitBlock& block : blocks_)
        parts << tr("%1, %2: %3").arg(block.name, block.cost, block.text);
    if (!words_.isEmpty())
        parts << tr("%1: %2").arg(phaseText(), registerText());
    return parts.join(QLatin1Char('\n'));
}

AccessibleCell CellDiagram::cellAt(int row, int column) const
{
    Q_UNUSED(column)
    const UnitBlock& block = blocks_[static_cast<std::size_t>(row)];
    return {tr("%1, %2: %3").arg(block.name, block.cost, block.text), placeOf(row).toAlignedRect(), row == current_};
}

void CellDiagram::chooseCell(int row, int column)
{
    Q_UNUSED(column)
    setCurrent(row);
    open(row);
}

QString CellDiagram::keyTopic() const
{
    return tr("Units of a cell");
}

QList<KeyHelp> CellDiagram::keyHelp() const
{
    return {{{Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Down}, tr("Go to the unit beside, above, below")},
            {{Qt::Key_Return}, tr("Open the unit's animation, or show what it does")}};
}

} // namespace termscope
