// How the weights of a layer are distributed: float, quantized and revealed, in the same bins.
//
// What most weights are like is shown first, so that a single large one does not press the others into one bar; zooming
// bins them anew. Dashed lines are at ± the largest integer that quantization has: what lies beyond is clipped.
#pragma once

#include "core/study/LayerDistribution.h"
#include "widgets/plots/Plot.h"

class QCPGraph;
class QCPItemRect;
class QCPItemStraightLine;
class QCPItemText;

namespace termscope {

class WeightHistogramPlot : public Plot {
    Q_OBJECT

public:
    explicit WeightHistogramPlot(QWidget* parent = nullptr);

    /// `given`: the integers are the file's own, and the floats what they stand for.
    void setDistribution(const LayerDistribution& distribution, bool given = false);
    /// Back to the placeholder.
    void clear();

    /// What is lit, in the weights' unit.
    struct Lit {
        std::optional<double> floating, quantized, revealed; ///< one weight: a line each
        std::optional<std::pair<double, double>> range;      ///< a frame
        std::vector<double> values;                          ///< many weights, or levels: marks along the axis

        friend bool operator==(const Lit&, const Lit&) = default;
    };
    /// Cheap: paints one layer.
    void setLit(const Lit& lit);
    const Lit& lit() const { return lit_; }

    bool isLogarithmic() const;
    /// Logarithmic y axis, so that rare weights show.
    void setLogarithmic(bool logarithmic);

    /// Up to the largest weight, however few are as large.
    bool showsAllWeights() const;
    void setShowAllWeights(bool all);

    /// Bins in sight.
    int binCount() const;

    QString csv() const override;

signals:
    /// Weights from `low` up to `high`, that one not included but for the last bin.
    void binHovered(double low, double high, bool last);
    void hoverLeft();
    /// A click, or Return.
    void binChosen(double low, double high, bool last);
    void logarithmicChanged(bool logarithmic);

protected:
    std::optional<Reading> readingAt(const QPointF& pixel) const override;
    std::optional<Reading> step(const std::optional<Reading>& from, int dx, int dy) const override;
    void showAll() override;
    void tint(const Theme& theme) const override;
    void activate(const Reading& reading) override;
    void readingChanged(const std::optional<Reading>& reading) override;

private:
    struct Mark {
        QCPItemStraightLine* line = nullptr;
        QCPItemText* name = nullptr;
    };

    void makeMarks();
    void makeClipLines();
    void showClipLines();
    void showBeyond(const LayerDistribution& distribution);
    Reading readingOf(int bin) const;
    double share(std::size_t index, int bin) const;
    void applyScale();
    double typicalReach() const;
    void binAnew();
    void showBins();
    void fitHeight();

    std::vector<Histogram> whole_;      ///< float, quantized, revealed: of the whole range
    std::vector<Histogram> histograms_; ///< the same as shown
    std::shared_ptr<const WeightPictures> pictures_;
    std::shared_ptr<const FineHistogram> fineRevealed_;
    Method method_ = Method::Revealed;
    std::vector<QCPItemStraightLine*> clips_; ///< ± of the largest scale, ± of the smallest
    QCPItemText* clipName_ = nullptr;
    std::vector<QCPGraph*> graphs_;
    Lit lit_;
    std::vector<Mark> marks_; ///< float, quantized, revealed
    QCPItemRect* range_ = nullptr;
    QCPGraph* values_ = nullptr;
    QAction* logarithmic_;
    QAction* all_;
};

} // namespace termscope
