// Operands and expected outputs of a run as files that Verilog's $readmemh reads (IEEE 1364-2005 section 17.2.9), so
// that an RTL array can be held to the simulated one. Words are hexadecimal two's complement, one a line, in the order
// told here:
//
//     inputs.hex         [M, K]     values after revealing, b_d + 1 bits (a revealed b-bit value reaches 2^(b−1))
//     weights.hex        [N, K]     a line of K for every column of the weights, b_w + 1 bits
//     outputs.hex        [M, N]     what must come out, 64 bits
//     input_terms.hex    [M, G, P]  tMAC: terms of each of the G groups of a line, P slots a group, of 16 bits:
//     weight_terms.hex   [N, G, Q]  {valid[15], negative[14], value in the group[13:8], 000[7:5], exponent[4:0]}, empty
//     ones 0 registers.hex      [2]        tMAC: the mode word and the term word of hwmodel/registers, 16 bits
//     README.txt                    the same with the numbers of this run
//
// Slots: TR P = g·s, Q = k; QT P = g·(b_d−1), Q = g·(b_w−1). Terms are in the order in which a cell's queues hold them.
#pragma once

#include "hwmodel/simulate/ArraySimulator.h"

#include <filesystem>

namespace termscope {

/// Says before long work whether the folder can take an export: it is new and its parent is there, or it is empty, or
/// it holds an earlier export. Files of others are never overwritten.
Result<void> checkMemoryFolder(const std::filesystem::path& folder);

/// Makes the folder and writes the files, each whole or not at all. Errors: checkMemoryFolder's; more than 2^26 term
/// slots; registers that cannot hold the configuration; a file that cannot be written.
Result<void> writeMemoryFiles(const std::filesystem::path& folder, const ProductOperands& operands,
                              const SimulationConfig& config);

} // namespace termscope
