#include "app/pages/HardwareUnits.h"

#include "core/base/Translatable.h"
#include "hwmodel/registers/ControlRegisters.h"
#include "widgets/language/Numbers.h"
#include "widgets/language/Translated.h"

#include <algorithm>

namespace termscope {
namespace {

/// A row of the table of units.
struct KnownUnit {
    const char* key;
    const char* counted; ///< the unit of GateCounts
    const char* name;
    const char* text;
    int row;
    int column;
    UnitAnimation::Kind animation;
    const char* page = "";
    const char* part = "";
};

constexpr KnownUnit knownUnits[] = {
    {"data", "queue", TERMSCOPE_TRANSLATABLE("core", "Data terms"),
     TERMSCOPE_TRANSLATABLE("core",
                            "Holds the terms of a group of data: a place for each exponent of each value, so it "
                            "fits any budget, and QT too. The group hops on to the next cell with each step."),
     0, 0, UnitAnimation::Cell},
    {"weights", "queue", TERMSCOPE_TRANSLATABLE("core", "Weight terms"),
     TERMSCOPE_TRANSLATABLE("core", "Holds the revealed terms of a group of weights, as the queue of data terms does."),
     1, 0, UnitAnimation::Cell},
    {"cursor", "cursor", TERMSCOPE_TRANSLATABLE("core", "Pair cursor"),
     TERMSCOPE_TRANSLATABLE("core",
                            "Finds the next term pair, one a cycle: each weight term meets all data terms of its "
                            "value, the largest first. Values without terms take no cycle."),
     0, 1, UnitAnimation::Cell},
    {"adder", "adder", TERMSCOPE_TRANSLATABLE("core", "Exponent adder"),
     TERMSCOPE_TRANSLATABLE("core", "Multiplies two terms: adds their exponents and compares their signs."), 0, 2,
     UnitAnimation::Cell},
    {"vector", "vector", TERMSCOPE_TRANSLATABLE("core", "Coefficients"),
     TERMSCOPE_TRANSLATABLE("core", "Counts, for each exponent, the term pairs that come to it: up for a positive one, "
                                    "down for a negative one."),
     0, 3, UnitAnimation::Cell},
    {"revealer", "revealer", TERMSCOPE_TRANSLATABLE("core", "Revealer"),
     TERMSCOPE_TRANSLATABLE("core",
                            "Lowers the waterline over a group, one exponent a cycle, until the budget is used: for "
                            "operands that are revealed when they are made. One a column, in no cell."),
     1, 1, UnitAnimation::Part, "terms", "weightTerms"},
    {"sum", "sum", TERMSCOPE_TRANSLATABLE("core", "Sum"),
     TERMSCOPE_TRANSLATABLE("core",
                            "Adds the coefficients up to a word in one cycle, where results leave the array. One a "
                            "column."),
     1, 2, UnitAnimation::None},
    {"converter", "converter", TERMSCOPE_TRANSLATABLE("core", "Converter"),
     TERMSCOPE_TRANSLATABLE("core",
                            "Adds the coefficients up bit by bit, the lowest first: smaller than the sum, and as "
                            "many cycles as the word has bits."),
     1, 3, UnitAnimation::None},
    {"registers", "registers", TERMSCOPE_TRANSLATABLE("core", "Registers"),
     TERMSCOPE_TRANSLATABLE("core", "Two words decide whether the array runs QT or TR, and at which budgets. They are "
                                    "written while it runs."),
     2, 0, UnitAnimation::Registers},
    {"comparator", "comparator", TERMSCOPE_TRANSLATABLE("core", "Term comparator"),
     TERMSCOPE_TRANSLATABLE("core", "Keeps the s largest terms of each value of the next layer's data."), 2, 1,
     UnitAnimation::Part, "terms", "dataTerms"},
    {"encoder", "encoder", TERMSCOPE_TRANSLATABLE("core", "HESE encoder"),
     TERMSCOPE_TRANSLATABLE("core",
                            "Turns the bits of a value to signed terms in one pass, looking at two bits at a time."),
     2, 2, UnitAnimation::Part, "terms", "hese"},
    {"requantizer", "requantizer", TERMSCOPE_TRANSLATABLE("core", "Requantizer"),
     TERMSCOPE_TRANSLATABLE("core",
                            "Multiplies by the scale bit by bit, cuts what is below zero (ReLU) and rounds to the "
                            "data's bits."),
     2, 3, UnitAnimation::None},
    // The rival's cell, where it is a pMAC.
    {"pmacData", "value", TERMSCOPE_TRANSLATABLE("core", "Data value"),
     TERMSCOPE_TRANSLATABLE("core",
                            "pMAC: holds a value of the data, 8 bits. It hops on to the next cell with each cycle."),
     0, 4, UnitAnimation::None},
    {"pmacWeight", "value", TERMSCOPE_TRANSLATABLE("core", "Weight value"),
     TERMSCOPE_TRANSLATABLE("core", "pMAC: holds a weight, 8 bits, as the register of the data value does."), 1, 4,
     UnitAnimation::None},
    {"multiplier", "multiplier", TERMSCOPE_TRANSLATABLE("core", "Multiplier"),
     TERMSCOPE_TRANSLATABLE("core",
                            "pMAC: multiplies two values of 8 bits in one cycle. Counted by itself: with the adder "
                            "behind it a synthesis tool makes other gates."),
     0, 5, UnitAnimation::None},
    {"accumulator", "accumulator", TERMSCOPE_TRANSLATABLE("core", "Accumulator"),
     TERMSCOPE_TRANSLATABLE("core", "pMAC: adds the products up, 32 bits, one a cycle. Counted by itself."), 1, 5,
     UnitAnimation::None},
    {"pmac", "pmac", TERMSCOPE_TRANSLATABLE("core", "pMAC of the rival"),
     TERMSCOPE_TRANSLATABLE("core",
                            "The rival's cell as a whole: a multiplier of 8-bit values and an accumulator of 32 "
                            "bits, made together."),
     2, 5, UnitAnimation::Cell},
};

constexpr int firstRivalColumn = 4; ///< from here on units of the rival's cell

/// From unit to unit.
constexpr std::pair<const char*, const char*> flows[] = {
    {"data", "cursor"},
    {"weights", "cursor"},
    {"revealer", "weights"},
    {"cursor", "adder"},
    {"adder", "vector"},
    {"vector", "sum"},
    {"vector", "converter"},
    {"converter", "requantizer"},
    {"requantizer", "encoder"},
    {"encoder", "comparator"},
    {"pmacData", "multiplier"},
    {"pmacWeight", "multiplier"},
    {"multiplier", "accumulator"},
};

const KnownUnit* find(const QString& key)
{
    const auto found = std::ranges::find_if(knownUnits,
                                            [&key](const KnownUnit& unit) { return key == QLatin1String(unit.key); });
    return found == std::end(knownUnits) ? nullptr : &*found;
}

QString costText(const UnitGates* gates)
{
    return gates == nullptr ? QString()
                            : termscope::tr("%1 LUT · %2 FF")
                                  .arg(countText(gates->sevenSeries.luts), countText(gates->sevenSeries.flipFlops));
}

} // namespace

HardwareUnits hardwareUnits(const ArrayRace& race, const GateCounts& counts)
{
    HardwareUnits units;
    const bool parallel = race.rival.run->config().mac == MacKind::Parallel;
    std::vector<QString> keys;
    for (const KnownUnit& unit : knownUnits) {
        if (unit.column >= firstRivalColumn && !parallel)
            continue;
        keys.push_back(QLatin1String(unit.key));
        units.blocks.push_back({keys.back(), translated(unit.name), costText(counts.find(unit.counted)),
                                translated(unit.text), unit.row, unit.column, unit.animation != UnitAnimation::None});
    }
    for (const auto& [from, to] : flows) {
        const auto first = std::ranges::find(keys, QLatin1String(from));
        const auto second = std::ranges::find(keys, QLatin1String(to));
        if (first == keys.end() || second == keys.end())
            continue;
        units.arrows.emplace_back(first - keys.begin(), second - keys.begin());
    }
    units.caption = termscope::tr("7 series, g = 8, 8 bits. A tMAC: %1; a pMAC: %2.")
                        .arg(costText(counts.find("tmac")), costText(counts.find("pmac")));
    return units;
}

UnitAnimation animationOf(const QString& unit)
{
    const KnownUnit* const known = find(unit);
    if (known == nullptr)
        return {};
    return {known->animation, QLatin1String(known->page), QLatin1String(known->part)};
}

RegisterWords registerWords(const TermMacConfig& config)
{
    const Result<ControlRegisters> registers = registersFor(config);
    if (!registers)
        return {};
    const bool revealed = registers->mode() == TermMode::Revealed;
    return {revealed ? termscope::tr("TR") : termscope::tr("QT"),
            {{termscope::tr("bit width"), 5, registers->bitWidth, true},
             {termscope::tr("comparator"), 1, registers->comparatorOn ? 1 : 0, true},
             {termscope::tr("HESE"), 1, registers->heseOn ? 1 : 0, true}},
            {{termscope::tr("data terms"), 4, registers->dataTerms, revealed},
             {termscope::tr("group budget"), 7, registers->groupBudget, revealed},
             {termscope::tr("group size"), 5, registers->groupSize, true}}};
}

} // namespace termscope
