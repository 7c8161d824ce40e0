// Session files: the settings, the view and the open files as JSON.
//
//   {"termscope_session": 1,
//    "files": {"network": null, "images": "data/images.gz", "labels": null},    null: embedded; found beside the images
//    "settings": {"weight_bits": 8, "encoding": "hese", …},                     keys of the settings table
//    "view": {"page": "terms", "layer": "fc1", "row": 0, "group": 3, "image": 17, "published": false}}
//
// What is missing has its default; a weight scale that is missing is per tensor, as it was by default when the format
// was made. Files below the session file's folder are stored relative to it, so that the folder
// can be moved; others absolute.
#pragma once

#include "app/session/ViewFields.h"
#include "core/files/Files.h"

namespace termscope {

/// The file's text. `folder` is where it will be.
std::string sessionJson(const SavedView& saved, const QString& folder);

/// Reads a session file's text; `name` is what messages call it. Errors name the key, what was expected and what was
/// found: "a.json: settings.budget: expected 1…512, found 900". Unknown keys are passed over with a warning.
/// Whether the files exist and have the layer is seen when they are opened: resolveView.
Result<ParsedView> parseSession(ByteView bytes, const std::string& name, const QString& folder);

Result<void> writeSession(const SavedView& saved, const QString& path);

/// Reads a session file of at most 1 MB.
Result<ParsedView> readSession(const QString& path);

} // namespace termscope
