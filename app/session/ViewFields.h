// The fields of a saved view as text, by key: what session files and links have in common.
#pragma once

#include "app/session/ViewState.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace termscope {

/// A view read from a session file or a link, and what was passed over in reading it, one sentence each.
struct ParsedView {
    SavedView saved;
    std::vector<std::string> warnings;
};

enum class FieldType { Integer, Word, Flag };

struct ViewField {
    std::string_view key; ///< "page", "layer", "row", "group", "image", "place_row", "token", "published", "formats",
                          ///< "curves", "example", "preprocess", "streams" …, and those of arrayFields
    FieldType type;
    std::function<std::string(const SavedView&)> get;
    std::function<Result<void>(std::string_view key, SavedView& saved, std::string_view text)> setter;

    /// Errors: "image: expected a whole number from 0, found -1"; `saved` is then as it was.
    Result<void> set(SavedView& saved, std::string_view text) const { return setter(key, saved, text); }
};

/// Everything of a view but its settings and files.
std::span<const ViewField> viewFields();

/// The row with this key, or nullptr.
const ViewField* findViewField(std::string_view key);

struct FileField {
    std::string_view key; ///< "network", "compared", "images", "labels", "class_names", "tokens", "vocabulary"
    QString OpenFiles::*member;
};

std::span<const FileField> fileFields();

/// The row with this key, or nullptr.
const FileField* findFileField(std::string_view key);

/// FieldType::Flag for a choice between "false" and "true".
FieldType typeOf(const SettingInfo& info);

/// A path from a session file or a link must be one the system can open: not empty, at most 4,096 bytes, without a zero
/// byte.
Result<void> checkPath(std::string_view key, const QString& path);

} // namespace termscope
