// A small picture of the chosen image, with a cross at the place whose activations are shown.
//
// Mouse: press and drag move the cross, a double click brings it back to the middle. Keyboard: the arrow keys,
// Home for the middle.
#pragma once

#include "widgets/access/AccessibleSource.h"
#include "widgets/controls/KeyHelp.h"

#include <QImage>
#include <QPoint>
#include <QWidget>

namespace termscope {

class PlacePicker : public QWidget, public AccessibleSource, public KeyDriven {
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

    const QWidget* accessibleWidget() const override { return this; }
    QAccessible::Role accessibleRole() const override { return QAccessible::Graphic; }
    QString accessibleValue() const override;
    QString keyTopic() const override;
    QList<KeyHelp> keyHelp() const override;
    QWidget* keyWidget() override { return this; }

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
