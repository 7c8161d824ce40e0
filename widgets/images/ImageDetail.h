// One image, large, beside its likeliest classes in float and at the current setting.
#pragma once

#include "core/data/Dataset.h"
#include "core/evaluate/NextWords.h"
#include "widgets/images/SamplePictures.h"

#include <QWidget>

class QBoxLayout;
class QLabel;

namespace termscope {

class NextWordView;

class ImageDetail : public QWidget {
    Q_OBJECT

public:
    explicit ImageDetail(QWidget* parent = nullptr);

    static constexpr int shownClasses = 5;

    /// nullptr: none.
    void setImages(DatasetPtr images);
    /// Its number; its classes go until setClasses.
    void showImage(std::int64_t image);
    /// Chances of classes in place of words; `place` is the image. Others than of the image that is shown are left out.
    void setClasses(const NextWords& chances);
    /// The sentence in the place of the classes while they are not known.
    void setPlaceholder(const QString& sentence);

    NextWordView* chances() const { return chances_; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fitPicture();

    DatasetPtr images_;
    SamplePictures pictures_;
    std::int64_t image_ = -1;
    QBoxLayout* parts_; ///< beside each other, or one above the other where there is more height than width
    QLabel* picture_;
    NextWordView* chances_;
};

} // namespace termscope
