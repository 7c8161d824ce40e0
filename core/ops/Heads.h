// Values as the heads of attention. Internal to core/ops.
#pragma once

#include "core/base/Text.h"
#include "core/ops/Helpers.h"

namespace termscope::ops {

/// A value as heads: [batch, heads, length, size], whether it is held so or as [batch, length, heads · size].
struct Heads {
    std::int64_t batch = 0, count = 0, length = 0, size = 0;
    bool packed = false;

    std::int64_t place(std::int64_t b, std::int64_t head, std::int64_t row) const
    {
        return packed ? ((b * length + row) * count + head) * size : ((b * count + head) * length + row) * size;
    }
    Shape shape() const { return packed ? Shape{batch, length, count * size} : Shape{batch, count, length, size}; }
};

/// `heads`: what the node says, 0 where it says nothing.
inline Result<Heads> headsOf(const Value& value, std::int64_t heads, std::string_view name)
{
    const Shape& s = value.shape;
    if (s.size() == 4 && (heads == 0 || heads == s[1]) && s[1] > 0)
        return Heads{s[0], s[1], s[2], s[3], false};
    if (s.size() == 3 && heads > 0 && s[2] % heads == 0)
        return Heads{s[0], heads, s[1], s[2] / heads, true};
    return fail("expected ", name,
                " as batch, heads, length and size, or packed for a number of heads, found the shape ", toText(s),
                " and ", heads, " heads");
}

} // namespace termscope::ops
