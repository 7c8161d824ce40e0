// The values of one tensor in two networks, or at two settings, as histograms over each other: shares in percent over
// the same bins.
#pragma once

#include "core/study/Histogram.h"
#include "widgets/plots/Plot.h"

#include <array>

class QCPGraph;

namespace termscope {

class OverlaidHistogram : public Plot {
    Q_OBJECT

public:
    explicit OverlaidHistogram(QWidget* parent = nullptr);

    /// Range: both have the same bins. `caption`: what it is of.
    void setHistograms(const Histogram& a, const Histogram& b, const QString& caption);
    void clear();

    QString csv() const override;
    QList<KeyHelp> keyHelp() const override;
    QSize minimumSizeHint() const override;

protected:
    std::optional<Reading> readingAt(const QPointF& pixel) const override;
    std::optional<Reading> step(const std::optional<Reading>& from, int dx, int dy) const override;
    void showAll() override;
    void tint(const Theme& theme) const override;

private:
    double share(std::size_t side, int bin) const;
    int bins() const { return static_cast<int>(sides_[0].counts.size()); }
    Reading readingOf(int bin) const;

    std::array<Histogram, 2> sides_;
    std::array<double, 2> totals_{};
    std::array<QCPGraph*, 2> graphs_;
};

} // namespace termscope
