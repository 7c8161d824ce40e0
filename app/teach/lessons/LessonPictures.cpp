#include "app/teach/lessons/LessonPictures.h"

#include "widgets/export/ExportableView.h"
#include "widgets/terms/HesePainter.h"

#include <QGuiApplication>
#include <QMainWindow>

#include <cmath>
#include <optional>

namespace termscope {
namespace {

const QString heseAddress = QStringLiteral("picture:hese/");
const QString viewAddress = QStringLiteral("picture:view/");

/// The steps of HESE on a number that a formula gives; none where it gives no whole number, or one with more bits than
/// a column of text has room for.
std::optional<HesePicture> hesePicture(const QString& formula, const ExpressionNames& names)
{
    const Result<double> number = evaluateExpression(formula.toStdString(), names);
    constexpr double largest = 1 << 16;
    if (!number || std::abs(*number) > largest || *number != std::round(*number))
        return std::nullopt;
    HesePicture picture{traceHese(static_cast<std::uint64_t>(std::abs(*number))), 0, *number < 0.0};
    picture.done = static_cast<int>(picture.steps.size());
    return picture;
}

QImage drawHese(const HesePicture& picture, const QWidget& window, int width)
{
    const double ratio = window.devicePixelRatioF();
    const QFont font = window.font();
    const QSizeF size(width, heseHeight(font));
    QImage image((size * ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    image.fill(themeFor(window.palette()).surface);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    paintHese(painter, picture, QRectF(QPointF(), size), TermColours::from(window.palette()), font);
    return image;
}

QImage drawView(const QString& name, const WindowParts& window, int width)
{
    const ExportableView* const view = window.view(name);
    if (view == nullptr || view->width() < 1)
        return {};
    const double ratio = view->devicePixelRatioF();
    QImage image = view->image(std::clamp(ratio * width / view->width(), 1.0, 4.0));
    image = image.scaledToWidth(static_cast<int>(width * ratio), Qt::SmoothTransformation);
    image.setDevicePixelRatio(ratio);
    return image;
}

} // namespace

QImage lessonPicture(const QString& address, const ExpressionNames& names, const WindowParts& window, int width)
{
    if (address.startsWith(viewAddress))
        return drawView(address.mid(viewAddress.size()), window, width);
    if (!address.startsWith(heseAddress))
        return {};
    const std::optional<HesePicture> picture = hesePicture(address.mid(heseAddress.size()), names);
    return picture ? drawHese(*picture, window.frame(), width) : QImage();
}

LessonDrawing lessonDrawing(const QString& address, const ExpressionNames& names, const WindowParts* window)
{
    if (address.startsWith(viewAddress)) {
        const auto* view = window != nullptr ? window->view(address.mid(viewAddress.size())) : nullptr;
        return view != nullptr ? LessonDrawing{view->picture(), view->pictureSize(), view->svg()} : LessonDrawing{};
    }
    const std::optional<HesePicture> picture = address.startsWith(heseAddress)
                                                   ? hesePicture(address.mid(heseAddress.size()), names)
                                                   : std::nullopt;
    if (!picture)
        return {};
    constexpr double width = 560.0;
    const QFont font = QGuiApplication::font();
    LessonDrawing drawn{QPicture(), QSizeF(width, heseHeight(font))};
    QPainter painter(&drawn.drawing);
    paintHese(painter, *picture, QRectF(QPointF(), drawn.size), TermColours::from(lightTheme()), font);
    return drawn;
}

} // namespace termscope
