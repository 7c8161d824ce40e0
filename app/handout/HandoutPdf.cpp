#include "app/handout/HandoutPdf.h"

#include <QAbstractTextDocumentLayout>
#include <QBuffer>
#include <QCoreApplication>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QPainter>
#include <QPdfWriter>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextList>
#include <QTextObjectInterface>
#include <QTextOption>
#include <QTextTable>

#include <algorithm>
#include <cmath>

namespace termscope {
namespace {

constexpr double textSize = 10.0; // points
constexpr int pictureObject = QTextFormat::UserObject + 1;
constexpr int pictureNumber = QTextFormat::UserProperty + 1;
constexpr int keepWithNext = QTextFormat::UserProperty + 2;
constexpr int movedOn = QTextFormat::UserProperty + 3; ///< a block begins a page only to stay with what follows
constexpr QMarginsF marginsInMillimetres(18.0, 16.0, 18.0, 16.0);

/// Plays recorded drawings in the flow of text, no wider than a column and no
/// higher than a page.
class PictureObject : public QObject, public QTextObjectInterface {
    Q_OBJECT
    Q_INTERFACES(QTextObjectInterface)

public:
    PictureObject(const Handout& handout, QSizeF room) : handout_(handout), room_(room) {}

    QSizeF intrinsicSize(QTextDocument*, int, const QTextFormat& format) override
    {
        const QSizeF size = pictureOf(format).size;
        return size * std::min({1.0, room_.width() / size.width(), room_.height() / size.height()});
    }

    void drawObject(QPainter* painter, const QRectF& target, QTextDocument*, int, const QTextFormat& format) override
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

    /// The page that is drawn, in the document.
    void setPage(const QRectF& page) { page_ = page; }

private:
    const HandoutPicture& pictureOf(const QTextFormat& format) const
    {
        return std::get<HandoutPicture>(handout_.blocks[static_cast<std::size_t>(format.intProperty(pictureNumber))]);
    }

    const Handout& handout_;
    QSizeF room_;
    QRectF page_;
};

/// Builds the text document of a handout, block by block.
class Typesetter {
    Q_DECLARE_TR_FUNCTIONS(termscope::Typesetter)

public:
    explicit Typesetter(QTextDocument& document) : cursor_(&document) {}

    void set(const Handout& handout);

private:
    QTextBlockFormat beginBlock(double above, double below);
    void line(const HandoutLine& line, QTextCharFormat base = {});
    void fillCell(QTextTable& table, int row, int column, const QString& text);

    void add(const HandoutHeading& heading);
    void add(const HandoutParagraph& paragraph);
    void add(const HandoutList& list);
    void add(const HandoutCode& code);
    void add(const HandoutTable& table);
    void add(const HandoutPicture& picture);
    void add(const AnswerLine& room);
    void add(const AnswerChoices& room);
    void add(const AnswerTerms& room);
    void add(const HandoutPageBreak&) { breaks_ = true; }

    QTextCursor cursor_;
    int number_ = 0; ///< of the block
    bool isFirst_ = true;
    bool breaks_ = false;
};

void Typesetter::set(const Handout& handout)
{
    for (const HandoutBlock& block : handout.blocks) {
        std::visit([this](const auto& part) { add(part); }, block);
        ++number_;
    }
}

/// Space in points.
QTextBlockFormat Typesetter::beginBlock(double above, double below)
{
    constexpr double pixelsPerPoint = 96.0 / 72.0;
    QTextBlockFormat format;
    format.setTopMargin(isFirst_ ? 0.0 : above * pixelsPerPoint);
    format.setBottomMargin(below * pixelsPerPoint);
    format.setLineHeight(118, QTextBlockFormat::ProportionalHeight);
    if (breaks_)
        format.setPageBreakPolicy(QTextFormat::PageBreak_AlwaysBefore);
    breaks_ = false;
    if (isFirst_)
        cursor_.setBlockFormat(format);
    else
        cursor_.insertBlock(format, QTextCharFormat());
    isFirst_ = false;
    return format;
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
    block.setProperty(keepWithNext, true);
    block.setHeadingLevel(heading.level);
    cursor_.setBlockFormat(block);
    QTextCharFormat format;
    format.setFontPointSize(size);
    format.setFontWeight(QFont::Bold);
    cursor_.insertText(heading.text, format);
}

void Typesetter::add(const HandoutParagraph& paragraph)
{
    QTextBlockFormat block = beginBlock(0.0, 6.0);
    block.setProperty(keepWithNext, paragraph.keepsWithNext);
    cursor_.setBlockFormat(block);
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
        add(HandoutParagraph{plainLine(table.caption), true, true});
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
    beginBlock(0.0, 0.0);
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
        block.setProperty(keepWithNext, &choice != &room.choices.back());
        block.setLeftMargin(6.0);
        cursor_.setBlockFormat(block);
        line(plainLine(QStringLiteral("☐  ") + choice));
    }
}

void Typesetter::add(const AnswerTerms& room)
{
    add(HandoutParagraph{plainLine(tr("Write + or − below the powers that you take.")), true, true});
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
    beginBlock(0.0, 0.0);
    QTextTable* set = cursor_.insertTable(2, columns, format);
    for (int column = 0; column < columns; ++column) {
        fillCell(*set, 0, column, powerText(room.highest - column));
        QTextCharFormat tall;
        tall.setFontPointSize(textSize + 4.0);
        set->cellAt(1, column).firstCursorPosition().insertText(QStringLiteral(" "), tall);
    }
    cursor_.movePosition(QTextCursor::End);
}

/// One handout, laid out for the pages of a device.
class SetHandout {
    Q_DECLARE_TR_FUNCTIONS(termscope::SetHandout)

public:
    SetHandout(const Handout& handout, QPdfWriter& device);

    int pages() const { return document_.pageCount(); }
    void drawPage(QPainter& painter, int page);

private:
    int pageOf(const QTextBlock& block) const;
    bool keepTogether();
    void layOut();

    const Handout& handout_;
    QSizeF page_; ///< what the margins leave, less the footer
    double footer_ = 0.0;
    PictureObject pictures_;
    QTextDocument document_;
};

QFont textFont()
{
    QFont font = QGuiApplication::font();
    font.setPointSizeF(textSize);
    font.setHintingPreference(QFont::PreferNoHinting);   // letters stand where they belong at any scale
    font.setLetterSpacing(QFont::AbsoluteSpacing, 0.02); // no ligatures, which a search for "first" does not find
    return font;
}

QSizeF roomOf(const QPdfWriter& device, double footer)
{
    // Whole pixels: the layout rounds what it puts at the top of a page.
    return {static_cast<double>(device.width()), std::floor(static_cast<double>(device.height()) - footer)};
}

SetHandout::SetHandout(const Handout& handout, QPdfWriter& device)
    : handout_(handout), footer_(2.2 * textSize * device.logicalDpiY() / 72.0), // a line and the space above it
      pictures_(handout, roomOf(device, footer_) - QSizeF(8.0, 24.0))
{
    page_ = roomOf(device, footer_);
    document_.setDocumentMargin(0.0);
    document_.setDefaultFont(textFont());
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere); // a wide table stays on the paper
    document_.setDefaultTextOption(option);
    document_.documentLayout()->setPaintDevice(&device);
    document_.documentLayout()->registerHandler(pictureObject, &pictures_);
    Typesetter(document_).set(handout);
    layOut();
    // Each round moves at least one block to another page.
    for (int rounds = document_.blockCount(); rounds > 0 && keepTogether(); --rounds)
        layOut();
}

/// From the start: after a change in the middle the layout loses track of what stands below it (Qt 6.4).
void SetHandout::layOut()
{
    document_.setPageSize(QSizeF());
    document_.setPageSize(page_);
}

int SetHandout::pageOf(const QTextBlock& block) const
{
    const double top = document_.documentLayout()->blockBoundingRect(block).top(); // lays it out
    // The first line of a block may begin a page that the block itself does not.
    const double line = block.layout()->lineCount() > 0 ? block.layout()->lineAt(0).y() : 0.0;
    return static_cast<int>((top + line + 0.5) / page_.height());
}

/// Where a heading would stand at the foot of a page, apart from what it heads,
/// it begins the next one. True where that was so.
bool SetHandout::keepTogether()
{
    for (QTextBlock block = document_.begin().next(); block.isValid(); block = block.next()) {
        QTextBlockFormat format = block.blockFormat();
        QTextBlock next = block.next();
        const bool breaks = format.pageBreakPolicy() == QTextFormat::PageBreak_AlwaysBefore;
        if (!format.boolProperty(keepWithNext) || breaks || !next.isValid() || pageOf(next) <= pageOf(block))
            continue;
        format.setPageBreakPolicy(QTextFormat::PageBreak_AlwaysBefore);
        format.setProperty(movedOn, true);
        QTextCursor(block).setBlockFormat(format);
        if (QTextBlockFormat follower = next.blockFormat(); follower.boolProperty(movedOn)) {
            follower.clearProperty(movedOn);
            follower.setPageBreakPolicy(QTextFormat::PageBreak_Auto);
            QTextCursor(next).setBlockFormat(follower);
        }
        return true;
    }
    return false;
}

void SetHandout::drawPage(QPainter& painter, int page)
{
    painter.save();
    painter.translate(0.0, -page * page_.height());
    QAbstractTextDocumentLayout::PaintContext context;
    context.clip = QRectF(QPointF(0.0, page * page_.height()), page_);
    context.palette.setColor(QPalette::Text, Qt::black);
    painter.setClipRect(context.clip);
    pictures_.setPage(context.clip);
    document_.documentLayout()->draw(&painter, context);
    painter.restore();

    QFont small = textFont();
    small.setPointSizeF(textSize - 2.0);
    painter.setFont(small);
    painter.setPen(QColor(0x555555));
    const QRectF foot(0.0, page_.height(), page_.width(), footer_);
    painter.drawText(foot, Qt::AlignLeft | Qt::AlignBottom, handout_.footer);
    painter.drawText(foot, Qt::AlignRight | Qt::AlignBottom, tr("page %1 of %2").arg(page + 1).arg(pages()));
}

} // namespace

QByteArray handoutPdf(std::span<const Handout> handouts, QPageSize::PageSizeId paper, const QString& title)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(QPicture().logicalDpiX()); // that of the recorded drawings, whose text
                                                    // has its size by it
    writer.setPageSize(QPageSize(paper));
    writer.setPageMargins(marginsInMillimetres, QPageLayout::Millimeter);
    writer.setTitle(title);
    writer.setCreator(QStringLiteral("TermScope"));
    QPainter painter(&writer);
    bool isFirst = true;
    for (const Handout& handout : handouts) {
        SetHandout set(handout, writer);
        for (int page = 0; page < set.pages(); ++page) {
            if (!isFirst)
                writer.newPage();
            isFirst = false;
            set.drawPage(painter, page);
        }
    }
    painter.end();
    return bytes;
}

} // namespace termscope

#include "HandoutPdf.moc"
