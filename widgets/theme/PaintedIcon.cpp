#include "widgets/theme/PaintedIcon.h"

#include <QIconEngine>
#include <QPainter>

namespace termscope {
namespace {

class Engine : public QIconEngine {
public:
    Engine(IconShape shape, double side, const QPalette& palette) : shape_(shape), side_(side), palette_(palette) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        const auto group = mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active;
        const QColor colour = palette_.color(group, QPalette::ButtonText);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->translate(rect.topLeft());
        painter->scale(rect.width() / side_, rect.height() / side_);
        painter->setPen(QPen(colour, side_ / 10.0, Qt::SolidLine, Qt::FlatCap));
        painter->setBrush(colour);
        shape_(*painter);
        painter->restore();
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap picture(size);
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        paint(&painter, QRect(QPoint(0, 0), size), mode, state);
        return picture;
    }
    QIconEngine* clone() const override { return new Engine(*this); }

private:
    IconShape shape_;
    double side_;
    QPalette palette_;
};

} // namespace

QIcon paintedIcon(IconShape shape, double side, const QPalette& palette)
{
    return QIcon(new Engine(shape, side, palette));
}

} // namespace termscope
