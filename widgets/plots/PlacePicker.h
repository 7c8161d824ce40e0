// A small picture of the chosen image, with a cross at the place whose activations are shown.
//
// Mouse: press and drag move the cross, a double click brings it back to the middle. Keyboard: the arrow keys.
#pragma once

#include <QImage>
#include <QPoint>
#include <QWidget>

namespace termscope {

class PlacePicker : public QWidget {
    Q_OBJECT

public:
    explicit PlacePicker(QWidget* parent = nullptr);

    /// A null image: none. The place goes back to the middle.
    void setImage(const QImage& image);
    /// Pixels of the image; −1 for the middle.
    void setPlace(qint64 row, qint64 column);
    /// Whether there is a place to choose: only then is there a cross.
    void setChoosing(bool choosing);
    bool isChoosing() const { return choosing_ && !image_.isNull(); }

    QSize sizeHint() const override;

signals:
    void placeChosen(qint64 row, qint64 column, bool inProgress);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QRectF pictureRect() const;
    QPoint place() const; ///< the pixel: x is the column
    void ask(const QPointF& at, bool inProgress);

    QImage image_;
    qint64 row_ = -1;
    qint64 column_ = -1;
    bool choosing_ = false;
    bool dragging_ = false;
};

} // namespace termscope
