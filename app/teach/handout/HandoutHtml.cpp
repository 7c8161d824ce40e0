#include "app/teach/handout/HandoutHtml.h"

#include "app/teach/handout/HandoutSvg.h"

#include <QCoreApplication>
#include <QXmlStreamWriter>

namespace termscope {
namespace {

const QString style = QStringLiteral(R"(
:root { color-scheme: light; }
body { max-width: 50rem; margin: 2rem auto; padding: 0 1rem; background: #fff; color: #1a1a1a;
       font: 1rem/1.5 'DejaVu Sans', Verdana, 'Noto Sans CJK SC', sans-serif; overflow-wrap: break-word; }
h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 1rem; }
h2 { font-size: 1.25rem; margin: 2rem 0 0.5rem; }
h3 { font-size: 1rem; margin: 1.25rem 0 0.25rem; }
a { color: #0b57a4; }
.note, footer { color: #555; font-size: 0.85rem; }
footer { margin-top: 3rem; border-top: 1px solid #bbb; padding-top: 0.5rem; }
figure { margin: 1rem 0; }
figure svg { max-width: 100%; height: auto; }
svg text { font-family: 'DejaVu Sans', Verdana, 'Noto Sans CJK SC', sans-serif; }
pre { background: #f4f4f4; padding: 0.5rem; overflow-x: auto; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; margin: 0.5rem 0; font-size: 0.85rem; }
caption { text-align: left; color: #555; padding: 0.25rem 0; white-space: nowrap; }
summary { color: #555; font-size: 0.85rem; cursor: pointer; }
th, td { border: 1px solid #bbb; padding: 0.15rem 0.5rem; text-align: left; vertical-align: top; }
th { background: #f0f0f0; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
.answer { margin: 1.25rem 0 1.5rem; border-bottom: 1px solid #1a1a1a; width: 14rem; height: 1.5rem; }
ul.choices { list-style: none; padding-left: 0.25rem; }
ul.choices li { margin: 0.35rem 0; }
ul.choices span { display: inline-block; width: 0.9rem; height: 0.9rem; border: 1px solid #1a1a1a; margin-right: 0.6rem;
                  vertical-align: -0.1rem; }
table.terms td { height: 1.8rem; width: 2rem; }
table.terms th { text-align: center; }
.keep { break-after: avoid; }
.page { break-before: page; }
@page { margin: 18mm 15mm; }
@media print {
  body { max-width: none; margin: 0; padding: 0; font-size: 10.5pt; }
  figure, .answer, ul.choices, table.terms { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  .scroll { overflow: visible; }
  a { color: inherit; }
}
@media screen { .page { border-top: 2px dashed #bbb; margin-top: 3rem; padding-top: 1rem; } }
)");

class HtmlWriter {
    Q_DECLARE_TR_FUNCTIONS(termscope::HtmlWriter)

public:
    explicit HtmlWriter(const Handout& handout) : handout_(handout), xml_(&html_) { xml_.setAutoFormatting(false); }

    QByteArray write();

private:
    void element(const char* name, const QString& text) { xml_.writeTextElement(QLatin1String(name), text); }
    void start(const char* name, const char* kind = nullptr);
    void line(const HandoutLine& line);
    void writeTable(const HandoutTable& table);
    void span(const HandoutSpan& span);
    void newLine() { xml_.writeCharacters(QStringLiteral("\n")); }

    void add(const HandoutHeading& heading);
    void add(const HandoutParagraph& paragraph);
    void add(const HandoutList& list);
    void add(const HandoutCode& code) { element("pre", code.text); }
    void add(const HandoutTable& table);
    void add(const HandoutPicture& picture);
    void add(const AnswerLine& room);
    void add(const AnswerChoices& room);
    void add(const AnswerTerms& room);
    void add(const HandoutPageBreak&) { breaks_ = true; }

    const Handout& handout_;
    QByteArray html_;
    QXmlStreamWriter xml_;
    int pictures_ = 0;
    bool breaks_ = false; ///< a new page begins with the next heading
};

QByteArray HtmlWriter::write()
{
    xml_.writeDTD(QStringLiteral("<!DOCTYPE html>"));
    newLine();
    xml_.writeStartElement(QStringLiteral("html"));
    xml_.writeDefaultNamespace(QStringLiteral("http://www.w3.org/1999/xhtml"));
    xml_.writeAttribute(QStringLiteral("lang"), handoutLanguage());
    start("head");
    xml_.writeEmptyElement(QStringLiteral("meta"));
    xml_.writeAttribute(QStringLiteral("charset"), QStringLiteral("utf-8"));
    xml_.writeEmptyElement(QStringLiteral("meta"));
    xml_.writeAttribute(QStringLiteral("name"), QStringLiteral("viewport"));
    xml_.writeAttribute(QStringLiteral("content"), QStringLiteral("width=device-width, initial-scale=1"));
    xml_.writeEmptyElement(QStringLiteral("meta"));
    xml_.writeAttribute(QStringLiteral("name"), QStringLiteral("generator"));
    xml_.writeAttribute(QStringLiteral("content"), QStringLiteral("TermScope"));
    element("title", handout_.title);
    // HTML takes a style as it stands; so it must have no character that XML
    // escapes: < > & and double quotes.
    element("style", style);
    xml_.writeEndElement();
    newLine();
    start("body");
    start("main");
    for (const HandoutBlock& block : handout_.blocks) {
        newLine();
        std::visit([this](const auto& part) { add(part); }, block);
    }
    xml_.writeEndElement();
    newLine();
    if (!handout_.footer.isEmpty())
        element("footer", handout_.footer);
    xml_.writeEndElement();
    xml_.writeEndElement();
    newLine();
    return html_;
}

void HtmlWriter::start(const char* name, const char* kind)
{
    xml_.writeStartElement(QLatin1String(name));
    if (kind != nullptr)
        xml_.writeAttribute(QStringLiteral("class"), QLatin1String(kind));
}

void HtmlWriter::line(const HandoutLine& line)
{
    for (const HandoutSpan& part : line)
        span(part);
}

void HtmlWriter::span(const HandoutSpan& span)
{
    int open = 0;
    const auto wrap = [&](bool wanted, const char* name) {
        if (wanted) {
            start(name);
            ++open;
        }
    };
    wrap(!span.link.isEmpty(), "a");
    if (open > 0)
        xml_.writeAttribute(QStringLiteral("href"), span.link);
    wrap(span.strong, "strong");
    wrap(span.emphasis, "em");
    wrap(span.code, "code");
    xml_.writeCharacters(span.text);
    for (; open > 0; --open)
        xml_.writeEndElement();
}

void HtmlWriter::add(const HandoutHeading& heading)
{
    start(heading.level <= 1 ? "h1" : heading.level == 2 ? "h2" : "h3", breaks_ ? "page" : nullptr);
    breaks_ = false;
    xml_.writeCharacters(heading.text);
    xml_.writeEndElement();
}

void HtmlWriter::add(const HandoutParagraph& paragraph)
{
    start("p", paragraph.isNote ? "note" : paragraph.keepsWithNext ? "keep" : nullptr);
    line(paragraph.line);
    xml_.writeEndElement();
}

void HtmlWriter::add(const HandoutList& list)
{
    start(list.ordered ? "ol" : "ul");
    for (const HandoutLine& item : list.items) {
        start("li");
        line(item);
        xml_.writeEndElement();
    }
    xml_.writeEndElement();
}

void HtmlWriter::add(const HandoutTable& table)
{
    if (!table.isData)
        return writeTable(table);
    start("details");
    element("summary", table.caption);
    writeTable(table);
    xml_.writeEndElement();
}

void HtmlWriter::writeTable(const HandoutTable& table)
{
    start("div", "scroll");
    start("table");
    if (!table.caption.isEmpty() && !table.isData)
        element("caption", table.caption);
    start("thead");
    start("tr");
    for (const QString& cell : table.header) {
        start("th");
        xml_.writeAttribute(QStringLiteral("scope"), QStringLiteral("col"));
        xml_.writeCharacters(cell);
        xml_.writeEndElement();
    }
    xml_.writeEndElement();
    xml_.writeEndElement();
    start("tbody");
    for (const QStringList& row : table.rows) {
        start("tr");
        for (const QString& cell : row) {
            start("td", isNumberText(cell) ? "number" : nullptr);
            xml_.writeCharacters(cell);
            xml_.writeEndElement();
        }
        xml_.writeEndElement();
        newLine();
    }
    xml_.writeEndElement();
    xml_.writeEndElement();
    xml_.writeEndElement();
}

void HtmlWriter::add(const HandoutPicture& picture)
{
    start("figure");
    writeSvg(xml_, picture, QStringLiteral("p%1-").arg(++pictures_));
    xml_.writeEndElement();
}

void HtmlWriter::add(const AnswerLine&)
{
    start("div", "answer");
    xml_.writeAttribute(QStringLiteral("role"), QStringLiteral("img"));
    xml_.writeAttribute(QStringLiteral("aria-label"), tr("Room for the answer"));
    xml_.writeCharacters(QString());
    xml_.writeEndElement();
}

void HtmlWriter::add(const AnswerChoices& room)
{
    start("ul", "choices");
    for (const QString& choice : room.choices) {
        start("li");
        start("span");
        xml_.writeCharacters(QString());
        xml_.writeEndElement();
        xml_.writeCharacters(choice);
        xml_.writeEndElement();
    }
    xml_.writeEndElement();
}

void HtmlWriter::add(const AnswerTerms& room)
{
    start("table", "terms");
    element("caption", tr("Write + or − below the powers that you take."));
    start("thead");
    start("tr");
    for (int exponent = room.highest; exponent >= 0; --exponent)
        element("th", powerText(exponent));
    xml_.writeEndElement();
    xml_.writeEndElement();
    start("tbody");
    start("tr");
    for (int exponent = room.highest; exponent >= 0; --exponent)
        element("td", QString());
    xml_.writeEndElement();
    xml_.writeEndElement();
    xml_.writeEndElement();
}

} // namespace

QByteArray handoutHtml(const Handout& handout)
{
    return HtmlWriter(handout).write();
}

} // namespace termscope
