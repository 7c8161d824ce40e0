// How many terms values have, per encoding side by side and after revealing, with the cumulative share on the right.
#pragma once

#include "core/study/LayerDistribution.h"
#include "widgets/plots/Plot.h"

class QCPBars;
class QCPGraph;
class QCPItemRect;

namespace termscope {

/// "99 % of values need ≤ 3 terms (HESE)": for a share 0…1.
QString coverageSentence(const TermHistogram& terms, double share, const QString& encoding);

class TermHistogramPlot : public Plot {
    Q_OBJECT

public:
    explicit TermHistogramPlot(QWidget* parent = nullptr);

    /// `encoding`: the one chosen; revealed terms are of it, and the caption speaks of it.
    void setDistribution(const LayerDistribution& distribution, Encoding encoding);
    void clear();

    /// Numbers of terms whose bars are framed: of the quantized weights in the encoding chosen, and of the revealed
    /// ones. Cheap: paints one layer.
    struct Lit {
        std::vector<int> terms;
        std::vector<int> revealed;

        friend bool operator==(const Lit&, const Lit&) = default;
    };
    void setLit(const Lit& lit);
    const Lit& lit() const { return lit_; }

    bool shows2020() const;
    /// A fourth group of bars: HESE as in the code published in 2020.
    void setShow2020(bool show);

    QString csv() const override;

signals:
    /// Values of so many terms; −1 when the cursor leaves.
    void termsHovered(int terms);
    /// A click, or Return.
    void termsChosen(int terms);
    void show2020Changed(bool show);

protected:
    std::optional<Reading> readingAt(const QPointF& pixel) const override;
    std::optional<Reading> step(const std::optional<Reading>& from, int dx, int dy) const override;
    void showAll() override;
    void tint(const Theme& theme) const override;
    void activate(const Reading& reading) override;
    void readingChanged(const std::optional<Reading>& reading) override;

private:
    struct Series {
        QString name;
        QString key; ///< column of the CSV
        TermHistogram terms;
        QCPBars* bars = nullptr;
        QCPGraph* cumulative = nullptr;
    };

    Series makeSeries(const QString& name, const QString& key);
    Reading readingOf(int terms) const;
    void arrange();
    void fill(Series& series, double offset);
    int mostTerms() const;
    void frameBars();

    std::vector<Series> series_;  ///< the encodings in the order of allEncodings, then revealed
    std::vector<double> offsets_; ///< of a series' bars from the number of terms
    std::size_t encoding_ = 0;    ///< the series of the encoding chosen
    Lit lit_;
    std::vector<QCPItemRect*> frames_;
    QAction* show2020_;
};

} // namespace termscope
