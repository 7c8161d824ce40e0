// A scroll area for a column of controls: it scrolls up and down and is as wide as the column, whatever the size of
// type. Or for a row of them: then it is as high as the row, and scrolls to its ends.
#pragma once

#include <QScrollArea>

namespace termscope {

class ColumnScroll : public QScrollArea {
    Q_OBJECT

public:
    explicit ColumnScroll(QWidget* column, QWidget* parent = nullptr);

    /// At the normal size of type; grows with it.
    void setLeastWidth(int width);

    void setRow(bool row);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    int least_ = 0;
    bool row_ = false;
};

} // namespace termscope
