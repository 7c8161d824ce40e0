// The lower convex hull of the sums of choices: of several things, one choice each, what is the least damage for a
// cost?
//
// Each thing has choices of a cost and a damage; both add up. The cheapest sums for every multiplier of cost over
// damage lie on the lower convex hull; a walk from the least damage on reaches them all, one thing at a time, by the
// step that adds least damage for what it saves (Y. Shoham, A. Gersho, "Efficient bit allocation for an arbitrary set
// of quantizers", IEEE Trans. ASSP 36(9), 1988).
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace termscope {

struct Choice {
    double cost = 0.0;
    double damage = 0.0;
};

/// By thing, which of its choices is taken.
using Chosen = std::vector<std::size_t>;

/// All that the walk comes by, from the least damage (of these the cheapest) to the least cost; each differs from the
/// one before it in one thing. Everything on the hull is among them. Range: every thing has at least one choice.
std::vector<Chosen> walkHull(std::span<const std::vector<Choice>> things);

} // namespace termscope
