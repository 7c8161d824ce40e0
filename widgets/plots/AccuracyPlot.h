// Accuracy against work: top-1 in percent over term pairs per multiply-accumulate (logarithmic), or over what weights
// are stored in, or cycles. Of a language model its perplexity, where less is better.
//
// QT is one line labelled by its bits, TR one line per number of data terms s with its budgets k, float a level line.
// The setting the user has now is a marker with its 95 % interval, on a layer of its own so that it follows a slider
// at once.
#pragma once

#include "widgets/plots/AccuracyCurves.h"
#include "widgets/plots/Plot.h"

class QCPGraph;

namespace termscope {

class CurrentMarker;
class PointLabels;

class AccuracyPlot : public Plot {
    Q_OBJECT

public:
    explicit AccuracyPlot(QWidget* parent = nullptr);
    ~AccuracyPlot() override;

    /// All rows of a sweep, or those that are there so far. `estimated`: of each row whether it is an estimate; none:
    /// all are exact. Estimates are hollow marks that no line joins.
    void setRows(std::span<const SweepRow> rows, std::vector<bool> estimated = {});

    /// Curves that stay beside those of setRows.
    void setPinned(std::vector<PinnedRows> pinned);

    /// A sentence about the curves, for the caption.
    void setAdvice(const QString& sentence);

    /// The setting of the controls. Cheap: paints one layer. A float evaluation has no work and shows no marker.
    void setCurrent(const Evaluation& evaluation);
    void setCurrent(CurrentScore current);
    void clearCurrent();

    /// Rings the points of this setting. Cheap: paints one layer.
    void setLit(const std::optional<Settings>& settings);
    /// Points that are ringed.
    int litPoints() const;

    void setPublished(PublishedFigures figures, TrainedFigures trained = {});
    bool isPublishedVisible() const;
    void setPublishedVisible(bool visible);

    /// What the x axis shows; rows that do not say it are left out. `array`: what cycles are of, for the axis.
    WorkAxis axis() const { return axis_; }
    void setAxis(WorkAxis axis, const QString& array = {});

    /// 0…100 % on the y axis instead of the top of it; of perplexity all points instead of those near the best.
    bool isFullRange() const;
    void setFullRange(bool full);

    /// Rows of the sweep, the current setting, and the published points while they are shown.
    QString csv() const override;
    QList<KeyHelp> keyHelp() const override;

signals:
    /// A TR point was clicked, or Return pressed on it.
    void pointActivated(const termscope::Settings& settings);
    /// The cursor is on a TR point.
    void pointHovered(const termscope::Settings& settings);
    void hoverLeft();
    void publishedVisibleChanged(bool visible);
    void fullRangeChanged(bool full);

protected:
    std::optional<Reading> readingAt(const QPointF& pixel) const override;
    std::optional<Reading> step(const std::optional<Reading>& from, int dx, int dy) const override;
    void activate(const Reading& reading) override;
    void readingChanged(const std::optional<Reading>& reading) override;
    void showAll() override;
    void tint(const Theme& theme) const override;

private:
    struct Drawn {
        AccuracyCurve curve;
        QCPGraph* graph = nullptr;
        std::optional<QPointF> joined; ///< the present setting, where the line goes through it too
    };

    void rebuild();
    void placeRings();
    void draw(AccuracyCurve curve);
    void label();
    /// Hides the labels that would lie on one another.
    void declutter();
    void placeCurrent();
    /// Perplexity, where less is better.
    bool isText() const;
    bool isOfValues() const;
    void showDecibels(double least, double most);
    /// Agreement with the float network, of images without labels.
    bool isByFloat() const;
    void showScores(double best, double worst, std::optional<double> needed);
    Drawn* curveOfCurrent();
    void joinCurrent();
    QString captionText(bool published) const;
    bool hasPublished() const;
    bool showsPublished() const;
    QString axisTitle() const;
    std::optional<double> workOfCurrent() const;
    QPointF pixelOf(const QPointF& place) const;
    const AccuracyStop* stopAt(int index) const;
    Reading readingOf(int index) const;

    std::vector<SweepRow> rows_;
    std::vector<bool> estimated_;
    std::vector<PinnedRows> pinned_;
    QString advice_;
    PublishedFigures published_;
    TrainedFigures trained_;
    std::optional<CurrentScore> current_;
    std::vector<Drawn> curves_;
    std::unique_ptr<PointLabels> labels_;
    std::optional<Settings> lit_;
    WorkAxis axis_ = WorkAxis::Provisioned;
    QString array_; ///< that cycles are of
    QCPGraph* rings_;
    std::unique_ptr<CurrentMarker> marker_;
    QAction* fullRange_;
    QAction* publishedVisible_;
};

} // namespace termscope
