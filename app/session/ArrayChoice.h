// What the Array page shows beside the settings: the array, its rival, the product. One table describes it, for the
// controls, the session file, links and undo.
#pragma once

#include "core/settings/Field.h"
#include "hwmodel/ArrayConfig.h"
#include "hwmodel/energy/UnitCosts.h"

#include <span>
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
    UnitCostSet unitCosts = UnitCostSet::Quoted;

    ArrayConfig array() const { return {rows, columns, dataflow, drain}; }

    friend bool operator==(const ArrayChoice&, const ArrayChoice&) = default;
};

using ArrayField = Field<ArrayChoice>;

/// All fields in the order they are shown.
std::span<const ArrayField> arrayFields();

/// The row with this key, or nullptr.
const ArrayField* findArrayField(std::string_view key);

} // namespace termscope
