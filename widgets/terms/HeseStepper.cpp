#include "widgets/terms/HeseStepper.h"

#include "widgets/terms/StepPlayer.h"
#include "widgets/terms/TermText.h"
#include "widgets/theme/FocusFrame.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QVBoxLayout>

#include <cstdlib>

namespace termscope {

/// Where the bits are drawn.
class HeseStepper::Canvas : public QWidget {
public:
    explicit Canvas(const HesePicture& picture) : picture_(picture)
    {
        setFocusPolicy(Qt::StrongFocus);
        setBackgroundRole(QPalette::Base);
        setAutoFillBackground(true);
        setAccessibleName(HeseStepper::tr("HESE window"));
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }

    QSize sizeHint() const override { return {480, static_cast<int>(heseHeight(font()))}; }
    QSize minimumSizeHint() const override { return {300, static_cast<int>(heseHeight(font()))}; }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const TermColours colours = TermColours::from(palette());
        paintHese(painter, picture_, QRectF(rect()), colours, font());
        if (hasFocus())
            paintFocusFrame(painter, rect(), themeFor(palette()));
    }
    void mousePressEvent(QMouseEvent*) override { setFocus(Qt::MouseFocusReason); }

private:
    const HesePicture& picture_;
};

namespace {

constexpr int textFlags = Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap;

QLabel* formulaLabel(const QString& accessibleName)
{
    auto* label = new QLabel;
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setWordWrap(true);
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    label->setAccessibleName(accessibleName);
    return label;
}

QString formula(std::int64_t value, std::span<const Term> terms)
{
    const auto count = static_cast<int>(terms.size());
    return HeseStepper::tr("%1 = %2   (%3)")
        .arg(integerText(value), termsText(terms),
             count == 1 ? HeseStepper::tr("1 term") : HeseStepper::tr("%1 terms").arg(count));
}

} // namespace

HeseStepper::HeseStepper(QWidget* parent) : ExportableView(tr("HESE step by step"), parent)
{
    build();
    retint();
    setNumber(27);
}

void HeseStepper::build()
{
    input_ = new QLineEdit;
    input_->setObjectName(QStringLiteral("number"));
    input_->setAccessibleName(tr("Number"));
    input_->setToolTip(tr("Any integer from −2147483647 to 2147483647"));
    message_ = new QLabel;
    message_->setObjectName(QStringLiteral("message"));
    message_->setWordWrap(true);
    canvas_ = new Canvas(picture_);
    canvas_->setObjectName(QStringLiteral("canvas"));
    rule_ = new QLabel;
    rule_->setObjectName(QStringLiteral("rule"));
    rule_->setWordWrap(true);
    rule_->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    hese_ = formulaLabel(tr("HESE"));
    hese_->setObjectName(QStringLiteral("hese"));
    binary_ = formulaLabel(tr("Binary"));
    binary_->setObjectName(QStringLiteral("binary"));
    booth_ = formulaLabel(tr("Booth radix-4"));
    booth_->setObjectName(QStringLiteral("booth"));
    player_ = new StepPlayer;
    player_->waitWhileOver(canvas_);

    auto* top = new QHBoxLayout;
    auto* label = new QLabel(tr("&Number"));
    label->setBuddy(input_);
    top->addWidget(label);
    top->addWidget(input_);
    top->addWidget(message_, 1);
    auto* results = new QFormLayout;
    results->setHorizontalSpacing(12);
    results->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    results->addRow(tr("HESE"), hese_);
    results->addRow(tr("Binary"), binary_);
    results->addRow(tr("Booth radix-4"), booth_);
    auto* body = new QWidget;
    auto* layout = new QVBoxLayout(body);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(top);
    layout->addWidget(canvas_);
    layout->addWidget(player_);
    layout->addWidget(rule_);
    layout->addLayout(results);
    layout->addStretch(1);
    setBody(body);
    setFocusProxy(canvas_);
    setFocusPolicy(Qt::NoFocus); // Tab would go to the picture at once and pass over the number

    connect(input_, &QLineEdit::textEdited, this, &HeseStepper::readInput);
    connect(player_, &StepPlayer::stepChanged, this, &HeseStepper::showStep);
}

void HeseStepper::setNumber(std::int64_t value)
{
    input_->setText(QString::number(value));
    message_->clear();
    if (number_ != value)
        setTrace(value);
    setStep(0);
}

void HeseStepper::readInput(const QString& text)
{
    QString plain = text.trimmed();
    plain.replace(QChar(0x2212), QLatin1Char('-'));
    static const QRegularExpression integer(QStringLiteral("^[+-]?[0-9]+$"));
    if (plain.isEmpty()) {
        message_->setText(tr("Type an integer."));
    } else if (!integer.match(plain).hasMatch()) {
        message_->setText(
            tr("“%1” is not an integer.").arg(plain.size() > 24 ? plain.left(23) + QChar(0x2026) : plain));
    } else {
        bool fits = false;
        const qint64 value = plain.toLongLong(&fits);
        if (fits && value >= -largestNumber && value <= largestNumber) {
            message_->clear();
            setTrace(value);
            return;
        }
        message_->setText(tr("Out of range: −2147483647 to 2147483647."));
    }
    number_.reset();
    picture_ = {};
    player_->pause();
    player_->setStepCount(0);
    showStep();
}

void HeseStepper::setTrace(std::int64_t value)
{
    const bool changed = number_ != value;
    number_ = value;
    picture_.steps = traceHese(static_cast<std::uint64_t>(std::abs(value)));
    picture_.negative = value < 0;
    player_->reset();
    player_->setStepCount(static_cast<int>(picture_.steps.size()));
    showStep();
    if (changed)
        Q_EMIT numberChanged(value);
}

int HeseStepper::step() const
{
    return player_->step();
}

int HeseStepper::stepCount() const
{
    return player_->stepCount();
}

void HeseStepper::setStep(int step)
{
    player_->setStep(step);
    showStep();
}

void HeseStepper::showStep()
{
    picture_.done = std::min(player_->step(), static_cast<int>(picture_.steps.size()));
    canvas_->update();
    if (!number_) {
        for (QLabel* label : {rule_, hese_, binary_, booth_})
            label->clear();
        canvas_->setAccessibleDescription({});
        return;
    }
    if (picture_.done == 0) {
        rule_->setText(
            picture_.negative
                ? tr("Ready at bit 0 of %1, in plain mode; the number is negative, so every sign flips.").arg(-*number_)
                : tr("Ready at bit 0, in plain mode."));
    } else {
        const QString rule = heseRule(picture_.steps[static_cast<std::size_t>(picture_.done - 1)]);
        rule_->setText(picture_.negative ? rule + tr(" (the number is negative: signs flip)") : rule);
    }
    canvas_->setAccessibleDescription(rule_->text());
    announceValue(*this);
    const bool finished = picture_.done == stepCount();
    const std::vector<Term> hese = encodeTerms(*number_, Encoding::Hese);
    const std::vector<Term> binary = encodeTerms(*number_, Encoding::Binary);
    const std::vector<Term> booth = encodeTerms(*number_, Encoding::Booth4);
    std::vector<Term> soFar;
    for (const Term& term : hese)
        if (term.exponent < picture_.done)
            soFar.push_back(term);
    hese_->setText(finished        ? formula(*number_, hese)
                   : soFar.empty() ? QStringLiteral("…")
                                   : QStringLiteral("… ") + termsText(soFar));
    binary_->setText(finished ? formula(*number_, binary) : QStringLiteral("…"));
    booth_->setText(finished ? formula(*number_, booth) : QStringLiteral("…"));
}

QString HeseStepper::accessibleValue() const
{
    return number_ ? tr("step %1 of %2: %3").arg(step()).arg(stepCount()).arg(pictureText()) : message_->text();
}

QString HeseStepper::keyTopic() const
{
    return player_->keyTopic();
}

QList<KeyHelp> HeseStepper::keyHelp() const
{
    return player_->keyHelp();
}

QString HeseStepper::csv() const
{
    QString text = QStringLiteral("position,bit,next_bit,run_before,run_after,digit\n");
    for (const HeseStep& step : picture_.steps)
        text += QStringLiteral("%1,%2,%3,%4,%5,%6\n")
                    .arg(step.position)
                    .arg(step.bit)
                    .arg(step.nextBit)
                    .arg(step.runBefore ? 1 : 0)
                    .arg(step.runAfter ? 1 : 0)
                    .arg(step.digit);
    return text;
}

void HeseStepper::drawOn(QPaintDevice& device, double scale, const Theme& theme) const
{
    QPainter painter(&device);
    painter.scale(scale, scale);
    QRect body = drawHeading(painter, theme);
    if (!number_)
        return;
    paintHese(painter, picture_, QRectF(body), TermColours::from(theme), font());
    body.setTop(body.top() + static_cast<int>(heseHeight(font())));
    painter.setFont(font());
    painter.setPen(theme.ink);
    painter.drawText(body, textFlags, pictureText());
}

QString HeseStepper::pictureText() const
{
    QStringList lines{rule_->text(), tr("HESE: %1").arg(hese_->text())};
    if (picture_.done == stepCount())
        lines << tr("Binary: %1").arg(binary_->text()) << tr("Booth radix-4: %1").arg(booth_->text());
    return lines.join(QLatin1Char('\n'));
}

QSize HeseStepper::pictureSize() const
{
    const QSize whole = ExportableView::pictureSize();
    const int heading = fontMetrics().height() * (caption().isEmpty() ? 3 : 6);
    const int text =
        fontMetrics().boundingRect(QRect(0, 0, whole.width() - 16, 10000), textFlags, pictureText()).height();
    return {whole.width(), heading + static_cast<int>(heseHeight(font())) + text};
}

/// On a dark surface a field of the surface's own colour could not be seen.
void HeseStepper::retint()
{
    canvas_->update();
    const Theme& theme = themeFor(palette());
    QPalette field = palette();
    field.setColor(QPalette::Base, mixed(theme.surface, theme.ink, theme.dark ? 0.12 : 0.0));
    input_->setPalette(field);
    input_->setMaximumWidth(fontMetrics().horizontalAdvance(QStringLiteral("-2147483647")) + scaled(40));
    rule_->setMinimumHeight(fontMetrics().height() * 2);
}

void HeseStepper::keyPressEvent(QKeyEvent* event)
{
    if (!player_->handleKey(*event))
        ExportableView::keyPressEvent(event);
}

} // namespace termscope
