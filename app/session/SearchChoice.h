// What a search of plans is asked for, beside the settings of the session.
#pragma once

#include "core/study/PlanSearch.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace termscope {

/// What plans cost: provisioned pairs per multiply-accumulate, cycles or microjoules on the array of the Array page.
enum class CostKind { Pairs, Cycles, Energy };

/// What a search is asked for.
struct SearchChoice {
    std::vector<int> budgets;             ///< k that layers may take; empty: k does not vary
    std::vector<int> dataTerms;           ///< s likewise
    std::vector<int> bits;                ///< of layers that stay at QT, likewise
    std::vector<GroupChoice> groups = {}; ///< g that layers may take, each with its k; empty: g does not vary
    CostKind cost = CostKind::Pairs;
    std::optional<double> mostLoss = {}; ///< points of top-1 below float
    std::optional<double> mostCost = {};
    std::int64_t searchSamples = 0; ///< 0: a quarter
    std::int64_t scoreSamples = 0;  ///< 0: all others
    int points = 16;

    friend bool operator==(const SearchChoice&, const SearchChoice&) = default;
};

/// Values that layers may take.
struct VariedValues {
    bool varies = true;
    std::vector<int> values = {}; ///< empty: the usual ones

    friend bool operator==(const VariedValues&, const VariedValues&) = default;
};

/// What the controls of the search say, before the usual values of the settings are put in.
struct SearchWish {
    VariedValues budgets;
    VariedValues dataTerms;
    VariedValues bits;
    VariedValues groupSizes = {false}; ///< every g more is as many settings more
    CostKind cost = CostKind::Pairs;
    std::optional<double> mostLoss = {};
    std::optional<double> mostCost = {};
    std::int64_t searchSamples = 0;
    std::int64_t scoreSamples = 0;
    int points = SearchChoice{}.points;

    friend bool operator==(const SearchWish&, const SearchWish&) = default;
};

} // namespace termscope
