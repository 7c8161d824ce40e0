#include "widgets/array/CellDiagram.h"

#include "widgets/export/Csv.h"
#include "widgets/language/Numbers.h"
#include "widgets/theme/FocusFrame.h"

#include <QFontMetricsF>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollArea>
#include <QToolTip>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace termscope {
namespace {

using namespace std::chrono_literals;

constexpr auto phaseTime = 900ms;
constexpr double margin = 6.0;

} // namespace

class CellDiagram::Canvas : public QWidget {
public:
    explicit Canvas(CellDiagram& diagram) : diagram_(diagram)
    {
        setFocusPolicy(Qt::StrongFocus);
        setAccessibleName(CellDiagram::tr("Units of a cell"));
    }
    void fit()
    {
        const QSizeF size = diagram_.wholeSize();
        setMinimumSize(static_cast<int>(std::ceil(size.width())), static_cast<int>(std::ceil(size.height())));
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        diagram_.paintBody(painter, rect(), themeFor(palette()), hasFocus());
    }
    void focusInEvent(QFocusEvent*) override { update(); }
    void focusOutEvent(QFocusEvent*) override { update(); }
    void mousePressEvent(QMouseEvent* event) override
    {
        if (const int block = diagram_.blockAt(event->position()); block >= 0) {
            diagram_.setCurrent(block);
            diagram_.open(block);
        }
    }
    bool event(QEvent* event) override
    {
        if (event->type() != QEvent::ToolTip)
            return QWidget::event(event);
        auto* help = static_cast<QHelpEvent*>(event);
        const int block = diagram_.blockAt(help->pos());
        QToolTip::showText(help->globalPos(),
                           block < 0 ? QString() : diagram_.blocks_[static_cast<std::size_t>(block)].text, this);
        return true;
    }
    void keyPressEvent(QKeyEvent* event) override
    {
        switch (event->key()) {
        case Qt::Key_Left: diagram_.move(0, -1); break;
        case Qt::Key_Right: diagram_.move(0, 1); break;
        case Qt::Key_Up: diagram_.move(-1, 0); break;
        case Qt::Key_Down: diagram_.move(1, 0); break;
        case Qt::Key_Return:
        case Qt::Key_Enter: diagram_.open(diagram_.current_); break;
        default: QWidget::keyPressEvent(event);
        }
    }

private:
    CellDiagram& diagram_;
};

CellDiagram::CellDiagram(QWidget* parent)
    : ExportableView(tr("The cell as hardware"), parent), canvas_(new Canvas(*this)), scroll_(new QScrollArea)
{
    scroll_->setWidget(canvas_);
    scroll_->setWidgetResizable(true);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setFocusPolicy(Qt::NoFocus);
    setBody(scroll_);
    setFocusPolicy(Qt::NoFocus);
    timer_.setInterval(phaseTime);
    connect(&timer_, &QTimer::timeout, this, &CellDiagram::nextPhase);
}

QWidget* CellDiagram::canvas() const
{
    return canvas_;
}

void CellDiagram::setBlocks(std::vector<UnitBlock> blocks, std::vector<std::pair<int, int>> arrows)
{
    blocks_ = std::move(blocks);
    arrows_ = std::move(arrows);
    current_ = std::clamp(current_, 0, std::max(0, static_cast<int>(blocks_.size()) - 1));
    canvas_->fit();
    announceValue(*this);
}

void CellDiagram::setRegisters(RegisterWords words)
{
    timer_.stop();
    phase_ = Phase::Rest;
    words_ = std::move(words);
    canvas_->fit();
}

void CellDiagram::writeRegisters(RegisterWords words, qint64 cycles)
{
    before_ = std::exchange(words_, std::move(words));
    cycles_ = cycles;
    phase_ = Phase::ModeWord;
    timer_.start();
    canvas_->fit();
    scroll_->ensureVisible(0, canvas_->minimumHeight(), 0, 0); // where they are
    announceValue(*this);
}

void CellDiagram::nextPhase()
{
    switch (phase_) {
    case Phase::ModeWord: phase_ = Phase::TermWord; break;
    case Phase::TermWord: phase_ = Phase::Leaving; break;
    case Phase::Leaving:
    case Phase::Rest:
        phase_ = Phase::Rest;
        timer_.stop();
        break;
    }
    canvas_->update();
    announceValue(*this);
}

double CellDiagram::lineHeight() const
{
    return QFontMetricsF(font()).height() + 2.0;
}

QSizeF CellDiagram::blockSize() const
{
    const QFontMetricsF metrics(font());
    const QFontMetricsF bold(headingFont(font()));
    double width = 0.0;
    for (const UnitBlock& block : blocks_)
        width = std::max({width, bold.horizontalAdvance(block.name), metrics.horizontalAdvance(block.cost)});
    return {width + margin, 2.0 * lineHeight() + 2.0};
}

QRectF CellDiagram::placeOf(int block) const
{
    const UnitBlock& at = blocks_[static_cast<std::size_t>(block)];
    const QSizeF size = blockSize();
    const double gap = 0.7 * lineHeight();
    return {QPointF(margin + at.column * (size.width() + gap), 1.0 + at.row * (size.height() + 0.8 * gap)), size};
}

double CellDiagram::fieldWidth(const RegisterField& field) const
{
    const QFontMetricsF metrics(font());
    const double digit = metrics.horizontalAdvance(u'0') + 6.0;
    return std::max(metrics.horizontalAdvance(QStringLiteral("%1 %2").arg(field.name).arg(field.value)),
                    digit * field.bits);
}

double CellDiagram::wordWidth(const std::vector<RegisterField>& word) const
{
    double width = 0.0;
    for (const RegisterField& field : word)
        width += fieldWidth(field) + margin;
    return width + 2.0 * margin;
}

QSizeF CellDiagram::wholeSize() const
{
    QRectF all;
    for (int block = 0; block < static_cast<int>(blocks_.size()); ++block)
        all |= placeOf(block);
    double width = all.right();
    double height = all.bottom() + margin;
    if (!words_.isEmpty()) {
        width = std::max(width, margin + wordWidth(words_.modeWord) + wordWidth(words_.termWord));
        height += 3.0 * lineHeight();
    }
    return {width + margin, height};
}

int CellDiagram::blockAt(const QPointF& position) const
{
    for (int block = 0; block < static_cast<int>(blocks_.size()); ++block)
        if (placeOf(block).contains(position))
            return block;
    return -1;
}

void CellDiagram::setCurrent(int block)
{
    current_ = block;
    const QRect place = placeOf(block).toAlignedRect();
    scroll_->ensureVisible(place.center().x(), place.center().y(), place.width() / 2 + 4, place.height() / 2 + 4);
    canvas_->update();
    announceValue(*this);
}

void CellDiagram::open(int block)
{
    if (block >= 0 && block < static_cast<int>(blocks_.size()))
        emit unitChosen(blocks_[static_cast<std::size_t>(block)].key);
}

/// To the nearest block in that direction.
void CellDiagram::move(int rows, int columns)
{
    if (blocks_.empty())
        return;
    const UnitBlock& from = blocks_[static_cast<std::size_t>(current_)];
    int best = -1;
    int least = std::numeric_limits<int>::max();
    for (int block = 0; block < static_cast<int>(blocks_.size()); ++block) {
        const UnitBlock& to = blocks_[static_cast<std::size_t>(block)];
        const int down = to.row - from.row;
        const int right = to.column - from.column;
        const int along = rows * down + columns * right;
        const int aside = std::abs(rows * right) + std::abs(columns * down);
        if (along > 0 && along + 8 * aside < least) {
            least = along + 8 * aside;
            best = block;
        }
    }
    if (best >= 0)
        setCurrent(best);
}

void CellDiagram::drawOn(QPaintDevice& device, double scale, const Theme& theme) const
{
    QPainter painter(&device);
    painter.scale(scale, scale);
    const QRect body = drawHeading(painter, theme);
    painter.translate(body.topLeft());
    paintBody(painter, QRectF(QPointF(), body.size()), theme, false);
}

QString CellDiagram::csv() const
{
    QString text = QStringLiteral("unit,cost\n");
    for (const UnitBlock& block : blocks_)
        text += csvLine({block.name, block.cost});
    for (const auto* word : {&words_.modeWord, &words_.termWord})
        for (const RegisterField& field : *word)
            text += csvLine({field.name, QString::number(field.value)});
    return text;
}

QSize CellDiagram::minimumSizeHint() const
{
    return QSize(260, 130) * typeScale();
}

QSize CellDiagram::pictureSize() const
{
    const QSize hidden = canvas_->size() - canvas_->parentWidget()->size();
    return ExportableView::pictureSize() + hidden.expandedTo({0, 0});
}

void CellDiagram::retint()
{
    canvas_->fit();
}

} // namespace termscope
