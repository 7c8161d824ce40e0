// The matrix of a layer's weights as a picture: rows are the outputs at each kernel position, columns the inputs.
#pragma once

#include "core/study/LayerDistribution.h"
#include "widgets/plots/Plot.h"

class QCPColorMap;
class QCPColorScale;

namespace termscope {

class WeightMapPlot : public Plot {
    Q_OBJECT

public:
    explicit WeightMapPlot(QWidget* parent = nullptr);

    /// Of a layer without pictures, the placeholder.
    void setDistribution(const LayerDistribution& distribution);
    void clear();

    QString csv() const override;
    QList<KeyHelp> keyHelp() const override;

protected:
    std::optional<Reading> readingAt(const QPointF& pixel) const override;
    std::optional<Reading> step(const std::optional<Reading>& from, int dx, int dy) const override;
    void showAll() override;
    void tint(const Theme& theme) const override;

private:
    Reading readingOf(std::int64_t row, std::int64_t column) const;

    std::shared_ptr<const WeightPictures> pictures_;
    QCPColorMap* map_;
    QCPColorScale* scale_;
};

} // namespace termscope
