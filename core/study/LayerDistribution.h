// What one layer's weights look like: histograms before and after quantization and revealing, terms per value, errors.
#pragma once

#include "core/graph/Network.h"
#include "core/settings/NetworkPlan.h"
#include "core/study/FineHistogram.h"

namespace termscope {

/// How many terms values have.
struct TermHistogram {
    std::vector<std::int64_t> counts; ///< counts[n] values have n terms

    std::int64_t total() const;
    double mean() const;
    double share(int terms) const;            ///< of values with exactly so many, 0…1
    double cumulativeShare(int terms) const;  ///< of values with at most so many, 0…1
    int termsCovering(double fraction) const; ///< fewest n with cumulativeShare(n) ≥ fraction
};

/// Of the finite values.
struct ValueStatistics {
    double minimum = 0.0;
    double maximum = 0.0;
    double mean = 0.0;
    double deviation = 0.0; ///< population standard deviation
    std::int64_t notNumbers = 0;
    std::int64_t infinite = 0;

    bool isFinite() const { return notNumbers == 0 && infinite == 0; }
};

struct QuantizationError {
    double sqnr = 0.0;         ///< 10·log10(Σx² / Σ(x−x̂)²) dB; infinity when there is no error
    double meanAbsolute = 0.0; ///< in the weights' unit
};

/// The weights of one output channel, and ± what the integers made of them reach.
struct ChannelExtent {
    float low = 0.0F;
    float high = 0.0F;
    float range = 0.0F; ///< q_max · scale, the largest of its blocks; 0 where nothing is quantized
};

/// A matrix of weights, its rows the outputs at each kernel position and its columns the inputs, as a picture of cells.
struct WeightMap {
    std::int64_t rows = 0, columns = 0;             ///< of the matrix
    std::int64_t rowsOfCell = 1, columnsOfCell = 1; ///< of the matrix, in a cell; the last may have fewer
    std::vector<float> cells;                       ///< of each cell the weight of largest magnitude, row after row

    std::int64_t cellRows() const { return (rows + rowsOfCell - 1) / rowsOfCell; }
    std::int64_t cellColumns() const { return (columns + columnsOfCell - 1) / columnsOfCell; }
    float at(std::int64_t row, std::int64_t column) const
    {
        return cells[static_cast<std::size_t>(row * cellColumns() + column)];
    }
};

/// What does not depend on the budget, shared by the distributions of a layer.
struct WeightPictures {
    FineHistogram floats;
    FineHistogram quantized{FineHistogram::Kind::Levels};
    std::vector<ChannelExtent> channels; ///< one for each output
    WeightMap map;
    double reach = 1.0;      ///< see typicalReach
    double step = 0.0;       ///< the scale, where there is but one; else 0
    double leastRange = 0.0; ///< q_max · scale, of all scales the smallest and the largest; 0 where there is none
    double mostRange = 0.0;
};

struct LayerDistribution {
    int layer = 0;
    Method method = Method::Revealed; ///< of this layer in the revealed network
    Settings settings;                ///< its own; see LayerPlan
    ValueStatistics statistics;       ///< of the float values
    Histogram floats;                 ///< all three with the same bins, symmetric about 0, levels evenly in them
    Histogram quantized;
    Histogram revealed; ///< what the layer runs with: of a float layer the floats, of a QT one the quantized values
    std::vector<TermHistogram> terms; ///< of the quantized values, one per encoding in the order of allEncodings
    TermHistogram revealedTerms;      ///< terms kept per value, in the encoding chosen
    QuantizationError quantization;   ///< quantized against float
    QuantizationError revealing;      ///< revealed against float
    std::int64_t termsTotal = 0;      ///< before revealing, in the encoding chosen
    std::int64_t termsKept = 0;
    std::shared_ptr<const WeightPictures> pictures;    ///< null in distributions made by hand
    std::shared_ptr<const FineHistogram> fineRevealed; ///< null as well where nothing is revealed or quantized
};

/// max|x|.
float reachOf(const ValueStatistics& statistics);

/// These go over the values a part at a time: values in a mapped file take no memory, before or after.
ValueStatistics statisticsOf(const SharedFloats& values);

/// Equal bins over ±max|x| (±1 for all zeros). `reach`: max|x| where it is known, which saves a pass.
Histogram histogramOf(const SharedFloats& values, int bins, std::optional<float> reach = {});

/// All finite values; `allFinite`: they are known to be, which saves looking.
FineHistogram fineHistogramOf(const SharedFloats& values, bool allFinite);

/// What there is to see of a layer with values that are no numbers or infinite: the others. It has no quantized side.
LayerDistribution floatDistribution(const Network& network, int layer, const LayerPlan& plan);

/// Terms per value of the layer's weights quantized to the settings' weight bits, in the order of allEncodings.
/// `reach`: as above.
std::vector<TermHistogram> termHistograms(const WeightLayer& layer, const Settings& settings,
                                          std::optional<float> reach = {});

/// Keeps what does not depend on the budget, so that a slider costs one revealing and one pass over the layer. Of a
/// layer of more than `mostKept` values not these are kept but the figures alone: it is read again, a block of outputs
/// at a time, and takes no memory. Not thread-safe: one per thread. May be cancelled, see base/Cancel.h.
class LayerStudy {
public:
    LayerStudy() : LayerStudy(std::int64_t{1} << 24) {}
    explicit LayerStudy(std::int64_t mostKept);
    ~LayerStudy();
    LayerStudy(LayerStudy&&) noexcept;
    LayerStudy& operator=(LayerStudy&&) noexcept;

    /// Range: 0 ≤ layer < network->layers.size(), checked settings.
    LayerDistribution distribution(const NetworkPtr& network, int layer, const LayerPlan& plan);

private:
    struct Cache;
    void makeBase(const NetworkPtr& network, int layer, const Settings& settings);

    std::int64_t mostKept_;
    std::unique_ptr<Cache> cache_;
};

} // namespace termscope
