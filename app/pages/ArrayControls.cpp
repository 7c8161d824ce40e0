#include "app/pages/ArrayControls.h"

#include "widgets/controls/ChoiceBox.h"
#include "widgets/language/Translated.h"

#include <QFormLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>

namespace termscope {
namespace {

QString fromView(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// Fields that belong to a layer's product, and those of a typed one.
bool isOfLayer(std::string_view key)
{
    return key == "array_samples";
}

bool isOfTyped(std::string_view key)
{
    return key == "array_m" || key == "array_k" || key == "array_n";
}

} // namespace

ArrayControls::ArrayControls(Session& session, QWidget* parent)
    : QWidget(parent), session_(session), form_(new QFormLayout(this)), layer_(new QComboBox)
{
    form_->setContentsMargins(0, 0, 0, 0);
    form_->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form_->setVerticalSpacing(4);
    layer_->setAccessibleName(tr("Layer"));
    layer_->setToolTip(tr("Layer that the arrays compute"));
    layer_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    layer_->setMinimumContentsLength(6);
    for (const ArrayField& field : arrayFields()) {
        QWidget* control = makeControl(field);
        controls_[field.key] = control;
        form_->addRow(translated(field.title), control);
        if (field.key == "array_product")
            form_->addRow(tr("Layer"), layer_);
    }
    connect(layer_, &QComboBox::activated, &session_, &Session::chooseLayer);
    connect(&session_, &Session::filesChanged, this, &ArrayControls::showLayers);
    connect(&session_, &Session::layerChanged, this, &ArrayControls::showChoice);
    connect(&session_, &Session::arrayChanged, this, &ArrayControls::showChoice);
    showLayers();
}

QWidget* ArrayControls::makeControl(const ArrayField& field)
{
    QWidget* control = nullptr;
    if (field.isNumber()) {
        auto* box = new QSpinBox;
        box->setRange(field.minimum, field.maximum);
        box->setKeyboardTracking(false);
        connect(box, &QSpinBox::valueChanged, this,
                [this, key = field.key](int value) { session_.changeArray(key, value); });
        control = box;
    } else {
        auto* box = new ChoiceBox;
        for (const FieldChoice& choice : field.choices)
            box->addItem(translated(choice.title));
        connect(box, &QComboBox::activated, this,
                [this, key = field.key](int value) { session_.changeArray(key, value); });
        control = box;
    }
    control->setObjectName(fromView(field.key));
    control->setAccessibleName(translated(field.title));
    control->setToolTip(translated(field.help));
    control->setWhatsThis(translated(field.help));
    return control;
}

void ArrayControls::showLayers()
{
    {
        const QSignalBlocker quiet(layer_);
        layer_->clear();
        if (session_.network())
            for (const WeightLayer& layer : session_.network()->layers)
                layer_->addItem(QString::fromStdString(layer.name));
    }
    showChoice();
}

void ArrayControls::showChoice()
{
    const ArrayChoice& choice = session_.view().array;
    const QSignalBlocker quietLayer(layer_);
    layer_->setCurrentIndex(session_.view().layer);
    const auto setRowShown = [this](QWidget* control, bool shown) {
        control->setVisible(shown);
        form_->labelForField(control)->setVisible(shown);
    };
    setRowShown(layer_, !choice.typed);
    for (const ArrayField& field : arrayFields()) {
        QWidget* const control = controls_[field.key];
        const QSignalBlocker quiet(control);
        if (auto* number = qobject_cast<QSpinBox*>(control))
            number->setValue(field.get(choice));
        else
            static_cast<QComboBox*>(control)->setCurrentIndex(field.get(choice));
        if (isOfLayer(field.key) || isOfTyped(field.key))
            setRowShown(control, choice.typed == isOfTyped(field.key));
    }
    const bool parallel = choice.rival == Rival::Parallel;
    controls_["array_drain"]->setEnabled(parallel && choice.dataflow == Dataflow::OutputStationary);
}

} // namespace termscope
