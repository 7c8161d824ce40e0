// One array at work, to look at: the whole of it or a few cells.
//
// Mouse: the wheel zooms, a drag moves, a click chooses a cell, a double click opens it (all of the view is then one
// cell) and shows everything again. Keyboard: the arrows choose a cell, Return opens it, + and − zoom, Home shows
// everything.
#pragma once

#include "hwmodel/schedule/ArrayFrame.h"
#include "widgets/access/AccessibleSource.h"
#include "widgets/controls/KeyHelp.h"
#include "widgets/export/ExportableView.h"

#include <utility>
#include <vector>

namespace termscope {

class ArrayView : public ExportableView, public AccessibleSource, public KeyDriven {
    Q_OBJECT

public:
    /// `revealed`: the lane's colour, that of TR or of QT.
    ArrayView(const QString& title, bool revealed, QWidget* parent = nullptr);
    ~ArrayView() override;

    /// nullptr for none; `sentence` then stands in its place.
    void setRun(std::shared_ptr<const ArrayRun> run, const QString& sentence = {});
    /// Finished cycles; clamped to what the run has.
    void setPosition(std::int64_t position);
    std::int64_t position() const;
    const ArrayFrame& frame() const;

    /// −1, −1 for none. Does not emit.
    void selectCell(int row, int column);
    /// Cells that hold what is pointed at elsewhere. They stay until the next call.
    void setLit(std::vector<std::pair<int, int>> cells);
    const std::vector<std::pair<int, int>>& lit() const;
    void resetZoom();
    /// Side of a cell in pixels.
    double cellSize() const;
    /// Where a cell is, in the coordinates of the widget that draws them.
    QRectF cellRect(int row, int column) const;
    QWidget* canvas() const;

    /// The cells and their queues alone, fitted into `target`.
    void renderArray(QPainter& painter, const QRectF& target, const Theme& theme) const;

    QString csv() const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

    const QWidget* accessibleWidget() const override { return canvas(); }
    QAccessible::Role accessibleRole() const override { return QAccessible::Table; }
    QString accessibleValue() const override;
    const QWidget* cellsWidget() const override { return canvas(); }
    int cellRows() const override { return frame().rows; }
    int cellColumns() const override { return frame().columns; }
    AccessibleCell cellAt(int row, int column) const override;
    void chooseCell(int row, int column) override;
    QString keyTopic() const override;
    QList<KeyHelp> keyHelp() const override;
    QWidget* keyWidget() override { return canvas(); }
    /// (−1, −1) for none.
    std::pair<int, int> selectedCell() const;

signals:
    /// −1, −1 when nothing is chosen any more.
    void cellChosen(int row, int column);
    /// With the mouse; −1, −1 when it leaves.
    void cellHovered(int row, int column);
    void hoverText(const QString& text);

protected:
    void drawOn(QPaintDevice& device, double scale, const Theme& theme) const override;
    void retint() override;

private:
    class Canvas;

    Canvas* canvas_;
};

} // namespace termscope
