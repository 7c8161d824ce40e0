// Two networks side by side, or one at two settings: their weights by name, and what they make of the same samples.
//
// A is what B is compared with. SQNR in dB: 10·log10(Σa² / Σ(a − b)²), infinity where nothing differs, −infinity where
// A is all zeros and B is not. (resources/docs/numbers.md, "Comparison")
// Divergence: mean
// over the samples of the Kullback-Leibler divergence Σ p·ln(p/q) of B's classes q from A's, p.
#pragma once

#include "core/base/Progress.h"
#include "core/evaluate/ImageEvaluator.h"
#include "core/evaluate/TextEvaluator.h"
#include "core/study/Histogram.h"

namespace termscope {

/// A network as it is compared: its float32 weights, or what a setting makes of them.
struct ComparedNetwork {
    NetworkPtr network;
    Variant variant;
};

struct TensorDifference {
    std::string name; ///< of the layer
    bool bias = false;
    Shape shape;
    double sqnr = 0.0;    ///< dB
    double largest = 0.0; ///< max|a − b|
    double range = 0.0;   ///< max|a|
    Histogram ofA = {};   ///< both over the same range, which holds all of both
    Histogram ofB = {};
};

struct WeightComparison {
    std::vector<TensorDifference> tensors; ///< of layers that both have, in A's order
    std::vector<std::string> onlyInA;      ///< layers
    std::vector<std::string> onlyInB;
    std::vector<std::string> otherShapes; ///< "fc1: 10×64 and 10×32": tensors of one name that cannot be compared
};

/// Weights with BatchNormalization folded into them as each one's settings say. Errors: no layer that both have; those
/// of checkLayer. May be cancelled, see base/Cancel.h.
Result<WeightComparison> compareWeights(const ComparedNetwork& a, const ComparedNetwork& b);

/// A sample, or a place of one, whose class is another one; of a text, a token that is predicted.
struct Flip {
    std::int64_t sample = 0;
    std::int32_t label = -1; ///< −1: it has none
    std::int32_t a = 0;
    std::int32_t b = 0;
};

struct OutputComparison {
    std::int64_t samples = 0;
    bool hasClasses = true;  ///< false: the outputs are values, of which only the SQNR says anything
    std::int64_t places = 0; ///< that were compared: samples · places of one
    std::int64_t judged = 0; ///< that have a label
    std::int64_t correctInA = 0;
    std::int64_t correctInB = 0;
    std::int64_t same = 0; ///< of the same class by both
    std::int64_t rightToWrong = 0;
    std::int64_t wrongToRight = 0;
    std::int64_t otherWrong = 0; ///< wrong by both, of two classes
    double divergence = 0.0;
    double sqnr = 0.0;       ///< of B's outputs, dB
    std::vector<Flip> flips; ///< the first mostFlips

    static constexpr std::size_t mostFlips = 10000;

    double agreement() const
    {
        return places == 0 ? 0.0 : 100.0 * static_cast<double>(same) / static_cast<double>(places);
    }
    double top1(std::int64_t correct) const
    {
        return judged == 0 ? 0.0 : 100.0 * static_cast<double>(correct) / static_cast<double>(judged);
    }
};

/// All samples that both evaluate. Errors: other numbers of classes or places, or samples; those of outputsOf. May be
/// cancelled.
Result<OutputComparison> compareOutputs(ImageEvaluator& a, const Variant& ofA, ImageEvaluator& b, const Variant& ofB,
                                        const Progress& progress = {});

/// Of texts the tokens are what has classes: the likeliest next one.
struct TextComparison {
    OutputComparison outputs;
    Evaluation a; ///< loss and tokens, as evaluate gives them
    Evaluation b;
};

/// Both read the same text. Errors: other numbers of words or tokens; those of readBatch. May be cancelled.
Result<TextComparison> compareTexts(TextEvaluator& a, const Variant& ofA, TextEvaluator& b, const Variant& ofB,
                                    const Progress& progress = {});

/// Both at another budget of TR.
struct CurveDifference {
    int budget = 0;
    double a = 0.0; ///< score
    double b = 0.0;
    double pairsOfA = 0.0; ///< provisioned
    double pairsOfB = 0.0;
};

/// The curves of both, each revealed at its own settings but for the budget; a budget beyond the largest of a group
/// counts as that. Errors: those of evaluations. May be cancelled.
Result<std::vector<CurveDifference>> compareCurves(Evaluator& a, const Settings& ofA, Evaluator& b, const Settings& ofB,
                                                   std::span<const int> budgets, const Progress& progress = {});

/// The tensors as CSV: layer, tensor, shape, sqnr_db, max_difference, range. An error of nothing is "inf".
std::string comparisonCsv(const WeightComparison& weights);

} // namespace termscope
