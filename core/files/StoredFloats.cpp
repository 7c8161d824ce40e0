#include "core/files/StoredFloats.h"

#include "core/base/ParallelFor.h"

#include <algorithm>
#include <array>

namespace termscope {
namespace {

constexpr std::size_t residentBytes = std::size_t{1} << 22; ///< read between two times of letting go

/// Whole rows of a matrix whose columns stand in a row in the file, tile by tile: both sides are gone through in lines.
/// `rows` and `to` begin with row `top`.
void gatherRows(const FileBytes& source, const NumberForm& form, std::size_t top, std::size_t rows, float* to)
{
    constexpr std::size_t tile = 32;
    const std::size_t size = byteSize(form.type);
    const auto width = static_cast<std::size_t>(form.shape[1]);
    const auto stride = static_cast<std::size_t>(form.strides[1]);
    std::array<float, tile * tile> square;
    for (std::size_t row = 0; row < rows; row += tile) {
        const std::size_t high = std::min(tile, rows - row);
        for (std::size_t column = 0; column < width; column += tile) {
            const std::size_t wide = std::min(tile, width - column);
            for (std::size_t c = 0; c < wide; ++c)
                convertFloats(source.bytes.subspan((top + row + (column + c) * stride) * size, high * size), form.type,
                              form.bigEndian, std::span(square).subspan(c * tile, high));
            for (std::size_t r = 0; r < high; ++r)
                for (std::size_t c = 0; c < wide; ++c)
                    to[(row + r) * width + column + c] = square[c * tile + r];
        }
    }
}

class ComputedFloats : public StoredFloats {
public:
    ComputedFloats(std::size_t size, std::function<void(std::size_t, std::span<float>)> make)
        : size_(size), make_(std::move(make))
    {
    }

    std::size_t size() const override { return size_; }

    void read(std::size_t first, std::span<float> to) const override
    {
        constexpr std::size_t part = residentBytes / sizeof(float);
        if (to.empty())
            return; // of a matrix without columns there is no first row either
        if (to.size() <= part)
            return make_(first, to);
        parallelFor(static_cast<std::int64_t>((to.size() + part - 1) / part), [&](std::int64_t i) {
            const std::size_t start = static_cast<std::size_t>(i) * part;
            make_(first + start, to.subspan(start, std::min(part, to.size() - start)));
        });
    }

private:
    std::size_t size_;
    std::function<void(std::size_t, std::span<float>)> make_;
};

} // namespace

StoredFloatsPtr computedFloats(std::size_t size, std::function<void(std::size_t, std::span<float>)> read)
{
    return std::make_shared<const ComputedFloats>(size, std::move(read));
}

MappedFloats::MappedFloats(FileBytes source, NumberForm form) : source_(std::move(source)), form_(std::move(form))
{
    size_ = form_.strides.empty() ? source_.bytes.size() / byteSize(form_.type) : 1;
    for (const std::int64_t axis : form_.shape)
        size_ *= static_cast<std::size_t>(axis);
}

void MappedFloats::read(std::size_t first, std::span<float> to) const
{
    const std::size_t part = residentBytes / byteSize(form_.type);
    const auto parts = static_cast<std::int64_t>((to.size() + part - 1) / part);
    const auto readPart = [&](std::int64_t i) {
        const std::size_t start = static_cast<std::size_t>(i) * part;
        const std::span<float> room = to.subspan(start, std::min(part, to.size() - start));
        if (form_.strides.empty())
            readRow(first + start, room);
        else
            gather(first + start, room);
    };
    if (parts == 1) // no threads are woken for a small read
        readPart(0);
    else
        parallelFor(parts, readPart);
    // Strides may go all over the file: let go of after a small read, and after what may be the last of many parts.
    if (!form_.strides.empty() && (to.size() < part || first + to.size() == size_))
        source_.release();
}

void MappedFloats::readRow(std::size_t first, std::span<float> to) const
{
    const std::size_t size = byteSize(form_.type);
    const FileBytes part = source_.part(first * size, to.size() * size);
    convertFloats(part.bytes, form_.type, form_.bigEndian, to);
    part.release();
}

void MappedFloats::gather(std::size_t first, std::span<float> to) const
{
    const std::vector<std::int64_t>& shape = form_.shape;
    const std::size_t size = byteSize(form_.type);
    if (shape.size() == 2 && form_.strides.front() == 1 && to.size() > 2 * static_cast<std::size_t>(shape[1])) {
        const auto width = static_cast<std::size_t>(shape[1]);
        const std::size_t begun = (width - first % width) % width; // what is left of a row
        const std::size_t rows = (to.size() - begun) / width;
        gather(first, to.first(begun));
        gatherRows(source_, form_, (first + begun) / width, rows, to.data() + begun);
        gather(first + begun + rows * width, to.subspan(begun + rows * width));
        return;
    }
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
        all_.resize(size());
        read(0, all_);
    });
    return all_;
}

} // namespace termscope
