// What the accuracy curve sweeps, and the curves that stay beside it while the settings change.
#pragma once

#include "core/settings/Method.h"
#include "core/settings/Settings.h"
#include "core/sweep/Sweep.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace termscope {

/// A point of a curve that was kept, of images or, where there are tokens, of a text.
struct KeptPoint {
    int value = 0; ///< budget of TR, bits of QT
    std::int64_t correct = 0;
    std::int64_t total = 0;
    std::int64_t tokens = 0;
    double perplexity = 0.0;
    double low = 0.0; ///< of its interval
    double high = 0.0;
    double provisioned = 0.0; ///< term pairs per multiply-accumulate
    double measured = 0.0;

    friend bool operator==(const KeptPoint&, const KeptPoint&) = default;
};

/// A curve that was kept, under a name and a colour: its points, and what they were made with.
struct KeptCurve {
    std::string name;                 ///< UTF-8
    int colour = 0;                   ///< a number for pinColour
    Method method = Method::Revealed; ///< Revealed: a point for every budget; Quantized: for every number of bits
    Settings settings;                ///< of all points; the budget or the bits are those of none
    std::string network;              ///< that it is of, its name; of `points`
    std::vector<KeptPoint> points;    ///< empty: still to be computed, of the network that is open

    friend bool operator==(const KeptCurve&, const KeptCurve&) = default;
};

/// The settings at a value of the curve's.
Settings settingsAt(const KeptCurve& curve, int value);
SweepRow rowOf(const KeptCurve& curve, const KeptPoint& point);
/// Range: a row of QT or TR.
KeptPoint keptPointOf(const SweepRow& row);

struct SweepChoice {
    std::vector<int> budgets; ///< k of the points of TR; empty: usualBudgets
    std::vector<int> bits;    ///< of the points of QT; empty: 2…8
    std::vector<KeptCurve> kept;
    std::vector<std::string> families =
        {}; ///< of number formats, a curve each: names of formatFamilies(), in its order
    DataFormat dataFormat = DataFormat::Bits; ///< of these formats, where they are for data
    std::vector<std::string> machines =
        {}; ///< that change no value, a curve each: names of costMachines(), in its order

    friend bool operator==(const SweepChoice&, const SweepChoice&) = default;
};

inline constexpr std::size_t mostKeptCurves = 12;
inline constexpr std::size_t mostSweptValues = 32;

/// "4,8,12"; empty for none.
std::string textOfNumbers(const std::vector<int>& numbers);
/// Commas or blanks between them; each once, ascending. Errors open with `key`: "budgets: expected numbers of 1…512,
/// found 4,x".
Result<std::vector<int>> numbersOfText(std::string_view key, std::string_view text, int least, int most);

/// "apot,mx"; empty for none. Families come out in the table's order, each once. Errors open with `key`: "formats:
/// expected one of pow2, apot, …, found xy".
std::string textOfFamilies(const std::vector<std::string>& families);
Result<std::vector<std::string>> familiesOfText(std::string_view key, std::string_view text);

/// The same of machines: "stripes,laconic".
std::string textOfMachines(const std::vector<std::string>& machines);
Result<std::vector<std::string>> machinesOfText(std::string_view key, std::string_view text);

/// Of TR budgets, of QT bits: what the points of a curve are. `groupSize`: budgets beyond its maximum are left out.
std::vector<int> budgetsOf(const SweepChoice& sweep, int groupSize);
std::vector<int> bitsOf(const SweepChoice& sweep);

/// All curves, in characters that links and JSON take: "name=…&colour=0&method=tr&weight_bits=8&…&points=…", with ";"
/// between curves.
std::string textOfKept(const std::vector<KeptCurve>& kept);
/// Errors open with `key` and say which part is wrong, what was expected and what was found.
Result<std::vector<KeptCurve>> keptOfText(std::string_view key, std::string_view text);

} // namespace termscope
