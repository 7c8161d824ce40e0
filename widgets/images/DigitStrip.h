// The test images as a scrolling grid with their predictions: which ones the current setting flips against the float
// network, and which ones it gets wrong. Before the float predictions are there, nothing is said to be flipped.
//
// A flipped image has a dashed frame and a double arrow, a wrong one a full frame and a cross; under each image stands
// "7", flipped "7→1", wrong "1 (7)" with the true label in brackets; named classes have a line each. Pictures are shown
// as they were before preprocessing. Keyboard: arrows, page keys, Home and End choose, Return shows the activations.
#pragma once

#include "core/data/Dataset.h"

#include <QWidget>
#include <cstdint>
#include <optional>
#include <vector>

class QComboBox;
class QLabel;
class QPushButton;

namespace termscope {

enum class ImageFilter { All, Flipped, Wrong };

/// Of the confusion matrix.
struct ConfusionCell {
    int label = 0;
    int prediction = 0;

    friend bool operator==(const ConfusionCell&, const ConfusionCell&) = default;
};

class DigitGrid;

class DigitStrip : public QWidget {
    Q_OBJECT

public:
    explicit DigitStrip(QWidget* parent = nullptr);
    ~DigitStrip() override;

    /// nullptr: none. Forgets the predictions.
    void setImages(DatasetPtr images);

    /// Predictions of the float network and of the current setting, of the first images; either may cover a prefix.
    void setPredictions(std::vector<std::int32_t> reference, std::vector<std::int32_t> current);

    /// False: the network's outputs are values, so that no image is flipped or wrong.
    void setHasClasses(bool has);

    ImageFilter filter() const;
    void setFilter(ImageFilter filter);

    /// Only the images of one cell of the confusion matrix, beside the filter; a button says so and takes it back.
    void setCell(const std::optional<ConfusionCell>& cell);
    const std::optional<ConfusionCell>& cell() const;

    /// How many images the filter lets through.
    int shownCount() const;
    int flippedCount() const;
    int wrongCount() const;

    /// Index in the dataset, −1 for none. Choosing scrolls to the image; it does not emit.
    int selectedImage() const;
    void selectImage(int index);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    /// The user chose an image: its index in the dataset.
    void imageActivated(int index);
    /// The user wants to see what this image makes of the layers: the button, a double click or Return.
    void activationsRequested(int index);
    void filterChanged(termscope::ImageFilter filter);
    /// The button of the cell was pressed: all cells again.
    void cellLeft();

private:
    void updateCounts();
    void updateCell();

    DigitGrid* grid_;
    QComboBox* filter_;
    QLabel* counts_;
    QPushButton* cell_;
    QPushButton* activations_;
    QWidget* flippedKey_ = nullptr;
    QWidget* wrongKey_ = nullptr;
};

} // namespace termscope
