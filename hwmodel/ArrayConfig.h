// A systolic array, a matrix product to run on it, and what its cells are: the words that timing and simulation share.
//
// A layer is a product (M×K)·(K×N). The dataflow says which axes lie along the rows and columns of the array and which
// one streams: (S_r, S_c, T) = (M, N, K) output-stationary, (K, N, M) weight-stationary, (K, M, N) input-stationary.
// Folds F = ⌈S_r/R⌉·⌈S_c/C⌉ follow one another; an edge fold costs as much as a full one.
#pragma once

#include "core/settings/Settings.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace termscope {

enum class Dataflow { OutputStationary, WeightStationary, InputStationary };

/// "os", "ws", "is".
std::string_view nameOf(Dataflow dataflow);
std::optional<Dataflow> dataflowFromName(std::string_view name);

/// A conventional cell does one multiply-accumulate a cycle, a term cell one term pair a cycle of a group of g values.
enum class MacKind { Parallel, Term };

/// "pmac", "tmac".
std::string_view nameOf(MacKind kind);
std::optional<MacKind> macKindFromName(std::string_view name);

/// M rows of K inputs times K×N weights. Range: each ≥ 1.
struct GemmShape {
    std::int64_t m = 1;
    std::int64_t k = 1;
    std::int64_t n = 1;

    friend bool operator==(const GemmShape&, const GemmShape&) = default;
};

struct ArrayConfig {
    int rows = 128;   ///< R ≥ 1 cells down
    int columns = 64; ///< C ≥ 1 cells across
    Dataflow dataflow = Dataflow::OutputStationary;
    bool drain = false; ///< charge R cycles a fold to shift results out of an output-stationary pMAC array

    int cells() const { return rows * columns; }
};

/// Whether the cells work through all term slots of quantized operands (QT) or the budgets of revealed ones (TR).
enum class TermMode { Quantized, Revealed };

/// How long a step of the tMAC array lasts.
enum class StepLength {
    Provisioned, ///< the bound: the pairs that are provisioned for a group
    Adaptive,    ///< the largest actual number of pairs among the active cells, at least one cycle
    Ideal,       ///< mean pairs, no waiting: the lower limit
};

/// "provisioned", "adaptive", "ideal".
std::string_view nameOf(StepLength length);
std::optional<StepLength> stepLengthFromName(std::string_view name);

/// How operands hop from cell to cell: once a step, or once a clock.
enum class Skew { Step, Clock };

struct TermMacConfig {
    TermMode mode = TermMode::Revealed;
    int groupSize = 8; ///< g
    int budget = 12;   ///< k, term slots of a group of weights under TR
    int dataTerms = 3; ///< s ≥ 1, term slots of an activation under TR
    int weightBits = 8;
    int dataBits = 8;
    Skew skew = Skew::Step;

    /// Cycles of a provisioned step, B: the provisioned pairs of a group (QT g·(b_w−1)·(b_d−1); TR k·s, never more
    /// than QT's).
    std::int64_t provisionedStep() const;

    /// ⌈bits / 8⌉ of the wider operand, of pMAC arrays too.
    std::int64_t bytesPerWord() const { return ((weightBits > dataBits ? weightBits : dataBits) + 7) / 8; }

    friend bool operator==(const TermMacConfig&, const TermMacConfig&) = default;
};

/// The array's configuration for a user's settings. Data terms 0 (all of them) provision the most that HESE needs at
/// that width.
TermMacConfig termMacConfig(const Settings& settings, TermMode mode, Skew skew);

/// What lies along the rows, along the columns, and what streams.
struct MappedAxes {
    std::int64_t rows = 0;    ///< S_r
    std::int64_t columns = 0; ///< S_c
    std::int64_t stream = 0;  ///< T

    std::int64_t rowFolds(const ArrayConfig& array) const { return (rows + array.rows - 1) / array.rows; }
    std::int64_t columnFolds(const ArrayConfig& array) const { return (columns + array.columns - 1) / array.columns; }
};

/// `k` counts values (pMAC) or groups (tMAC: ⌈K/g⌉ per kernel position).
inline MappedAxes mappedAxes(Dataflow dataflow, const GemmShape& shape)
{
    switch (dataflow) {
    case Dataflow::OutputStationary: return {shape.m, shape.n, shape.k};
    case Dataflow::WeightStationary: return {shape.k, shape.n, shape.m};
    case Dataflow::InputStationary: return {shape.k, shape.m, shape.n};
    }
    return {};
}

} // namespace termscope
