// Presets of preprocessing with the float accuracy that each gives, the best first: one click takes one.
#pragma once

#include "core/evaluate/PreprocessingTrial.h"

#include <QTableWidget>

namespace termscope {

class TrialList : public QTableWidget {
    Q_OBJECT

public:
    explicit TrialList(QWidget* parent = nullptr);

    void setTrials(const std::vector<PreprocessingTrial>& trials);
    QSize sizeHint() const override;

signals:
    /// A row was clicked, or Return pressed on it: the text for parsePreprocessing.
    void chosen(const QString& preprocess);
};

} // namespace termscope
