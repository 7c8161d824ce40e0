// How the weights of a layer are distributed: float, quantized and revealed, in the same bins.
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

    void setDistribution(const LayerDistribution& distribution);
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
    Reading readingOf(int bin) const;
    void applyScale();

    std::vector<Histogram> histograms_; ///< float, quantized, revealed
    std::vector<QCPGraph*> graphs_;
    Lit lit_;
    std::vector<Mark> marks_; ///< float, quantized, revealed
    QCPItemRect* range_ = nullptr;
    QCPGraph* values_ = nullptr;
    QAction* logarithmic_;
};

} // namespace termscope
