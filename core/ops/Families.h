// The families of operators, for the table in Operator.cpp. Internal to core/ops.
#pragma once

#include "core/ops/Operator.h"

#include <span>

namespace termscope::ops {

std::span<const Operator> activations(); ///< one float in, one float out
std::span<const Operator> arithmetic();  ///< two or more values that stretch to each other
std::span<const Operator> convolutions();
std::span<const Operator> gathers();    ///< elements picked by indices
std::span<const Operator> generators(); ///< values made from shapes and attributes
std::span<const Operator> integerProducts();
std::span<const Operator> matrixProducts();
std::span<const Operator> movements(); ///< all elements put elsewhere
std::span<const Operator> normalizations();
std::span<const Operator> paddings();
std::span<const Operator> pools();
std::span<const Operator> qonnxQuantizers();
std::span<const Operator> quantizedOperators(); ///< float operators between integers
std::span<const Operator> quantizers();
std::span<const Operator> recurrences();
std::span<const Operator> reductions();
std::span<const Operator> reshapes(); ///< the same elements in another shape or type
std::span<const Operator> resizes();
std::span<const Operator> slices(); ///< values put together and taken apart along axes

} // namespace termscope::ops
