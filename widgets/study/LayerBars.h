// A figure of every layer as bars along the network's depth.
//
// Bars stand on, or hang from, a base that the figure is compared with: the score of the float network for what a layer
// loses alone, 0 for decibels. A bar that is still an estimate is hatched.
#pragma once

#include "widgets/plots/Plot.h"

#include <vector>

class QCPBars;
class QCPGraph;
class QCPItemRect;

namespace termscope {

struct LayerBar {
    QString name;
    std::optional<double> value; ///< none: not known, or infinite, which `text` says
    bool estimated = false;
    QString text; ///< what to say about it, the value with its unit among it

    friend bool operator==(const LayerBar&, const LayerBar&) = default;
};

/// A level that bars are compared with.
struct BarLevel {
    QString name;
    double value = 0.0;

    friend bool operator==(const BarLevel&, const BarLevel&) = default;
};

/// What the bars measure.
struct BarMeasure {
    QString title; ///< of the bars, in the legend
    QString axis;  ///< with its unit
    double base = 0.0;
    std::vector<BarLevel> levels; ///< at most mostLevels of them are drawn

    static constexpr std::size_t mostLevels = 2;

    friend bool operator==(const BarMeasure&, const BarMeasure&) = default;
};

class LayerBars : public Plot {
    Q_OBJECT

public:
    explicit LayerBars(QWidget* parent = nullptr);

    void setBars(const BarMeasure& measure, std::vector<LayerBar> bars);
    /// The layer in sight gets a frame; −1 for none.
    void setCurrent(int layer);
    /// The layer that is lit gets another one; −1 for none.
    void setLit(int layer);

    QString csv() const override;
    QList<KeyHelp> keyHelp() const override;
    QSize minimumSizeHint() const override;

signals:
    /// A click, or Return.
    void layerChosen(int layer);
    /// −1 when the cursor leaves.
    void layerHovered(int layer);

protected:
    std::optional<Reading> readingAt(const QPointF& pixel) const override;
    std::optional<Reading> step(const std::optional<Reading>& from, int dx, int dy) const override;
    void showAll() override;
    void tint(const Theme& theme) const override;
    void activate(const Reading& reading) override;
    void readingChanged(const std::optional<Reading>& reading) override;

private:
    Reading readingOf(int layer) const;
    void nameLayers();

    BarMeasure measure_;
    std::vector<LayerBar> bars_;
    QCPBars* exact_;
    QCPBars* estimated_;
    std::vector<QCPGraph*> levels_;
    QCPItemRect* frame_;
    QCPItemRect* lit_;
};

} // namespace termscope
