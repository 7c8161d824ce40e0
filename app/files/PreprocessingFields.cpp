#include "app/files/PreprocessingFields.h"

#include "widgets/language/Translated.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QSpinBox>

namespace termscope {
namespace {

QString presetName(std::string_view words)
{
    return QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size()));
}

/// What a preset does and whose networks want it.
QString explanationOf(const QString& preset)
{
    if (preset == QLatin1String("torchvision"))
        return tr(
            "ImageNet networks of PyTorch: the shorter side to 256 pixels, the middle 224×224, 0 to 1, each colour "
            "less its mean over its deviation.");
    if (preset == QLatin1String("keras"))
        return tr(
            "ImageNet networks of Keras and TensorFlow: the shorter side to 256 pixels, the middle 224×224, −1 to "
            "1.");
    if (preset == QLatin1String("cifar"))
        return tr(
            "Networks trained on CIFAR: the size as it is, 0 to 1, each colour less its mean over its deviation.");
    if (preset == QLatin1String("mnist"))
        return tr("Networks trained on MNIST by PyTorch's example: grey, 0 to 1, less the mean over the deviation.");
    return tr("The size as it is, pixels 0 to 255 become 0 to 1, nothing else.");
}

/// The text of the three numbers for parsePreprocessing; what separates them may be blanks, commas or slashes.
QString slashed(const QString& typed)
{
    static const QRegularExpression between(QStringLiteral("[\\s/;]+|,\\s+"));
    QStringList numbers = typed.trimmed().split(between, Qt::SkipEmptyParts);
    for (QString& number : numbers)
        number.replace(u',', u'.').replace(QChar(0x2212), u'-');
    return numbers.join(u'/');
}

QSpinBox* newPixels(const QString& special)
{
    auto* pixels = new QSpinBox;
    pixels->setRange(0, 4096);
    pixels->setSpecialValueText(special);
    pixels->setKeyboardTracking(false);
    return pixels;
}

} // namespace

QString coloursText(const std::array<float, 3>& values)
{
    QStringList numbers;
    for (const float value : values)
        numbers << QString::number(static_cast<double>(value), 'g', 6);
    return values[0] == values[1] && values[0] == values[2] ? numbers.front() : numbers.join(u' ');
}

PreprocessingFields::PreprocessingFields(QWidget* parent)
    : QWidget(parent), preset_(new QComboBox), explanation_(new QLabel), resize_(newPixels(tr("as it is"))),
      crop_(newPixels(tr("all of it"))), channels_(new QComboBox), scale_(new QDoubleSpinBox), mean_(new QLineEdit),
      deviation_(new QLineEdit), layout_(new QComboBox), stored_(new QComboBox)
{
    for (const std::string_view preset : preprocessingPresets())
        preset_->addItem(presetName(preset));
    channels_->addItems({tr("as stored"), tr("colour: red, green, blue"), tr("colour: blue, green, red"), tr("grey")});
    scale_->setRange(0.001, 1e6);
    scale_->setDecimals(3);
    scale_->setKeyboardTracking(false);
    layout_->addItems({tr("as the network takes it"), tr("channel by channel (NCHW)"), tr("pixel by pixel (NHWC)")});
    stored_->addItems({tr("found out"), tr("channel by channel"), tr("pixel by pixel")});
    explanation_->setWordWrap(true);
    explanation_->setObjectName(QStringLiteral("explanation"));
    const std::pair<QWidget*, const char*> names[] = {
        {preset_, "preset"}, {resize_, "resize"}, {crop_, "crop"},     {channels_, "channels"}, {scale_, "scale"},
        {mean_, "mean"},     {deviation_, "std"}, {layout_, "layout"}, {stored_, "stored"}};
    for (const auto& [field, name] : names)
        field->setObjectName(QLatin1String(name));
    mean_->setToolTip(tr("One number, or those of red, green and blue"));
    deviation_->setToolTip(mean_->toolTip());
    stored_->setToolTip(tr("The order in which an array of four axes holds the images"));
    scale_->setToolTip(tr("What pixels of 0 to 255 are divided by"));

    auto* form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    const auto pair = [&](const QString& title, QWidget* first, const QString& between, QWidget* second) {
        auto* row = new QHBoxLayout;
        auto* label = new QLabel(between);
        label->setBuddy(second);
        row->addWidget(first, 1);
        row->addWidget(label);
        row->addWidget(second, 1);
        auto* heading = new QLabel(title);
        heading->setBuddy(first);
        form->addRow(heading, row);
    };
    form->addRow(tr("&Preprocessing"), preset_);
    form->addRow(explanation_);
    pair(tr("Shorter &side to"), resize_, tr("&middle"), crop_);
    pair(tr("C&hannels"), channels_, tr("&divided by"), scale_);
    pair(tr("M&ean"), mean_, tr("de&viation"), deviation_);
    pair(tr("La&yout"), layout_, tr("sto&red"), stored_);

    connect(preset_, &QComboBox::currentIndexChanged, this, &PreprocessingFields::takePreset);
    const auto tell = [this] {
        if (!showing_)
            emit changed();
    };
    for (QComboBox* choice : {channels_, layout_, stored_})
        connect(choice, &QComboBox::currentIndexChanged, this, tell);
    for (QSpinBox* pixels : {resize_, crop_})
        connect(pixels, &QSpinBox::valueChanged, this, tell);
    connect(scale_, &QDoubleSpinBox::valueChanged, this, tell);
    for (QLineEdit* numbers : {mean_, deviation_})
        connect(numbers, &QLineEdit::textChanged, this, tell);
    setWords({});
}

void PreprocessingFields::setWords(const QString& words)
{
    const Result<Preprocessing> parsed = parsePreprocessing(words.isEmpty() ? "raw" : words.toStdString());
    const Preprocessing shown = parsed.value_or(Preprocessing{});
    const bool before = std::exchange(showing_, true);
    preset_->setCurrentText(presetName(shown.preset));
    fill(shown);
    layout_->setCurrentIndex(!words.contains(QLatin1String("layout=")) ? 0 : 1 + static_cast<int>(shown.layout));
    showing_ = before;
    emit changed();
}

void PreprocessingFields::takePreset()
{
    explanation_->setText(explanationOf(preset_->currentText()));
    if (showing_)
        return;
    showing_ = true;
    fill(parsePreprocessing(preset_->currentText().toStdString()).value_or(Preprocessing{}));
    showing_ = false;
    emit changed();
}

/// All fields but the layout, which the network decides unless it is given.
void PreprocessingFields::fill(const Preprocessing& preprocessing)
{
    explanation_->setText(explanationOf(preset_->currentText()));
    resize_->setValue(preprocessing.resize);
    crop_->setValue(preprocessing.crop);
    channels_->setCurrentIndex(static_cast<int>(preprocessing.channels));
    scale_->setValue(static_cast<double>(preprocessing.scale));
    mean_->setText(coloursText(preprocessing.mean));
    deviation_->setText(coloursText(preprocessing.deviation));
    stored_->setCurrentIndex(preprocessing.stored ? 1 + static_cast<int>(*preprocessing.stored) : 0);
}

Result<QString> PreprocessingFields::words() const
{
    Result<Preprocessing> made = parsePreprocessing(preset_->currentText().toStdString());
    const QString numbers =
        QStringLiteral("raw:mean=%1,std=%2").arg(slashed(mean_->text()), slashed(deviation_->text()));
    const Result<Preprocessing> colours = parsePreprocessing(numbers.toStdString());
    if (!made || !colours)
        return tl::unexpected(!made ? made.error() : colours.error());
    made->resize = resize_->value();
    made->crop = crop_->value();
    made->channels = static_cast<Channels>(channels_->currentIndex());
    made->scale = static_cast<float>(scale_->value());
    made->mean = colours->mean;
    made->deviation = colours->deviation;
    made->layout = parsePreprocessing(made->preset)->layout;
    made->stored = stored_->currentIndex() == 0 ? std::nullopt
                                                : std::optional(static_cast<Layout>(stored_->currentIndex() - 1));
    QString words = QString::fromStdString(toText(*made));
    if (layout_->currentIndex() > 0) {
        words += words.contains(u':') ? u',' : u':';
        words += QStringLiteral("layout=") + presetName(nameOf(static_cast<Layout>(layout_->currentIndex() - 1)));
    }
    return words;
}

} // namespace termscope
