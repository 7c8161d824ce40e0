// One cell of an array, opened: its term MAC at the present cycle.
#pragma once

#include "hwmodel/schedule/ArrayFrame.h"
#include "widgets/access/AccessibleSource.h"
#include "widgets/export/ExportableView.h"

#include <optional>
#include <span>
#include <vector>

namespace termscope {

class TermMacView : public ExportableView, public AccessibleSource {
    Q_OBJECT

public:
    explicit TermMacView(const QString& title, QWidget* parent = nullptr);

    /// None: `sentence` stands in its place.
    void setCell(std::optional<CellDetail> cell, const QString& sentence = {});
    const std::optional<CellDetail>& cell() const { return cell_; }

    /// Values of the cell's group whose terms are framed; positions 0…g − 1.
    void setLit(std::vector<int> values);
    const std::vector<int>& lit() const { return lit_; }

    /// Every term pair of the cell's group in the order of its queue.
    QString csv() const override;
    QSize minimumSizeHint() const override;

    const QWidget* accessibleWidget() const override { return this; }
    QAccessible::Role accessibleRole() const override { return QAccessible::Graphic; }
    QString accessibleValue() const override;

protected:
    void drawOn(QPaintDevice& device, double scale, const Theme& theme) const override;
    void retint() override;

private:
    class Canvas;
    void paintBody(QPainter& painter, const QRectF& target, const Theme& theme, std::span<const int> lit = {}) const;

    std::optional<CellDetail> cell_;
    QString sentence_;
    std::vector<int> lit_;
    QWidget* canvas_;
};

} // namespace termscope
