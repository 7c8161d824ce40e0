// HESE on any number the user types, one bit at a time: the two-bit window moves from the least significant bit up,
// keeps its mode bit and puts out a digit; at the end the result beside binary and Booth radix-4.
//
// Keys (with the focus on the picture or the player): Left, Right, Home, End step, Space plays.
#pragma once

#include "widgets/access/AccessibleSource.h"
#include "widgets/controls/KeyHelp.h"
#include "widgets/export/ExportableView.h"
#include "widgets/terms/HesePainter.h"

#include <optional>

class QLabel;
class QLineEdit;

namespace termscope {

class StepPlayer;

class HeseStepper : public ExportableView, public AccessibleSource, public KeyDriven {
    Q_OBJECT

public:
    static constexpr std::int64_t largestNumber = 2147483647; ///< 2^31 − 1; the smallest is its negative

    explicit HeseStepper(QWidget* parent = nullptr);

    /// Range: |value| ≤ largestNumber. Starts at the first step.
    void setNumber(std::int64_t value);
    /// None while what is typed is not a number in range.
    std::optional<std::int64_t> number() const { return number_; }

    int step() const;
    int stepCount() const;
    void setStep(int step);

    /// One line per step: position, bit, next bit, mode before and after, digit of the magnitude.
    QString csv() const override;

    const QWidget* accessibleWidget() const override { return focusProxy(); }
    QAccessible::Role accessibleRole() const override { return QAccessible::Graphic; }
    QString accessibleValue() const override;
    QString keyTopic() const override;
    QList<KeyHelp> keyHelp() const override;
    QWidget* keyWidget() override { return focusProxy(); }

signals:
    void numberChanged(qint64 value);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void drawOn(QPaintDevice& device, double scale, const Theme& theme) const override;
    QSize pictureSize() const override;
    void retint() override;

private:
    class Canvas;

    void build();
    void readInput(const QString& text);
    void setTrace(std::int64_t value);
    void showStep();
    QString pictureText() const;

    std::optional<std::int64_t> number_;
    HesePicture picture_;
    QLineEdit* input_ = nullptr;
    QLabel* message_ = nullptr;
    Canvas* canvas_ = nullptr;
    QLabel* rule_ = nullptr;
    QLabel* hese_ = nullptr;
    QLabel* binary_ = nullptr;
    QLabel* booth_ = nullptr;
    StepPlayer* player_ = nullptr;
};

} // namespace termscope
