// An array at one cycle, as a picture shows it: how much every cell has still to do in its step, and one cell opened.
//
// Nothing is stepped: a schedule says what every cell works on at any position, so that a picture can jump and go back.
#pragma once

#include "hwmodel/operands/ProductTerms.h"
#include "hwmodel/schedule/Schedule.h"
#include "hwmodel/tmac/TermMac.h"

#include <memory>

namespace termscope {

/// One array at work on one product.
struct ArrayRun {
    Schedule schedule;
    std::shared_ptr<const ProductTerms> product;

    const TimingConfig& config() const { return schedule.config(); }
};

/// What a cell multiplies: a line of inputs, a line of weights, and the group (pMAC: value) along K.
struct CellOperands {
    std::int64_t input = 0;
    std::int64_t weight = 0;
    std::int64_t group = 0;

    friend bool operator==(const CellOperands&, const CellOperands&) = default;
};

/// What cell (row, column) multiplies in a fold when item `item` of the stream has reached it; none where the fold ends
/// before that cell, or nothing is there.
std::optional<CellOperands> operandsAt(const ArrayRun& run, const Moment& moment, int row, int column,
                                       std::int64_t item);

enum class CellState : std::uint8_t {
    Empty,   ///< nothing to work on: before, after or beside the operands
    Waiting, ///< done with this step
    Busy,
};

struct CellWork {
    CellState state = CellState::Empty;
    std::uint16_t pairs = 0; ///< of the step (pMAC: 1)
    std::uint16_t left = 0;  ///< still to do, the present cycle's with them
};

struct ArrayFrame {
    Moment moment;
    std::vector<CellWork> cells; ///< [rows, columns]
    int rows = 0;
    int columns = 0;
    int active = 0;  ///< cells with operands
    int busy = 0;    ///< of them, with work left
    int longest = 0; ///< most pairs of a cell

    const CellWork& at(int row, int column) const { return cells[static_cast<std::size_t>(row * columns + column)]; }
};

/// Range: 0 ≤ position ≤ cycles. `frame` is room that is used again. Cost: R·C·g.
void fillFrame(const ArrayRun& run, std::int64_t position, ArrayFrame& frame);

/// One cell opened.
struct CellDetail {
    int row = 0;
    int column = 0;
    CellState state = CellState::Empty;
    std::optional<CellOperands> operands;
    GroupTerms weights;
    GroupTerms data;
    std::int64_t pairs = 0; ///< of this group
    std::int64_t pairsDone = 0;
    std::optional<CellPair> current;        ///< under way in this cycle
    std::vector<std::int32_t> coefficients; ///< what was counted before this cycle; empty on a pMAC array
    std::int64_t value = 0;                 ///< Σ c_i·2^i, or the pMAC's sum
    int width = 0;                          ///< bits of a coefficient, for the whole product (pMAC: of the accumulator)
};

/// Cost: output-stationary the pairs of all groups up to here.
CellDetail cellDetail(const ArrayRun& run, std::int64_t position, int row, int column);

} // namespace termscope
