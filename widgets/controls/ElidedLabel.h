// One line of text that ends in an ellipsis where it has no room; its tooltip then has the whole of it.
#pragma once

#include <QLabel>

namespace termscope {

class ElidedLabel : public QLabel {
    Q_OBJECT
    Q_PROPERTY(bool elides READ elides CONSTANT)

public:
    explicit ElidedLabel(QWidget* parent = nullptr);

    bool elides() const { return true; }

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace termscope
