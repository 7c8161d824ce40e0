#include "app/teach/handout/HandoutPdf.h"

#include "app/teach/handout/HandoutTypesetter.h"

#include <QAbstractTextDocumentLayout>
#include <QBuffer>
#include <QGuiApplication>
#include <QPainter>
#include <QPdfWriter>
#include <QTextDocument>
#include <QTextOption>

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

namespace termscope {
namespace {

constexpr double highestPicture = 0.8; ///< of a page: what heads it has room above it
constexpr QMarginsF marginsInMillimetres(18.0, 16.0, 18.0, 16.0);

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
    document.setUndoRedoEnabled(false);
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
