// A table whose rows light up and say when they are pointed at, with the mouse or, while it has the focus, with the
// arrow keys. A lit row has a frame and a dark corner: it does not stand by its colour alone.
#pragma once

#include <QTableView>

#include <vector>

namespace termscope {

class LitTable : public QTableView {
    Q_OBJECT

public:
    explicit LitTable(QWidget* parent = nullptr);

    /// Rows of the model shown; those it does not have are left out. Cost: the rows in sight are painted again.
    void setLitRows(std::vector<int> rows);
    const std::vector<int>& litRows() const { return lit_; }

signals:
    /// −1 when the mouse or the focus leaves.
    void rowHovered(int row);
    /// A click, or Return.
    void rowChosen(int row);

protected:
    void paintEvent(QPaintEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    std::vector<int> lit_;
};

} // namespace termscope
