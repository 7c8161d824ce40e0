// A run of an array as a value change dump, IEEE 1364-2005 section 18, which GTKWave and other wave viewers open.
//
// A cycle lasts 10 ns: at 10·t ns the clock rises and every signal shows the state after t cycles, see
// ArraySimulator.h.
//
//     array.clk, cycle, fold, phase (0 loads, 1 works, 2 drains, 3 done), step, cycle_in_step, step_length
//     array.cell_R_C      active; pMAC: input, weight (values); tMAC: input_line, weight_line, group, pairs,
//     pairs_left,
//                         exponent and negative (of the pair of the coming cycle), c0 … (coefficients); sum: of a cell
//                         that keeps its output the sum so far, else what it last handed down
//                         os: out_valid, out: the cell's output leaves the array
//     array.south_C       ws, is: valid, m, n, out: output (m, n) with what has just left column C added to it
#pragma once

#include "core/files/Files.h"
#include "hwmodel/simulate/LeavingOutputs.h"

#include <string>

namespace termscope {

class VcdTrace {
public:
    static constexpr std::int64_t mostCycles = std::int64_t{1} << 18; ///< for the size of the file; callers check it
    static constexpr int mostSide = 8; ///< rows and columns of cells that are written, from cell (0, 0) on

    /// Writes the declarations and the state at the simulator's cycle. Error: as FileWriter::open.
    static Result<VcdTrace> open(const std::filesystem::path& path, const ArraySimulator& simulator);

    /// Writes what one more cycle has changed. False when the disk did not take it.
    bool record(const ArraySimulator& simulator);

    /// Puts the file in its place; without it no file is left. Error: something could not be written.
    Result<void> finish();

private:
    struct Signal {
        std::string identifier;
        int width = 1;
        std::int64_t value = 0;
    };

    explicit VcdTrace(FileWriter file) : file_(std::move(file)) {}

    void declare(const ArraySimulator& simulator);
    void declareCell(const ArraySimulator& simulator, int row, int column);
    void add(const char* name, int width);
    void put(std::int64_t value);
    void sample(const ArraySimulator& simulator);
    void sampleCell(const ArraySimulator& simulator, int row, int column);
    void sampleSouth(const ArraySimulator& simulator, int column);
    void writeValue(const Signal& signal);
    bool flush(std::size_t atLeast);

    FileWriter file_;
    std::string text_;            ///< not yet written
    std::vector<Signal> signals_; ///< in the order in which sample() puts their values
    std::size_t next_ = 0;        ///< of signals_, for put()
    bool first_ = true;
    LeavingOutputs leaving_;
};

} // namespace termscope
