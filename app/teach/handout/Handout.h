// A handout: what is given to others on paper or as a page, as one value.
// HandoutHtml and HandoutPdf draw it.
//
// A handout is a list of blocks: headings, paragraphs, lists, tables, pictures,
// and room for answers. Pictures are recorded drawings, so that both forms show
// the same one, and neither as a bitmap.
#pragma once

#include "widgets/language/SymbolText.h"

#include <QPicture>
#include <QSizeF>
#include <QString>
#include <QStringList>

#include <variant>
#include <vector>

namespace termscope {

/// A run of text in one style.
struct HandoutSpan {
    QString text;
    bool strong = false;
    bool emphasis = false;
    bool code = false;
    QString link; ///< an address; empty: none

    friend bool operator==(const HandoutSpan&, const HandoutSpan&) = default;
};

using HandoutLine = std::vector<HandoutSpan>;

struct HandoutHeading {
    int level = 1; ///< 1: of the handout, 2: of a step or a view, 3: below it
    QString text;
};

struct HandoutParagraph {
    HandoutLine line;
    bool isNote = false;        ///< small: what is said about the thing, not the thing
    bool keepsWithNext = false; ///< stands on the page of what follows, as headings do
};

struct HandoutList {
    bool ordered = false;
    std::vector<HandoutLine> items;
};

struct HandoutCode {
    QString text;
};

struct HandoutTable {
    QString caption; ///< empty: none
    QStringList header;
    std::vector<QStringList> rows; ///< each as long as the header
    bool isData = false;           ///< that pictures are made of: a page on screen unfolds it when it is asked for
};

struct HandoutPicture {
    QPicture drawing;
    QSizeF size; ///< of the drawing, in pixels of the screen; above 0
    QString alt; ///< what it shows, in words
    /// The same as SVG, which clips what the drawing clips; empty: it is made of the drawing, without clipping.
    QByteArray svg = {};
};

/// Room for an answer.
struct AnswerLine {};

/// A box before each choice.
struct AnswerChoices {
    QStringList choices;
};

/// A field below each power of two, from `highest` down to 2^0, that takes + or
/// −.
struct AnswerTerms {
    int highest = 8;
};

/// What follows begins on a new page.
struct HandoutPageBreak {};

using HandoutBlock = std::variant<HandoutHeading, HandoutParagraph, HandoutList, HandoutCode, HandoutTable,
                                  HandoutPicture, AnswerLine, AnswerChoices, AnswerTerms, HandoutPageBreak>;

struct Handout {
    QString title;
    QString footer; ///< at the foot of every page: "Sheet 17 · What a term is"
    std::vector<HandoutBlock> blocks;
};

/// Plain text as a line.
HandoutLine plainLine(const QString& text);

/// The language that texts of the program are in, as HTML names it: "en", "de",
/// "zh-CN".
QString handoutLanguage();

/// Numbers stand at the right of a column.
bool isNumberText(const QString& cell);

} // namespace termscope
