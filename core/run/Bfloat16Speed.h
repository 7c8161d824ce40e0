// Whether exact products of bfloat16 are the faster ones on this machine.
//
// A processor with matrix units for bfloat16 (AMX, or two units that add up pairs) multiplies it several times as fast
// as float32. One that has the instructions and a single unit for them does not: there float32, which holds the same
// integers and gives the same sums, takes half the time. No name of an instruction set tells the two apart, so it is
// measured.
#pragma once

namespace termscope {

/// Measured once, by the first call: some milliseconds, on its thread. Decides about speed only, results are the same.
/// False too where oneDNN has no code of its own for bfloat16. TERMSCOPE_BFLOAT16=1 or 0 in the environment decides in
/// place of the measurement.
bool isBfloat16Faster();

} // namespace termscope
