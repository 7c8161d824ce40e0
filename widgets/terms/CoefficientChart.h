// The coefficient vector as a picture that can be pointed at, with the mouse or the arrow keys.
#pragma once

#include "widgets/controls/KeyHelp.h"

#include <QWidget>

#include <vector>

namespace termscope {

class CoefficientChart : public QWidget, public KeyDriven {
    Q_OBJECT

public:
    explicit CoefficientChart(QWidget* parent = nullptr);

    /// c_i for i = 0…; see coefficientVector.
    void setCoefficients(std::vector<int> coefficients);
    const std::vector<int>& coefficients() const { return coefficients_; }

    /// Exponents whose bars are framed.
    void setLit(std::vector<int> exponents);
    const std::vector<int>& lit() const { return lit_; }

    /// Where an exponent's bar is.
    QRectF placeOf(int exponent) const;

    QString keyTopic() const override { return tr("Coefficients"); }
    QSize minimumSizeHint() const override;
    QList<KeyHelp> keyHelp() const override;
    QWidget* keyWidget() override { return this; }

signals:
    /// −1 when the mouse or the focus leaves.
    void coefficientHovered(int exponent);
    /// A click, or Return.
    void coefficientChosen(int exponent);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void point(int exponent);

    std::vector<int> coefficients_;
    std::vector<int> lit_;
    int pointed_ = -1;
};

} // namespace termscope
