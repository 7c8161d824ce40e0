// How long the steps of two arrays last: what is provisioned, what the slowest cell needs, what a cell needs on
// average; or, as the other reading of the same steps, how much of the array works in them.
#pragma once

#include "hwmodel/schedule/StepSeries.h"
#include "widgets/plots/Plot.h"

#include <array>
#include <vector>

class QAction;
class QCPGraph;
class QCPItemStraightLine;

namespace termscope {

enum class StepReading {
    Length,    ///< cycles a step
    Occupancy, ///< share of cells with operands and of cell cycles that do work, in percent
};

class StepLengthPlot : public Plot {
    Q_OBJECT

public:
    explicit StepLengthPlot(StepReading reading, QWidget* parent = nullptr);

    struct Lane {
        QString name;
        StepSeries steps;
    };
    /// The rival and TR.
    void setLanes(const Lane& rival, const Lane& revealed);
    void clear();
    /// The step under way in each lane, counted over all folds, −1 for none; and the cycle.
    void setCurrent(std::int64_t rival, std::int64_t revealed, std::int64_t cycle);

    QString csv() const override;
    QList<KeyHelp> keyHelp() const override;

signals:
    /// The user clicked a step of a lane (0 the rival, 1 TR).
    void stepChosen(int lane, qint64 step);

protected:
    std::optional<Reading> readingAt(const QPointF& pixel) const override;
    std::optional<Reading> step(const std::optional<Reading>& from, int dx, int dy) const override;
    void activate(const Reading& reading) override;
    void showAll() override;
    void tint(const Theme& theme) const override;

private:
    std::vector<std::pair<QString, std::vector<float>>> curvesOf(const Lane& lane) const;
    Reading readingOf(int step) const;
    int longestSeries() const;
    double keyOf(const Lane& lane, std::size_t step) const;
    std::pair<double, double> keyRange() const;

    StepReading reading_;
    std::array<Lane, 2> lanes_;
    std::vector<QCPGraph*> graphs_; ///< the curves of the rival, then of TR
    std::array<QCPItemStraightLine*, 2> marks_{};
    QAction* allFolds_ = nullptr;
    std::int64_t fold_ = 0; ///< of the TR array, under way
};

} // namespace termscope
