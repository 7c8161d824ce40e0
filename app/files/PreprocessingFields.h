// How pictures become what a network takes, as fields: a preset in words, and what of it is changed.
#pragma once

#include "core/data/Preprocessing.h"

#include <QWidget>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace termscope {

class PreprocessingFields : public QWidget {
    Q_OBJECT

public:
    explicit PreprocessingFields(QWidget* parent = nullptr);

    /// For parsePreprocessing; empty, or what is none: the images as they are stored.
    void setWords(const QString& words);
    /// The shortest text for parsePreprocessing. Error: mean or deviation are no numbers, with what is expected.
    Result<QString> words() const;

signals:
    void changed();

private:
    void takePreset();
    void fill(const Preprocessing& preprocessing);
    void explain();

    QComboBox* preset_;
    QLabel* explanation_;
    QSpinBox* resize_;
    QSpinBox* crop_;
    QComboBox* channels_;
    QDoubleSpinBox* scale_;
    QLineEdit* mean_;
    QLineEdit* deviation_;
    QComboBox* layout_;
    QComboBox* stored_;
    bool showing_ = false; ///< fields are being filled: nothing has been changed by the user
};

/// "0.485 0.456 0.406", or one number where all three are the same.
QString coloursText(const std::array<float, 3>& values);

} // namespace termscope
