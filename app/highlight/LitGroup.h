// What of a group is lit: a highlight translated to the numbers of its values, term pairs and coefficients.
#pragma once

#include "app/session/Highlight.h"
#include "core/graph/Network.h"
#include "core/study/GroupView.h"

#include <vector>

namespace termscope {

struct LitGroup {
    std::vector<int> values; ///< positions in the group
    int weightExponent = -1; ///< one power of two of a weight; −1 for none
    int dataExponent = -1;
    std::vector<int> pairs;             ///< numbers in GroupView::pairs
    std::vector<int> coefficients;      ///< exponents
    std::optional<RevealedGroup> ghost; ///< the group as a lit setting would reveal it
};

/// `network` is the one the group is of. Cost: the group's terms and pairs.
LitGroup litIn(const GroupView& group, const Highlight& what, const Network& network);

/// As `settings` would reveal the group's weights; none where they would not be these integers in this group.
std::optional<RevealedGroup> revealedAt(const GroupView& group, const Settings& settings, const Network& network);

} // namespace termscope
