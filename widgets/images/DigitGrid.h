// The scrolling grid inside DigitStrip: paints only the images in sight.
#pragma once

#include "core/data/Dataset.h"
#include "widgets/access/AccessibleSource.h"
#include "widgets/controls/KeyHelp.h"
#include "widgets/images/DigitStrip.h"
#include "widgets/images/SamplePictures.h"
#include "widgets/theme/Theme.h"

#include <QAbstractScrollArea>
#include <QCache>
#include <QPixmap>
#include <optional>
#include <vector>

namespace termscope {

enum class ImageMark { Flipped, Wrong };

/// Paints the sign of a mark, without its frame: a double arrow or a cross.
void paintImageMark(QPainter& painter, const QRectF& rect, ImageMark mark, const Theme& theme);

class DigitGrid : public QAbstractScrollArea, public AccessibleSource, public KeyDriven {
    Q_OBJECT

public:
    explicit DigitGrid(QWidget* parent = nullptr);

    void setImages(DatasetPtr images);
    void setPredictions(std::vector<std::int32_t> reference, std::vector<std::int32_t> current);
    /// False: what the network puts out is no classes, so that there is nothing to say below an image.
    void setHasClasses(bool has);
    bool hasClasses() const { return hasClasses_; }
    void setFilter(ImageFilter filter);
    ImageFilter filter() const { return filter_; }
    /// Only images of this label that the setting predicts so, beside the filter.
    void setCell(const std::optional<ConfusionCell>& cell);
    const std::optional<ConfusionCell>& cell() const { return cell_; }
    /// The float predictions are there, of some images at least.
    bool hasReference() const { return !reference_.empty(); }

    bool hasImages() const { return images_ && images_->count() > 0; }
    int shownCount() const { return static_cast<int>(shown_.size()); }
    int flippedCount() const { return flippedCount_; }
    int wrongCount() const { return wrongCount_; }
    int comparedCount() const; ///< images with a prediction of the current setting

    bool isFlipped(int image) const;
    bool isWrong(int image) const;
    int selectedImage() const { return selected_; }
    void selectImage(int image);

    /// The class's name, or its number.
    QString className(int number) const;

    /// "image 17: label 7, predicted 1, float 7; flipped, wrong".
    QString describe(int image) const;

    QSize cellSize() const;

    const QWidget* accessibleWidget() const override { return this; }
    QAccessible::Role accessibleRole() const override { return QAccessible::List; }
    QString accessibleValue() const override;
    const QWidget* cellsWidget() const override { return this; }
    int cellRows() const override { return shownCount(); }
    int cellColumns() const override { return 1; }
    AccessibleCell cellAt(int row, int column) const override;
    void chooseCell(int row, int column) override;
    QString keyTopic() const override;
    QList<KeyHelp> keyHelp() const override;
    QWidget* keyWidget() override { return this; }

signals:
    void imageActivated(int index);
    /// A double click, or Return on the chosen one.
    void imageOpened(int index);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    int columns() const;
    int imageAt(const QPoint& position) const; ///< −1 for none
    void refilter();
    void layOut();
    void choose(int place);
    QString emptyText() const;
    int placeOf(int image) const; ///< within shown_, −1 when filtered out
    QSize pictureSize() const;
    const QPixmap& pictureOf(int image) const;
    QStringList textOf(int image) const;
    bool isNamed() const { return images_ && !images_->classNames.empty(); }
    void paintCell(QPainter& painter, const QRect& cell, int image, const Theme& theme) const;

    DatasetPtr images_;
    SamplePictures pictures_;
    mutable QCache<int, QPixmap> shownPictures_; ///< at the size they are shown
    bool hasClasses_ = true;
    std::vector<std::int32_t> reference_;
    std::vector<std::int32_t> current_;
    std::vector<int> shown_;
    ImageFilter filter_ = ImageFilter::All;
    std::optional<ConfusionCell> cell_;
    int flippedCount_ = 0;
    int wrongCount_ = 0;
    int selected_ = -1;
    int laidOutColumns_ = 1;
};

} // namespace termscope
