// Handouts as pages: what a handout says is on them, whoever reads them; and what may be asked for.
#include "HandoutChecks.h"

#include "app/teach/handout/HandoutCommand.h"
#include "app/teach/handout/HandoutHtml.h"
#include "app/teach/handout/HandoutPdf.h"
#include "app/teach/handout/HandoutText.h"
#include "app/teach/handout/LessonHandout.h"
#include "app/teach/lessons/LessonNames.h"
#include "tests/support/Skips.h"
#include "tests/support/TestClass.h"
#include "widgets/export/Csv.h"

#include <QPainter>

using namespace termscope;

namespace {

HandoutPicture drawing(const QString& words, QSizeF size = {300.0, 200.0})
{
    HandoutPicture picture;
    picture.size = size;
    picture.alt = words;
    QPainter painter(&picture.drawing);
    painter.fillRect(QRectF(QPointF(), size), QBrush(QLinearGradient(0.0, 0.0, 300.0, 0.0)));
    painter.drawText(QPointF(20.0, 40.0), "inside " + words);
    return picture;
}

Handout sample()
{
    HandoutSpan link;
    link.text = "open";
    link.link = "termscope:?page=terms&budget=12";
    HandoutSpan strong;
    strong.text = "a < b & \"c\"";
    strong.strong = true;
    return {"A <title>",
            "foot & note",
            {HandoutHeading{1, "Heading <one>"}, HandoutParagraph{{strong, link}},
             HandoutList{false, {plainLine("first"), plainLine("second")}}, HandoutCode{"x < 1\ny"},
             HandoutTable{"a table", {"name", "value"}, {{"k", "12"}, {"s", "−3"}}, false}, drawing("one"),
             drawing("two"), AnswerLine{}, AnswerChoices{{"binary", "HESE"}}, AnswerTerms{5}, HandoutPageBreak{},
             HandoutHeading{1, "Answers"}, HandoutParagraph{plainLine("all of them")}}};
}

} // namespace

class TestHandout : public QObject {
    Q_OBJECT

private slots:
    void htmlSaysItAll()
    {
        const QByteArray html = handoutHtml(sample());
        const ReadPage page = readPage(html);
        QCOMPARE(faultOf(page, html), QString());
        QVERIFY(html.startsWith("<!DOCTYPE html>"));
        QCOMPARE(page.language, "en");
        for (const char* words : {"A <title>", "Heading <one>", "a < b & \"c\"", "first", "x < 1", "a table", "12",
                                  "−3", "binary", "HESE", "2⁵", "2⁰", "Answers", "all of them", "foot & note"})
            QVERIFY2(page.text.contains(words), words);
        QCOMPARE(page.alts, (QStringList{"one", "two"}));
        QVERIFY(page.links.contains("termscope:?page=terms&budget=12"));
        QCOMPARE(page.tables, 2);
        QVERIFY(html.contains("inside one"));  // text of pictures is text
        QVERIFY(!html.contains("&quot;sans")); // a style is not escaped
        QCOMPARE(handoutHtml(sample()), html);
    }

    void pdfSaysItAll()
    {
        const Handout handout = sample();
        const QByteArray pdf = handoutPdf({&handout, 1}, QPageSize::A4, "A title");
        QVERIFY(pdf.startsWith("%PDF-"));
        const QStringList pages = pdfPages(pdf);
        if (pages.isEmpty())
            SKIP_LACKING("pdftotext", "install Debian's package poppler-utils");
        QCOMPARE(pages.size(), 2);
        for (const char* words : {"Heading <one>", "first", "a table", "12", "binary", "inside one", "inside two",
                                  "foot & note", "page 1 of 2"})
            QVERIFY2(pages[0].contains(words), qPrintable(words + QString(" in\n") + pages[0]));
        QVERIFY(pages[1].contains("all of them"));
        QVERIFY(pages[1].contains("page 2 of 2"));
        QVERIFY(!pdf.contains("/Subtype /Image")); // drawings are drawings
    }

    /// However much is above them, a heading, its introduction and its picture are on one page, and nothing is lost.
    void headingsStayWithWhatTheyHead()
    {
        int secondPages = 0;
        for (int lines = 25; lines < 60; ++lines) {
            Handout handout{"title", "foot", {}};
            for (int i = 0; i < lines; ++i)
                handout.blocks.push_back(HandoutParagraph{plainLine(QStringLiteral("line <%1>").arg(i))});
            handout.blocks.push_back(HandoutHeading{2, "The heading"});
            handout.blocks.push_back(HandoutParagraph{plainLine("The introduction"), false, true});
            handout.blocks.push_back(drawing("it"));
            const QStringList pages = pdfPages(handoutPdf({&handout, 1}, QPageSize::A4, "A title"));
            if (pages.isEmpty())
                SKIP_LACKING("pdftotext", "install Debian's package poppler-utils");
            const auto pageOf = [&](const QString& words) {
                const auto found = std::ranges::find_if(pages,
                                                        [&](const QString& page) { return page.contains(words); });
                return found - pages.begin();
            };
            QVERIFY(pageOf("inside it") < pages.size());
            QCOMPARE(pageOf("The heading"), pageOf("inside it"));
            QCOMPARE(pageOf("The introduction"), pageOf("inside it"));
            QCOMPARE(pages.join(QString()).count("line <"), lines);
            secondPages += pages.size() > 1 ? 1 : 0;
        }
        QVERIFY(secondPages > 5);
    }

    /// A table longer than two pages goes on from page to page, row by row, with what follows below it.
    void longTablesTakeSeveralPages()
    {
        HandoutTable table{"many", {"number"}, {}, false};
        for (int row = 0; row < 150; ++row)
            table.rows.push_back({QStringLiteral("row <%1>").arg(row)});
        const Handout handout{
            "title", "foot", {HandoutHeading{1, "Above"}, table, HandoutParagraph{plainLine("Below")}}};
        const QStringList pages = pdfPages(handoutPdf({&handout, 1}, QPageSize::A4, "A title"));
        if (pages.isEmpty())
            SKIP_LACKING("pdftotext", "install Debian's package poppler-utils");
        QVERIFY(pages.size() >= 3);
        const QString all = pages.join(QString());
        for (int row = 0; row < 150; ++row)
            QCOMPARE(all.count(QStringLiteral("row <%1>").arg(row)), 1);
        QVERIFY(pages.back().contains("row <149>"));
        QVERIFY(pages.back().contains("Below"));
    }

    void markdownBecomesBlocks()
    {
        const PictureSource pictures = [](const QString& address, const QString& alt) {
            return address == "picture:hese/27" ? std::optional(drawing(alt)) : std::nullopt;
        };
        const std::vector<HandoutBlock> blocks = handoutBlocks(
            "Some *text* and **more**, `code`, [there](https://arxiv.org/abs/2007.06389).\n\n- one\n- two\n\n1. "
            "first\n\n"
            "```text\na\nb\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n![HESE on 27](picture:hese/27)\n\n"
            "![missing](picture:none)\n",
            pictures);
        QCOMPARE(blocks.size(), 7U);
        const HandoutLine& line = std::get<HandoutParagraph>(blocks[0]).line;
        const auto hasSpan = [&](const char* text, auto member) {
            return std::ranges::any_of(line,
                                       [&](const HandoutSpan& span) { return span.text == text && span.*member; });
        };
        QVERIFY(hasSpan("text", &HandoutSpan::emphasis));
        QVERIFY(hasSpan("more", &HandoutSpan::strong));
        QVERIFY(hasSpan("code", &HandoutSpan::code));
        QVERIFY(std::ranges::any_of(line, [](const HandoutSpan& span) {
            return span.text == "there" && span.link == "https://arxiv.org/abs/2007.06389";
        }));
        QCOMPARE(std::get<HandoutList>(blocks[1]).items.size(), 2U);
        QVERIFY(!std::get<HandoutList>(blocks[1]).ordered);
        QVERIFY(std::get<HandoutList>(blocks[2]).ordered);
        QCOMPARE(std::get<HandoutCode>(blocks[3]).text.trimmed(), "a\nb");
        QCOMPARE(std::get<HandoutTable>(blocks[4]).header, (QStringList{"a", "b"}));
        QCOMPARE(std::get<HandoutTable>(blocks[4]).rows[0], (QStringList{"1", "2"}));
        QCOMPARE(std::get<HandoutPicture>(blocks[5]).alt, "HESE on 27");
        QCOMPARE(std::get<HandoutParagraph>(blocks[6]).line[0].text, "missing");
        QCOMPARE(handoutLine("Each *one*")[1].text, "one");
    }

    /// Paper has no page to drag on.
    void whatIsDoneOnThePageIsNotPrinted()
    {
        const Result<Lesson> lesson = parseLesson("own",
                                                  "# A lesson\n## First\nA budget is shared.\n```page\nDrag "
                                                  "k.\n```\n## Second\n```page\nDrag it back.\n```\n```step\nuntil: "
                                                  "budget > 8\n```\n",
                                                  lessonNames());
        QVERIFY2(lesson, lesson ? "" : lesson.error().message.c_str());
        const std::vector<StepFacts> facts(2, StepFacts{lessonNames(), {}, "termscope:?page=terms"});
        const Result<LessonHandout> handout = lessonHandout(*lesson, facts, {});
        QVERIFY(handout);
        const QByteArray html = handoutHtml(handout->sheet);
        QVERIFY(html.contains("A budget is shared."));
        QVERIFY(!html.contains("Drag"));
        QVERIFY(html.contains("First"));
        QVERIFY(html.contains("Second")); // with a link to its page
    }

    void tablesOfDataAreReadAsTheyAreWritten()
    {
        const std::vector<QStringList> rows{{"a", "b,c"}, {"say \"x\"", "two\nlines"}, {"", "1"}};
        QString text;
        for (const QStringList& row : rows)
            text += csvLine(row);
        QCOMPARE(csvRows(text), rows);
        QCOMPARE(csvRows("no end"), (std::vector<QStringList>{{"no end"}}));
        QVERIFY(csvRows("").empty());
    }

    void names_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QStringList>("names");
        QTest::newRow("lines") << QByteArray("Ada Lovelace\nAlan Turing\n\n")
                               << QStringList{"Ada Lovelace", "Alan Turing"};
        QTest::newRow("CSV of Windows") << QByteArray("\xEF\xBB\xBFname\r\nLovelace;Ada\r\n\"Turing, A.\"\r\n")
                                        << QStringList{"Lovelace Ada", "Turing, A."};
        QTest::newRow("nothing") << QByteArray("\n \n") << QStringList();
        QTest::newRow("no UTF-8") << QByteArray("\xff\xfe") << QStringList();
    }

    void names()
    {
        QFETCH(QByteArray, file);
        QFETCH(QStringList, names);
        QTemporaryFile stored;
        QVERIFY(stored.open());
        stored.write(file);
        stored.close();
        const Result<QStringList> read = readNames(stored.fileName());
        QCOMPARE(read.value_or(QStringList()), names);
        if (!read)
            QVERIFY2(read.error().message.find(": expected names") != std::string::npos, read.error().message.c_str());
    }

    void wrongWishes_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("sheets");
        QTest::addColumn<QString>("message");
        QTest::newRow("what") << "page"
                              << ""
                              << "--handout: expected view or lesson:NAME, found \"page\"";
        QTest::newRow("lesson") << "lesson:3-wieghts"
                                << ""
                                << "--handout: expected a lesson such as 3-weights or a file ending with .md, found "
                                   "\"3-wieghts\"";
        QTest::newRow("file") << "lesson:/nowhere/x.md"
                              << ""
                              << "/nowhere/x.md: no such file";
        QTest::newRow("sheets of a view")
            << "view"
            << "1"
            << "--handout view: expected no --sheets and no --names, which are for lessons";
        QTest::newRow("no number") << "lesson:3-weights"
                                   << "one"
                                   << "--sheets: expected a number or a range such as 1-30, found \"one\"";
        QTest::newRow("backwards") << "lesson:3-weights"
                                   << "9-3"
                                   << "--handout: sheets: expected a range of 1…999999 such as 1-30, found 9-3";
        QTest::newRow("many") << "lesson:3-weights"
                              << "1-1001"
                              << "--handout: sheets: expected at most 1000 at a time, found 1001";
    }

    void wrongWishes()
    {
        QFETCH(QString, what);
        QFETCH(QString, sheets);
        QFETCH(QString, message);
        HandoutArguments arguments;
        arguments.what = what.toStdString();
        arguments.sheets = sheets.toStdString();
        arguments.folder = "out";
        const Result<HandoutRequest> request = handoutRequest(arguments);
        QVERIFY(!request);
        QCOMPARE(QString::fromStdString(request.error().message), message);
    }

    void files()
    {
        HandoutArguments arguments;
        arguments.what = "lesson:3-weights";
        arguments.sheets = "17-18";
        arguments.folder = "out";
        Result<HandoutRequest> request = handoutRequest(arguments);
        QVERIFY(request);
        QCOMPARE(handoutFiles(*request, "terms"),
                 (QStringList{"3-weights-worksheet-17.html", "3-weights-worksheet-18.html"}));
        request->format = HandoutFormat::Pdf;
        request->together = true;
        QCOMPARE(handoutFiles(*request, "terms"), QStringList{"3-weights-worksheets-17-18.pdf"});
        request->lesson.name = "/courses/my course/lesson.md";
        request->kind = HandoutKind::Lesson;
        QCOMPARE(handoutFiles(*request, "terms"), QStringList{"my course.pdf"});
        request->kind = HandoutKind::View;
        QCOMPARE(handoutFiles(*request, "terms"), QStringList{"view-terms.pdf"});
    }
};

TERMSCOPE_TEST(TestHandout)
#include "TestHandout.moc"
