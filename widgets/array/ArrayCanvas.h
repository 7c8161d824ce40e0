// The cells of an array's view: paints them, and chooses, opens and zooms them by the mouse and the keys.
#pragma once

#include "widgets/array/ArrayPainter.h"
#include "widgets/array/ArrayView.h"

#include <optional>

namespace termscope {

class ArrayView::Canvas : public QWidget {
public:
    /// Emits the signals of `view`, whose body it is.
    Canvas(ArrayView& view, bool revealed);

    void setRun(std::shared_ptr<const ArrayRun> run, const QString& sentence);
    const ArrayRun* run() const { return run_.get(); } ///< null for none
    /// What stands in the place of a run.
    const QString& sentence() const { return sentence_; }
    void setPosition(std::int64_t position);
    const ArrayFrame& frame() const { return frame_; }
    void setLit(std::vector<std::pair<int, int>> cells);
    const std::vector<std::pair<int, int>>& lit() const { return lit_; }
    void select(std::pair<int, int> cell, bool emits);
    std::pair<int, int> selected() const { return selected_; }

    ArrayGeometry geometry() const { return zoomed_.value_or(whole()); }
    ArrayPicture picture(const Theme& theme, bool vector) const;
    void resetZoom();

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent*) override { update(); }
    void focusOutEvent(QFocusEvent*) override { update(); }

private:
    ArrayGeometry whole() const;
    /// True when one cell fills the view.
    bool opened() const { return zoomed_ && zoomed_->cell > 0.6 * std::min(width(), height()); }
    QPointF centre() const;
    void open(std::pair<int, int> cell);
    void zoomAt(const QPointF& point, double factor);
    void hover(const QPointF& position, const QPoint& global);
    void tell(std::pair<int, int> cell);

    ArrayView& view_;
    bool revealed_;
    std::shared_ptr<const ArrayRun> run_;
    ArrayFrame frame_;
    QString sentence_;
    std::int64_t position_ = 0;
    std::vector<std::pair<int, int>> lit_;
    std::optional<ArrayGeometry> zoomed_; ///< none: the whole array
    std::pair<int, int> selected_{-1, -1};
    std::pair<int, int> hovered_{-1, -1};
    std::optional<QPointF> pressed_;
    QPointF pressedOrigin_;
    bool moved_ = false;
};

} // namespace termscope
