#include "widgets/plots/CurveBar.h"

#include "widgets/controls/FlowLayout.h"
#include "widgets/plots/Marks.h"
#include "widgets/theme/Theme.h"

#include <QActionGroup>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QPixmap>
#include <QStyle>
#include <QToolButton>
#include <QWidgetAction>

#include <utility>

namespace termscope {
namespace {

constexpr const char* machineProperty = "machine";
constexpr int swatchSide = 12;
constexpr int noPushed = 1000; ///< all of them stand at the left

QIcon swatch(const Theme& theme, int colour)
{
    const int side = scaled(swatchSide);
    QPixmap picture(side, side);
    picture.fill(pinColour(theme, colour));
    return picture;
}

/// The arrow of the menu is beside the text, not on it.
class MenuButton : public QToolButton {
public:
    using QToolButton::QToolButton;
    QSize sizeHint() const override
    {
        return QToolButton::sizeHint() + QSize(style()->pixelMetric(QStyle::PM_MenuButtonIndicator), 0);
    }
    QSize minimumSizeHint() const override { return sizeHint(); }
};

QToolButton* newMenuButton(QWidget* parent, const QString& text, const QString& help, const QString& name)
{
    auto* button = new MenuButton(parent);
    button->setText(text);
    button->setToolTip(help);
    button->setObjectName(name);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setMenu(new QMenu(button));
    return button;
}

} // namespace

CurveBar::CurveBar(QWidget* parent)
    : QWidget(parent), row_(new FlowLayout(noPushed, this)),
      pin_(newMenuButton(this, tr("Pin"), tr("Keeps a curve while the settings change."), QStringLiteral("pinCurve"))),
      points_(newMenuButton(this, tr("Points"), tr("Which budgets and bits the curves have points at."),
                            QStringLiteral("curvePoints"))),
      formats_(newMenuButton(
          this, tr("Formats"),
          tr("Other number formats of weights, quantized without training, and machines that change no value, "
             "beside QT and TR."),
          QStringLiteral("curveFormats"))),
      axis_(newMenuButton(this, tr("Axis"), tr("What the score is set against."), QStringLiteral("curveAxis"))),
      axes_(new QActionGroup(this))
{
    setAccessibleName(tr("Curves"));
    row_->setContentsMargins(0, 0, 0, 0);
    row_->setSpacing(6);
    row_->addWidget(pin_);
    row_->addWidget(points_);
    row_->addWidget(formats_);
    row_->addWidget(axis_);
    fillPinMenu();
    fillPointsMenu();
    fillAxisMenu();
}

void CurveBar::fillPinMenu()
{
    QMenu* menu = pin_->menu();
    const auto add = [&](const QString& text, const char* name, const auto& act) {
        QAction* action = menu->addAction(text);
        action->setObjectName(QLatin1String(name));
        connect(action, &QAction::triggered, this, act);
    };
    add(tr("The curve of &TR"), "pinRevealed", [this] { emit keepRequested(true); });
    add(tr("The curve of &QT"), "pinQuantized", [this] { emit keepRequested(false); });
    menu->addSeparator();
    add(tr("TR at s = 1, 2, 3 and &all"), "pinDataTerms", [this] { emit familyRequested(CurveFamily::DataTerms); });
    add(tr("TR at &g = 4, 8, 16 and 32"), "pinGroupSizes", [this] { emit familyRequested(CurveFamily::GroupSizes); });
    menu->addSeparator();
    add(tr("&Remove all"), "removePinned", [this] { emit allRemoved(); });
}

/// A line of the menu of points: numbers, which Return takes.
QLineEdit* CurveBar::addList(QMenu* menu, const QString& title, const QString& help)
{
    auto* line = new QWidget(menu);
    auto* form = new QFormLayout(line);
    form->setContentsMargins(8, 4, 8, 4);
    auto* edit = new QLineEdit(line);
    edit->setMinimumWidth(scaled(220));
    edit->setToolTip(help);
    edit->setAccessibleName(title);
    edit->setAccessibleDescription(help);
    form->addRow(title, edit);
    auto* action = new QWidgetAction(menu);
    action->setDefaultWidget(line);
    menu->addAction(action);
    return edit;
}

void CurveBar::fillPointsMenu()
{
    QMenu* menu = points_->menu();
    const QString help = tr("Numbers with commas between them; empty: the usual ones.");
    budgets_ = addList(menu, tr("Budgets k of TR"), help);
    budgets_->setObjectName(QStringLiteral("sweptBudgets"));
    bits_ = addList(menu, tr("Bits of QT"), help);
    bits_->setObjectName(QStringLiteral("sweptBits"));
    connect(budgets_, &QLineEdit::editingFinished, this, [this] {
        if (std::exchange(budgetsShown_, budgets_->text()) != budgets_->text())
            emit budgetsChosen(budgets_->text());
    });
    connect(bits_, &QLineEdit::editingFinished, this, [this] {
        if (std::exchange(bitsShown_, bits_->text()) != bits_->text())
            emit bitsChosen(bits_->text());
    });
}

void CurveBar::setSwept(const QString& budgets, const QString& bits, const QString& usualBudgets,
                        const QString& usualBits)
{
    // What is being typed stays.
    if (std::exchange(budgetsShown_, budgets) != budgets)
        budgets_->setText(budgets);
    if (std::exchange(bitsShown_, bits) != bits)
        bits_->setText(bits);
    budgets_->setPlaceholderText(usualBudgets);
    bits_->setPlaceholderText(usualBits);
}

void CurveBar::setFamilies(const std::vector<Family>& families, const std::vector<Family>& machines)
{
    QMenu* menu = formats_->menu();
    menu->clear();
    menu->setToolTipsVisible(true);
    menu->addSection(tr("Number formats"));
    for (const Family& family : families)
        addFormat(family, false);
    addDataFormat();
    const QString heading = tr("Machines that change no value");
    menu->addSection(heading);
    for (const Family& machine : machines)
        addFormat(machine, true);
    // Qt gives headings the room of what stands below them.
    menu->setMinimumWidth(menu->fontMetrics().horizontalAdvance(heading + QStringLiteral("0000")));
}

void CurveBar::addFormat(const Family& family, bool machine)
{
    QAction* action = formats_->menu()->addAction(family.title);
    action->setCheckable(true);
    action->setData(family.name);
    action->setProperty(machineProperty, machine);
    action->setToolTip(family.help);
    action->setObjectName(QStringLiteral("format_") + family.name);
    connect(action, &QAction::triggered, this, [this, machine] {
        if (machine)
            emit machinesChosen(chosenFormats(true));
        else
            emit familiesChosen(chosenFormats(false));
    });
}

/// Below the formats: not one of them.
void CurveBar::addDataFormat()
{
    formats_->menu()->addSeparator();
    dataFormat_ = formats_->menu()->addAction(tr("&Data in the format too"));
    dataFormat_->setCheckable(true);
    dataFormat_->setObjectName(QStringLiteral("dataFormat"));
    dataFormat_->setToolTip(
        tr("Data are written in the format of the weights as they run: MX, NVFP4 and FP8. The others "
           "are defined for weights alone, and their data stay integers of the data bits."));
    connect(dataFormat_, &QAction::triggered, this,
            [this](bool own) { emit dataFormatChosen(own ? DataFormat::Own : DataFormat::Bits); });
}

void CurveBar::setDataFormat(DataFormat format)
{
    if (dataFormat_ != nullptr)
        dataFormat_->setChecked(format == DataFormat::Own);
}

QStringList CurveBar::chosenFormats(bool machines) const
{
    QStringList names;
    for (const QAction* each : formats_->menu()->actions())
        if (each != dataFormat_ && each->isChecked() && each->property(machineProperty).toBool() == machines)
            names << each->data().toString();
    return names;
}

void CurveBar::setChosenFamilies(const QStringList& families, const QStringList& machines)
{
    for (QAction* action : formats_->menu()->actions())
        if (action != dataFormat_)
            action->setChecked(
                (action->property(machineProperty).toBool() ? machines : families).contains(action->data().toString()));
}

void CurveBar::fillAxisMenu()
{
    const auto titleOf = [](WorkAxis axis) {
        switch (axis) {
        case WorkAxis::Provisioned: return tr("&Provisioned pairs");
        case WorkAxis::Measured: return tr("&Measured pairs");
        case WorkAxis::BitsPerWeight: return tr("&Bits per weight");
        case WorkAxis::Size: return tr("&Size of all weights");
        case WorkAxis::Cycles: break;
        }
        return tr("&Cycles on the array of the Array page");
    };
    for (const WorkAxis axis : workAxes()) {
        const std::string_view name = nameOf(axis);
        QAction* action = axis_->menu()->addAction(titleOf(axis));
        action->setObjectName(QStringLiteral("axis_")
                              + QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())));
        action->setCheckable(true);
        action->setData(static_cast<int>(axis));
        axes_->addAction(action);
        connect(action, &QAction::triggered, this, [this, axis] { emit axisChosen(axis); });
    }
    setAxis(WorkAxis::Provisioned);
}

void CurveBar::setAxis(WorkAxis axis)
{
    for (QAction* action : axes_->actions())
        action->setChecked(action->data().toInt() == static_cast<int>(axis));
}

void CurveBar::setKept(const std::vector<Kept>& kept)
{
    if (kept == kept_)
        return;
    kept_ = kept;
    for (QToolButton* chip : chips_) {
        row_->removeWidget(chip);
        chip->hide();
        chip->deleteLater(); // its menu may be what asks
    }
    chips_.clear();
    for (int number = 0; number < static_cast<int>(kept_.size()); ++number)
        chips_.push_back(newChip(number));
    tint();
}

QToolButton* CurveBar::newChip(int number)
{
    const Kept& kept = kept_[static_cast<std::size_t>(number)];
    QToolButton* chip = newMenuButton(this, fontMetrics().elidedText(kept.name, Qt::ElideRight, scaled(200)),
                                      tr("%1: name, colour, settings, remove").arg(kept.name),
                                      QStringLiteral("pinned%1").arg(number));
    chip->setAccessibleName(tr("Pinned curve %1").arg(kept.name));
    fillChipMenu(chip->menu(), number);
    row_->addWidget(chip);
    chip->show();
    return chip;
}

void CurveBar::fillChipMenu(QMenu* menu, int number)
{
    QLineEdit* name = addList(menu, tr("Name"), tr("Return takes the name."));
    name->setObjectName(QStringLiteral("pinnedName"));
    name->setText(kept_[static_cast<std::size_t>(number)].name);
    connect(name, &QLineEdit::returnPressed, menu, [this, menu, name, number] {
        menu->close();
        emit renamed(number, name->text().trimmed());
    });
    QMenu* colours = menu->addMenu(tr("&Colour"));
    for (int colour = 0; colour < pinColours; ++colour) {
        QAction* action = colours->addAction(tr("Colour %1").arg(colour + 1));
        action->setCheckable(true);
        action->setChecked(colour == kept_[static_cast<std::size_t>(number)].colour);
        action->setData(colour);
        connect(action, &QAction::triggered, this, [this, number, colour] { emit recoloured(number, colour); });
    }
    const auto add = [&](const QString& text, const char* object, const auto& act) {
        QAction* action = menu->addAction(text);
        action->setObjectName(QLatin1String(object));
        connect(action, &QAction::triggered, this, act);
    };
    add(tr("&Set what it was made with"), "takePinned", [this, number] { emit taken(number); });
    add(tr("&Remove"), "removePinned", [this, number] { emit removed(number); });
}

void CurveBar::tint()
{
    const Theme& theme = themeFor(palette());
    for (std::size_t number = 0; number < chips_.size(); ++number) {
        chips_[number]->setIcon(swatch(theme, kept_[number].colour));
        for (QAction* each : chips_[number]->menu()->actions())
            if (QMenu* colours = each->menu())
                for (QAction* colour : colours->actions())
                    colour->setIcon(swatch(theme, colour->data().toInt()));
    }
}

void CurveBar::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        tint();
}

} // namespace termscope
