// What the pane of comparison says: rows of its tables and sentences.
#pragma once

#include "app/session/OpenText.h"
#include "app/session/Session.h"
#include "app/worker/StudyResults.h"
#include "widgets/study/FigureTable.h"

#include <QString>

namespace termscope {

/// What a session's choices come to.
CompareRequest comparisonOf(const Session& session);
bool isSame(const CompareRequest& a, const CompareRequest& b);

/// "net.onnx, TR, g = 8, …".
QString sideText(const Variant& variant, const QString& network);
/// "31.4 dB", "no difference".
QString sqnrText(double sqnr);
/// "fc1", "fc1 (bias)".
QString tensorName(const TensorDifference& tensor);
/// Scores of both, how often they agree, and what flips.
QString outputsText(const OutputComparison& outputs, const std::optional<std::pair<double, double>>& perplexities);

std::vector<FigureColumn> tensorColumns();
std::vector<FigureRow> tensorRows(const WeightComparison& weights);
/// Layers that only one has, and those of other shapes; empty where there are none.
QString leftOutText(const WeightComparison& weights);

/// How classes are called.
struct FlipNames {
    bool ofText = false;
    std::vector<std::string> classes;   ///< none: by their numbers
    VocabularyPtr vocabulary = nullptr; ///< of a text; null: by their numbers

    QString of(std::int32_t number) const;
};
std::vector<FigureColumn> flipColumns(bool ofText);
std::vector<FigureRow> flipRows(const OutputComparison& outputs, const FlipNames& names);
QString flipCsv(const OutputComparison& outputs, bool ofText);
QString flipCaption(const OutputComparison& outputs);

std::vector<FigureColumn> curveColumns(bool ofText);
std::vector<FigureRow> curveRows(const std::vector<CurveDifference>& points);
QString curveCsv(const std::vector<CurveDifference>& points);

} // namespace termscope
