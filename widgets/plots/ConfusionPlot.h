// Confusion matrix: how often images of one label (row) were given a prediction (column).
//
// Right answers (the diagonal) and mistakes have a colour scale each, so that few mistakes still show; every cell
// carries its count. Axes name the classes as far as there is room, else they number them. A click chooses a cell, one
// more lets it go. Keyboard: the arrow keys choose a cell, Escape lets it go.
#pragma once

#include "widgets/access/AccessibleSource.h"
#include "widgets/controls/KeyHelp.h"
#include "widgets/export/ExportableView.h"

#include <QPoint>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace termscope {

/// What the numbers of a confusion matrix are numbers of: images, other samples, or their places that have a class
/// each.
enum class Counted { Images, Samples, Places };

class ConfusionPlot : public ExportableView, public AccessibleSource, public KeyDriven {
    Q_OBJECT

public:
    explicit ConfusionPlot(QWidget* parent = nullptr);

    /// [classes × classes], row: label, column: prediction. Range: counts.size() == classes², counts ≥ 0. `byFloat`:
    /// the samples have no labels, rows are the float network's classes.
    void setConfusion(std::span<const std::int64_t> counts, int classes, bool byFloat = false,
                      Counted counted = Counted::Images);
    void clear();
    /// By label, for the axes and the words about a cell; none: the numbers.
    void setClassNames(std::vector<std::string> names);
    /// The sentence in the place of the matrix while there is none.
    void setPlaceholder(const QString& sentence);

    /// The chosen cell: x is the prediction, y the label.
    std::optional<QPoint> selectedCell() const { return selected_; }
    void selectCell(int label, int prediction);
    void clearSelection();

    /// One row per label: label, then the count of each prediction.
    QString csv() const override;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

    /// "label 4 predicted as 9: 12 of 982 images (1.22 %)".
    QString describe(int label, int prediction) const;

    const QWidget* accessibleWidget() const override { return this; }
    QAccessible::Role accessibleRole() const override { return QAccessible::Chart; }
    QString accessibleValue() const override;
    const QWidget* cellsWidget() const override { return cells_; }
    QString cellsName() const override;
    int cellRows() const override { return classes_; }
    int cellColumns() const override { return classes_; }
    AccessibleCell cellAt(int row, int column) const override;
    void chooseCell(int row, int column) override { choose({column, row}); }
    QString keyTopic() const override;
    QList<KeyHelp> keyHelp() const override;
    QWidget* keyWidget() override { return this; }

signals:
    /// A cell was chosen with the mouse or the keys.
    void cellActivated(int label, int prediction);
    /// The chosen cell was let go.
    void selectionCleared();

protected:
    void drawOn(QPaintDevice& device, double scale, const Theme& theme) const override;
    void retint() override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QString captionPattern() const;
    QString cellPattern() const;
    QString nameOf(int label) const;
    std::int64_t countAt(int label, int prediction) const;
    /// Names on the axes: there are some, and their lines have room.
    bool showsNames(const QRectF& body) const;
    QString axisName(int label, bool named) const;
    /// Room for the labels of an axis, of so much in all.
    double labelRoom(const QRectF& body, double most) const;
    void letGo();
    /// Where the cells are within the body.
    QRectF matrixRect(const QRectF& body) const;
    std::optional<QPoint> cellAt(const QPointF& position) const;
    void choose(QPoint cell);
    void paintBody(QPainter& painter, const QRectF& body, const Theme& theme, bool withSelection) const;
    QImage smallCells(double width, const Theme& theme) const;
    void paintCells(QPainter& painter, const QRectF& matrix, const Theme& theme) const;
    void paintAxes(QPainter& painter, const QRectF& matrix, const QRectF& body, const Theme& theme) const;
    QFont cellFont(QFont font, double cell) const;
    QColor cellColor(int label, int prediction, const Theme& theme) const;

    QWidget* cells_;
    QString placeholder_;
    std::vector<std::int64_t> counts_;
    std::vector<std::string> names_;
    bool byFloat_ = false;
    Counted counted_ = Counted::Images;
    int classes_ = 0;
    std::int64_t mostRight_ = 0;
    std::int64_t mostWrong_ = 0;
    std::optional<QPoint> selected_;
};

} // namespace termscope
