// What a network scores on its data at one setting, and the work it takes.
#pragma once

#include "core/data/Dataset.h"
#include "core/graph/Network.h"
#include "core/settings/NetworkPlan.h"
#include "core/settings/ProvisionedPairs.h"

#include <optional>
#include <span>

namespace termscope {

struct Interval {
    double low = 0.0;
    double high = 0.0;
};

/// Wilson score interval of a share at 95 %, 0…1. Range: 0 ≤ hits ≤ trials, trials ≥ 1.
Interval wilsonInterval(std::int64_t hits, std::int64_t trials);

/// Term pairs per multiply-accumulate, MAC-weighted over the layers that are quantized. A layer that an override keeps
/// in float32 has no terms: it counts as no pairs and no multiply-accumulates, and `inFloat` says how much was left out
/// so.
struct Work {
    double provisioned = 0.0;
    double measured = 0.0; ///< mean over the samples evaluated
    double inFloat = 0.0;  ///< share of the network's multiply-accumulates that run in float32, 0…1
    double pairs = 0.0; ///< Σ that `measured` is the mean of: whole numbers, exact below 2^53; 0 where it is not known
    double products = 0.0; ///< what it is divided by
};

/// How close outputs come to those of the float network: sums over all samples.
struct Fidelity {
    double signal = 0.0; ///< Σ of the squares of the float network's outputs
    double noise = 0.0;  ///< Σ of the squares of the differences to them

    /// Signal-to-quantization-noise ratio, 10·log10(signal / noise), in dB; infinite where nothing differs.
    double sqnr() const;
    /// noise / signal: 0 where nothing differs.
    double noiseShare() const;

    friend bool operator==(const Fidelity&, const Fidelity&) = default;
};

/// Of several outputs, each counts alike, however large its values are: signal is the number of outputs, noise the sum
/// of their noiseShare(). Outputs that are zero in float32 are left out, unless all are. Of one output: its sums.
Fidelity fidelityOf(std::span<const Fidelity> outputs);

/// Samples of a dataset that follow each other.
struct SampleRange {
    std::int64_t first = 0;
    std::int64_t count = 0; ///< 0: all that follow

    friend bool operator==(const SampleRange&, const SampleRange&) = default;
};

/// What a network is run on, and how its outputs are judged: labelled images by the class that scores most, running
/// text by what the network thought of the word that comes next.
enum class Workload { Images, Text };

/// What a score is.
enum class ScoreKind {
    Top1,      ///< percent of the labels
    Agreement, ///< percent of the samples that have the class that the float network gives
    Sqnr,      ///< of the outputs against the float network's, dB
    Perplexity,
};

/// What a network is made for: text where it has an input of integers, as language models have; else images.
Workload workloadOf(const Network& network);

/// What is judged one by one, of images and of arrays.
enum class Judged {
    Images,
    Samples, ///< arrays by the network's inputs
    Places,  ///< pixels or tokens of either, a class for each
};

/// "images", "samples", "places".
std::string_view nameOf(Judged judged);

struct Evaluation {
    Workload workload = Workload::Images;
    Method method = Method::Float;
    Settings settings;
    std::int64_t evaluated = 0; ///< samples so far, the first ones of the data or of the range: images, or tokens that
                                ///< are predicted
    std::int64_t total = 0;     ///< samples asked for; less those that cannot be read, once they are known
    // Of images, or arrays. Where they have no labels, the class that the float network gives stands in for the label
    // of each, so that "correct" means "agrees with float"; where the outputs are no classes, `fidelity` is all there
    // is.
    std::optional<Fidelity> fidelity; ///< of samples without labels
    std::vector<Fidelity> outputs;    ///< by output that is judged, likewise
    std::vector<std::int64_t> sizes;  ///< values of a sample, by output; empty: one output of places × classes
    std::int64_t places = 1;          ///< of a sample that have a label each: 1, or pixels, or tokens
    bool arrays = false;              ///< the samples are arrays, no images
    std::int64_t unlabelled = 0;      ///< places so far that have none
    std::int64_t correct = 0;         ///< top-1; a tie goes to the lowest class
    std::int64_t correctTop5 = 0;
    std::int32_t classes = 0;              ///< of the network; 0 where its outputs are values
    std::vector<std::int32_t> predictions; ///< [evaluated]; empty where samples have several places
    std::vector<std::int64_t> confusion;   ///< [classes × classes], row: label, column: prediction; empty where there
                                           ///< are more than mostConfused classes
    double confidence = 0.0;               ///< Σ of the softmax of the outputs at the class that is predicted
    // Of text.
    double loss = 0.0;        ///< Σ of −log likelihood, natural logarithm
    double squaredLoss = 0.0; ///< Σ of its squares
    std::int64_t window = 0;  ///< tokens that a network without states sees at a time; 0: states are carried on

    std::optional<Work> work; ///< none for float
    /// Why it stopped before the end: samples that cannot be run, those that calibrate among them; else empty.
    std::string failure;

    bool exact() const { return evaluated == total && failure.empty(); }
    ScoreKind scoreKind() const;
    /// What `judged` and `correct` count.
    Judged judgedOnes() const
    {
        return places > 1 && classes > 0 ? Judged::Places : arrays || classes == 0 ? Judged::Samples : Judged::Images;
    }
    /// Labels that were looked at.
    std::int64_t judged() const { return evaluated * places - unlabelled; }
    double top1() const
    {
        return judged() == 0 ? 0.0 : 100.0 * static_cast<double>(correct) / static_cast<double>(judged());
    }
    double top5() const
    {
        return judged() == 0 ? 0.0 : 100.0 * static_cast<double>(correctTop5) / static_cast<double>(judged());
    }
    Interval top1Interval() const; ///< in percent
    /// How sure the network is of what it predicts, in percent: right as often as this, if it knows itself.
    double meanConfidence() const { return judged() == 0 ? 0.0 : 100.0 * confidence / static_cast<double>(judged()); }
    /// Of samples with a class at every place: intersection over union of labels and predictions, in percent, as the
    /// mean over the classes that either has. None of others, and where there is no confusion.
    std::optional<double> meanIoU() const;
    double perplexity() const;
    /// 95 % by the spread of the tokens' losses, taken as independent.
    Interval perplexityInterval() const;
};

/// What it scores, as its scoreKind() says. The SQNR of what does not differ from float is infinite.
double scoreOf(const Evaluation& evaluation);

/// Classes whose confusion is counted: a table of more would take more memory than it is of use.
inline constexpr std::int32_t mostConfused = 4096;

/// Adds samples to what is known: `outputs` [labels.size(), classes], as many labels as evaluation.places for each
/// sample. A label of −1 is not counted.
void judge(Evaluation& evaluation, std::span<const float> outputs, std::span<const std::int32_t> labels);

/// Adds samples without labels: `reference` are the float network's outputs, [samples, Σ evaluation.sizes], the first
/// output of a sample [places, classes] where there are classes. Range: as many outputs.
void judgeByFloat(Evaluation& evaluation, std::span<const float> outputs, std::span<const float> reference);

/// The class with the largest score; a tie goes to the lowest. Range: not empty.
std::int32_t likeliestClass(std::span<const float> scores);

/// Provisioned pairs of every layer for one sample, at what its plan says; 0 in float32.
std::vector<double> provisionedPairsOfLayers(const Network& network, const NetworkPlan& plan);

/// Provisioned pairs per multiply-accumulate of a network, MAC-weighted, every layer at what its plan says: layers that
/// stay at plain quantization count as QT, those in float32 not at all. A layer revealed with fewer inputs
/// than g fills its groups with so many values.
double provisionedPairs(const Network& network, const NetworkPlan& plan);

/// The same weighted by the products that were counted, by layer, as what activations multiply depends on the samples.
double provisionedPairs(const Network& network, const NetworkPlan& plan, std::span<const double> products);

/// Work::inFloat of a network that is quantized or revealed.
double shareInFloat(const Network& network, const NetworkPlan& plan);

} // namespace termscope
