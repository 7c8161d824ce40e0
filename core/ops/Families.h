// The families of operators, for the table in Operator.cpp. Internal to core/ops.
#pragma once

#include "core/ops/Operator.h"

#include <span>

namespace termscope::ops {

std::span<const Operator> activations(); ///< one float in, one float out
std::span<const Operator> arithmetic();  ///< two or more values that stretch to each other
std::span<const Operator> attentionParts(); ///< what stands around its products
std::span<const Operator> attentions();
std::span<const Operator> bits();
std::span<const Operator> boxes();
std::span<const Operator> controlFlow(); ///< with graphs inside
std::span<const Operator> convolutions();
std::span<const Operator> einsums();
std::span<const Operator> gathers();    ///< elements picked by indices
std::span<const Operator> generators(); ///< values made from shapes and attributes
std::span<const Operator> integerProducts();
std::span<const Operator> kinds(); ///< what kind of number an element is
std::span<const Operator> linearAttentions();
std::span<const Operator> losses();
std::span<const Operator> matrices(); ///< triangles, diagonals, determinants, running sums
std::span<const Operator> matrixProducts();
std::span<const Operator> movements(); ///< all elements put elsewhere
std::span<const Operator> normalizations();
std::span<const Operator> paddings();
std::span<const Operator> patches(); ///< pieces of images
std::span<const Operator> pools();
std::span<const Operator> positions(); ///< where tokens stand, and which count
std::span<const Operator> qonnxQuantizers();
std::span<const Operator> quantizedOperators(); ///< float operators between integers
std::span<const Operator> quantizers();
std::span<const Operator> recurrences();
std::span<const Operator> reductions();
std::span<const Operator> reshapes(); ///< the same elements in another shape or type
std::span<const Operator> resizes();
std::span<const Operator> samplings();        ///< images read between their pixels
std::span<const Operator> scatters();         ///< elements put where indices say
std::span<const Operator> selections();       ///< elements chosen by what they hold, or by indices
std::span<const Operator> signalOperators();  ///< signals and their spectra
std::span<const Operator> slices();           ///< values put together and taken apart along axes
std::span<const Operator> standardizations(); ///< values brought to one size

} // namespace termscope::ops
