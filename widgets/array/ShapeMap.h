// Cycles of a whole network on every array shape: rows against columns, one map for each dataflow, the darker the
// fewer.
//
// A click or Return takes a shape; the arrows move over the shapes. The chosen shape has a frame, the fastest of each
// map a ring, and the fastest with as many cells as the chosen one a dashed frame.
#pragma once

#include "hwmodel/study/ShapeStudy.h"
#include "widgets/access/AccessibleSource.h"
#include "widgets/controls/KeyHelp.h"
#include "widgets/export/ExportableView.h"

#include <memory>
#include <optional>

namespace termscope {

class ShapeMap : public ExportableView, public AccessibleSource, public KeyDriven {
    Q_OBJECT

public:
    explicit ShapeMap(QWidget* parent = nullptr);

    /// nullptr for none; `sentence` then stands in its place. `chosen` is the array on show.
    void setStudy(std::shared_ptr<const ShapeStudy> study, const ArrayConfig& chosen, const QString& sentence = {});

    /// Where a shape is, in the coordinates of the widget that draws them.
    QRectF placeOf(std::size_t dataflow, std::size_t row, std::size_t column) const;
    QWidget* canvas() const;

    QString csv() const override;
    QSize minimumSizeHint() const override;

    /// Rows of all dataflows below each other.
    const QWidget* accessibleWidget() const override { return canvas(); }
    QAccessible::Role accessibleRole() const override { return QAccessible::Table; }
    QString accessibleValue() const override;
    const QWidget* cellsWidget() const override { return canvas(); }
    int cellRows() const override;
    int cellColumns() const override;
    AccessibleCell cellAt(int row, int column) const override;
    void chooseCell(int row, int column) override;
    QString keyTopic() const override;
    QList<KeyHelp> keyHelp() const override;
    QWidget* keyWidget() override { return canvas(); }

signals:
    void shapeChosen(termscope::Dataflow dataflow, int rows, int columns);

protected:
    void drawOn(QPaintDevice& device, double scale, const Theme& theme) const override;
    void retint() override;

private:
    class Canvas;
    void paintBody(QPainter& painter, const QRectF& target, const Theme& theme) const;
    QRectF placeIn(const QRectF& target, std::size_t dataflow, std::size_t row, std::size_t column) const;
    std::optional<std::size_t> indexAt(const QPointF& position) const;
    std::optional<std::size_t> chosenIndex() const;
    static QString describe(const ShapePoint& point);
    void choose(std::size_t index);

    std::shared_ptr<const ShapeStudy> study_;
    ArrayConfig chosen_;
    QString sentence_;
    Canvas* canvas_;
};

} // namespace termscope
