#include "widgets/text/TextStrip.h"

#include "widgets/theme/Theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMouseEvent>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>
#include <QTextBlock>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>

namespace termscope {
namespace {

constexpr std::int64_t mostInView = 100'000;

} // namespace

TextStrip::TextStrip(QWidget* parent)
    : QWidget(parent), view_(new QPlainTextEdit), slider_(new QSlider(Qt::Horizontal)), number_(new QSpinBox),
      name_(new QLabel)
{
    setAccessibleName(tr("Text"));
    view_->setObjectName(QStringLiteral("words"));
    view_->setAccessibleName(tr("Text"));
    view_->setReadOnly(true);
    view_->setPlaceholderText(tr("Open a text to see it here (File > Open text)."));
    view_->setToolTip(tr("Click a word to see what is expected in its place."));
    view_->viewport()->setCursor(Qt::PointingHandCursor);
    view_->viewport()->installEventFilter(this);
    slider_->setObjectName(QStringLiteral("place"));
    slider_->setAccessibleName(tr("Place in the text"));
    slider_->setToolTip(tr("Drag through the text"));
    number_->setObjectName(QStringLiteral("token"));
    number_->setAccessibleName(tr("Number of the token"));
    number_->setToolTip(tr("The token that is predicted from those before it"));
    number_->setKeyboardTracking(false);
    auto* label = new QLabel(tr("P&redict token"));
    label->setBuddy(number_);
    auto* bar = new QHBoxLayout;
    bar->addWidget(label);
    bar->addWidget(number_);
    bar->addWidget(slider_, 1);
    bar->addWidget(name_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(bar);
    column->addWidget(view_, 1);
    connect(slider_, &QSlider::valueChanged, this, [this](int value) { ask(value, slider_->isSliderDown()); });
    connect(slider_, &QSlider::sliderReleased, this, [this] { ask(slider_->value(), false); });
    connect(number_, &QSpinBox::valueChanged, this, [this](int value) { ask(value, false); });
    setText({}, {});
}

void TextStrip::setText(std::shared_ptr<const TokenText> text, VocabularyPtr vocabulary)
{
    text_ = std::move(text);
    vocabulary_ = std::move(vocabulary);
    const auto count = text_ ? static_cast<std::int64_t>(text_->tokens.size()) : 0;
    const QSignalBlocker quietSlider(slider_);
    const QSignalBlocker quietNumber(number_);
    const int last = static_cast<int>(std::clamp<std::int64_t>(count - 1, 1, std::numeric_limits<int>::max()));
    slider_->setRange(1, last);
    number_->setRange(1, last);
    number_->setSuffix(count > 1 ? tr(" of 1…%1").arg(last) : QString());
    slider_->setEnabled(count > 1);
    number_->setEnabled(count > 1);
    name_->setText(text_ ? QString::fromStdString(text_->name) : QString());
    token_ = 0;
    context_ = 0;
    fill(0);
    mark();
}

bool TextStrip::inView(std::int64_t token) const
{
    return token >= first_ && token + 1 < first_ + static_cast<std::int64_t>(starts_.size());
}

int TextStrip::startOf(std::int64_t token) const
{
    const std::int64_t index = std::clamp<std::int64_t>(token - first_, 0,
                                                        static_cast<std::int64_t>(starts_.size()) - 1);
    return starts_[static_cast<std::size_t>(index)];
}

/// Puts the tokens around one into the view: words with blanks between, a new line after every end of line.
void TextStrip::fill(std::int64_t around)
{
    const auto count = text_ ? static_cast<std::int64_t>(text_->tokens.size()) : 0;
    first_ = std::clamp<std::int64_t>(around - mostInView / 2, 0, std::max<std::int64_t>(count - mostInView, 0));
    const std::int64_t end = std::min(count, first_ + mostInView);
    QString words;
    starts_.clear();
    const std::int32_t endOfLine = vocabulary_ ? vocabulary_->find(endOfLineToken).value_or(-1) : -1;
    for (std::int64_t i = first_; i < end; ++i) {
        const std::int32_t token = text_->tokens[static_cast<std::size_t>(i)];
        starts_.push_back(static_cast<int>(words.size()));
        const bool named = vocabulary_ && token < vocabulary_->size();
        if (token == endOfLine)
            words += QStringLiteral("⏎\n");
        else
            words += (named ? QString::fromStdString(vocabulary_->word(token)) : QString::number(token))
                     + QLatin1Char(' ');
    }
    starts_.push_back(static_cast<int>(words.size()));
    view_->setPlainText(words);
}

void TextStrip::showToken(std::int64_t token, std::int64_t context)
{
    if (!text_ || token >= static_cast<std::int64_t>(text_->tokens.size()))
        return;
    token_ = token;
    context_ = std::min(context, token);
    if (!inView(token))
        fill(token);
    {
        const QSignalBlocker quietSlider(slider_);
        const QSignalBlocker quietNumber(number_);
        if (!slider_->isSliderDown())
            slider_->setValue(static_cast<int>(token));
        number_->setValue(static_cast<int>(token));
    }
    mark();
    // In sight, with the line before it, without moving what is there already.
    QTextCursor cursor(view_->document());
    cursor.setPosition(startOf(token));
    view_->setTextCursor(cursor);
    view_->ensureCursorVisible();
}

void TextStrip::mark()
{
    QList<QTextEdit::ExtraSelection> marks;
    if (text_ && token_ > 0 && inView(token_)) {
        const Theme& theme = themeFor(palette());
        const auto add = [&](std::int64_t from, std::int64_t to, const QColor& background, bool bold) {
            QTextEdit::ExtraSelection one;
            one.cursor = QTextCursor(view_->document());
            one.cursor.setPosition(startOf(from));
            one.cursor.setPosition(std::max(startOf(from), startOf(to) - 1), QTextCursor::KeepAnchor);
            one.format.setBackground(background);
            one.format.setForeground(inkOn(background));
            one.format.setFontUnderline(bold);
            marks << one;
        };
        add(token_ - context_, token_, mixed(theme.surface, theme.quantized, 0.22), false);
        add(token_, token_ + 1, theme.current, true);
    }
    view_->setExtraSelections(marks);
}

void TextStrip::ask(std::int64_t token, bool inProgress)
{
    if (text_ && token >= 1 && token < static_cast<std::int64_t>(text_->tokens.size()))
        emit tokenChosen(token, inProgress);
}

bool TextStrip::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != view_->viewport() || event->type() != QEvent::MouseButtonPress || starts_.size() < 2)
        return QWidget::eventFilter(watched, event);
    const auto* mouse = static_cast<QMouseEvent*>(event);
    if (mouse->button() != Qt::LeftButton)
        return false;
    const int at = view_->cursorForPosition(mouse->pos()).position();
    const auto after = std::upper_bound(starts_.begin(), starts_.end() - 1, at);
    ask(first_ + (after - starts_.begin()) - 1, false);
    return true;
}

void TextStrip::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        mark();
}

QSize TextStrip::sizeHint() const
{
    return QSize(640, 220) * typeScale();
}

QSize TextStrip::minimumSizeHint() const
{
    return QSize(320, 120) * typeScale();
}

} // namespace termscope
