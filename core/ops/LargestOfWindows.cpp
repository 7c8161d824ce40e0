#include "core/ops/LargestOfWindows.h"

#include "core/ops/Helpers.h"

#include <limits>

namespace termscope {
namespace {

/// Goes through the places of a window's kernel, and for each through the rows of the output that it reaches.
class LargestOfPlane {
public:
    explicit LargestOfPlane(const SlidingWindow& window)
        : window_(window), axes_(window.axes()), inputSteps_(ops::stridesOf(window.inputs)),
          outputSteps_(ops::stridesOf(window.outputs)), tap_(axes_, 0), first_(axes_, 0), end_(axes_, 0)
    {
    }

    void run(const float* from, float* to)
    {
        std::fill_n(to, window_.positions(), std::numeric_limits<float>::lowest());
        const std::int64_t taps = elementCount(window_.kernel);
        for (std::int64_t tap = 0; tap < taps; ++tap) {
            std::int64_t rest = tap;
            for (std::size_t axis = axes_; axis-- > 0;) {
                tap_[axis] = rest % window_.kernel[axis];
                rest /= window_.kernel[axis];
                findReach(axis);
            }
            rows(0, from, to);
        }
    }

private:
    std::int64_t shift(std::size_t axis) const { return tap_[axis] * window_.dilations[axis] - window_.before[axis]; }

    /// The places along an axis for which this place of the kernel lies inside.
    void findReach(std::size_t axis)
    {
        const std::int64_t stride = window_.strides[axis];
        const std::int64_t room = window_.inputs[axis] - shift(axis);
        first_[axis] = shift(axis) >= 0 ? 0 : (-shift(axis) + stride - 1) / stride;
        end_[axis] = room <= 0 ? 0 : std::min(window_.outputs[axis], (room - 1) / stride + 1);
    }

    void rows(std::size_t axis, const float* from, float* to) const
    {
        const std::int64_t stride = window_.strides[axis];
        if (axis + 1 < axes_) {
            for (std::int64_t place = first_[axis]; place < end_[axis]; ++place)
                rows(axis + 1, from + (place * stride + shift(axis)) * inputSteps_[axis],
                     to + place * outputSteps_[axis]);
            return;
        }
        from += shift(axis);
        if (stride == 1)
            take(from, to, 1, first_[axis], end_[axis]);
        else
            take(from, to, stride, first_[axis], end_[axis]);
    }

    static void take(const float* from, float* to, std::int64_t stride, std::int64_t first, std::int64_t end)
    {
        for (std::int64_t i = first; i < end; ++i) {
            const float x = from[i * stride];
            to[i] = x > to[i] || x != x ? x : to[i]; // NaN is taken, and stays
        }
    }

    const SlidingWindow& window_;
    std::size_t axes_;
    Shape inputSteps_;
    Shape outputSteps_;
    Shape tap_;
    Shape first_;
    Shape end_;
};

} // namespace

void largestOfWindows(const SlidingWindow& window, std::int64_t planes, const float* from, float* to)
{
    LargestOfPlane plane(window);
    const std::int64_t pixels = elementCount(window.inputs);
    for (std::int64_t i = 0; i < planes; ++i)
        plane.run(from + i * pixels, to + i * window.positions());
}

} // namespace termscope
