// What formulas in lessons may name, and what it is at present.
//
// Values: every setting and every number of the Array page by its key, and g, k, s; alpha, provisioned, measured (term
// pairs per multiply-accumulate), accuracy, float_accuracy, accuracy_loss (percent), perplexity,
// float_perplexity (where the curve has it), given_accuracy (of a network as its file has quantized it, on pages that
// show the curve); of the group in sight kept_terms, dropped_terms, waterline,
// group_pairs, split_column (1 where of one exponent some terms are kept and some dropped); of the race tr_cycles,
// rival_cycles, speedup; on_weights, on_terms, … (1 while the page is shown). What is not known yet is no number:
// comparisons with it are false. Functions of a whole number: terms (HESE), binary_terms, booth_terms, digits (binary
// digits of its magnitude), qmax (of so many bits); floor, ceil.
#pragma once

#include "app/teach/lessons/Expression.h"
#include "app/worker/Workbench.h"

namespace termscope {

/// The names alone; values are 0.
ExpressionNames lessonNames();

/// With the present values.
ExpressionNames lessonNames(const Session& session, const Workbench& workbench);

} // namespace termscope
