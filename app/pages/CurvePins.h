// The curves that are kept beside the present one: what a click on the bar above the plot does to the session, and what
// bar and plot show of them.
#pragma once

#include "app/worker/Workbench.h"

#include <QObject>

namespace termscope {

class AccuracyPlot;
class CurveBar;
class CurveCosts;

class CurvePins : public QObject {
    Q_OBJECT

public:
    /// All of them outlive it.
    CurvePins(Session& session, Workbench& workbench, CurveCosts& costs, CurveBar& bar, AccuracyPlot& plot,
              QObject* parent);

    /// The session's curves, on the bar and on the plot.
    void show();

private:
    void connectBar();
    void showFamilies();
    void keep(Method method);
    void keepFamily(bool ofDataTerms);
    void add(std::vector<KeptCurve> curves, const QString& what);
    void remove(int number);
    void take(int number);
    template <class Change>
    void change(int number, const QString& what, const Change& change);
    void choose(std::string_view key, const QString& numbers, std::vector<int> SweepChoice::*member, int least,
                int most);
    void fill();
    KeptCurve curveAt(Method method, const Settings& settings) const;

    Session& session_;
    Workbench& workbench_;
    CurveCosts& costs_;
    CurveBar& bar_;
    AccuracyPlot& plot_;
};

} // namespace termscope
