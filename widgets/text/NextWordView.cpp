#include "widgets/text/NextWordView.h"

#include "widgets/export/Csv.h"
#include "widgets/language/Numbers.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>

namespace termscope {
namespace {

constexpr double nameShare = 0.3; ///< of the width: the word
constexpr double roomOfNumber = 78.0;

QString percent(double share)
{
    const double value = 100.0 * share;
    return NextWordView::tr("%1 %").arg(numberText(value, value < 0.095 ? 'g' : 'f',
                                                   value < 0.095  ? 2
                                                   : value < 9.95 ? 2
                                                                  : 1));
}

/// Where there is room for no more.
QString briefPercent(double share)
{
    constexpr double least = 1e-4;
    return share < least ? QLatin1Char('<') + percent(least) : percent(share);
}

} // namespace

NextWordView::NextWordView(QWidget* parent) : ExportableView(tr("Next word"), parent), bars_(new QWidget(this))
{
    setWhatsThis(tr("The likeliest next words at the chosen place of the text, in float and at the present "
                    "setting, and the word that does come."));
    bars_->setObjectName(QStringLiteral("bars"));
    bars_->installEventFilter(this);
    setBody(bars_);
    setAccessibleName(tr("Next word"));
}

void NextWordView::setWords(const NextWords& words, VocabularyPtr vocabulary)
{
    words_ = words;
    vocabulary_ = std::move(vocabulary);
    setCaption(sentence());
    bars_->update();
    announceValue(*this);
}

void NextWordView::setChances(const NextWords& chances, std::function<QString(std::int32_t)> nameOfNumber,
                              const QString& caption)
{
    words_ = chances;
    nameOfNumber_ = std::move(nameOfNumber);
    setCaption(caption);
    bars_->update();
    announceValue(*this);
}

void NextWordView::clear()
{
    words_.reset();
    setCaption(QString());
    bars_->update();
}

void NextWordView::setPlaceholder(const QString& sentence)
{
    placeholder_ = sentence;
    bars_->update();
}

QString NextWordView::nameOf(std::int32_t word) const
{
    if (nameOfNumber_)
        return nameOfNumber_(word);
    return vocabulary_ && word < vocabulary_->size() ? QString::fromStdString(vocabulary_->word(word))
                                                     : tr("word %1").arg(word);
}

QString NextWordView::sentence() const
{
    const NextWords& found = *words_;
    return tr("“%1” comes: %2 in float (place %3), %4 now (place %5). Divergence from float: %6 nats. Read from the %7 "
              "tokens "
              "before it, with states of zeros before those.")
        .arg(nameOf(found.target.word), percent(found.target.reference))
        .arg(countText(found.referenceRank))
        .arg(percent(found.target.current))
        .arg(countText(found.currentRank))
        .arg(numberText(found.divergence, 'g', 3))
        .arg(countText(found.context));
}

std::vector<WordChance> NextWordView::rows() const
{
    std::vector<WordChance> rows = words_->words;
    if (std::ranges::find(rows, words_->target.word, &WordChance::word) == rows.end())
        rows.push_back(words_->target);
    return rows;
}

QSize NextWordView::sizeHint() const
{
    return QSize(400, 420) * typeScale();
}

QSize NextWordView::minimumSizeHint() const
{
    return QSize(300, 260) * typeScale();
}

void NextWordView::paintKey(QPainter& painter, const QRectF& row, const Theme& theme) const
{
    const double side = 0.6 * row.height();
    double left = row.left() + nameShare * row.width();
    int pattern = 0;
    const QString whole = tr("current setting");
    const QFontMetrics metrics = painter.fontMetrics();
    const double needed = metrics.horizontalAdvance(tr("float") + whole) + 2.0 * (1.6 * side + 5 + 18);
    const QString current = left + needed > row.right() ? tr("now") : whole;
    for (const auto& [name, color] : {std::pair{tr("float"), theme.floats}, std::pair{current, theme.revealed}}) {
        const QRectF box(left, row.center().y() - side / 2, 1.6 * side, side);
        painter.setPen(strokePen(color));
        painter.setBrush(hatchBrush(color, pattern));
        painter.drawRect(box);
        painter.setPen(theme.ink);
        const double width = painter.fontMetrics().horizontalAdvance(name) + 4.0;
        painter.drawText(QRectF(box.right() + 5, row.top(), width, row.height()), Qt::AlignLeft | Qt::AlignVCenter,
                         name);
        left = box.right() + width + 18;
        pattern = 4;
    }
}

void NextWordView::paintRow(QPainter& painter, const QRectF& row, const WordChance& chance, double longest,
                            const Theme& theme) const
{
    const bool comes = chance.word == words_->target.word;
    const double nameWidth = nameShare * row.width() - 6.0;
    painter.setFont(comes ? headingFont(font()) : font());
    painter.setPen(theme.ink);
    const QString name = comes ? QStringLiteral("▸ ") + nameOf(chance.word) : nameOf(chance.word);
    painter.drawText(QRectF(row.left(), row.top(), nameWidth, row.height()), Qt::AlignRight | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(name, Qt::ElideRight, static_cast<int>(nameWidth)));
    painter.setFont(font());
    const double left = row.left() + nameShare * row.width();
    const double height = 0.42 * row.height();
    double top = row.top() + 0.07 * row.height();
    int pattern = 0;
    const QFontMetrics metrics = painter.fontMetrics();
    const bool numbers = metrics.height() <= 1.6 * height;
    // In low rows both numbers share the line.
    const QString pair = QStringLiteral("%1 → %2").arg(briefPercent(chance.reference), briefPercent(chance.current));
    const bool paired = !numbers && metrics.height() <= row.height();
    const auto widthOfPair = [&metrics](double share) {
        return metrics.horizontalAdvance(QStringLiteral("%1 → %1 ").arg(briefPercent(share)));
    };
    const double widest = std::max(widthOfPair(0.0), widthOfPair(1.0));
    const double room = std::max(10.0, row.right() - left - (paired ? widest : roomOfNumber * typeScale()));
    if (paired)
        painter.drawText(QRectF(row.right() - widest, row.top(), widest, row.height()),
                         Qt::AlignRight | Qt::AlignVCenter, pair);
    for (const auto& [share, color] :
         {std::pair{chance.reference, theme.floats}, std::pair{chance.current, theme.revealed}}) {
        const QRectF bar(left, top, std::max(1.0, room * share / longest), height);
        painter.setPen(strokePen(color));
        painter.setBrush(hatchBrush(color, pattern));
        painter.drawRect(bar);
        painter.setPen(theme.ink);
        if (numbers)
            painter.drawText(QRectF(bar.right() + 5, top - height, roomOfNumber * typeScale(), 3 * height),
                             Qt::AlignLeft | Qt::AlignVCenter, percent(share));
        top += height;
        pattern = 4;
    }
}

void NextWordView::paintBody(QPainter& painter, const QRectF& body, const Theme& theme) const
{
    painter.setFont(font());
    if (!words_) {
        painter.setPen(theme.mutedInk);
        painter.drawText(body, Qt::AlignCenter | Qt::TextWordWrap, placeholder_);
        return;
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    const std::vector<WordChance> shown = rows();
    double longest = 1e-9;
    for (const WordChance& chance : shown)
        longest = std::max({longest, chance.reference, chance.current});
    const double key = painter.fontMetrics().height() + 4.0;
    paintKey(painter, QRectF(body.left(), body.top(), body.width(), key), theme);
    const double height = std::min(44.0 * typeScale(), (body.height() - key - 4.0) / static_cast<double>(shown.size()));
    for (std::size_t i = 0; i < shown.size(); ++i)
        paintRow(painter,
                 QRectF(body.left(), body.top() + key + 4.0 + static_cast<double>(i) * height, body.width(), height),
                 shown[i], longest, theme);
}

void NextWordView::drawOn(QPaintDevice& device, double scale, const Theme& theme) const
{
    QPainter painter(&device);
    painter.scale(scale, scale);
    const QRect body = drawHeading(painter, theme);
    paintBody(painter, QRectF(body), theme);
}

void NextWordView::retint()
{
    bars_->update();
}

bool NextWordView::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != bars_ || event->type() != QEvent::Paint)
        return ExportableView::eventFilter(watched, event);
    QPainter painter(bars_);
    paintBody(painter, QRectF(bars_->rect()), themeFor(palette()));
    return true;
}

QString NextWordView::accessibleValue() const
{
    return words_ ? cellAt(0, 0).name : placeholder_;
}

QString NextWordView::cellsName() const
{
    return tr("Likeliest words");
}

AccessibleCell NextWordView::cellAt(int row, int) const
{
    const WordChance chance = rows()[static_cast<std::size_t>(row)];
    const QString text =
        tr("%1: %2 in float, %3 now").arg(nameOf(chance.word), percent(chance.reference), percent(chance.current));
    return {chance.word == words_->target.word ? tr("%1; this word comes").arg(text) : text, bars_->rect(), false};
}

QString NextWordView::csv() const
{
    QString text = csvLine({QStringLiteral("word"), QStringLiteral("float_percent"), QStringLiteral("current_percent"),
                            QStringLiteral("comes")});
    if (words_)
        for (const WordChance& chance : rows())
            text += csvLine({nameOf(chance.word), csvNumber(100.0 * chance.reference),
                             csvNumber(100.0 * chance.current),
                             chance.word == words_->target.word ? QStringLiteral("1") : QStringLiteral("0")});
    return text;
}

} // namespace termscope
