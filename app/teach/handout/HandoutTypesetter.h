// One block of a handout as a text document, as it stands on paper.
#pragma once

#include "app/teach/handout/Handout.h"

#include <QCoreApplication>
#include <QTextCursor>
#include <QTextFormat>
#include <QTextObjectInterface>

namespace termscope {

constexpr double textSize = 10.0; // points
constexpr int pictureObject = QTextFormat::UserObject + 1;
constexpr int pictureNumber = QTextFormat::UserProperty + 1; // of the block

/// Plays recorded drawings in the flow of text, no larger than a room: the handler of pictureObject.
class PictureObject : public QObject, public QTextObjectInterface {
    Q_OBJECT
    Q_INTERFACES(QTextObjectInterface)

public:
    PictureObject(const Handout& handout, QSizeF room) : handout_(handout), room_(room) {}

    QSizeF intrinsicSize(QTextDocument*, int, const QTextFormat& format) override;
    void drawObject(QPainter* painter, const QRectF& target, QTextDocument*, int, const QTextFormat& format) override;

    /// The page that is drawn, in the document.
    void setPage(const QRectF& page) { page_ = page; }

private:
    const HandoutPicture& pictureOf(const QTextFormat& format) const;

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

} // namespace termscope
