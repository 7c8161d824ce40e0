// A field of a record that a user can set: what it is called, its range, and how it is read and written as text. The
// settings and the array's choices are tables of such rows.
#pragma once

#include "core/base/Error.h"

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace termscope {

struct FieldChoice {
    std::string_view name;  ///< in files and on the command line
    std::string_view title; ///< on screen
};

/// A row without its record. Every field is an int underneath: the number, or the index of the choice.
struct FieldInfo {
    std::string_view key;    ///< "weight_bits": session files and links; an option is "--weight-bits"
    std::string_view title;  ///< "Weight bits": labels
    std::string_view symbol; ///< "b_w", or empty
    std::string_view help;   ///< one sentence for tooltips, What's This and --help
    int minimum = 0;
    int maximum = 0;
    std::vector<FieldChoice> choices = {}; ///< empty for numbers

    bool isNumber() const { return choices.empty(); }
};

template <class Record>
struct Field : FieldInfo {
    int (*get)(const Record&) = nullptr;
    void (*set)(Record&, int) = nullptr;
};

/// The value as text: a number, or the choice's name. Range: a value of the field.
std::string textOfValue(const FieldInfo& field, int value);

/// Errors: "group_size: expected 1…64, found 99", "encoding: expected one of binary, hese, found x".
Result<int> valueOfText(const FieldInfo& field, std::string_view text);

template <class Record>
std::string valueText(const Field<Record>& field, const Record& record)
{
    return textOfValue(field, field.get(record));
}

/// Reads the text of one field. Errors: those of valueOfText; `record` is then as it was.
template <class Record>
Result<void> setFromText(Record& record, const Field<Record>& field, std::string_view text)
{
    const Result<int> value = valueOfText(field, text);
    if (!value)
        return tl::unexpected(value.error());
    field.set(record, *value);
    return {};
}

/// The row with this key, or nullptr.
template <class Row>
const Row* findField(std::span<const Row> rows, std::string_view key)
{
    const auto found = std::ranges::find(rows, key, &Row::key);
    return found == rows.end() ? nullptr : &*found;
}

/// A row that reads and writes a member. `info.maximum` of choices is found from them.
template <class Record, auto Member>
Field<Record> fieldOf(FieldInfo info)
{
    using Stored = std::remove_cvref_t<decltype(std::declval<Record>().*Member)>;
    if (!info.isNumber())
        info.maximum = static_cast<int>(info.choices.size()) - 1;
    return {std::move(info), [](const Record& record) { return static_cast<int>(record.*Member); },
            [](Record& record, int value) { record.*Member = static_cast<Stored>(value); }};
}

} // namespace termscope
