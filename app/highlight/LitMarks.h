// What is lit as marks in the two histograms of a layer. Levels link them: the integers that weights become, each with
// its number of terms.
#pragma once

#include "app/highlight/HighlightFacts.h"
#include "widgets/plots/TermHistogramPlot.h"
#include "widgets/plots/WeightHistogramPlot.h"

namespace termscope {

struct LitMarks {
    WeightHistogramPlot::Lit weights;
    TermHistogramPlot::Lit terms;
};

/// `shown`: the layer's distribution that the plots show; what is lit of other layers gives no marks.
LitMarks marksOf(const Highlight& what, const LayerDistribution& shown, HighlightFacts& facts);

} // namespace termscope
