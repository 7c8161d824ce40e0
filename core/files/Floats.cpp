#include "core/files/Floats.h"

#include <bit>
#include <cstdlib>
#include <cstring>
#include <new>
#include <sys/mman.h>

namespace termscope {
namespace {

constexpr std::size_t partBytes = std::size_t{1} << 22; ///< a multiple of every byteSize

} // namespace

SharedFloats::SharedFloats(std::vector<float> values)
{
    const auto owner = std::make_shared<const std::vector<float>>(std::move(values));
    values_ = *owner;
    size_ = values_.size();
    owner_ = owner;
}

std::vector<float> SharedFloats::toVector() const
{
    if (!stored_)
        return {values_.begin(), values_.end()};
    std::vector<float> values(size());
    stored_->read(first_, values);
    return values;
}

SharedFloats SharedFloats::part(std::size_t first, std::size_t count) const
{
    if (!stored_)
        return {values_.subspan(first, count), owner_, file_};
    SharedFloats some = *this;
    some.first_ += first;
    some.size_ = count;
    return some;
}

std::shared_ptr<float[]> unsetFloats(std::size_t count)
{
    constexpr std::size_t hugePage = std::size_t{1} << 21;
    const std::size_t bytes = count * sizeof(float);
    if (bytes < 4 * hugePage)
        return std::shared_ptr<float[]>(new float[count]);
    const std::size_t whole = (bytes + hugePage - 1) / hugePage * hugePage;
    void* const buffer = std::aligned_alloc(hugePage, whole);
    if (buffer == nullptr)
        throw std::bad_alloc();
    ::madvise(buffer, whole, MADV_HUGEPAGE); // 400 MB are 200 pages then in place of 100,000
    return {static_cast<float*>(buffer), [](float* values) { std::free(values); }};
}

SharedFloats sharedFloats(const FileBytes& source, FloatType type, bool bigEndian)
{
    const ByteView bytes = source.bytes;
    const bool native = type == FloatType::F32 && bigEndian == (std::endian::native == std::endian::big);
    const bool aligned = reinterpret_cast<std::uintptr_t>(bytes.data()) % alignof(float) == 0;
    const std::size_t count = bytes.size() / byteSize(type);
    if (native && aligned && source.mapped() && bytes.size() >= smallestMapped)
        return {{reinterpret_cast<const float*>(bytes.data()), count}, source.file, source.file};
    const std::shared_ptr<float[]> values = unsetFloats(count);
    const auto parts = static_cast<std::int64_t>((bytes.size() + partBytes - 1) / partBytes);
#pragma omp parallel for schedule(dynamic) if (parts > 1)
    for (std::int64_t i = 0; i < parts; ++i) {
        const std::size_t first = static_cast<std::size_t>(i) * partBytes;
        const FileBytes part = source.part(first, std::min(partBytes, bytes.size() - first));
        float* const to = values.get() + first / byteSize(type);
        if (native)
            std::memcpy(to, part.bytes.data(), part.bytes.size());
        else
            convertFloats(part.bytes, type, bigEndian, {to, part.bytes.size() / byteSize(type)});
        part.release();
    }
    return {{values.get(), count}, values};
}

SharedFloats storedFloats(const FileBytes& source, const NumberForm& form)
{
    const bool native = form.type == FloatType::F32 && form.bigEndian == (std::endian::native == std::endian::big);
    const bool aligned = reinterpret_cast<std::uintptr_t>(source.bytes.data()) % alignof(float) == 0;
    if (form.strides.empty() && ((native && aligned) || !source.mapped() || source.bytes.size() < smallestMapped))
        return sharedFloats(source, form.type, form.bigEndian);
    auto stored = std::make_shared<const MappedFloats>(source, form);
    if (source.mapped() && stored->size() * sizeof(float) >= smallestMapped)
        return SharedFloats(std::move(stored));
    std::vector<float> values(stored->size());
    stored->read(0, values);
    return values;
}

} // namespace termscope
