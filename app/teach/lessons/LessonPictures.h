// Pictures in lessons, drawn when they are shown: of HESE at work on a number, and of any view of the window as it is
// now.
#pragma once

#include "app/layout/WindowParts.h"
#include "app/teach/lessons/Expression.h"

#include <QImage>
#include <QPicture>
#include <QString>

namespace termscope {

/// "picture:hese/27" (a formula after the slash): HESE from the first bit to the last. "picture:view/NAME": the
/// exportable view of that object name in the window. Null where the address is none of these, or the view is not
/// there. width: in device-independent pixels, what the text has room for.
QImage lessonPicture(const QString& address, const ExpressionNames& names, const WindowParts& window, int width);

/// The same as a recorded drawing in the light theme, for handouts; of no size where there is none. Numbers need no
/// window: it may be null then.
struct LessonDrawing {
    QPicture drawing = QPicture();
    QSizeF size;
    QByteArray svg = {}; ///< see HandoutPicture
};
LessonDrawing lessonDrawing(const QString& address, const ExpressionNames& names, const WindowParts* window);

} // namespace termscope
