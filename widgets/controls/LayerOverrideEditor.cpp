#include "widgets/controls/LayerOverrideEditor.h"

#include "widgets/controls/ChoiceBox.h"
#include "widgets/language/SymbolText.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>

namespace termscope {
namespace {

using Member = std::optional<int> LayerOverride::*;

struct Field {
    const char* objectName;
    const char* name;
    const char* tip;
    std::string_view key; ///< of settingsTable()
    Member member;
};

constexpr std::array<Field, 5> fields{{
    {"ownWeightBits", QT_TRANSLATE_NOOP("termscope::LayerOverrideEditor", "b_w"),
     QT_TRANSLATE_NOOP("termscope::LayerOverrideEditor", "Bits of the layer's weights"), "weight_bits",
     &LayerOverride::weightBits},
    {"ownDataBits", QT_TRANSLATE_NOOP("termscope::LayerOverrideEditor", "b_d"),
     QT_TRANSLATE_NOOP("termscope::LayerOverrideEditor", "Bits of the data that enter the layer"), "data_bits",
     &LayerOverride::dataBits},
    {"ownGroupSize", QT_TRANSLATE_NOOP("termscope::LayerOverrideEditor", "g"),
     QT_TRANSLATE_NOOP("termscope::LayerOverrideEditor", "Group size of the layer"), "group_size",
     &LayerOverride::groupSize},
    {"ownBudget", QT_TRANSLATE_NOOP("termscope::LayerOverrideEditor", "k"),
     QT_TRANSLATE_NOOP("termscope::LayerOverrideEditor", "Term budget of the layer's groups"), "budget",
     &LayerOverride::budget},
    {"ownDataTerms", QT_TRANSLATE_NOOP("termscope::LayerOverrideEditor", "s"),
     QT_TRANSLATE_NOOP("termscope::LayerOverrideEditor", "Terms kept of the data; 0 keeps all"), "data_terms",
     &LayerOverride::dataTerms},
}};

constexpr std::array<std::optional<Method>, 4> methods{std::nullopt, Method::Float, Method::Quantized,
                                                       Method::Revealed};

} // namespace

LayerOverrideEditor::LayerOverrideEditor(QWidget* parent)
    : QWidget(parent), title_(new QLabel), method_(new ChoiceBox), reset_(new QPushButton(tr("Reset layer")))
{
    setAccessibleName(tr("Settings of the chosen layer"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(4, 2, 4, 2);
    title_->setObjectName(QStringLiteral("ownTitle"));
    layout->addWidget(title_);
    method_->setObjectName(QStringLiteral("ownMethod"));
    method_->addItems({tr("by default"), tr("float"), tr("QT"), tr("TR")});
    method_->setToolTip(tr(
        "By default first and depthwise convolutions and layers with few inputs stay at QT, all others are revealed"));
    method_->setAccessibleName(tr("How the layer runs"));
    layout->addWidget(method_);
    connect(method_, &QComboBox::activated, this, &LayerOverrideEditor::changed);
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const SettingInfo& info = *findSetting(fields[i].key);
        auto* name = new QLabel(symbolText(tr(fields[i].name)));
        spins_[i] = addSpin(tr(fields[i].name), tr(fields[i].tip), info.minimum - 1, info.maximum);
        spins_[i]->setObjectName(QString::fromLatin1(fields[i].objectName));
        name->setBuddy(spins_[i]);
        layout->addWidget(name);
        layout->addWidget(spins_[i]);
    }
    reset_->setObjectName(QStringLiteral("resetLayer"));
    reset_->setToolTip(tr("Take away the layer's own settings; can be undone"));
    layout->addWidget(reset_);
    layout->addStretch(1);
    connect(reset_, &QPushButton::clicked, this, [this] { emit edited({}); });
    setLayer({}, {}, {});
}

QSpinBox* LayerOverrideEditor::addSpin(const QString& name, const QString& tip, int minimum, int maximum)
{
    auto* spin = new QSpinBox;
    spin->setRange(minimum, maximum);
    spin->setToolTip(tip);
    spin->setAccessibleName(tr("The layer's own %1").arg(name));
    spin->setKeyboardTracking(false);
    connect(spin, &QSpinBox::valueChanged, this, &LayerOverrideEditor::changed);
    return spin;
}

void LayerOverrideEditor::setLayer(const QString& title, const LayerOverride& own, const Settings& effective)
{
    title_->setText(title.isEmpty() ? tr("No layer") : tr("%1:").arg(title));
    effective_ = effective;
    show(own);
    setEnabled(!title.isEmpty());
}

void LayerOverrideEditor::show(const LayerOverride& own)
{
    for (std::size_t i = 0; i < methods.size(); ++i)
        if (methods[i] == own.method)
            method_->setCurrentIndex(static_cast<int>(i));
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const QSignalBlocker quiet(spins_[i]);
        const SettingInfo& info = *findSetting(fields[i].key);
        spins_[i]->setMaximum(fields[i].member == &LayerOverride::budget
                                  ? maximumBudget(own.groupSize.value_or(effective_.groupSize))
                                  : info.maximum);
        spins_[i]->setSpecialValueText(tr("(%1)").arg(info.get(effective_)));
        spins_[i]->setValue((own.*fields[i].member).value_or(spins_[i]->minimum()));
        spins_[i]->setEnabled(own.method != Method::Float && !(info.ofRevealing && own.method == Method::Quantized));
    }
    reset_->setEnabled(own != LayerOverride{});
}

/// What the controls say, made legal: float has nothing beside it, QT no terms, and k no more than a group may have.
LayerOverride LayerOverrideEditor::read() const
{
    LayerOverride own;
    own.method = methods[static_cast<std::size_t>(method_->currentIndex())];
    if (own.method == Method::Float)
        return own;
    for (std::size_t i = 0; i < fields.size(); ++i)
        if (spins_[i]->value() > spins_[i]->minimum()
            && !(findSetting(fields[i].key)->ofRevealing && own.method == Method::Quantized))
            own.*fields[i].member = spins_[i]->value();
    if (own.budget)
        own.budget = std::min(*own.budget, maximumBudget(own.groupSize.value_or(effective_.groupSize)));
    return own;
}

void LayerOverrideEditor::changed()
{
    emit edited(read());
}

void LayerOverrideEditor::beginEditing()
{
    method_->setFocus(Qt::OtherFocusReason);
}

} // namespace termscope
