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

/// Sets one key of a link ("budget", "page", "layer", "images", …); false for a key that is not known. Errors name the
/// key, the range and what was found; `saved` is then as it was.
Result<bool> setKey(SavedView& saved, const QString& key, const QString& value);

/// Errors name the key, what was expected and what was found: "link: group_size: expected 1…64, found 99". Unknown keys
/// are passed over with a warning; what is missing has its default, and settings are those of settingsLeftOut.
Result<ParsedView> parseLink(const QString& link);

} // namespace termscope
