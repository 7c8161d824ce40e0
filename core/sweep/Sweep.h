// A table of settings and what each gives: float, QT at several bits, TR at several budgets and data terms.
#pragma once

#include "core/base/Progress.h"
#include "core/evaluate/Evaluator.h"

namespace termscope {

/// What a language model scores.
struct TextScore {
    std::int64_t tokens = 0; ///< predicted
    double perplexity = 0.0;
    Interval interval; ///< of the perplexity, at 95 %
};

/// Of images, or of a text: then `text` is there, and the counts of images are 0. Of samples without labels `fidelity`
/// is there too, and those are counted that have the class of the float network, if it gives classes.
struct SweepRow {
    Method method = Method::Float;
    Settings settings;
    std::int64_t correct = 0;
    std::int64_t correctTop5 = 0;
    std::int64_t total = 0;
    std::optional<Work> work;
    std::optional<TextScore> text = std::nullopt;    ///< rows of images may leave it out
    std::optional<std::string> layer = std::nullopt; ///< of SweepConfig::eachLayer: all others were in float32
    std::optional<Fidelity> fidelity = std::nullopt; ///< of samples without labels
    bool hasClasses = true; ///< false: the outputs are values, `fidelity` is the score, none are counted but the total
    std::optional<double> meanIoU = std::nullopt; ///< in percent, of samples with a class at every place
    Judged judged = Judged::Images;               ///< what `correct` and `total` count
    std::string_view costLine = {};               ///< of study/CostLines.h: QT's score at the pairs of that machine
    std::optional<double> bitsPerWeight = std::nullopt; ///< of sweeps with number formats, or that ask for it
    std::optional<double> storedBytes = std::nullopt;   ///< of all weights, where they are asked for
    std::optional<double> cycles = std::nullopt;        ///< on an array, where they are asked for

    double top1() const { return total == 0 ? 0.0 : 100.0 * static_cast<double>(correct) / static_cast<double>(total); }
    double top5() const
    {
        return total == 0 ? 0.0 : 100.0 * static_cast<double>(correctTop5) / static_cast<double>(total);
    }
};

ScoreKind scoreKindOf(const SweepRow& row);

/// What an evaluation is as a row; of one that failed, of what it has.
SweepRow rowOf(const Evaluation& evaluation);

/// The row of an evaluation. Error: what it failed with.
Result<SweepRow> rowIfExact(const Evaluation& evaluation);

struct SweepConfig {
    Settings base;                                ///< everything not listed below
    std::vector<int> qtBits{2, 3, 4, 5, 6, 7, 8}; ///< weight bits of the QT rows
    bool qtDataBitsFollow = true;                 ///< QT rows use data bits = weight bits; otherwise base.dataBits
    bool given = false;                           ///< a row of the network as its file has quantized it, beside float
    std::vector<int> budgets;                     ///< k of the TR rows
    std::vector<int> dataTerms;                   ///< s of the TR rows: every budget with every s
    /// Not empty: the names of all layers of the network. In place of the QT and TR rows there is one row for each,
    /// with this layer alone quantized and revealed, at the first of budgets and dataTerms, and all others in float32.
    std::vector<std::string> eachLayer = {};
    std::vector<std::string_view> formats = {}; ///< rows of weightFormats() by name: a row for each, the last ones
    int formatDataTerms = 0;                    ///< s of these rows; 0: all terms, as under QT
    DataFormat dataFormat = DataFormat::Bits;   ///< of these rows, where the format is for data
    /// Rows that were done before: those it gives are taken as they are. May be empty.
    std::function<std::optional<SweepRow>(Method, const Settings&)> known = {};
    /// Told every evaluation that was made, whole. May be empty.
    std::function<void(const Evaluation&)> seen = {};
};

using OnRow = std::function<Result<void>(const SweepRow&)>;

/// One row to be.
struct SweepPoint {
    Method method = Method::Float;
    Settings settings;
    std::optional<std::string> layer = std::nullopt; ///< of SweepConfig::eachLayer
};

/// The rows to be, in order: float first, then given, QT in the order of qtBits, then TR: for each s all budgets, then
/// number formats; or float and a row for each layer. Error: a setting out of range.
Result<std::vector<SweepPoint>> sweepPoints(const SweepConfig& config);

/// "float", "qt", "tr", "given", or the name of the number format or of the cost line.
std::string_view methodName(const SweepRow& row);

/// The row with its layer's name, which says what the overrides of all others did.
SweepRow namedRow(SweepRow row, const SweepPoint& point, const SweepConfig& config);

/// Whether the data of any row are in a number format.
bool hasOwnDataFormats(std::span<const SweepRow> rows);

/// With its bits per weight, where the sweep has number formats.
SweepRow withBits(SweepRow row, const Network& network, const SweepConfig& config);

/// Budgets that show the curve for a group size: α = ⅜, ½, ¾, 1, 1½, 2, 3, 4 of g, rounded, at least 1, each once.
std::vector<int> usualBudgets(int groupSize);

/// The rows of sweepPoints. `onRow` is told each row that was not known, and ends the sweep with its error. May be
/// cancelled, see base/Cancel.h. Error: a setting out of range, an evaluation that failed.
Result<std::vector<SweepRow>> runSweep(Evaluator& evaluator, const SweepConfig& config, const Progress& progress = {},
                                       const OnRow& onRow = {});

/// The table as CSV: method, weight_bits, data_bits, group_size, budget, data_terms, encoding, correct, total, top1,
/// top5, pairs_per_mac_provisioned, pairs_per_mac_measured. Columns that do not apply are empty. Rows of a text have
/// tokens, perplexity, perplexity_low, perplexity_high from correct to top5; those of images without labels agreeing,
/// total, agreement, sqnr_db, which is empty for float, or, where the outputs are no classes, total, sqnr_db; those of
/// samples with a class at every place mean_iou in place of top5. Where layers have settings of their own, a last
/// column, layers, says which ("conv1:float; fc1:k=10"). Where there are rows for each layer, a last column, layer,
/// names it. Where there are number formats, the method is the format's name, and bits_per_weight follows the pairs.
/// Where rows have bytes or cycles, model_bytes and cycles follow those. Where data are in a format of their own, a
/// column data_format follows, of number formats "own" or "bits".
std::string sweepCsv(std::span<const SweepRow> rows);

} // namespace termscope
