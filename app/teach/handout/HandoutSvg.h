// A picture of a handout as an element of a page: <svg> with what it shows in
// words.
#pragma once

#include "app/teach/handout/Handout.h"

QT_BEGIN_NAMESPACE
class QXmlStreamWriter;
QT_END_NAMESPACE

namespace termscope {

/// idPrefix: before every identifier inside, so that pictures of one page do
/// not take each other's patterns.
void writeSvg(QXmlStreamWriter& page, const HandoutPicture& picture, const QString& idPrefix);

} // namespace termscope
