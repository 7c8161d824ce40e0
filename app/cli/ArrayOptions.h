// The options of an array and of its cells, which time and simulate share.
#pragma once

#include "app/cli/Options.h"
#include "hwmodel/operands/OperandFile.h"
#include "hwmodel/timing/LayerTiming.h"

namespace termscope::cli {

inline constexpr std::int64_t largestSide = 65536; ///< rows or columns of an array

struct ArrayOptions {
    std::optional<std::int64_t> rows, columns;
    std::optional<std::string> dataflow, mac, mode, skew;
    bool drain = false;
    Settings settings; ///< group size, budget, data terms and bits

    bool isTerm() const { return mac == "tmac"; }
};

/// Adds --rows, --cols and --dataflow.
void addShapeOptions(CLI::App& app, ArrayOptions& options);
/// Adds --skew.
void addSkewOption(CLI::App& app, ArrayOptions& options);
/// Adds all of these, --mac, --mode, --drain and the settings of terms and bits.
void addArrayOptions(CLI::App& app, ArrayOptions& options);

/// Sets what --rows, --cols and --dataflow speak of.
void applyShapeOptions(const ArrayOptions& options, ArrayConfig& array);

/// Sets the cells and, where an option speaks of it, the array of `timing`. Errors: a drain of another array than an
/// output-stationary pMAC's; settings of a tMAC that do not fit each other or the control registers.
Outcome applyArrayOptions(const ArrayOptions& options, TimingConfig& timing);

/// "64x128x32": M, K and N.
Result<GemmShape> shapeFrom(const std::string& word);

/// Random operands, plain as `time` draws them before it reveals: revealing is the array's own.
Result<RawOperands> randomProduct(const GemmShape& shape, const TermMacConfig& terms, std::uint64_t seed);

} // namespace termscope::cli
