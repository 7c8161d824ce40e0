// How the weights of a layer are distributed: float, quantized and revealed, in the same bins.
#pragma once

#include "core/study/LayerDistribution.h"
#include "widgets/plots/Plot.h"

class QCPGraph;

namespace termscope {

class WeightHistogramPlot : public Plot {
    Q_OBJECT

public:
    explicit WeightHistogramPlot(QWidget* parent = nullptr);

    void setDistribution(const LayerDistribution& distribution);
    /// Back to the placeholder.
    void clear();

    bool isLogarithmic() const;
    /// Logarithmic y axis, so that rare weights show.
    void setLogarithmic(bool logarithmic);

    QString csv() const override;

signals:
    void logarithmicChanged(bool logarithmic);

protected:
    std::optional<Reading> readingAt(const QPointF& pixel) const override;
    std::optional<Reading> step(const std::optional<Reading>& from, int dx, int dy) const override;
    void showAll() override;
    void tint(const Theme& theme) const override;

private:
    Reading readingOf(int bin) const;
    void applyScale();

    std::vector<Histogram> histograms_; ///< float, quantized, revealed
    std::vector<QCPGraph*> graphs_;
    QAction* logarithmic_;
};

} // namespace termscope
