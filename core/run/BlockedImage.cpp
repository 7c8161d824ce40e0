#include "core/run/BlockedImage.h"

#include "core/run/Dnnl.h"

#include <algorithm>
#include <new>

namespace termscope {
namespace {

constexpr std::align_val_t alignment{64};
/// Buffers that wait to be used again; the smallest go first.
constexpr std::size_t mostFree = 64;

void reorder(const dnnl::memory::desc& fromDescription, const float* from, const dnnl::memory::desc& toDescription,
             float* to)
{
    dnnl::memory source(fromDescription, dnnl_common::engine(), const_cast<float*>(from));
    dnnl::memory target(toDescription, dnnl_common::engine(), to);
    dnnl::stream stream(dnnl_common::engine());
    dnnl::reorder(source, target).execute(stream, source, target);
    stream.wait();
}

} // namespace

std::int64_t imageLanes()
{
    static const std::int64_t lanes = dnnl_common::makesCodeOf(dnnl::cpu_isa::avx512_core) ? 16 : 8;
    return lanes;
}

struct BufferPool::Buffer {
    explicit Buffer(std::size_t bytes) : size(bytes), data(::operator new(bytes, alignment)) {}
    ~Buffer() { ::operator delete(data, alignment); }
    Buffer(const Buffer&) = delete;
    Buffer& operator=(const Buffer&) = delete;

    std::size_t size;
    void* data;
};

BufferPool::BufferPool()
{
    free_.reserve(mostFree + 1); // giving back must not need memory
}

BufferPool::~BufferPool() = default;

std::shared_ptr<void> BufferPool::take(std::size_t bytes, std::size_t* given)
{
    std::unique_ptr<Buffer> buffer;
    {
        const std::scoped_lock lock(mutex_);
        // The smallest that is large enough; they are in order of size.
        const auto found = std::ranges::lower_bound(free_, bytes, {}, [](const auto& one) { return one->size; });
        if (found != free_.end() && (*found)->size <= 2 * bytes + 4096) {
            buffer = std::move(*found);
            free_.erase(found);
        }
    }
    if (!buffer)
        buffer = std::make_unique<Buffer>(std::max<std::size_t>(bytes, 64));
    if (given != nullptr)
        *given = buffer->size;
    void* const data = buffer->data;
    return {data, [pool = shared_from_this(), owned = buffer.release()](void*) {
                pool->giveBack(std::unique_ptr<Buffer>(owned));
            }};
}

void BufferPool::close()
{
    const std::scoped_lock lock(mutex_);
    closed_ = true;
    free_.clear();
}

void BufferPool::giveBack(std::unique_ptr<Buffer> buffer)
{
    const std::scoped_lock lock(mutex_);
    if (closed_)
        return;
    free_.insert(std::ranges::lower_bound(free_, buffer->size, {}, [](const auto& one) { return one->size; }),
                 std::move(buffer));
    if (free_.size() > mostFree)
        free_.erase(free_.begin());
}

std::int64_t BlockedImage::size() const
{
    std::int64_t count = shape[0] * blocks() * imageLanes();
    for (std::size_t axis = 2; axis < shape.size(); ++axis)
        count *= shape[axis];
    return count;
}

std::shared_ptr<BlockedImage> newBlockedImage(Shape shape, BufferPool& pool)
{
    auto image = std::make_shared<BlockedImage>();
    image->shape = std::move(shape);
    image->floats = std::static_pointer_cast<float>(
        pool.take(static_cast<std::size_t>(image->size()) * sizeof(float), &image->roomBytes));
    return image;
}

bool canBeImage(const Value& value)
{
    return value.type == ElementType::Float32 && value.known && value.rank() >= 3 && value.rank() <= 5
           && value.size() > 0;
}

BlockedImagePtr toImage(const Value& value, BufferPool& pool)
{
    auto image = newBlockedImage(value.shape, pool);
    reorder(dnnl_common::plain(value.shape, dnnl_common::DataType::f32), value.floats.data(),
            dnnl_common::inLanes(value.shape, dnnl_common::DataType::f32), image->floats.get());
    return image;
}

ValuePtr toValue(const BlockedImage& image)
{
    auto value = newValueToFill(ElementType::Float32, image.shape);
    reorder(dnnl_common::inLanes(image.shape, dnnl_common::DataType::f32), image.floats.get(),
            dnnl_common::plain(image.shape, dnnl_common::DataType::f32), value->floats.data());
    return value;
}

} // namespace termscope
