#include "widgets/images/DigitStrip.h"

#include "widgets/controls/FlowLayout.h"
#include "widgets/images/DigitGrid.h"
#include "widgets/language/Numbers.h"

#include <QComboBox>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace termscope {
namespace {

constexpr int signSide = 13;

/// The sign of a mark beside its word.
class MarkKey : public QWidget {
public:
    MarkKey(ImageMark mark, const QString& text, QWidget* parent) : QWidget(parent), mark_(mark), text_(text)
    {
        setAccessibleName(text);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    }
    QSize sizeHint() const override
    {
        const int side = scaled(signSide);
        return {side + 4 + fontMetrics().horizontalAdvance(text_) + 2, std::max(side, fontMetrics().height())};
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const Theme& theme = themeFor(palette());
        const int side = scaled(signSide);
        paintImageMark(painter, QRectF(0, (height() - side) / 2.0, side, side), mark_, theme);
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(rect().adjusted(side + 4, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, text_);
    }

private:
    ImageMark mark_;
    QString text_;
};

} // namespace

DigitStrip::DigitStrip(QWidget* parent)
    : QWidget(parent), grid_(nullptr), filter_(new QComboBox(this)), counts_(new QLabel(this)),
      cell_(new QPushButton(this)), activations_(new QPushButton(tr("Show its &activations"), this))
{
    grid_ = new DigitGrid(this); // after the controls above it: Tab comes to them first
    setAccessibleName(tr("Test images and their predictions"));
    filter_->setObjectName(QStringLiteral("filter"));
    filter_->setAccessibleName(tr("Which images to show"));
    filter_->setToolTip(tr("Shows all images, or those that the current setting flips against float, or gets wrong."));
    filter_->addItems({tr("All images"), tr("Flipped against float"), tr("Wrong")});
    counts_->setObjectName(QStringLiteral("counts"));
    auto* heading = new FlowLayout(4); // what the marks mean stands at the right
    heading->setSpacing(10);
    heading->addWidget(filter_);
    heading->addWidget(counts_);
    heading->addWidget(cell_);
    heading->addWidget(activations_);
    auto* flipped = new MarkKey(ImageMark::Flipped, tr("flipped (float→now)"), this);
    flipped->setToolTip(tr("The current setting predicts another label than the float network."));
    flippedKey_ = flipped;
    cell_->setObjectName(QStringLiteral("cell"));
    cell_->setToolTip(tr("Only the images of the chosen cell of the confusion matrix are shown. Press to show all."));
    cell_->hide();
    connect(cell_, &QPushButton::clicked, this, [this] {
        setCell({});
        emit cellLeft();
    });
    auto* wrong = new MarkKey(ImageMark::Wrong, tr("wrong (true label)"), this);
    wrong->setToolTip(tr("The prediction is not the true label, which stands in brackets."));
    wrongKey_ = wrong;
    heading->addWidget(flipped);
    heading->addWidget(wrong);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(heading);
    column->addWidget(grid_, 1);
    activations_->setObjectName(QStringLiteral("activations"));
    activations_->setToolTip(tr("Shows the terms of the activations that the chosen image makes: on the page of terms "
                                "(or double-click the image)."));
    activations_->setEnabled(false);
    connect(activations_, &QPushButton::clicked, this, [this] { emit activationsRequested(selectedImage()); });
    connect(grid_, &DigitGrid::imageOpened, this, &DigitStrip::activationsRequested);
    connect(grid_, &DigitGrid::imageActivated, this, [this](int index) {
        activations_->setEnabled(true);
        emit imageActivated(index);
    });
    connect(filter_, &QComboBox::currentIndexChanged, this, [this](int index) {
        grid_->setFilter(static_cast<ImageFilter>(index));
        emit filterChanged(filter());
    });
    setTabOrder(filter_, cell_);
    setTabOrder(cell_, activations_);
    setTabOrder(activations_, grid_);
    updateCounts();
}

DigitStrip::~DigitStrip() = default;

void DigitStrip::setImages(DatasetPtr images)
{
    grid_->setImages(std::move(images));
    activations_->setEnabled(false);
    updateCounts();
}

void DigitStrip::setPredictions(std::vector<std::int32_t> reference, std::vector<std::int32_t> current)
{
    grid_->setPredictions(std::move(reference), std::move(current));
    updateCounts();
}

void DigitStrip::setHasClasses(bool has)
{
    grid_->setHasClasses(has);
    filter_->setEnabled(has);
    updateCounts();
}

void DigitStrip::updateCounts()
{
    wrongKey_->setVisible(grid_->hasClasses());
    if (!grid_->hasClasses()) {
        flippedKey_->setVisible(false);
        counts_->setText(tr("the outputs are values, not classes"));
        return updateCell();
    }
    const int compared = grid_->comparedCount();
    const bool known = grid_->hasReference();
    flippedKey_->setVisible(known);
    const QString text = known ? tr("%1 flipped, %2 wrong of %3").arg(countText(flippedCount()))
                               : tr("%1 wrong of %2, waiting for float");
    counts_->setText(compared == 0 ? grid_->hasImages() ? tr("waiting for the first predictions") : QString()
                                   : text.arg(countText(wrongCount()), countText(compared)));
    updateCell();
}

void DigitStrip::setCell(const std::optional<ConfusionCell>& cell)
{
    grid_->setCell(cell);
    updateCell();
}

const std::optional<ConfusionCell>& DigitStrip::cell() const
{
    return grid_->cell();
}

void DigitStrip::updateCell()
{
    cell_->setVisible(grid_->cell().has_value());
    if (grid_->cell())
        cell_->setText(tr("%1 → %2: %3 ✕")
                           .arg(grid_->className(grid_->cell()->label), grid_->className(grid_->cell()->prediction))
                           .arg(countText(shownCount())));
}

ImageFilter DigitStrip::filter() const
{
    return grid_->filter();
}

void DigitStrip::setFilter(ImageFilter filter)
{
    filter_->setCurrentIndex(static_cast<int>(filter));
}

int DigitStrip::shownCount() const
{
    return grid_->shownCount();
}

int DigitStrip::flippedCount() const
{
    return grid_->flippedCount();
}

int DigitStrip::wrongCount() const
{
    return grid_->wrongCount();
}

int DigitStrip::selectedImage() const
{
    return grid_->selectedImage();
}

void DigitStrip::selectImage(int index)
{
    grid_->selectImage(index);
    activations_->setEnabled(index >= 0 && grid_->hasImages());
}

QSize DigitStrip::sizeHint() const
{
    return QSize(640, 220) * typeScale();
}

QSize DigitStrip::minimumSizeHint() const
{
    return (QSize(320, 150) * typeScale()).expandedTo(layout()->minimumSize());
}

} // namespace termscope
