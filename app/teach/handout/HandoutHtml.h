// A handout as one HTML page that needs nothing else: style and pictures are in
// it, no script, nothing from elsewhere.
//
// It is HTML 5 that is well-formed XML too, so that any XML reader can check
// it.
#pragma once

#include "app/teach/handout/Handout.h"

namespace termscope {

/// UTF-8. The same handout gives the same bytes.
QByteArray handoutHtml(const Handout& handout);

} // namespace termscope
