// A scroll area for a column of controls: it scrolls up and down and is as wide as the column, whatever the size of
// type.
#pragma once

#include <QScrollArea>

namespace termscope {

class ColumnScroll : public QScrollArea {
    Q_OBJECT

public:
    explicit ColumnScroll(QWidget* column, QWidget* parent = nullptr);

    /// At the normal size of type; grows with it.
    void setLeastWidth(int width);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    int least_ = 0;
};

} // namespace termscope
