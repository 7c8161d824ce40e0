// A combo box that is never narrower than its widest choice, at any size of type.
#pragma once

#include <QComboBox>

namespace termscope {

class ChoiceBox : public QComboBox {
public:
    explicit ChoiceBox(QWidget* parent = nullptr) : QComboBox(parent) { setSizeAdjustPolicy(AdjustToContents); }

    /// Qt keeps the minimum it found first when the font changes; the hint it finds anew.
    QSize minimumSizeHint() const override { return sizeHint(); }
};

} // namespace termscope
