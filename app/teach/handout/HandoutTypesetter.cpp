#include "app/teach/handout/HandoutTypesetter.h"

#include <QFontDatabase>
#include <QPainter>
#include <QTextList>
#include <QTextTable>

#include <algorithm>

namespace termscope {

const HandoutPicture& PictureObject::pictureOf(const QTextFormat& format) const
{
    return std::get<HandoutPicture>(handout_.blocks[static_cast<std::size_t>(format.intProperty(pictureNumber))]);
}

QSizeF PictureObject::intrinsicSize(QTextDocument*, int, const QTextFormat& format)
{
    const QSizeF size = pictureOf(format).size;
    return size * std::min({1.0, room_.width() / size.width(), room_.height() / size.height()});
}

void PictureObject::drawObject(QPainter* painter, const QRectF& target, QTextDocument*, int, const QTextFormat& format)
{
    // A drawing may set clips of its own, so that of the page does not hold it back.
    if (!page_.contains(target.center()))
        return;
    const HandoutPicture& picture = pictureOf(format);
    painter->save();
    painter->translate(target.topLeft());
    painter->scale(target.width() / picture.size.width(), target.height() / picture.size.height());
    painter->setClipRect(QRectF(QPointF(), picture.size), Qt::IntersectClip);
    painter->drawPicture(QPointF(), picture.drawing);
    painter->restore();
}

void Typesetter::set(const HandoutBlock& block)
{
    // One edit, laid out once: a table would be laid out anew with every cell that is filled.
    cursor_.beginEditBlock();
    std::visit([this](const auto& part) { add(part); }, block);
    cursor_.endEditBlock();
}

/// Space in points.
QTextBlockFormat Typesetter::beginBlock(double above, double below)
{
    constexpr double pixelsPerPoint = 96.0 / 72.0;
    QTextBlockFormat format;
    format.setTopMargin(above * pixelsPerPoint);
    format.setBottomMargin(below * pixelsPerPoint);
    format.setLineHeight(118, QTextBlockFormat::ProportionalHeight);
    if (isFirst_)
        cursor_.setBlockFormat(format);
    else
        cursor_.insertBlock(format, QTextCharFormat());
    isFirst_ = false;
    return format;
}

/// A table needs a block before it, which takes no room.
void Typesetter::beginFlat()
{
    QTextBlockFormat block = beginBlock(0.0, 0.0);
    block.setLineHeight(1.0, QTextBlockFormat::FixedHeight);
    cursor_.setBlockFormat(block);
}

void Typesetter::line(const HandoutLine& line, QTextCharFormat base)
{
    for (const HandoutSpan& span : line) {
        QTextCharFormat format = base;
        if (span.strong)
            format.setFontWeight(QFont::Bold);
        if (span.emphasis)
            format.setFontItalic(true);
        if (span.code)
            format.setFontFamilies({QFontDatabase::systemFont(QFontDatabase::FixedFont).family()});
        if (!span.link.isEmpty()) {
            format.setAnchor(true);
            format.setAnchorHref(span.link);
            format.setForeground(QColor(0x0b57a4));
        }
        cursor_.insertText(span.text, format);
    }
}

void Typesetter::add(const HandoutHeading& heading)
{
    const double size = heading.level <= 1 ? 17.0 : heading.level == 2 ? 12.5 : textSize;
    QTextBlockFormat block = beginBlock(heading.level <= 2 ? 12.0 : 9.0, 4.0);
    keepsWithNext_ = true;
    block.setHeadingLevel(heading.level);
    cursor_.setBlockFormat(block);
    QTextCharFormat format;
    format.setFontPointSize(size);
    format.setFontWeight(QFont::Bold);
    cursor_.insertText(heading.text, format);
}

void Typesetter::add(const HandoutParagraph& paragraph)
{
    beginBlock(0.0, 6.0);
    keepsWithNext_ = paragraph.keepsWithNext;
    QTextCharFormat format;
    if (paragraph.isNote) {
        format.setFontPointSize(textSize - 2.0);
        format.setForeground(QColor(0x555555));
    }
    line(paragraph.line, format);
}

void Typesetter::add(const HandoutList& list)
{
    QTextListFormat format;
    format.setStyle(list.ordered ? QTextListFormat::ListDecimal : QTextListFormat::ListDisc);
    QTextList* items = nullptr;
    for (const HandoutLine& item : list.items) {
        beginBlock(0.0, &item == &list.items.back() ? 6.0 : 1.0);
        if (items == nullptr)
            items = cursor_.createList(format);
        else
            items->add(cursor_.block());
        line(item);
    }
}

void Typesetter::add(const HandoutCode& code)
{
    QTextBlockFormat block = beginBlock(2.0, 6.0);
    block.setNonBreakableLines(true);
    cursor_.setBlockFormat(block);
    QTextCharFormat format;
    format.setFontFamilies({QFontDatabase::systemFont(QFontDatabase::FixedFont).family()});
    format.setFontPointSize(textSize - 1.0);
    cursor_.insertText(code.text.trimmed().replace(QLatin1Char('\n'), QChar::LineSeparator), format);
}

void Typesetter::fillCell(QTextTable& table, int row, int column, const QString& text)
{
    constexpr int manyColumns = 9;
    QTextCharFormat format;
    format.setFontPointSize(table.columns() < manyColumns ? textSize - 2.0 : textSize - 4.0);
    if (row == 0)
        format.setFontWeight(QFont::Bold);
    QTextCursor cursor = table.cellAt(row, column).firstCursorPosition();
    QTextBlockFormat block;
    block.setAlignment(isNumberText(text) ? Qt::AlignRight : Qt::AlignLeft);
    cursor.setBlockFormat(block);
    cursor.insertText(text, format);
}

void Typesetter::add(const HandoutTable& table)
{
    if (!table.caption.isEmpty())
        add(HandoutParagraph{plainLine(table.caption), true, false});
    QTextTableFormat format;
    format.setBorderCollapse(true);
    format.setBorder(1.0);
    format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
    format.setBorderBrush(QColor(0xbbbbbb));
    format.setCellPadding(3.0);
    format.setCellSpacing(0.0);
    format.setHeaderRowCount(1);
    format.setBottomMargin(8.0);
    const auto columns = static_cast<int>(table.header.size());
    beginFlat();
    QTextTable* set = cursor_.insertTable(static_cast<int>(table.rows.size()) + 1, columns, format);
    for (int column = 0; column < columns; ++column)
        fillCell(*set, 0, column, table.header[column]);
    for (int row = 0; row < static_cast<int>(table.rows.size()); ++row)
        for (int column = 0; column < columns; ++column)
            fillCell(*set, row + 1, column, table.rows[static_cast<std::size_t>(row)].value(column));
    cursor_.movePosition(QTextCursor::End);
}

void Typesetter::add(const HandoutPicture&)
{
    beginBlock(3.0, 6.0);
    QTextCharFormat format;
    format.setObjectType(pictureObject);
    format.setProperty(pictureNumber, number_);
    cursor_.insertText(QString(QChar::ObjectReplacementCharacter), format);
}

void Typesetter::add(const AnswerLine&)
{
    beginBlock(12.0, 14.0);
    line(plainLine(tr("Answer: %1").arg(QString(32, QLatin1Char('_')))));
}

void Typesetter::add(const AnswerChoices& room)
{
    for (const QString& choice : room.choices) {
        QTextBlockFormat block = beginBlock(1.0, &choice == &room.choices.back() ? 14.0 : 3.0);
        block.setLeftMargin(6.0);
        cursor_.setBlockFormat(block);
        line(plainLine(QStringLiteral("☐  ") + choice));
    }
}

void Typesetter::add(const AnswerTerms& room)
{
    add(HandoutParagraph{plainLine(tr("Write + or − below the powers that you take.")), true, false});
    QTextTableFormat format;
    format.setBorderCollapse(true);
    format.setBorder(1.0);
    format.setBorderBrush(QColor(0x1a1a1a));
    format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
    format.setCellPadding(4.0);
    format.setCellSpacing(0.0);
    format.setBottomMargin(14.0);
    const int columns = room.highest + 1;
    format.setColumnWidthConstraints(QList<QTextLength>(columns, QTextLength(QTextLength::FixedLength, 36.0)));
    beginFlat();
    QTextTable* set = cursor_.insertTable(2, columns, format);
    for (int column = 0; column < columns; ++column) {
        fillCell(*set, 0, column, powerText(room.highest - column));
        QTextCharFormat tall;
        tall.setFontPointSize(textSize + 4.0);
        set->cellAt(1, column).firstCursorPosition().insertText(QStringLiteral(" "), tall);
    }
    cursor_.movePosition(QTextCursor::End);
}

} // namespace termscope
