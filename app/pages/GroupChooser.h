// The bar above a group of terms: which layer, row and group are shown, and which image (and which place of it) or
// token of a text brings the activations.
#pragma once

#include "app/session/Session.h"
#include "widgets/images/SamplePictures.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QSpinBox;

namespace termscope {

class PlacePicker;

class GroupChooser : public QWidget {
    Q_OBJECT

public:
    explicit GroupChooser(Session& session, QWidget* parent = nullptr);

    /// As the list of layers has it; empty for a layer that is not there.
    QString layerTitle(int layer) const;
    /// Of a product of activations: rows and groups that the sample in sight has.
    void setSampleRanges(std::int64_t rows, std::int64_t groups);

    /// The page need not be as high as it would like for the label: what that needs at its width it is given.
    bool hasHeightForWidth() const override { return false; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    void giveLabelRoom();
    void connectSession();
    void connectFields();
    void showFiles();
    void showChoice();
    void setRange(QSpinBox& box, std::int64_t count);
    void showSource();
    void showPlace();
    void showLitLayer();
    QString labelOfImage(const Dataset& dataset) const;
    QString wordsOfSample(const Dataset& dataset) const;
    QString placeOfOutput(const SlidingWindow& window, const Dataset& dataset) const;
    QString wordsAround(const OpenText& text) const;

    Session& session_;
    QComboBox* layer_;
    QSpinBox* row_;
    QSpinBox* group_;
    QSpinBox* image_; ///< or, of a text, the token
    QLabel* imageLabel_ = nullptr;
    PlacePicker* picture_;
    QLabel* label_;
    SamplePictures pictures_;
};

} // namespace termscope
