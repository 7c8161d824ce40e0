#include "core/base/StoredFloats.h"

#include <algorithm>

namespace termscope {
namespace {

constexpr std::size_t partBytes = std::size_t{1} << 22; ///< read between two times of letting go

} // namespace

StoredFloats::StoredFloats(FileBytes source, NumberForm form) : source_(std::move(source)), form_(std::move(form))
{
    size_ = form_.strides.empty() ? source_.bytes.size() / byteSize(form_.type) : 1;
    for (const std::int64_t axis : form_.shape)
        size_ *= static_cast<std::size_t>(axis);
}

void StoredFloats::read(std::size_t first, std::span<float> to) const
{
    const std::size_t part = partBytes / byteSize(form_.type);
    const auto parts = static_cast<std::int64_t>((to.size() + part - 1) / part);
#pragma omp parallel for schedule(dynamic) if (parts > 1)
    for (std::int64_t i = 0; i < parts; ++i) {
        const std::size_t start = static_cast<std::size_t>(i) * part;
        const std::span<float> room = to.subspan(start, std::min(part, to.size() - start));
        if (form_.strides.empty())
            readRow(first + start, room);
        else
            gather(first + start, room);
    }
    if (!form_.strides.empty())
        source_.release(); // strides may go anywhere
}

void StoredFloats::readRow(std::size_t first, std::span<float> to) const
{
    const std::size_t size = byteSize(form_.type);
    const FileBytes part = source_.part(first * size, to.size() * size);
    convertFloats(part.bytes, form_.type, form_.bigEndian, to);
    part.release();
}

void StoredFloats::gather(std::size_t first, std::span<float> to) const
{
    const std::vector<std::int64_t>& shape = form_.shape;
    const std::size_t size = byteSize(form_.type);
    std::vector<std::int64_t> position(shape.size(), 0);
    std::int64_t place = 0; // in numbers, of the one to read next
    for (std::size_t axis = shape.size(), rest = first; axis-- > 0;) {
        position[axis] = static_cast<std::int64_t>(rest % static_cast<std::size_t>(shape[axis]));
        rest /= static_cast<std::size_t>(shape[axis]);
        place += position[axis] * form_.strides[axis];
    }
    for (float& value : to) {
        convertFloats(source_.bytes.subspan(static_cast<std::size_t>(place) * size, size), form_.type, form_.bigEndian,
                      {&value, 1});
        for (std::size_t axis = shape.size(); axis-- > 0;) {
            place += form_.strides[axis];
            if (++position[axis] < shape[axis])
                break;
            place -= form_.strides[axis] * shape[axis];
            position[axis] = 0;
        }
    }
}

std::span<const float> StoredFloats::all() const
{
    std::call_once(once_, [this] {
        all_.resize(size_);
        read(0, all_);
    });
    return all_;
}

} // namespace termscope
