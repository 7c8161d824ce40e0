// What settings cost against what they score: the front of plans by layer, that of settings which all layers share, and
// QT's points.
//
// Every point has two scores: on the samples that were searched on (an outline) and on the others (filled), so that one
// which was only lucky is seen to be.
#pragma once

#include "widgets/plots/Plot.h"

#include <array>
#include <vector>

class QCPGraph;

namespace termscope {

/// A point of one of the series.
struct PlanMark {
    double cost = 0.0; ///< above 0; others are not drawn
    double searched = 0.0;
    double scored = 0.0;
    QString text; ///< what to say about it

    friend bool operator==(const PlanMark&, const PlanMark&) = default;
};

enum class PlanSeries { Plans, Uniform, Quantized };
inline constexpr std::size_t planSeriesCount = 3;

/// All that is drawn.
struct PlanPicture {
    QString costAxis;
    QString scoreAxis;
    std::array<std::vector<PlanMark>, planSeriesCount> series; ///< each the cheapest first
    std::optional<double> floats;                              ///< score of the float network on the others

    friend bool operator==(const PlanPicture&, const PlanPicture&) = default;
};

/// A point by its series and its number there.
struct PlanPlace {
    PlanSeries series = PlanSeries::Plans;
    int index = 0;

    friend bool operator==(const PlanPlace&, const PlanPlace&) = default;
};

class PlanPlot : public Plot {
    Q_OBJECT

public:
    explicit PlanPlot(QWidget* parent = nullptr);

    void setPicture(PlanPicture picture);
    /// Rings a point.
    void setCurrent(const std::optional<PlanPlace>& place);

    QString csv() const override;
    QList<KeyHelp> keyHelp() const override;
    QSize minimumSizeHint() const override;

signals:
    /// A click, or Return.
    void pointChosen(termscope::PlanPlace place);

protected:
    std::optional<Reading> readingAt(const QPointF& pixel) const override;
    std::optional<Reading> step(const std::optional<Reading>& from, int dx, int dy) const override;
    void showAll() override;
    void tint(const Theme& theme) const override;
    void activate(const Reading& reading) override;

private:
    const PlanMark& markAt(const PlanPlace& place) const;
    std::vector<PlanPlace> places() const;
    Reading readingOf(int number) const;
    void placeRing();

    PlanPicture picture_;
    std::optional<PlanPlace> current_;
    std::array<QCPGraph*, planSeriesCount> scored_;
    std::array<QCPGraph*, planSeriesCount> searched_;
    QCPGraph* floats_;
    QCPGraph* ring_;
};

} // namespace termscope
