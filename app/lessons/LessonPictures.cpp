#include "app/lessons/LessonPictures.h"

#include "widgets/plots/ExportableView.h"
#include "widgets/terms/HesePainter.h"

#include <cmath>

namespace termscope {
namespace {

QImage drawHese(double number, const QWidget& window, int width)
{
    const double ratio = window.devicePixelRatioF();
    const QFont font = window.font();
    const QSizeF size(width, heseHeight(font));
    QImage image((size * ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    image.fill(themeFor(window.palette()).surface);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    HesePicture picture{traceHese(static_cast<std::uint64_t>(std::abs(number))), 0, number < 0.0};
    picture.done = static_cast<int>(picture.steps.size());
    paintHese(painter, picture, QRectF(QPointF(), size), TermColours::from(window.palette()), font);
    return image;
}

QImage drawView(const QString& name, const QWidget& window, int width)
{
    const auto* view = window.findChild<ExportableView*>(name);
    if (view == nullptr || view->width() < 1)
        return {};
    const double ratio = window.devicePixelRatioF();
    QImage image = view->image(std::clamp(ratio * width / view->width(), 1.0, 4.0));
    image = image.scaledToWidth(static_cast<int>(width * ratio), Qt::SmoothTransformation);
    image.setDevicePixelRatio(ratio);
    return image;
}

} // namespace

QImage lessonPicture(const QString& address, const ExpressionNames& names, const QWidget& window, int width)
{
    const QString hese = QStringLiteral("picture:hese/");
    const QString view = QStringLiteral("picture:view/");
    if (address.startsWith(view))
        return drawView(address.mid(view.size()), window, width);
    if (!address.startsWith(hese))
        return {};
    const Result<double> number = evaluateExpression(address.mid(hese.size()).toStdString(), names);
    constexpr double largest = 1 << 16; // more bits than a column of text has room for
    if (!number || std::abs(*number) > largest || *number != std::round(*number))
        return {};
    return drawHese(*number, window, width);
}

} // namespace termscope
