// A small picture to draw on: white on black with the mouse, black with the right button; arrow keys move the pen,
// Space draws under it. What is drawn are the picture's own pixels, softened at the edge of the stroke.
#pragma once

#include <QImage>
#include <QWidget>

#include <optional>

namespace termscope {

class DrawingPad : public QWidget {
    Q_OBJECT

public:
    explicit DrawingPad(QWidget* parent = nullptr);

    /// An empty picture of this size, in pixels.
    void begin(const QSize& size);
    /// Scaled to the size of the pad, its form kept, in the middle of black.
    void setPicture(const QImage& picture);
    /// 32-bit, as large as begin() asked for.
    const QImage& picture() const { return picture_; }
    bool isEmpty() const;
    void clear();

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void changed();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QRect canvas() const;
    QPointF pixelAt(const QPointF& position) const;
    void stroke(const QPointF& from, const QPointF& to, bool erases);
    void press(const QPointF& position, Qt::MouseButtons buttons, bool begins);

    QImage picture_;
    QPointF last_;               ///< where the mouse was, in the picture's pixels
    std::optional<QPointF> pen_; ///< of the keyboard; none before the first key
};

} // namespace termscope
