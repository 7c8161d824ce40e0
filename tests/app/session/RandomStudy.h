// What the page of studies may be set to, at random.
#pragma once

#include "app/session/StudyChoice.h"

#include <QRandomGenerator>

namespace termscope {

inline StudyChoice randomStudy(QRandomGenerator& random)
{
    const auto flag = [&] { return random.bounded(2) == 1; };
    const auto values = [&] {
        VariedValues varied;
        varied.varies = flag();
        if (varied.varies && flag())
            varied.values = {2, 3, 5 + static_cast<int>(random.bounded(3))};
        return varied;
    };
    constexpr std::array methods{Method::Float, Method::Quantized, Method::Revealed, Method::Given};
    StudyChoice study;
    study.pane = static_cast<StudyPane>(random.bounded(4));
    study.sensitivity = flag() ? Method::Revealed : Method::Quantized;
    study.search.budgets = values();
    study.search.dataTerms = values();
    study.search.bits = values();
    study.search.groupSizes = values();
    study.search.cost = static_cast<CostKind>(random.bounded(3));
    if (flag())
        study.search.mostLoss = random.bounded(1000) / 8.0;
    if (flag())
        study.search.mostCost = random.bounded(1000) / 3.0;
    study.search.searchSamples = random.bounded(10000);
    study.search.scoreSamples = random.bounded(10000);
    study.search.points = 2 + static_cast<int>(random.bounded(900));
    study.compare.a = methods[random.bounded(4)];
    study.compare.b = methods[random.bounded(4)];
    study.compare.stripIsA = flag();
    study.compare.curves = flag();
    for (const SettingInfo& info : settingsTable())
        if (flag())
            setClamped(study.compare.other, info, random.bounded(info.minimum, info.maximum + 1));
    if (flag())
        study.compare.other.layers["block 1/a&b=c"] = *parseLayerOverride("bits=6,k=7");
    study.figure = reproducedFigures()[random.bounded(static_cast<quint32>(reproducedFigures().size()))];
    return study;
}

} // namespace termscope
