// Term pairs per dot product of 16 values, under QT and under TR, each with the pairs that are provisioned for it.
#pragma once

#include "core/study/PairStudy.h"
#include "widgets/plots/Plot.h"

class QCPGraph;
class QCPItemStraightLine;
class QCPItemText;

namespace termscope {

/// "99 % of dot products need at most 110 pairs of 784".
QString pairsSentence(const PairHistogram& histogram);

class PairHistogramPlot : public Plot {
    Q_OBJECT

public:
    explicit PairHistogramPlot(QWidget* parent = nullptr);

    /// `layerName` and the settings of TR are for the words.
    void setPairs(const PairComparison& pairs, const QString& layerName, const Settings& settings);
    void clear();

    /// The x axis to the largest bound, or to the most pairs that occur.
    bool showsBounds() const;
    void setShowBounds(bool show);

    QString csv() const override;

protected:
    std::optional<Reading> readingAt(const QPointF& pixel) const override;
    std::optional<Reading> step(const std::optional<Reading>& from, int dx, int dy) const override;
    void showAll() override;
    void tint(const Theme& theme) const override;

private:
    struct Series {
        QString name;
        PairHistogram histogram;
        QCPGraph* graph = nullptr;
        QCPItemStraightLine* bound = nullptr;
        QCPItemText* boundText = nullptr;
    };

    Series makeSeries(const QString& name);
    void fill(Series& series);
    int mostPairs() const;
    int binOf(double pairs) const;
    double share(const Series& series, int bin) const;
    Reading readingOf(int bin) const;

    std::vector<Series> series_; ///< QT, TR
    int width_ = 1;              ///< of a bin, in pairs
    QAction* bounds_;
};

} // namespace termscope
