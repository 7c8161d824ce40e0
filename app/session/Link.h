// Links that open a view: termscope:?weight_bits=8&group_size=8&budget=12&…&page=terms&layer=fc1&row=0&group=3&image=17
//
// Every setting and field is written, so that a link outlives a changed default. The embedded network and digits are
// implied; other files are named by absolute paths ("network", "images", "labels").
#pragma once

#include "app/session/ViewFields.h"

namespace termscope {

QString makeLink(const SavedView& saved);

/// True for text that is meant as a link, right or wrong.
bool isLink(const QString& text);

/// Errors name the key, what was expected and what was found: "link: group_size: expected 1…64, found 99". Unknown keys
/// are passed over with a warning; what is missing has its default.
Result<ParsedView> parseLink(const QString& link);

} // namespace termscope
