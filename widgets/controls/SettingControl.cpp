#include "widgets/controls/SettingControl.h"

#include "widgets/language/SymbolText.h"
#include "widgets/language/Translated.h"
#include "widgets/theme/PaintedIcon.h"
#include "widgets/theme/Theme.h"

#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>
#include <QToolButton>

#include <algorithm>

namespace termscope {
namespace {

/// Sliders over more values than this could not be set with any care.
constexpr int widestSliderRange = 1024;

QString textOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// "Weight bits" and "b_w" as rich text with an italic symbol and a lowered index.
QString labelText(const SettingInfo& info)
{
    const QString title = translated(info.title).toHtmlEscaped();
    if (info.symbol.empty())
        return title;
    return title + QStringLiteral(" ") + symbolText(textOf(info.symbol));
}

int pageStep(int range)
{
    return std::clamp(range / 10, 2, 64);
}

bool changesValue(int key)
{
    switch (key) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown: return true;
    default: return false;
    }
}

constexpr int iconSide = 16;

/// An arrow that turns back.
void drawReset(QPainter& painter)
{
    const QBrush fill = painter.brush();
    painter.setBrush(Qt::NoBrush);
    painter.drawArc(QRectF(3.5, 3.5, 9.0, 9.0), -130 * 16, 270 * 16);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawPolygon(QPolygonF{QPointF(1.2, 7.4), QPointF(7.0, 6.6), QPointF(3.2, 2.2)});
}

} // namespace

SettingControl::SettingControl(const SettingInfo& info, Style style, QWidget* parent) : QWidget(parent), info_(info)
{
    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setHorizontalSpacing(6);
    layout->setVerticalSpacing(0);
    layout->setColumnStretch(1, 1);
    setObjectName(key());
    setToolTip(translated(info.help));
    label_ = new QLabel(labelText(info));
    layout->addWidget(label_, 0, 0);
    if (info.isNumber())
        buildInteger(style);
    else
        buildChoice();
    addReset();
    if (slider_ && style == Style::Wide)
        setTabOrder(reset_, slider_); // it lies below the other two
    setSettings(Settings{});
}

QString SettingControl::key() const
{
    return textOf(info_.key);
}

void SettingControl::buildInteger(Style style)
{
    auto* grid = static_cast<QGridLayout*>(layout());
    const bool slides = info_.maximum - info_.minimum <= widestSliderRange;
    if (slides && style == Style::Compact) // it stands at the left of the number: Tab comes to it first
        slider_ = new QSlider(Qt::Horizontal, this);
    spin_ = new QSpinBox;
    spin_->setKeyboardTracking(false);
    spin_->setAlignment(Qt::AlignRight);
    spin_->setRange(info_.minimum, info_.maximum);
    if (info_.key == "data_terms")
        spin_->setSpecialValueText(tr("all"));
    describe(spin_, translated(info_.title));
    grid->addWidget(spin_, 0, 2);
    label_->setBuddy(spin_);
    connect(spin_, &QSpinBox::valueChanged, this, &SettingControl::edited);
    if (!slides)
        return;
    if (slider_ == nullptr)
        slider_ = new QSlider(Qt::Horizontal);
    slider_->setMinimumWidth(60);
    describe(slider_, tr("%1, slider").arg(translated(info_.title)));
    if (style == Style::Wide)
        grid->addWidget(slider_, 1, 0, 1, 3);
    else
        grid->addWidget(slider_, 0, 1);
    connect(slider_, &QSlider::valueChanged, this, &SettingControl::edited);
}

void SettingControl::buildChoice()
{
    choice_ = new QComboBox;
    for (const FieldChoice& choice : info_.choices)
        choice_->addItem(translated(choice.title), textOf(choice.name));
    choice_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    choice_->setMinimumContentsLength(10);
    describe(choice_, translated(info_.title));
    label_->setBuddy(choice_);
    static_cast<QGridLayout*>(layout())->addWidget(choice_, 0, 1, 1, 2);
    connect(choice_, &QComboBox::currentIndexChanged, this, &SettingControl::edited);
}

void SettingControl::addReset()
{
    reset_ = new QToolButton;
    reset_->setObjectName(QStringLiteral("reset"));
    reset_->setAutoRaise(true);
    reset_->setFocusPolicy(Qt::TabFocus);
    reset_->setAccessibleName(tr("Reset %1").arg(translated(info_.title)));
    const Settings defaults;
    const int value = info_.get(defaults);
    const QString shown = info_.choices.empty() ? QString::fromStdString(valueText(info_, defaults))
                                                : translated(info_.choices[static_cast<std::size_t>(value)].title);
    reset_->setToolTip(tr("Reset to the default, %1").arg(shown));
    static_cast<QGridLayout*>(layout())->addWidget(reset_, 0, 3);
    connect(reset_, &QToolButton::clicked, this, [this, value] { Q_EMIT valueEdited(key(), value, false); });
    tint();
}

void SettingControl::describe(QWidget* field, const QString& accessibleName)
{
    const QString range = info_.isNumber() ? tr(" Range: %1 to %2.").arg(info_.minimum).arg(info_.maximum) : QString();
    field->setAccessibleName(accessibleName);
    field->setAccessibleDescription(translated(info_.help));
    field->setToolTip(translated(info_.help));
    field->setWhatsThis(translated(info_.help) + range);
    field->setFocusPolicy(Qt::StrongFocus);
    field->installEventFilter(this);
}

void SettingControl::setSettings(const Settings& settings)
{
    value_ = info_.get(settings);
    const int maximum = maximumFor(info_, settings);
    if (spin_) {
        const QSignalBlocker blocker(spin_);
        spin_->setRange(info_.minimum, maximum);
        spin_->setValue(value_);
    }
    if (slider_) {
        const QSignalBlocker blocker(slider_);
        slider_->setRange(info_.minimum, maximum);
        slider_->setPageStep(pageStep(maximum - info_.minimum));
        slider_->setValue(value_);
    }
    if (choice_) {
        const QSignalBlocker blocker(choice_);
        choice_->setCurrentIndex(value_);
    }
    reset_->setEnabled(value_ != info_.get(Settings{}));
}

int SettingControl::labelWidth() const
{
    return label_->sizeHint().width();
}

void SettingControl::setLabelWidth(int width)
{
    label_->setMinimumWidth(width);
}

void SettingControl::edited(int value)
{
    if (value == value_)
        return;
    value_ = value;
    if (spin_) {
        const QSignalBlocker blocker(spin_);
        spin_->setValue(value);
    }
    if (slider_) {
        const QSignalBlocker blocker(slider_);
        slider_->setValue(value);
    }
    unfinished_ = held_;
    Q_EMIT valueEdited(key(), value, held_);
}

void SettingControl::release()
{
    held_ = false;
    if (!unfinished_)
        return;
    unfinished_ = false;
    Q_EMIT valueEdited(key(), value_, false);
}

bool SettingControl::eventFilter(QObject* watched, QEvent* event)
{
    const bool number = watched == slider_ || watched == spin_;
    switch (event->type()) {
    case QEvent::Wheel:
        // The wheel scrolls the strip; only a control that has the focus takes it.
        if (!static_cast<QWidget*>(watched)->hasFocus()) {
            event->ignore();
            return true;
        }
        break;
    case QEvent::MouseButtonPress: held_ = number; break;
    case QEvent::KeyPress: {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (number && changesValue(key->key()))
            held_ = true;
        if (watched == spin_ && (key->key() == Qt::Key_PageUp || key->key() == Qt::Key_PageDown)) {
            const int step = pageStep(spin_->maximum() - spin_->minimum());
            spin_->setValue(spin_->value() + (key->key() == Qt::Key_PageUp ? step : -step));
            return true;
        }
        break;
    }
    case QEvent::MouseButtonRelease: release(); break;
    case QEvent::KeyRelease:
        if (!static_cast<QKeyEvent*>(event)->isAutoRepeat())
            release();
        break;
    case QEvent::FocusOut: release(); break;
    default: break;
    }
    return QWidget::eventFilter(watched, event);
}

void SettingControl::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        tint();
}

void SettingControl::tint()
{
    reset_->setIcon(paintedIcon(drawReset, iconSide, palette()));
    reset_->setIconSize({scaled(iconSide), scaled(iconSide)});
    if (spin_)
        spin_->setMinimumWidth(fontMetrics().horizontalAdvance(QStringLiteral("00000")) + scaled(34));
}

} // namespace termscope
