#include "widgets/plots/PairsTicker.h"

#include "widgets/language/Numbers.h"

#include <algorithm>
#include <cmath>

namespace termscope {

QVector<double> PairsTicker::createTickVector(double tickStep, const QCPRange& range)
{
    QVector<double> ticks;
    const int first = static_cast<int>(std::floor(std::log10(std::max(range.lower, leastPairs))));
    const int last = static_cast<int>(std::ceil(std::log10(std::max(range.upper, leastPairs))));
    for (int decade = first; decade <= last; ++decade) {
        for (const double digit : {1.0, 2.0, 5.0})
            ticks << digit * std::pow(10.0, decade);
    }
    const auto inside = std::count_if(ticks.begin(), ticks.end(),
                                      [&range](double tick) { return range.contains(tick); });
    return inside >= 3 ? ticks : QCPAxisTicker::createTickVector(tickStep, range);
}

QString PairsTicker::getTickLabel(double tick, const QLocale&, QChar, int)
{
    // Bytes and cycles are as long as they like: 20 k, 5 M, 1 G.
    constexpr double longest = 1e4;
    double shown = tick;
    int thousands = 0;
    for (; shown >= (thousands == 0 ? longest : 1e3) && thousands < 4; ++thousands)
        shown /= 1e3;
    constexpr const char* suffixes[] = {"", " k", " M", " G", " T"};
    return numberText(shown, 'g', 4) + QLatin1String(suffixes[thousands]);
}

} // namespace termscope
