// The array as hardware: the parameters of the sources beside this file (*.sv), and memory files of one product for
// their test bench (term_array_bench.sv), whose words are told here:
//
//     layer.hex     9 words of 32 bits: M; G (parallel cells: K); N; {columns[23:16], rows[7:0]}; mode word; term word;
//     cycles
//                   that a stationary group takes to load; the run's cycles; the delay of a change to this product's
//                   mode
//     west.hex      [M, G] what hops in from the west: inputs
//     north.hex     [N, G] os: what hops in from the north: weights
//     loads.hex     [N, G, W] ws: the slots of stationary weights, 16 bits: of terms as in
//     hwmodel/simulate/MemoryFiles.h, of
//                   parallel cells the value
//     outputs.hex   [M, N] what must come out, 64 bits
//
// A group of terms is a word {negative, present}, each [value][exponent] with value 0 and exponent 0 lowest; a value of
// a parallel cell has b + 1 bits, two's complement.
#pragma once

#include "hwmodel/simulate/ArraySimulator.h"

#include <string>
#include <string_view>
#include <vector>

namespace termscope {

struct DesignFile {
    std::string name;
    std::string content;
};

/// One array as it is built: what no register changes.
struct ArrayDesign {
    ArrayConfig array; ///< output- or weight-stationary
    MacKind mac = MacKind::Term;
    int values = 8; ///< the largest group that a queue holds
    int weightBits = 8;
    int dataBits = 8;
    int coefficientBits = 12; ///< of one coefficient of a term cell
    int wordBits = 32;        ///< of a result; of a parallel cell's accumulator

    static constexpr int mostSide = 64;              ///< rows or columns
    static constexpr int mostBits = 9;               ///< of an operand: bytes less a zero point need them
    static constexpr std::int64_t mostCount = 65536; ///< M, K and N

    /// The parameters of term_array by their names.
    std::vector<std::pair<std::string, std::int64_t>> parameters() const;

    /// Whether a parameter is of one bit.
    static bool isFlag(std::string_view parameter);
};

/// What a design is made for, beside its configuration.
struct DesignRange {
    std::int64_t accumulatorLength = 0; ///< values that a sum adds up; 0: those of the product
    int coefficientBits = 0;            ///< 0: as many as that needs
};

/// The design for products like this one. Errors: an array, operands or counts out of range; steps other than
/// provisioned ones or with skew `clock`; registers that cannot hold the configuration; a coefficient that could
/// overflow; a sum shorter than the product's.
Result<ArrayDesign> arrayDesign(const SimulationConfig& config, const ProductOperands& operands,
                                const DesignRange& range);

/// A product as memory files, and the cycles that the simulator takes for it.
struct ProductMemory {
    std::int64_t cycles = 0;
    std::vector<DesignFile> files;
};

/// The memory files of one product that runs on `config`'s array, which the design has as its own or as a corner, with
/// the cycles that the simulator takes. Range: operands that the design can hold. Errors: ArraySimulator::create's;
/// registers.
Result<ProductMemory> productMemory(const ArrayDesign& design, const SimulationConfig& config,
                                    std::shared_ptr<const ProductOperands> operands);

} // namespace termscope
