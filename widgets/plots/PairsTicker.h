// Ticks of a logarithmic axis of term pairs, bits, bytes or cycles.
#pragma once

#include <qcustomplot.h>

namespace termscope {

/// The fewest pairs that such an axis reaches down to.
inline constexpr double leastPairs = 1e-3;

/// 1, 2, 5, 10, 20, 50, …; evenly spaced ticks when fewer than three of them are on show.
class PairsTicker : public QCPAxisTicker {
protected:
    QVector<double> createTickVector(double tickStep, const QCPRange& range) override;
    QVector<double> createSubTickVector(int, const QVector<double>&) override { return {}; }
    QString getTickLabel(double tick, const QLocale& locale, QChar format, int precision) override;
};

} // namespace termscope
