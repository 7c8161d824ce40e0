// A group of values as a grid, values × exponents, with the waterline that a mouse or the arrow keys can move.
//
// The waterline is a vertical boundary: exponents fall from left to right, water covers what lies right of it, and
// within the waterline's own exponent it is a step. Moving it asks for another budget k; the grid itself shows only
// groups it is given. Keys: Down and Up one term more or less, Right and Left to the next edge of an exponent, Home 0,
// End all terms. The arrows with Shift, or without where there is no waterline, point at a cell as the mouse does;
// Return or a click chooses (a click beside the cells, where they have a waterline), Escape points at nothing.
#pragma once

#include "core/terms/Reveal.h"

#include "widgets/access/AccessibleSource.h"
#include "widgets/controls/KeyHelp.h"
#include "widgets/terms/TermGridPainter.h"

#include <QAbstractScrollArea>

#include <optional>
#include <utility>
#include <vector>

namespace termscope {

class TermGrid : public QAbstractScrollArea, public AccessibleSource, public KeyDriven {
    Q_OBJECT

public:
    explicit TermGrid(QWidget* parent = nullptr);

    /// Range of exponents: 1…63, above every term's exponent.
    void setGroup(const RevealedGroup& group, int exponents);
    const RevealedGroup& group() const { return picture_.group; }

    /// What values are called: "w" and 8 make the rows w[8], w[9], …
    void setNames(const QString& symbol, std::int64_t firstIndex);

    /// Shows the float values, and the revealed integers times the scale, where there is room beside the cells, and
    /// in the tooltip. One float per value.
    void setFloats(std::vector<float> floats, double scale);
    void clearFloats();

    /// Of values that a file stores as integers, beside which their zero point is told: a column shows what is stored
    /// where it is not the value. None: no file stores them.
    void setZeroPoint(std::optional<std::int32_t> zeroPoint);

    /// Draws the border of a block of values that share a scale above the first value, or below the last one.
    void setBlockBorders(bool above, bool below);

    /// False for values that have a budget each (activations): no waterline, nothing to drag.
    void setWaterlineShown(bool shown);

    /// Budgets that may be asked for; default 0 to any.
    void setBudgetRange(int lowest, int highest);

    /// Puts the exponents below `exponent` under water. Range: 0…exponents; `exponents` covers all.
    void setShownExponent(int exponent);
    void showAll();
    /// Exponents the water recedes by until the budget runs out: shown exponents run from exponents() down by so many.
    int recedeSteps() const;
    int exponents() const { return picture_.exponents; }

    /// Lights values from outside, and one exponent of them (−1 for none).
    void setLit(std::vector<int> rows, int exponent = -1);
    /// What is lit: the value pointed at here, else what setLit says.
    std::vector<int> litRows() const;
    int litExponent() const { return hoveredRow_ >= 0 ? hoveredExponent_ : outsideExponent_; }

    /// Shows the waterline of the same values at another setting as well, dashed.
    void setGhost(std::optional<RevealedGroup> ghost);
    const std::optional<RevealedGroup>& ghost() const { return picture_.ghost; }

    /// The budget whose waterline passes through this point of the viewport: the number of terms at higher exponents
    /// and, at the same exponent, in rows above.
    int budgetAt(QPoint position) const;

    /// Where a cell is in the viewport.
    QRect cellRect(int row, int exponent) const;

    /// "w[3] = 27 = +2^5 −2^2 −2^0; kept +2^5 −2^2; error +1"
    QString describe(int row) const;

    /// One line per term: value, index, exponent, sign, kept; see the header line.
    QString csv() const;
    /// The whole grid with all its columns, fitted into `target`.
    void renderPicture(QPainter& painter, const QRect& target, const TermColours& colours) const;
    /// Large enough for the whole grid to be read.
    QSize pictureSize() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

    /// A slider where there is a waterline; its cells are those of the grid.
    const QWidget* accessibleWidget() const override { return this; }
    QAccessible::Role accessibleRole() const override;
    QString accessibleValue() const override;
    std::optional<AccessibleNumber> accessibleNumber() const override;
    void setAccessibleNumber(double value) override;
    const QWidget* cellsWidget() const override { return viewport(); }
    QString cellsName() const override;
    int cellRows() const override;
    int cellColumns() const override;
    QString cellRowName(int row) const override { return describe(row); }
    AccessibleCell cellAt(int row, int column) const override;
    QString keyTopic() const override;
    QList<KeyHelp> keyHelp() const override;
    QWidget* keyWidget() override { return this; }

signals:
    /// While the waterline is dragged or a key is held.
    void budgetRequested(int budget);
    /// When it is let go: one step for undo.
    void budgetCommitted(int budget);
    /// With the mouse or the keys; −1, −1 when it leaves.
    void valueHovered(int row, int exponent);
    void valueChosen(int row, int exponent);

protected:
    bool viewportEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void relayout();
    void chooseColumns(double width);
    void listColumns();
    QPointF toLayout(const QPointF& position) const;
    std::pair<int, int> valueAt(const QPointF& position) const;
    void setHovered(int row, int exponent);
    bool pointByKey(const QKeyEvent& event);
    void showRow(int row);
    void request(int budget);
    void commit();
    int currentBudget() const { return pending_.value_or(picture_.group.keptTerms); }
    int nextEdge(int budget, bool further) const;
    void describeForAssistiveTechnology();

    TermGridPicture picture_;
    TermGridLayout layout_;
    std::optional<int> pending_;             ///< asked for and not yet committed
    std::vector<TermGridColumn> allColumns_; ///< those that there may be no room for are last
    int lowestBudget_ = 0;
    int highestBudget_ = 0;
    int hoveredRow_ = -1;
    int hoveredExponent_ = -1;
    std::vector<int> outsideRows_; ///< lit by setLit
    int outsideExponent_ = -1;
    bool dragging_ = false;
};

} // namespace termscope
