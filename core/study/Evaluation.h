// Accuracy of a network on a dataset at one setting, and the work it takes.
#pragma once

#include "core/data/Dataset.h"
#include "core/model/Network.h"
#include "core/study/Settings.h"

#include <functional>

namespace termscope {

enum class Method { Float, Quantized, Revealed };

/// "float", "qt", "tr".
std::string_view nameOf(Method method);

struct Interval {
    double low = 0.0;
    double high = 0.0;
};

/// Wilson score interval of a share at 95 %, 0…1. Range: 0 ≤ hits ≤ trials, trials ≥ 1.
Interval wilsonInterval(std::int64_t hits, std::int64_t trials);

/// Term pairs per multiply-accumulate, MAC-weighted over the layers.
struct Work {
    double provisioned = 0.0;
    double measured = 0.0; ///< mean over the samples evaluated
};

struct Evaluation {
    Method method = Method::Float;
    Settings settings;
    std::int64_t evaluated = 0;       ///< samples so far, the first ones of the dataset
    std::int64_t total = 0;           ///< samples asked for
    std::int64_t correct = 0;         ///< top-1; a tie goes to the lowest class
    std::int64_t correctTop5 = 0;
    std::int32_t classes = 0;         ///< of the network
    std::vector<std::int32_t> predictions; ///< [evaluated]
    std::vector<std::int64_t> confusion;   ///< [classes × classes], row: label, column: prediction
    std::optional<Work> work;         ///< none for float

    bool exact() const { return evaluated == total; }
    double top1() const { return evaluated == 0 ? 0.0 : 100.0 * static_cast<double>(correct) / static_cast<double>(evaluated); }
    double top5() const { return evaluated == 0 ? 0.0 : 100.0 * static_cast<double>(correctTop5) / static_cast<double>(evaluated); }
    Interval top1Interval() const;    ///< in percent
};

/// Provisioned pairs per MAC (design: QT (b_w−1)(b_d−1); TR s·k/g, at most QT's; s = 0 counts as the most terms a value can need).
double provisionedPairs(Method method, const Settings& settings);

/// Called with what is known after the first samples and now and then after; false cancels.
using Partial = std::function<bool(const Evaluation&)>;

/// Evaluates one network on one dataset. Keeps what settings have in common (float activations, calibration,
/// quantized inputs, digit planes). Not thread-safe: one per thread; it uses all cores itself.
class Evaluator {
public:
    /// Error: the network holds weights only, the dataset has no labels, or the two do not fit.
    /// `limit`: evaluate the first so many samples; 0 for all. Calibration may use samples beyond it.
    static Result<Evaluator> create(NetworkPtr network, DatasetPtr dataset, std::int64_t limit = 0);
    ~Evaluator();
    Evaluator(Evaluator&&) noexcept;
    Evaluator& operator=(Evaluator&&) noexcept;

    /// Method::Quantized ignores group size, budget and data terms. A cancelled run returns what it had: exact() is false.
    Evaluation evaluate(Method method, const Settings& settings, const Partial& partial = {});

    /// The scale of the data at a layer's input.
    float dataScale(int layer, Method method, const Settings& settings);

    /// The float32 activations that reach a layer for one sample. [layer.inputs()]
    std::vector<float> layerInput(int layer, std::int64_t sample);

    const Network& network() const;
    const Dataset& dataset() const;

private:
    struct State;
    explicit Evaluator(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

} // namespace termscope
