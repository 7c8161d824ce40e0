// NonMaxSuppression: of boxes that cover each other, the one with the highest score.
#include "core/ops/Families.h"
#include "core/ops/Helpers.h"

namespace termscope::ops {
namespace {

struct Box {
    double top = 0.0, left = 0.0, bottom = 0.0, right = 0.0;

    double area() const { return (bottom - top) * (right - left); }
};

/// Two opposite corners in any order, or a centre and a size.
Box boxFrom(const float* x, bool centre)
{
    if (centre)
        return {x[1] - x[3] / 2.0, x[0] - x[2] / 2.0, x[1] + x[3] / 2.0, x[0] + x[2] / 2.0};
    return {std::min(x[0], x[2]), std::min(x[1], x[3]), std::max(x[0], x[2]), std::max(x[1], x[3])};
}

/// The part of what both cover that both have.
double overlapOf(const Box& a, const Box& b)
{
    const double height = std::min(a.bottom, b.bottom) - std::max(a.top, b.top);
    const double width = std::min(a.right, b.right) - std::max(a.left, b.left);
    if (!(height > 0.0 && width > 0.0))
        return 0.0;
    const double both = height * width;
    const double either = a.area() + b.area() - both;
    return either > 0.0 ? both / either : 0.0;
}

struct Suppression {
    std::int64_t most = 0; ///< of each class
    double overlap = 0.0;
    bool limited = false;
    double score = 0.0;
};

Result<Suppression> suppressionOf(const Call& call)
{
    Suppression rule;
    if (call.has(2)) {
        const Result<std::int64_t> most = singleInteger(call, 2);
        if (!most)
            return tl::unexpected(most.error());
        rule.most = std::max<std::int64_t>(0, *most);
    }
    for (const std::size_t i : {3, 4}) {
        TERMSCOPE_TRY(expectFloats(call, i));
        if (call.has(i) && call[i].size() != 1)
            return fail("expected one threshold as input ", i, ", found the shape ", toText(call[i].shape));
    }
    rule.overlap = call.has(3) ? call[3].floats[0] : 0.0;
    rule.limited = call.has(4);
    rule.score = call.has(4) ? call[4].floats[0] : 0.0;
    return rule;
}

/// The boxes of one class that stay, best first.
std::vector<std::int64_t> keptBoxes(const std::vector<Box>& boxes, const float* scores, const Suppression& rule)
{
    std::vector<std::int64_t> order;
    for (std::int64_t i = 0; i < std::ssize(boxes); ++i)
        if (!rule.limited || scores[i] > rule.score)
            order.push_back(i);
    std::stable_sort(order.begin(), order.end(), [&](std::int64_t a, std::int64_t b) { return scores[a] > scores[b]; });
    std::vector<std::int64_t> kept;
    for (const std::int64_t candidate : order) {
        if (std::ssize(kept) >= rule.most)
            break;
        const bool covered = std::any_of(kept.begin(), kept.end(), [&](std::int64_t better) {
            return overlapOf(boxes[at(candidate)], boxes[at(better)]) > rule.overlap;
        });
        if (!covered)
            kept.push_back(candidate);
    }
    return kept;
}

Result<Outputs> nonMaxSuppression(Call& call)
{
    TERMSCOPE_TRY(expectFloats(call, 0));
    TERMSCOPE_TRY(expectFloats(call, 1));
    const Shape& shape = call[0].shape;
    const Shape& scores = call[1].shape;
    if (shape.size() != 3 || shape[2] != 4 || scores.size() != 3 || scores[0] != shape[0] || scores[2] != shape[1])
        return fail("expected boxes of batch, number and four and scores of batch, classes and number, found ",
                    toText(shape), " and ", toText(scores));
    const std::int64_t centre = call.node.integer("center_point_box", 0);
    if (centre != 0 && centre != 1)
        return fail("expected center_point_box 0 or 1, found ", centre);
    if (!call.known())
        return Outputs{};
    const Result<Suppression> rule = suppressionOf(call);
    if (!rule)
        return tl::unexpected(rule.error());
    std::vector<std::int64_t> found;
    for (std::int64_t batch = 0; batch < shape[0]; ++batch) {
        std::vector<Box> boxes;
        for (std::int64_t i = 0; i < shape[1]; ++i)
            boxes.push_back(boxFrom(call[0].floats.data() + (batch * shape[1] + i) * 4, centre == 1));
        for (std::int64_t c = 0; c < scores[1]; ++c)
            for (const std::int64_t box :
                 keptBoxes(boxes, call[1].floats.data() + (batch * scores[1] + c) * shape[1], *rule))
                found.insert(found.end(), {batch, c, box});
    }
    const auto rows = static_cast<std::int64_t>(found.size()) / 3;
    return only(integerValue({rows, 3}, std::move(found)));
}

constexpr Operator boxesTable[] = {{"NonMaxSuppression", nonMaxSuppression, 2, 5, "i:center_point_box"}};

} // namespace

std::span<const Operator> boxes()
{
    return boxesTable;
}

} // namespace termscope::ops
