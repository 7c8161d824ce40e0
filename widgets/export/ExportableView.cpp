#include "widgets/export/ExportableView.h"

#include "widgets/controls/ElidedLabel.h"

#include <QAction>
#include <QBuffer>
#include <QCheckBox>
#include <QContextMenuEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace termscope {
namespace {

constexpr int margin = 6;

/// Points per inch of PDF pages.
constexpr double pointsPerInch = 72.0;

bool originIsSaid = true;

} // namespace

ExportableView::ExportableView(const QString& title, QWidget* parent)
    : QWidget(parent), title_(new ElidedLabel(this)), caption_(new QLabel(this)), heading_(new QHBoxLayout),
      button_(new QToolButton(this)), menu_(new QMenu(this))
{
    setFocusPolicy(Qt::StrongFocus);
    title_->setFont(headingFont(font()));
    title_->setObjectName(QStringLiteral("title"));
    title_->setMinimumWidth(40);
    caption_->setWordWrap(true);
    caption_->setObjectName(QStringLiteral("caption"));
    caption_->hide();
    button_->setText(QStringLiteral("⋯"));
    button_->setObjectName(QStringLiteral("more"));
    button_->setAutoRaise(true);
    button_->setPopupMode(QToolButton::InstantPopup);
    button_->setMenu(menu_);
    button_->setStyleSheet(QStringLiteral("QToolButton::menu-indicator { image: none; }"));
    button_->setToolTip(tr("Save or copy this picture and its data"));

    heading_->setContentsMargins(0, 0, 0, 0);
    heading_->setSpacing(10);
    heading_->addWidget(title_, 1);
    heading_->addWidget(button_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(4);
    column->setSizeConstraint(QLayout::SetNoConstraint);
    column->addLayout(heading_);
    column->addWidget(caption_);
    fillMenu();
    setTitle(title);
    tintLabels();
}

QString ExportableView::title() const
{
    return title_->text();
}

void ExportableView::setTitle(const QString& title)
{
    title_->setText(title);
    title_->setToolTip(title);
    setAccessibleName(title);
    button_->setAccessibleName(tr("Save or copy: %1").arg(title));
}

QString ExportableView::caption() const
{
    return caption_->text();
}

void ExportableView::setCaption(const QString& caption)
{
    caption_->setText(caption);
    caption_->setVisible(!caption.isEmpty());
    setAccessibleDescription(caption);
}

void ExportableView::fillMenu()
{
    const auto add = [this](const QString& text, ExportKind kind) {
        connect(menu_->addAction(text), &QAction::triggered, this, [this, kind] { emit exportRequested(this, kind); });
    };
    optionsEnd_ = menu_->addSeparator();
    optionsEnd_->setVisible(false);
    add(tr("Save as P&NG…"), ExportKind::Png);
    add(tr("Save as &SVG…"), ExportKind::Svg);
    add(tr("Save as &PDF…"), ExportKind::Pdf);
    add(tr("Save data as CS&V…"), ExportKind::Csv);
    menu_->addSeparator();
    add(tr("&Copy picture"), ExportKind::CopyPicture);
    add(tr("Copy &data"), ExportKind::CopyData);
    add(tr("Copy data as &Markdown"), ExportKind::CopyMarkdown);
    add(tr("Copy data as &LaTeX"), ExportKind::CopyLatex);
    menu_->addSeparator();
    QAction* says = menu_->addAction(tr("Say network, data and settings"));
    says->setObjectName(QStringLiteral("saysOrigin"));
    says->setCheckable(true);
    says->setChecked(saysOrigin());
    connect(menu_, &QMenu::aboutToShow, says, [says] { says->setChecked(saysOrigin()); });
    connect(says, &QAction::triggered, this, [this](bool on) {
        setSaysOrigin(on);
        emit saysOriginChanged(on);
    });
}

bool ExportableView::saysOrigin()
{
    return originIsSaid;
}

void ExportableView::setSaysOrigin(bool says)
{
    originIsSaid = says;
}

QAction* ExportableView::addOption(const QString& text, const QString& help, bool checked)
{
    auto* action = new QAction(text, this);
    action->setCheckable(true);
    action->setChecked(checked);
    action->setToolTip(help);
    menu_->insertAction(optionsEnd_, action);
    optionsEnd_->setVisible(true);
    auto* option = new QCheckBox(text, this);
    option->setChecked(checked);
    option->setToolTip(help);
    option->setAccessibleDescription(help);
    connect(option, &QCheckBox::toggled, action, &QAction::setChecked);
    connect(action, &QAction::toggled, option, &QCheckBox::setChecked);
    connect(action, &QAction::changed, option, [action, option] {
        option->setEnabled(action->isEnabled());
        option->setToolTip(action->toolTip());
    });
    options_.push_back(option);
    heading_->insertWidget(heading_->count() - 1, option);
    setTabOrder(option, button_);
    tintLabels();
    fitOptions();
    return action;
}

void ExportableView::setBody(QWidget* body)
{
    static_cast<QVBoxLayout*>(layout())->insertWidget(1, body, 1);
}

void ExportableView::contextMenuEvent(QContextMenuEvent* event)
{
    menu_->popup(event->globalPos());
    event->accept();
}

void ExportableView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& theme = themeFor(palette());
    painter.fillRect(rect(), theme.surface);
    painter.setPen(strokePen(hasFocus() ? theme.selection : theme.grid, hasFocus() ? theme.focusWidth : 1.0));
    const double half = painter.pen().widthF() / 2.0;
    painter.drawRect(QRectF(rect()).adjusted(half, half, -half, -half));
}

void ExportableView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        tintLabels();
        retint();
        update();
        // The options have their new font after this.
        if (event->type() == QEvent::FontChange)
            QMetaObject::invokeMethod(this, &ExportableView::fitOptions, Qt::QueuedConnection);
    }
}

void ExportableView::tintLabels()
{
    const Theme& theme = themeFor(palette());
    const auto tint = [](QLabel* label, const QColor& color) {
        QPalette own = label->palette();
        own.setColor(QPalette::WindowText, color);
        label->setPalette(own);
    };
    tint(title_, theme.ink);
    tint(caption_, theme.mutedInk);
    title_->setFont(headingFont(font()));
    for (QCheckBox* option : options_) {
        QPalette own = option->palette();
        own.setColor(QPalette::WindowText, theme.ink);
        option->setPalette(own);
    }
}

void ExportableView::fitOptions()
{
    int needed = title_->sizeHint().width() + button_->sizeHint().width() + 2 * margin + heading_->spacing();
    for (const QCheckBox* option : options_)
        needed += option->sizeHint().width() + heading_->spacing();
    for (QCheckBox* option : options_)
        option->setVisible(needed <= width());
}

void ExportableView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitOptions();
}

QSize ExportableView::pictureSize() const
{
    return size().expandedTo(minimumSizeHint());
}

QFont ExportableView::originFont() const
{
    QFont small = font();
    small.setPointSizeF(0.85 * small.pointSizeF());
    return small;
}

QSize ExportableView::wholeSize() const
{
    const QSize size = pictureSize();
    if (origin_.isEmpty())
        return size;
    const QRect room(0, 0, size.width() - 2 * margin, 10000);
    const QRect text = QFontMetrics(originFont()).boundingRect(room, Qt::TextWordWrap, origin_.sentence);
    return size + QSize(0, text.height() + margin);
}

QRect ExportableView::drawHeading(QPainter& painter, const Theme& theme) const
{
    const QSize size = pictureSize();
    const QSize whole = wholeSize();
    painter.fillRect(QRect(QPoint(0, 0), whole), theme.surface);
    if (whole != size) {
        painter.setFont(originFont());
        painter.setPen(theme.mutedInk);
        painter.drawText(QRect(margin, size.height(), whole.width() - 2 * margin, whole.height() - size.height()),
                         Qt::TextWordWrap | Qt::AlignLeft | Qt::AlignTop, origin_.sentence);
    }
    QRect body = QRect(QPoint(0, 0), size).adjusted(margin, margin, -margin, -margin);
    painter.setFont(headingFont(font()));
    painter.setPen(theme.ink);
    const int titleHeight = painter.fontMetrics().height() + 2 * margin;
    painter.drawText(QRect(body.left(), body.top(), body.width(), titleHeight), Qt::AlignLeft | Qt::AlignVCenter,
                     title());
    body.setTop(body.top() + titleHeight);
    if (caption().isEmpty())
        return body;
    painter.setFont(font());
    painter.setPen(theme.mutedInk);
    const int flags = Qt::TextWordWrap | Qt::AlignLeft | Qt::AlignTop;
    const QRect text = painter.fontMetrics().boundingRect(body, flags, caption());
    const QRect place(body.left(), body.bottom() - text.height() + 1, body.width(), text.height());
    painter.drawText(place, flags, caption());
    body.setBottom(place.top() - 4);
    return body;
}

QImage ExportableView::image(double scale) const
{
    const double factor = std::clamp(scale, 1.0, 4.0);
    const QSizeF size = QSizeF(wholeSize()) * factor;
    QImage picture(QSize(static_cast<int>(std::lround(size.width())), static_cast<int>(std::lround(size.height()))),
                   QImage::Format_ARGB32_Premultiplied);
    picture.fill(Qt::transparent);
    drawOn(picture, factor, themeFor(palette()));
    return picture;
}

QByteArray ExportableView::png(int scale) const
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image(scale).save(&buffer, "PNG");
    return bytes;
}

QByteArray ExportableView::svg() const
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setResolution(logicalDpiX());
    generator.setSize(wholeSize());
    generator.setViewBox(QRect(QPoint(0, 0), wholeSize()));
    generator.setTitle(title());
    generator.setDescription(caption());
    drawOn(generator, 1.0, lightTheme());
    return bytes;
}

QPicture ExportableView::picture() const
{
    QPicture drawing;
    drawOn(drawing, 1.0, lightTheme());
    drawing.setBoundingRect(QRect(QPoint(0, 0), wholeSize()));
    return drawing;
}

QByteArray ExportableView::pdf() const
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(logicalDpiX());
    writer.setPageSize(QPageSize(QSizeF(wholeSize()) * (pointsPerInch / logicalDpiX()), QPageSize::Point, QString(),
                                 QPageSize::ExactMatch));
    writer.setPageMargins(QMarginsF(0, 0, 0, 0));
    writer.setTitle(title());
    drawOn(writer, 1.0, lightTheme());
    return bytes;
}

} // namespace termscope
