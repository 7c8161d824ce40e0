#include "app/files/ImagePreview.h"

#include "core/base/Index.h"
#include "core/data/BatchReader.h"
#include "core/evaluate/ImageEvaluator.h"
#include "core/evaluate/ImagesTaken.h"
#include "widgets/images/SamplePictures.h"
#include "widgets/language/Numbers.h"

#include <QLabel>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace termscope {
namespace {

constexpr int pictureSide = 72;

/// The first samples of a dataset in memory, without a copy of the others.
DatasetPtr firstSamples(const Dataset& all, std::int64_t count)
{
    auto few = std::make_shared<Dataset>();
    const std::int64_t samples = std::min(count, all.count());
    few->name = all.name;
    few->height = all.height;
    few->width = all.width;
    few->channels = all.channels;
    few->layout = all.layout;
    few->pixels.assign(all.pixels.begin(), all.pixels.begin() + samples * all.features());
    few->labelShape = all.labelShape;
    few->labels.assign(all.labels.begin(), all.labels.begin() + (all.labels.empty() ? 0 : samples * all.places()));
    few->classes = all.classes;
    few->classNames = all.classNames;
    few->preprocessing = all.preprocessing;
    return few;
}

/// "3×32×32" in the order of the samples.
QString shapeText(const Dataset& dataset)
{
    if (dataset.height == 1)
        return QString::number(dataset.features());
    return dataset.layout == Layout::Nchw
               ? QStringLiteral("%1×%2×%3").arg(dataset.channels).arg(dataset.height).arg(dataset.width)
               : QStringLiteral("%1×%2×%3").arg(dataset.height).arg(dataset.width).arg(dataset.channels);
}

QString valuesText(const Dataset& dataset)
{
    double sum = 0.0;
    double squares = 0.0;
    for (const float value : dataset.pixels) {
        sum += static_cast<double>(value);
        squares += static_cast<double>(value) * static_cast<double>(value);
    }
    const double count = std::max<double>(1.0, static_cast<double>(dataset.pixels.size()));
    const double mean = sum / count;
    const auto [low, high] = std::minmax_element(dataset.pixels.begin(), dataset.pixels.end());
    const auto figure = [](double value) { return numberText(value, 'f', 2); };
    return ImagePreview::tr("values %1 to %2, mean %3, spread %4")
        .arg(figure(static_cast<double>(*low)), figure(static_cast<double>(*high)), figure(mean),
             figure(std::sqrt(std::max(0.0, squares / count - mean * mean))));
}

/// "cat ✓", "cat ✗ dog": the label and what the network takes it for.
QString captionOf(const PreviewedImages& images, std::size_t sample)
{
    const Dataset& few = *images.few;
    const QString predicted = sample < images.predictions.size() ? className(few, images.predictions[sample])
                                                                 : QString();
    if (few.labels.empty() || few.places() > 1)
        return predicted.isEmpty() ? QString() : QStringLiteral("→ %1").arg(predicted);
    const QString label = className(few, few.labels[sample]);
    if (predicted.isEmpty())
        return label;
    return images.predictions[sample] == few.labels[sample] ? QStringLiteral("%1 ✓").arg(label)
                                                            : QStringLiteral("%1 ✗ %2").arg(label, predicted);
}

} // namespace

Result<PreviewedImages> previewOf(const DatasetPtr& dataset, const NetworkPtr& network)
{
    PreviewedImages found;
    const Result<DatasetPtr> read = loaded(dataset, previewed);
    if (!read)
        return tl::unexpected(read.error());
    found.few = firstSamples(**read, previewed);
    found.count = dataset->count();
    found.labelled = !dataset->labels.empty();
    found.classes = dataset->classes;
    if (network == nullptr || !network->graph || workloadOf(*network) != Workload::Images)
        return found;
    found.taken = imagesTaken(*network);
    found.canTry = found.labelled && dataset->source != nullptr;
    Result<ImageEvaluator> evaluator = ImageEvaluator::create(network, found.few);
    if (!evaluator) {
        found.misfit = evaluator.error().message;
        return found;
    }
    found.predictions = evaluator->evaluate(Method::Float, Settings{}).predictions;
    return found;
}

ImagePreview::ImagePreview(QWidget* parent) : QWidget(parent), pictures_(new QListWidget), facts_(new QLabel)
{
    pictures_->setObjectName(QStringLiteral("previewPictures"));
    pictures_->setAccessibleName(tr("The first images after preprocessing"));
    pictures_->setViewMode(QListView::IconMode);
    pictures_->setMovement(QListView::Static);
    pictures_->setResizeMode(QListView::Adjust);
    pictures_->setIconSize({pictureSide, pictureSide});
    pictures_->setSpacing(4);
    pictures_->setWordWrap(true);
    pictures_->setSelectionMode(QAbstractItemView::NoSelection);
    facts_->setObjectName(QStringLiteral("previewFacts"));
    facts_->setWordWrap(true);
    facts_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(pictures_, 1);
    layout->addWidget(facts_);
}

void ImagePreview::setImages(const PreviewedImages& images)
{
    pictures_->clear();
    const SamplePictures source(images.few);
    for (std::int64_t sample = 0; sample < images.few->count(); ++sample) {
        const QPixmap picture = QPixmap::fromImage(source.picture(sample))
                                    .scaled(pictureSide, pictureSide, Qt::KeepAspectRatio, Qt::FastTransformation);
        auto* item = new QListWidgetItem(QIcon(picture), captionOf(images, at(sample)));
        item->setToolTip(item->text());
        item->setSizeHint({pictureSide + 16, pictureSide + 2 * fontMetrics().height() + 12});
        pictures_->addItem(item);
    }
    QString facts = images.labelled ? tr("%1 images of %2 classes").arg(countText(images.count)).arg(images.classes)
                                    : tr("%1 images without labels: agreement with the float network is shown in place "
                                         "of accuracy")
                                          .arg(countText(images.count));
    facts += QStringLiteral("; %1; %2.").arg(shapeText(*images.few), valuesText(*images.few));
    if (!images.misfit.empty())
        facts += QStringLiteral(" <b>%1</b>").arg(QString::fromStdString(images.misfit).toHtmlEscaped());
    else if (!images.taken.empty())
        facts += tr(" They fit the network, which takes %1.").arg(QString::fromStdString(images.taken));
    facts_->setText(facts);
}

void ImagePreview::clear(const QString& why)
{
    pictures_->clear();
    facts_->setText(why);
}

} // namespace termscope
