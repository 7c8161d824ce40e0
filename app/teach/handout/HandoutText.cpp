#include "app/teach/handout/HandoutText.h"

#include <QTextBlock>
#include <QTextDocument>
#include <QTextList>
#include <QTextTable>

#include <set>

namespace termscope {
namespace {

bool isCode(const QTextBlock& block)
{
    return block.blockFormat().hasProperty(QTextFormat::BlockCodeFence)
           || block.blockFormat().hasProperty(QTextFormat::BlockCodeLanguage);
}

HandoutSpan spanOf(const QTextFragment& fragment)
{
    const QTextCharFormat format = fragment.charFormat();
    HandoutSpan span;
    span.text = fragment.text().replace(QChar::LineSeparator, QLatin1Char('\n'));
    span.strong = format.fontWeight() >= QFont::DemiBold;
    span.emphasis = format.fontItalic();
    span.code = format.fontFixedPitch();
    span.link = format.anchorHref();
    return span;
}

QString cellText(const QTextTableCell& cell)
{
    QTextCursor cursor = cell.firstCursorPosition();
    cursor.setPosition(cell.lastPosition(), QTextCursor::KeepAnchor);
    return cursor.selectedText().simplified();
}

HandoutTable tableOf(const QTextTable& set)
{
    HandoutTable table;
    for (int row = 0; row < set.rows(); ++row) {
        QStringList cells;
        for (int column = 0; column < set.columns(); ++column)
            cells << cellText(set.cellAt(row, column));
        if (row == 0)
            table.header = cells;
        else
            table.rows.push_back(cells);
    }
    return table;
}

/// Goes through a document block by block.
class Converter {
public:
    Converter(const QTextDocument& document, const PictureSource& pictures) : document_(document), pictures_(pictures)
    {
    }

    std::vector<HandoutBlock> convert()
    {
        for (QTextBlock block = document_.begin(); block.isValid(); block = block.next())
            add(block);
        return std::move(blocks_);
    }

private:
    void add(const QTextBlock& block);
    void addCode(const QTextBlock& block);
    void addItem(const QTextList& list, HandoutLine line);
    void addParagraph(HandoutLine& line);
    HandoutLine lineOf(const QTextBlock& block);

    const QTextDocument& document_;
    const PictureSource& pictures_;
    std::vector<HandoutBlock> blocks_;
    std::set<const QTextTable*> tables_;
    const QTextList* list_ = nullptr; ///< that the newest block is
};

void Converter::add(const QTextBlock& block)
{
    if (const QTextTable* table = QTextCursor(block).currentTable(); table != nullptr) {
        if (tables_.insert(table).second)
            blocks_.push_back(tableOf(*table));
        return;
    }
    if (isCode(block))
        return addCode(block);
    if (block.blockFormat().headingLevel() > 0) {
        blocks_.push_back(HandoutHeading{3, block.text()});
        return;
    }
    HandoutLine line = lineOf(block);
    if (line.empty())
        return;
    if (const QTextList* list = block.textList(); list != nullptr)
        addItem(*list, std::move(line));
    else
        addParagraph(line);
}

/// Every line of code is a block of its own.
void Converter::addCode(const QTextBlock& block)
{
    const bool goesOn = block.position() > 0 && isCode(block.previous()) && !blocks_.empty()
                        && std::holds_alternative<HandoutCode>(blocks_.back());
    if (goesOn)
        std::get<HandoutCode>(blocks_.back()).text += QLatin1Char('\n') + block.text();
    else
        blocks_.push_back(HandoutCode{block.text()});
}

void Converter::addItem(const QTextList& list, HandoutLine line)
{
    const bool goesOn = list_ == &list && !blocks_.empty() && std::holds_alternative<HandoutList>(blocks_.back());
    if (!goesOn)
        blocks_.push_back(HandoutList{list.format().style() <= QTextListFormat::ListDecimal, {}});
    std::get<HandoutList>(blocks_.back()).items.push_back(std::move(line));
    list_ = &list;
}

void Converter::addParagraph(HandoutLine& line)
{
    if (!line.empty())
        blocks_.push_back(HandoutParagraph{std::move(line)});
    line.clear();
}

/// Pictures in it go to the blocks, after the text before them.
HandoutLine Converter::lineOf(const QTextBlock& block)
{
    HandoutLine line;
    for (auto part = block.begin(); !part.atEnd(); ++part) {
        const QTextFragment fragment = part.fragment();
        if (!fragment.charFormat().isImageFormat()) {
            line.push_back(spanOf(fragment));
            continue;
        }
        const QTextImageFormat image = fragment.charFormat().toImageFormat();
        const QString alt = image.property(QTextFormat::ImageAltText).toString();
        if (std::optional<HandoutPicture> picture = pictures_(image.name(), alt); picture) {
            addParagraph(line);
            blocks_.push_back(std::move(*picture));
        } else {
            HandoutSpan words;
            words.text = alt;
            words.emphasis = true;
            line.push_back(words);
        }
    }
    return line;
}

} // namespace

std::vector<HandoutBlock> handoutBlocks(const QString& markdown, const PictureSource& pictures)
{
    QTextDocument document;
    document.setMarkdown(markdown);
    return Converter(document, pictures).convert();
}

HandoutLine handoutLine(const QString& markdown)
{
    HandoutLine line;
    for (const HandoutBlock& block :
         handoutBlocks(markdown, [](const QString&, const QString&) { return std::optional<HandoutPicture>(); })) {
        const auto* paragraph = std::get_if<HandoutParagraph>(&block);
        if (paragraph == nullptr)
            return plainLine(markdown); // "1. …" is a sentence here, not a list
        line.insert(line.end(), paragraph->line.begin(), paragraph->line.end());
    }
    return line;
}

} // namespace termscope
