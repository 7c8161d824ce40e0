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
#include <memory>
#include <utility>

namespace termscope {
namespace {

constexpr double textSize = 10.0; // points
constexpr int pictureObject = QTextFormat::UserObject + 1;
constexpr int pictureNumber = QTextFormat::UserProperty + 1;
constexpr double highestPicture = 0.8; ///< of a page: what heads it has room above it
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

/// Builds the text document of one block of a handout.
class Typesetter {
    Q_DECLARE_TR_FUNCTIONS(termscope::Typesetter)

public:
    /// `number`: of the block.
    Typesetter(QTextDocument& document, int number) : cursor_(&document), number_(number) {}

    void set(const HandoutBlock& block);
    /// The block stands on the page of what follows.
    bool keepsWithNext() const { return keepsWithNext_; }

private:
    QTextBlockFormat beginBlock(double above, double below);
    void beginFlat();
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
    void add(const HandoutPageBreak&) {}

    QTextCursor cursor_;
    int number_;
    bool isFirst_ = true;
    bool keepsWithNext_ = false;
};

void Typesetter::set(const HandoutBlock& block)
{
    std::visit([this](const auto& part) { add(part); }, block);
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

/// One handout, laid out for the pages of a device: every block is set by itself, then each takes its place. Qt's own
/// pages know no block that stays with the next one.
class SetHandout {
    Q_DECLARE_TR_FUNCTIONS(termscope::SetHandout)

public:
    SetHandout(const Handout& handout, QPdfWriter& device);

    int pages() const { return pages_; }
    void drawPage(QPainter& painter, int page);

private:
    struct Part {
        std::unique_ptr<QTextDocument> document;
        double height = 0.0; ///< on its last page, where it takes several
        int pages = 1;
        bool keepsWithNext = false;
        bool beginsPage = false;
        int page = 0; ///< where it stands
        double top = 0.0;
    };

    Part newPart(const HandoutBlock& block, int number, QPdfWriter& device);
    double heightWithNext(std::size_t part) const;
    void place();

    const Handout& handout_;
    double footer_ = 0.0;
    QSizeF page_; ///< what the margins leave, less the footer
    PictureObject pictures_;
    std::vector<Part> parts_;
    int pages_ = 1;
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
      page_(roomOf(device, footer_)), pictures_(handout, QSizeF(page_.width() - 8.0, highestPicture * page_.height()))
{
    bool breaks = false;
    for (std::size_t number = 0; number < handout.blocks.size(); ++number) {
        const HandoutBlock& block = handout.blocks[number];
        if (std::holds_alternative<HandoutPageBreak>(block)) {
            breaks = true;
            continue;
        }
        parts_.push_back(newPart(block, static_cast<int>(number), device));
        parts_.back().beginsPage = std::exchange(breaks, false);
    }
    place();
}

SetHandout::Part SetHandout::newPart(const HandoutBlock& block, int number, QPdfWriter& device)
{
    Part part;
    part.document = std::make_unique<QTextDocument>();
    QTextDocument& document = *part.document;
    document.setDocumentMargin(0.0);
    document.setDefaultFont(textFont());
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere); // a wide table stays on the paper
    document.setDefaultTextOption(option);
    document.documentLayout()->setPaintDevice(&device);
    document.documentLayout()->registerHandler(pictureObject, &pictures_);
    Typesetter typesetter(document, number);
    typesetter.set(block);
    part.keepsWithNext = typesetter.keepsWithNext();
    document.setTextWidth(page_.width());
    part.height = document.documentLayout()->documentSize().height();
    if (part.height > page_.height()) { // a long table
        document.setPageSize(page_);
        part.pages = document.pageCount();
        const QRectF last = document.documentLayout()->frameBoundingRect(document.rootFrame());
        part.height = std::clamp(last.bottom() - (part.pages - 1) * page_.height(), 0.0, page_.height());
    }
    return part;
}

/// What has to be on one page: the part, and those that it is kept with.
double SetHandout::heightWithNext(std::size_t part) const
{
    double height = parts_[part].height;
    for (; parts_[part].keepsWithNext && part + 1 < parts_.size() && parts_[part + 1].pages == 1; ++part)
        height += parts_[part + 1].height;
    return height;
}

void SetHandout::place()
{
    int page = 0;
    double used = 0.0;
    bool kept = false; // with the part before, which has found room for both
    for (std::size_t i = 0; i < parts_.size(); ++i) {
        Part& part = parts_[i];
        const double needed = heightWithNext(i);
        const bool fits = used + (needed > page_.height() ? part.height : needed) <= page_.height();
        if (used > 0.0
            && (part.beginsPage || part.pages > 1 || (!fits && !kept) || used + part.height > page_.height())) {
            ++page;
            used = 0.0;
        }
        part.page = page;
        part.top = used;
        kept = part.keepsWithNext && needed <= page_.height();
        page += part.pages - 1;
        used = part.pages > 1 ? part.height : used + part.height;
    }
    pages_ = page + 1;
}

void SetHandout::drawPage(QPainter& painter, int page)
{
    for (const Part& part : parts_) {
        if (page < part.page || page >= part.page + part.pages)
            continue;
        const double above = (page - part.page) * page_.height(); // of the part, on earlier pages
        painter.save();
        painter.translate(0.0, part.top - above);
        QAbstractTextDocumentLayout::PaintContext context;
        context.clip = QRectF(QPointF(0.0, above), page_);
        context.palette.setColor(QPalette::Text, Qt::black);
        painter.setClipRect(context.clip);
        pictures_.setPage(context.clip);
        part.document->documentLayout()->draw(&painter, context);
        painter.restore();
    }

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
