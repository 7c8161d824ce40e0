// The magnitudes of the weights of all layers as boxes on a logarithmic axis, each with what its number format can
// hold: from one step of the quantizer to its largest integer.
#pragma once

#include "widgets/plots/Plot.h"

#include <vector>

class QCPGraph;
class QCPItemRect;
class QCPStatisticalBox;

namespace termscope {

/// Of the weights of a layer that are not zero: magnitudes that 1, 25, 50, 75 and 100 of 100 do not exceed.
struct LayerSpread {
    QString name;
    double least = 0.0, lowerQuarter = 0.0, median = 0.0, upperQuarter = 0.0, largest = 0.0;
    double zeros = 0.0; ///< share of the weights that are zero, 0…1
    double step = 0.0;  ///< smallest scale; 0 where it is not known, or the layer is float32
    double range = 0.0; ///< what the largest integer stands for

    friend bool operator==(const LayerSpread&, const LayerSpread&) = default;
};

class LayerSpreadPlot : public Plot {
    Q_OBJECT

public:
    explicit LayerSpreadPlot(QWidget* parent = nullptr);

    void setLayers(std::vector<LayerSpread> layers);
    /// The layer in sight gets a frame; −1 for none.
    void setCurrent(int layer);

    QString csv() const override;
    QList<KeyHelp> keyHelp() const override;

signals:
    /// A click, or Return.
    void layerChosen(int layer);

protected:
    std::optional<Reading> readingAt(const QPointF& pixel) const override;
    std::optional<Reading> step(const std::optional<Reading>& from, int dx, int dy) const override;
    void showAll() override;
    void tint(const Theme& theme) const override;
    void activate(const Reading& reading) override;

private:
    Reading readingOf(int layer) const;

    std::vector<LayerSpread> layers_;
    QCPStatisticalBox* boxes_;
    QCPGraph* range_;
    QCPGraph* step_;
    QCPItemRect* frame_;
};

} // namespace termscope
