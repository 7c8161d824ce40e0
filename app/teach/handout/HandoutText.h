// Markdown as parts of a handout.
#pragma once

#include "app/teach/handout/Handout.h"

#include <functional>
#include <optional>

namespace termscope {

/// What an address stands for, with the words that the text has for it; none:
/// the words alone are set.
using PictureSource = std::function<std::optional<HandoutPicture>(const QString& address, const QString& alt)>;

/// Paragraphs, lists, tables, code and pictures. Headings become those of
/// level 3.
std::vector<HandoutBlock> handoutBlocks(const QString& markdown, const PictureSource& pictures);

/// A sentence: emphasis and code, no blocks.
HandoutLine handoutLine(const QString& markdown);

} // namespace termscope
