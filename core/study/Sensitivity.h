// How much each layer of a network loses at a setting: alone, and by what the others lose without it.
//
// Score with only this layer quantized or revealed (all others in float32), with all but this one (it alone in
// float32), the SQNR of its outputs and of its weights, the divergence of the network's classes from those of float32,
// and its share of the provisioned pairs. (resources/docs/numbers.md, "Sensitivity")
#pragma once

#include "core/base/Progress.h"
#include "core/evaluate/Evaluator.h"

#include <functional>

namespace termscope {

struct LayerSensitivity {
    int layer = 0;
    std::string name;
    LayerPlan plan;                      ///< what the layer runs at
    Evaluation only;                     ///< evaluated 0: not known yet
    Evaluation allBut;                   ///< likewise
    std::optional<double> sqnrOfOutput;  ///< dB, of the layer's own outputs, its data being those of float32
    std::optional<double> sqnrOfWeights; ///< dB; none of a layer that stays in float32. Both: infinity without error
    std::optional<double> divergence;    ///< of `only`; see VariantScore
    double pairsShare = 0.0;             ///< of the network's provisioned pairs, 0…1
};

struct Sensitivity {
    Method method = Method::Revealed;
    Settings settings;
    Evaluation floats;                    ///< all layers in float32; evaluated 0: scores were not asked for
    Evaluation all;                       ///< all at the setting; likewise
    std::vector<LayerSensitivity> layers; ///< in the network's order
};

/// Samples that calibrate a first ranking: enough to tell which layers are noisy, before all that calibrate have run.
inline constexpr int rankingSamples = 64;

struct SensitivityConfig {
    Method method = Method::Revealed; ///< Quantized or Revealed
    Settings settings;
    std::int64_t noiseSamples = 16; ///< the first so many tell sqnrOfOutput
    bool scores = true;             ///< false: names, shares and the SQNR alone; nothing is evaluated
};

/// What is known so far: first the errors of the layers, of a setting that calibrates on more samples than
/// rankingSamples with the SQNR of outputs on so many, then as it is; then scores as they come.
using OnSensitivity = std::function<void(const Sensitivity&)>;

/// May be cancelled, see base/Cancel.h. Errors: settings out of range; samples that cannot be run.
Result<Sensitivity> sensitivityOf(Evaluator& evaluator, const SensitivityConfig& config, const Progress& progress = {},
                                  const OnSensitivity& tell = {});

enum class SensitivityRank {
    Score, ///< what the network scores with only this layer
    Noise, ///< the SQNR of the layer's outputs
};

/// The layers' places, the one that loses most alone first; those of which that is not known last.
std::vector<std::size_t> worstFirst(const Sensitivity& sensitivity, SensitivityRank by);

/// The table as CSV: layer, only, all_but, sqnr_output_db, sqnr_weights_db, kl, pairs_share. Scores are top-1 in
/// percent, the SQNR in dB or the perplexity; what is not known is empty, an error of nothing "inf".
std::string sensitivityCsv(const Sensitivity& sensitivity);

} // namespace termscope
