#include "widgets/controls/SettingsStrip.h"

#include "core/settings/Advice.h"
#include "core/settings/ProvisionedPairs.h"
#include "widgets/controls/ColumnScroll.h"
#include "widgets/controls/SettingControl.h"
#include "widgets/language/Numbers.h"
#include "widgets/language/Translated.h"

#include <QEvent>
#include <QFrame>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace termscope {
namespace {

/// What an array for 8-bit quantization reserves for every product.
double pairsOf8BitQuantization()
{
    Settings settings;
    settings.weightBits = settings.dataBits = 8;
    return provisionedPairs(Method::Quantized, settings);
}

/// These have a slider over the whole width: they are what a user plays with.
constexpr std::array<std::string_view, 3> wideSettings{"group_size", "budget", "data_terms"};

QLabel* headingLabel(const QString& text)
{
    auto* label = new QLabel(text);
    QFont font = label->font();
    font.setBold(true);
    label->setFont(font);
    return label;
}

QString figureText(double value)
{
    return numberText(value, 'f', value < 10.0 ? 2 : 1);
}

QString accuracyText(const AccuracyFigure& accuracy)
{
    if (!accuracy.interval)
        return SettingsStrip::tr("%1 % exact").arg(numberText(accuracy.top1, 'f', 2));
    return SettingsStrip::tr("%1 % (%2…%3)")
        .arg(numberText(accuracy.top1, 'f', 1))
        .arg(numberText(accuracy.interval->low, 'f', 1))
        .arg(numberText(accuracy.interval->high, 'f', 1));
}

} // namespace

SettingsStrip::SettingsStrip(QWidget* parent) : QWidget(parent)
{
    setAccessibleName(tr("Settings"));
    auto* content = new QWidget;
    body_ = new QBoxLayout(QBoxLayout::TopToBottom, content);
    body_->setContentsMargins(8, 6, 8, 6);
    body_->setSpacing(3);
    auto* groups = new QVBoxLayout;
    groups->setSpacing(3);
    body_->addLayout(groups);
    hint_ = new QLabel;
    hint_->setObjectName(QStringLiteral("layerHint"));
    hint_->setAccessibleName(tr("Settings of the chosen layer"));
    hint_->setWordWrap(true);
    hint_->setTextFormat(Qt::RichText);
    hint_->setFrameShape(QFrame::StyledPanel);
    hint_->setMargin(4);
    hint_->hide();
    connect(hint_, &QLabel::linkActivated, this, [this](const QString& link) {
        if (link == QLatin1String("edit"))
            emit editLayerRequested();
        else
            emit resetLayerRequested();
    });
    addGroup(groups, tr("Weights"), {"weight_bits", "encoding", "group_size", "budget", "per_channel"});
    addGroup(groups, tr("Data"), {"data_bits", "data_terms"});
    addGroup(groups, tr("Quantization"),
             {"quantizer", "calibration", "calibration_samples", "fold_normalization", "source", "attention"});
    given_ = new QLabel;
    given_->setObjectName(QStringLiteral("given"));
    given_->setAccessibleName(tr("What the file decides"));
    given_->setWordWrap(true);
    groups->addWidget(given_);
    addGroup(groups, tr("More"), keysWithoutControl());
    alignLabels();
    auto* figures = new QVBoxLayout;
    figures->setSpacing(3);
    body_->addLayout(figures);
    addSummary(figures);
    advice_ = new QLabel;
    advice_->setObjectName(QStringLiteral("advice"));
    advice_->setAccessibleName(tr("Advice"));
    advice_->setWordWrap(true);
    advice_->setFrameShape(QFrame::StyledPanel);
    advice_->setMargin(4);
    advice_->hide();
    figures->addSpacing(8);
    figures->addWidget(advice_);
    body_->addStretch(1);

    scroll_ = new ColumnScroll(content);
    // Its figures change: the strip must not twitch with them.
    scroll_->setLeastWidth(280);

    resetAll_ = new QPushButton(tr("Reset all settings"));
    resetAll_->setObjectName(QStringLiteral("resetAll"));
    resetAll_->setToolTip(tr("Back to the defaults of every setting; can be undone"));
    connect(resetAll_, &QPushButton::clicked, this, &SettingsStrip::resetAllRequested);
    auto* bottom = new QVBoxLayout;
    bottom->setContentsMargins(8, 0, 8, 6);
    bottom->addWidget(hint_); // below all: what comes and goes must not push the controls
    bottom->addWidget(resetAll_);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(scroll_, 1);
    layout->addLayout(bottom);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    setSettings(Settings{});
    setGiven(std::nullopt);
    setAttention(false);
    setWork(std::nullopt, std::nullopt);
    setAccuracy(std::nullopt);
}

void SettingsStrip::addGroup(QBoxLayout* layout, const QString& title, const std::vector<std::string_view>& keys)
{
    if (keys.empty())
        return;
    if (layout->count() > 0)
        layout->addSpacing(8);
    layout->addWidget(headings_.emplace_back(headingLabel(title)));
    for (const std::string_view key : keys) {
        const SettingInfo* info = findSetting(key);
        if (!info)
            continue;
        const bool wide = std::ranges::find(wideSettings, key) != wideSettings.end();
        auto* control = new SettingControl(*info, wide ? SettingControl::Style::Wide : SettingControl::Style::Compact);
        connect(control, &SettingControl::valueEdited, this, &SettingsStrip::settingEdited);
        layout->addWidget(control);
        controls_.push_back(control);
    }
}

/// Rows of the table that no group names: a new setting shows up without a change here.
std::vector<std::string_view> SettingsStrip::keysWithoutControl() const
{
    std::vector<std::string_view> keys;
    for (const SettingInfo& info : settingsTable())
        if (std::ranges::none_of(controls_, [&](const SettingControl* each) { return &each->info() == &info; }))
            keys.push_back(info.key);
    return keys;
}

void SettingsStrip::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    // The labels have their new font after this.
    if (event->type() == QEvent::FontChange)
        QMetaObject::invokeMethod(this, &SettingsStrip::alignLabels, Qt::QueuedConnection);
}

void SettingsStrip::alignLabels()
{
    int width = 0;
    for (const SettingControl* control : controls_)
        if (control->info().key != "calibration_samples")
            width = std::max(width, control->labelWidth());
    for (SettingControl* control : controls_)
        control->setLabelWidth(width);
}

QLabel* SettingsStrip::addFigure(QGridLayout* grid, const QString& name, const QString& tip)
{
    const int row = grid->rowCount();
    auto* title = new QLabel(name);
    auto* value = new QLabel;
    value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    value->setAccessibleName(title->text());
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    title->setToolTip(tip);
    value->setToolTip(tip);
    grid->addWidget(title, row, 0);
    grid->addWidget(value, row, 1);
    figureRows_.emplace_back(title, value);
    return value;
}

void SettingsStrip::addSummary(QBoxLayout* layout)
{
    layout->addSpacing(8);
    layout->addWidget(headings_.emplace_back(headingLabel(tr("Term pairs per multiply-accumulate"))));
    auto* grid = new QGridLayout;
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setVerticalSpacing(2);
    grid->setColumnStretch(1, 1);
    alpha_ = addFigure(grid, tr("α = k / g"), tr("Average number of terms that a weight may keep"));
    provisioned_ = addFigure(grid, tr("Provisioned"),
                             tr("What hardware must reserve: s·k/g, never more than quantization's"));
    measured_ = addFigure(grid, tr("Measured"), tr("Mean over all products of terms(weight) · terms(data)"));
    reduction_ = addFigure(grid, tr("Against 8-bit QT"), tr("8-bit quantization provisions 7 · 7 = 49 pairs"));
    againstGiven_ = addFigure(grid, tr("Against given"), tr("What the file's own integers provision"));
    accuracy_ = addFigure(grid, tr("Top-1 accuracy"), tr("Share of images whose best class is the label"));
    accuracyTitle_ = qobject_cast<QLabel*>(grid->itemAtPosition(grid->rowCount() - 1, 0)->widget());
    alpha_->setObjectName(QStringLiteral("alpha"));
    provisioned_->setObjectName(QStringLiteral("provisioned"));
    measured_->setObjectName(QStringLiteral("measured"));
    reduction_->setObjectName(QStringLiteral("reduction"));
    accuracy_->setObjectName(QStringLiteral("accuracy"));
    QFont bold = accuracy_->font();
    bold.setBold(true);
    accuracy_->setFont(bold);
    reduction_->setFont(bold);
    againstGiven_->setFont(bold);
    againstGiven_->setObjectName(QStringLiteral("againstGiven"));
    layout->addLayout(grid);
}

void SettingsStrip::setSettings(const Settings& settings)
{
    for (SettingControl* control : controls_)
        control->setSettings(settings);
    source_ = settings.source;
    showGiven();
    alpha_->setText(numberText(settings.alpha(), 'f', 2));
    QStringList sentences;
    for (const Message& sentence : advice(settings))
        sentences += translated(sentence);
    advice_->setText(sentences.join(QLatin1Char('\n')));
    advice_->setVisible(!sentences.isEmpty());
    resetAll_->setEnabled(!(settings == Settings{}));
}

void SettingsStrip::setLayerHint(const QString& layer, const QString& own)
{
    hint_->setVisible(!layer.isEmpty());
    hint_->setText(tr("<b>%1</b> has settings of its own: %2. <a href=\"edit\">Edit</a> · <a href=\"reset\">Reset</a>")
                       .arg(layer.toHtmlEscaped(), own.toHtmlEscaped()));
}

void SettingsStrip::setWork(std::optional<double> provisioned, std::optional<double> measured)
{
    const QString unknown = QStringLiteral("–");
    provisioned_->setText(provisioned ? figureText(*provisioned) : unknown);
    measured_->setText(measured ? figureText(*measured) : unknown);
    pairs_ = provisioned;
    showRatios();
}

void SettingsStrip::showRatios()
{
    const auto against = [this](double reference) {
        if (!pairs_ || *pairs_ <= 0.0)
            return QStringLiteral("–");
        const double factor = reference / *pairs_;
        if (std::abs(factor - 1.0) < 0.005)
            return tr("the same");
        return factor > 1.0 ? tr("%1× fewer").arg(numberText(factor, 'f', 1))
                            : tr("%1× more").arg(numberText(1.0 / factor, 'f', 1));
    };
    reduction_->setText(against(pairsOf8BitQuantization()));
    const bool runs = givenFigure_ && givenFigure_->provisioned;
    againstGiven_->setText(runs ? against(*givenFigure_->provisioned) : QString());
}

void SettingsStrip::setGiven(const std::optional<GivenFigure>& given)
{
    givenFigure_ = given;
    showRows();
    showGiven();
    showRatios();
}

void SettingsStrip::setAttention(bool there)
{
    attention_ = there;
    showControls();
}

void SettingsStrip::fold(const QStringList& keys)
{
    if (std::exchange(folded_, keys) == keys)
        return;
    const bool row = isFolded();
    body_->setDirection(row ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    body_->setSpacing(row ? 24 : 3);
    body_->setStretch(0, row ? 1 : 0);
    body_->setStretch(2, row ? 0 : 1); // of what is below the figures
    scroll_->setRow(row);
    setSizePolicy(row ? QSizePolicy::Expanding : QSizePolicy::Fixed, row ? QSizePolicy::Fixed : QSizePolicy::Expanding);
    for (QLabel* heading : headings_)
        heading->setVisible(!row);
    resetAll_->setVisible(!row);
    showControls();
    showRows();
}

void SettingsStrip::showRows()
{
    for (const auto& [title, value] : figureRows_) {
        const bool there = value != againstGiven_ || (givenFigure_ && givenFigure_->provisioned);
        const bool shown = there && (!isFolded() || value == provisioned_ || value == accuracy_);
        title->setVisible(shown);
        value->setVisible(shown);
    }
}

/// The control of the source is there where the file has integers, that of attention where there is any.
void SettingsStrip::showControls()
{
    for (SettingControl* each : controls_) {
        const QString key = each->objectName();
        const bool there = key == QLatin1String("attention") ? attention_
                           : key == QLatin1String("source")  ? givenFigure_ || source_ != Source::Given
                                                             : true;
        each->setVisible(there && (!isFolded() || folded_.contains(key)));
    }
    given_->setVisible(givenFigure_ && source_ == Source::Given && !isFolded());
}

/// Where the file quantizes data too, the settings that it decides rest.
void SettingsStrip::showGiven()
{
    constexpr std::array decided{"weight_bits", "per_channel", "data_bits",
                                 "quantizer",   "calibration", "calibration_samples"};
    const bool given = givenFigure_ && source_ == Source::Given;
    const bool holds = given && givenFigure_->provisioned;
    for (const char* const key : decided)
        if (SettingControl* const each = control(QString::fromLatin1(key)))
            each->setEnabled(!holds);
    showControls();
    given_->setText(
        holds ? tr("As the file has it: %1. Bits, weight scale, quantizer and calibration are its own.")
                    .arg(givenFigure_->words)
        : given ? tr("Weights are as the file has them: %1. What it keeps as floats, and data, are quantized as set.")
                      .arg(givenFigure_->words)
                : QString());
}

void SettingsStrip::setScore(const QString& title, const QString& text, const QString& tip)
{
    accuracyTitle_->setText(title);
    accuracy_->setAccessibleName(title);
    // A sentence that says why there is no figure must not widen the strip.
    accuracy_->setWordWrap(text == tip);
    accuracy_->setText(text.isEmpty() ? QStringLiteral("–") : text);
    accuracy_->setToolTip(tip);
}

void SettingsStrip::setAccuracy(const std::optional<AccuracyFigure>& accuracy, const QString& reason)
{
    if (accuracy && !accuracy->hasClasses) {
        accuracyTitle_->setToolTip(tr("The data have no labels and the outputs are values: their signal-to-noise ratio "
                                      "against those of the float network"));
        return setScore(tr("SQNR of the outputs"), tr("%1 dB").arg(numberText(accuracy->sqnr.value_or(0.0), 'f', 1)),
                        (accuracy->ofImages ? tr("From %1 of %2 images") : tr("From %1 of %2 samples"))
                            .arg(countText(accuracy->evaluated), countText(accuracy->total)));
    }
    const bool byFloat = accuracy && accuracy->sqnr;
    const QString title = byFloat ? tr("Agreement with float") : tr("Top-1 accuracy");
    const bool ofImages = !accuracy || accuracy->ofImages;
    if (ofImages)
        accuracyTitle_->setToolTip(byFloat ? tr("The images have no labels: share of those whose best class is that of "
                                                "the float network, and the signal-to-noise ratio of the outputs "
                                                "against its own")
                                           : tr("Share of images whose best class is the label"));
    else
        accuracyTitle_->setToolTip(byFloat ? tr("The samples have no labels: share of those whose best class is that "
                                                "of the float network, and the signal-to-noise ratio of the outputs "
                                                "against its own")
                                           : tr("Share of samples, or of their places, whose best class is the label"));
    if (!accuracy)
        return setScore(title, reason, reason);
    QString figure = accuracyText(*accuracy);
    if (byFloat)
        figure += tr(", %1 dB").arg(numberText(*accuracy->sqnr, 'f', 1));
    const QString total = countText(accuracy->total);
    if (accuracy->interval)
        return setScore(title, figure,
                        (ofImages ? tr("Estimate from the first %1 of %2 images, with its 95 % interval")
                                  : tr("Estimate from the first %1 of %2 samples, with its 95 % interval"))
                            .arg(countText(accuracy->evaluated), total));
    setScore(title, figure, (ofImages ? tr("All %1 images") : tr("All %1 samples")).arg(total));
}

void SettingsStrip::setPerplexity(const std::optional<PerplexityFigure>& perplexity, const QString& reason)
{
    const QString title = tr("Perplexity");
    accuracyTitle_->setToolTip(tr("How many words the next one seems to be drawn from; less is better"));
    if (!perplexity)
        return setScore(title, reason, reason);
    const bool exact = perplexity->predicted == perplexity->total;
    const auto figure = [](double value) { return numberText(value, 'f', 1); };
    setScore(title,
             exact ? tr("%1 exact").arg(figure(perplexity->perplexity))
                   : tr("%1 (%2…%3)")
                         .arg(figure(perplexity->perplexity), figure(perplexity->interval.low),
                              figure(perplexity->interval.high)),
             tr("From %1 of %2 tokens, with 95 % confidence between %3 and %4")
                 .arg(countText(perplexity->predicted))
                 .arg(countText(perplexity->total))
                 .arg(figure(perplexity->interval.low), figure(perplexity->interval.high)));
}

std::vector<std::pair<QString, QString>> SettingsStrip::figures() const
{
    std::vector<std::pair<QString, QString>> figures;
    for (const QLabel* label : {alpha_, provisioned_, measured_, reduction_, accuracy_})
        figures.emplace_back(label->accessibleName(), label->text());
    if (givenFigure_ && givenFigure_->provisioned)
        figures.emplace(figures.end() - 1, againstGiven_->accessibleName(), againstGiven_->text());
    return figures;
}

SettingControl* SettingsStrip::control(const QString& key) const
{
    const auto found = std::ranges::find_if(controls_, [&](const SettingControl* each) { return each->key() == key; });
    return found == controls_.end() ? nullptr : *found;
}

QSize SettingsStrip::sizeHint() const
{
    return isFolded() ? minimumSizeHint() : QSize(std::max(300, minimumSizeHint().width()), 700);
}

} // namespace termscope
