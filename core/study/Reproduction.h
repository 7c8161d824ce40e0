// The figures of arXiv 2007.06389 on a network of the user's own, beside the published numbers, at the published
// settings. Each is a table of ReproducedTable.h; why both differ is found by running the same settings once more under
// the rules of the published code (per tensor, its quantizer and its recoding), not guessed.
#pragma once

#include "core/base/Progress.h"
#include "core/evaluate/Evaluator.h"
#include "core/study/PublishedStudies.h"
#include "core/study/ReproducedTable.h"

namespace termscope {

/// Which published network stands beside this one: the LSTM for text, ResNet-18 where there are convolutions, else the
/// MLP.
std::string_view publishedCounterpart(const Network& network, Workload workload);

/// Score against provisioned pairs at every published setting of the counterpart. Errors of all: those of the
/// evaluations. All may be cancelled, see base/Cancel.h.
Result<ReproducedTable> reproduceAccuracy(Evaluator& evaluator, const PublishedStudies& published,
                                          const Progress& progress = {});

/// Score by group size at equal α.
Result<ReproducedTable> reproduceGroups(Evaluator& evaluator, const PublishedStudies& published,
                                        const Progress& progress = {});

/// Encodings apart from grouping (g = 1) and with it (g = 8), at equal α, and the terms that weights have in each.
Result<ReproducedTable> reproduceEncodings(Evaluator& evaluator, const Progress& progress = {});

/// Term pairs of partial dot products of 16 under 8-bit QT, by layer.
Result<ReproducedTable> reproducePairs(Evaluator& evaluator, const PublishedStudies& published,
                                       const Progress& progress = {});

/// SQNR of the weights of all layers under QT and TR. Runs nothing.
ReproducedTable reproduceError(const NetworkPtr& network);

} // namespace termscope
