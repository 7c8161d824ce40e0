// What one operation, one word and one cell cost: a plain table that a user can edit, each figure with its source. It
// is a model: it ranks settings, it does not measure them.
//
// As a file: {"title": …, "notes": […], "costs": {"mac": {"value": 0.3, "unit": "pJ", "source": …}, …}} with every row
// of unitCostRows() once. The tables that TermScope brings along are resources/reference/unit_costs.json and
// unit_costs_counted.json.
#pragma once

#include "core/base/Error.h"

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace termscope {

struct UnitCost {
    double value = 0.0; ///< in its row's unit; 0…1e12
    std::string source;

    friend bool operator==(const UnitCost&, const UnitCost&) = default;
};

struct UnitCosts {
    std::string title;
    std::vector<std::string> notes;
    UnitCost mac;          ///< pJ, a multiply-accumulate of 8-bit operands
    UnitCost termPair;     ///< pJ, an exponent addition and a count
    UnitCost sramWord;     ///< pJ, a byte between SRAM and array
    UnitCost dramWord;     ///< pJ, a byte between DRAM and SRAM
    UnitCost parallelCell; ///< µm², a cell of a pMAC array
    UnitCost termCell;     ///< µm², a cell of a tMAC array
    UnitCost sramKb;       ///< µm², 1024 bytes of SRAM

    friend bool operator==(const UnitCosts&, const UnitCosts&) = default;
};

/// The tables that TermScope brings along.
enum class UnitCostSet {
    Quoted,  ///< figures of 45 nm from publications
    Counted, ///< gates of the hardware sources, counted, and what switches in them
};

/// "quoted" or "counted".
std::string_view nameOf(UnitCostSet set);

struct UnitCostRow {
    const char* key;   ///< in the file
    const char* title; ///< on the screen
    const char* unit;  ///< "pJ" or "um2"
    UnitCost UnitCosts::*member;
};

/// The rows in the order of the file.
std::span<const UnitCostRow> unitCostRows();

/// `name` opens the sentences: `c.json: costs, mac: expected "value" between 0 and 1e+12, found -1`. Errors: a row that
/// is missing, not known or there twice, another unit than the row's, a value out of range, no source.
Result<UnitCosts> parseUnitCosts(std::string_view json, const std::string& name);
Result<UnitCosts> readUnitCosts(const std::filesystem::path& path);

/// The file's text; parseUnitCosts gives the same costs back.
std::string toJson(const UnitCosts& costs);

/// Writes the file whole or not at all.
Result<void> writeUnitCosts(const std::filesystem::path& path, const UnitCosts& costs);

} // namespace termscope
