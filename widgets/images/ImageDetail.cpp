#include "widgets/images/ImageDetail.h"

#include "widgets/text/NextWordView.h"
#include "widgets/theme/Theme.h"

#include <QBoxLayout>
#include <QLabel>

#include <algorithm>

namespace termscope {
namespace {

constexpr int leastPicture = 84; ///< pixels

/// Bars in a low pane.
class ClassChances : public NextWordView {
public:
    using NextWordView::NextWordView;
    QSize sizeHint() const override { return QSize(300, 190) * typeScale(); }
    QSize minimumSizeHint() const override { return QSize(190, 140) * typeScale(); }
};

} // namespace

ImageDetail::ImageDetail(QWidget* parent)
    : QWidget(parent), parts_(new QBoxLayout(QBoxLayout::LeftToRight, this)), picture_(new QLabel(this)),
      chances_(new ClassChances(this))
{
    picture_->setObjectName(QStringLiteral("largeImage"));
    picture_->setAlignment(Qt::AlignCenter);
    picture_->setMinimumSize(scaled(leastPicture), scaled(leastPicture));
    picture_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
    chances_->setObjectName(QStringLiteral("likeliestClasses"));
    chances_->setTitle(tr("Likeliest classes"));
    chances_->setWhatsThis(tr("The likeliest classes of the chosen image, in float and at the present setting."));
    parts_->setContentsMargins(0, 0, 0, 0);
    parts_->addWidget(picture_, 1);
    parts_->addWidget(chances_, 2);
}

void ImageDetail::setImages(DatasetPtr images)
{
    images_ = std::move(images);
    pictures_ = SamplePictures(images_);
    image_ = -1;
    chances_->clear();
    fitPicture();
}

void ImageDetail::showImage(std::int64_t image)
{
    if (image == image_)
        return;
    image_ = images_ && image >= 0 && image < images_->count() ? image : -1;
    chances_->clear();
    chances_->setTitle(image_ < 0 ? tr("Likeliest classes") : tr("Image %1: likeliest classes").arg(image_));
    picture_->setAccessibleName(image_ < 0 ? QString() : tr("image %1").arg(image_));
    fitPicture();
}

void ImageDetail::setClasses(const NextWords& chances)
{
    if (!images_ || chances.place != image_)
        return;
    NextWords likeliest = chances;
    const auto least = [](const WordChance& chance) { return -std::max(chance.reference, chance.current); };
    std::ranges::sort(likeliest.words, {}, least);
    likeliest.words.resize(std::min<std::size_t>(likeliest.words.size(), shownClasses));
    const DatasetPtr images = images_;
    chances_->setChances(
        likeliest, [images](std::int32_t number) { return className(*images, number); }, QString());
}

void ImageDetail::setPlaceholder(const QString& sentence)
{
    chances_->setPlaceholder(sentence);
}

/// As large as there is room, in whole multiples where it grows.
void ImageDetail::fitPicture()
{
    if (image_ < 0) {
        picture_->clear();
        return;
    }
    const QImage image = pictures_.picture(image_);
    const int room = std::min(picture_->width(), picture_->height());
    const int longer = std::max({image.width(), image.height(), 1});
    const double ratio = devicePixelRatioF();
    const QSize size = room >= longer ? image.size() * (room / longer)
                                      : image.size().scaled(room, room, Qt::KeepAspectRatio);
    QImage shown = image.scaled(size * ratio, Qt::KeepAspectRatio,
                                room >= longer ? Qt::FastTransformation : Qt::SmoothTransformation);
    shown.setDevicePixelRatio(ratio);
    picture_->setPixmap(QPixmap::fromImage(shown));
}

void ImageDetail::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    const int stacked = picture_->minimumHeight() + parts_->spacing() + chances_->minimumSizeHint().height();
    const bool isTall = height() > width() && height() >= stacked;
    parts_->setDirection(isTall ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    parts_->activate();
    fitPicture();
}

QSize ImageDetail::sizeHint() const
{
    return QSize(480, 200) * typeScale();
}

QSize ImageDetail::minimumSizeHint() const
{
    return QSize(290, 140) * typeScale();
}

} // namespace termscope
