// What the Array page shows beside the settings: the array, its rival, the product. One table describes it, for the
// controls, the session file, links and undo.
#pragma once

#include "core/settings/Settings.h"
#include "hwmodel/ArrayConfig.h"

#include <span>
#include <string>
#include <string_view>

namespace termscope {

/// What the TR array of term cells races against, on as many cells.
enum class Rival {
    QuantizedTerm, ///< the same array of term cells under QT
    Parallel,      ///< conventional cells
};

struct ArrayChoice {
    int rows = 16;
    int columns = 16;
    Dataflow dataflow = Dataflow::OutputStationary;
    Rival rival = Rival::QuantizedTerm;
    StepLength stepLength = StepLength::Provisioned; ///< provisioned or adaptive
    Skew skew = Skew::Step;
    bool drain = false;
    bool typed = false;         ///< a typed product of random operands in place of the chosen layer
    int samples = 16;           ///< M of a layer: the first so many images
    int m = 16, k = 64, n = 16; ///< of the typed product

    ArrayConfig array() const { return {rows, columns, dataflow, drain}; }

    friend bool operator==(const ArrayChoice&, const ArrayChoice&) = default;
};

/// One row of the table. Every field is an int underneath: the number, or the index of the choice.
struct ArrayField {
    std::string_view key;   ///< "array_rows": session files and links
    std::string_view title; ///< "Rows": labels
    std::string_view help;  ///< one sentence
    int minimum = 0;
    int maximum = 0;
    std::vector<SettingChoice> choices; ///< empty for numbers
    int (*get)(const ArrayChoice&);
    void (*set)(ArrayChoice&, int);

    bool isNumber() const { return choices.empty(); }
};

/// All fields in the order they are shown.
std::span<const ArrayField> arrayFields();

/// The row with this key, or nullptr.
const ArrayField* findArrayField(std::string_view key);

/// The value as text: a number, or the choice's name.
std::string valueText(const ArrayField& field, const ArrayChoice& choice);

/// Errors: "array_rows: expected 1…256, found 0"; `choice` is then as it was.
Result<void> setFromText(ArrayChoice& choice, const ArrayField& field, std::string_view text);

} // namespace termscope
