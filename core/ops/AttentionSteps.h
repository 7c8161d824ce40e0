// What attention does between its products: the mask, the softmax, the cache. Internal to core/ops.
#pragma once

#include "core/ops/Heads.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

namespace termscope::ops {

/// What is added to the scores: the mask, −∞ where it is false, beyond its end, in the future, or in the padding.
class ScoreMask {
public:
    struct Of {
        const Value* mask = nullptr;  ///< null: none
        const Value* valid = nullptr; ///< how many keys are no padding, of each sequence; null: all
        bool hasPast = false;
        Heads q;
        std::int64_t past = 0;  ///< entries of the cache
        std::int64_t total = 0; ///< keys, with those
        bool causal = false;
    };

    explicit ScoreMask(const Of& of) : of_(of) {}

    Result<void> check()
    {
        if (of_.mask == nullptr)
            return {};
        const Shape full{of_.q.batch, of_.q.count, of_.q.length, of_.total};
        Shape own = of_.mask->shape;
        width_ = own.empty() ? 1 : own.back();
        if (!own.empty() && width_ < of_.total && width_ != 1)
            own.back() = of_.total; // what it does not reach is masked
        else
            width_ = of_.total;
        const Result<Shape> wide = broadcastShape(own, full);
        if (!wide || *wide != full || (!of_.mask->floating() && of_.mask->type != ElementType::Bool))
            return fail("expected a mask of numbers or truth values that stretches to ", toText(full), ", found ",
                        nameOf(of_.mask->type), " of shape ", toText(of_.mask->shape));
        steps_ = broadcastStrides(of_.mask->shape, full);
        if (width_ < of_.total)
            steps_[3] = 1;
        return {};
    }

    float operator()(std::int64_t b, std::int64_t head, std::int64_t row, std::int64_t column) const
    {
        constexpr float none = -std::numeric_limits<float>::infinity();
        const std::int64_t valid = of_.valid != nullptr ? of_.valid->integers[at(b)] : of_.total;
        if (column >= valid)
            return none;
        // A query sees the keys before it and its own: those of the cache, or as many as are valid, come first.
        const std::int64_t before = of_.hasPast || of_.valid == nullptr ? of_.past : valid - of_.q.length;
        if (of_.causal && column > row + before)
            return none;
        if (of_.mask == nullptr)
            return 0.0F;
        if (column >= width_)
            return none;
        const std::int64_t place = b * steps_[0] + head * steps_[1] + row * steps_[2] + column * steps_[3];
        if (of_.mask->floating())
            return of_.mask->floats[at(place)];
        return of_.mask->integers[at(place)] != 0 ? 0.0F : none;
    }

private:
    Of of_;
    std::int64_t width_ = 0; ///< columns that the mask has
    Shape steps_;
};

/// A row becomes its softmax; one that is masked throughout becomes zeros.
inline void softmaxOf(std::span<float> row)
{
    float largest = -std::numeric_limits<float>::infinity();
    for (const float x : row) {
        if (std::isnan(x)) {
            std::ranges::fill(row, std::numeric_limits<float>::quiet_NaN());
            return;
        }
        largest = std::max(largest, x);
    }
    if (!(largest > -std::numeric_limits<float>::infinity())) {
        std::ranges::fill(row, 0.0F);
        return;
    }
    double sum = 0.0;
    for (float& x : row) {
        x = std::exp(x - largest);
        sum += x;
    }
    const auto scale = static_cast<float>(1.0 / sum);
    for (float& x : row)
        x *= scale;
}

/// The cache and what is new, as [batch, heads, length, size].
inline std::shared_ptr<Value> withPast(const Value& fresh, const Heads& heads, const Value* past)
{
    const std::int64_t before = past == nullptr ? 0 : past->shape[2];
    const std::int64_t total = before + heads.length;
    auto all = newValue(fresh.type, {heads.batch, heads.count, total, heads.size});
    for (std::int64_t b = 0; b < heads.batch; ++b)
        for (std::int64_t h = 0; h < heads.count; ++h) {
            float* const to = all->floats.data() + (b * heads.count + h) * total * heads.size;
            if (before > 0)
                std::copy_n(past->floats.data() + (b * heads.count + h) * before * heads.size, before * heads.size, to);
            for (std::int64_t row = 0; row < heads.length; ++row)
                std::copy_n(fresh.floats.data() + heads.place(b, h, row), heads.size, to + (before + row) * heads.size);
        }
    return all;
}

} // namespace termscope::ops
