// Handouts as a PDF: pages with numbers, text that can be selected, pictures as
// drawings.
#pragma once

#include "app/teach/handout/Handout.h"

#include <QPageSize>

#include <span>

namespace termscope {

/// One after the other, each from a new page on with page numbers of its own:
/// "Sheet 17 · page 1 of 2".
QByteArray handoutPdf(std::span<const Handout> handouts, QPageSize::PageSizeId paper, const QString& title);

} // namespace termscope
