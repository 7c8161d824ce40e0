// The range of the weights of every output channel, beside that of the integers made of them: where one scale serves
// channels of unlike size, and which channel has the outlier.
#pragma once

#include "core/study/LayerDistribution.h"
#include "widgets/plots/Plot.h"

class QCPGraph;

namespace termscope {

class ChannelPlot : public Plot {
    Q_OBJECT

public:
    explicit ChannelPlot(QWidget* parent = nullptr);

    /// Of a layer without pictures, the placeholder.
    void setDistribution(const LayerDistribution& distribution);
    void clear();

    QString csv() const override;

protected:
    std::optional<Reading> readingAt(const QPointF& pixel) const override;
    std::optional<Reading> step(const std::optional<Reading>& from, int dx, int dy) const override;
    void showAll() override;
    void tint(const Theme& theme) const override;

private:
    Reading readingOf(int channel) const;

    std::vector<ChannelExtent> channels_;
    QCPGraph* high_;
    QCPGraph* low_;
    QCPGraph* rangeAbove_;
    QCPGraph* rangeBelow_;
    QAction* all_;
};

} // namespace termscope
