#include "core/run/LaneImage.h"

#include "core/run/Dnnl.h"

#include <algorithm>
#include <new>

namespace termscope {
namespace {

constexpr std::align_val_t alignment{64};
/// Rooms that wait to be used again; the smallest go first.
constexpr std::size_t mostFree = 64;

void reorder(const dnnl::memory::desc& fromDescription, const float* from, const dnnl::memory::desc& toDescription,
             float* to)
{
    dnnl::memory source(fromDescription, dnnl_road::engine(), const_cast<float*>(from));
    dnnl::memory target(toDescription, dnnl_road::engine(), to);
    dnnl::stream stream(dnnl_road::engine());
    dnnl::reorder(source, target).execute(stream, source, target);
    stream.wait();
}

} // namespace

std::int64_t imageLanes()
{
    static const std::int64_t lanes = [] {
        const auto wide = static_cast<unsigned>(dnnl::cpu_isa::avx512_core);
        return (static_cast<unsigned>(dnnl::get_effective_cpu_isa()) & wide) == wide ? 16 : 8;
    }();
    return lanes;
}

struct RoomPool::Room {
    explicit Room(std::size_t bytes) : size(bytes), data(::operator new(bytes, alignment)) {}
    ~Room() { ::operator delete(data, alignment); }
    Room(const Room&) = delete;
    Room& operator=(const Room&) = delete;

    std::size_t size;
    void* data;
};

RoomPool::RoomPool()
{
    free_.reserve(mostFree + 1); // giving back must not need memory
}

RoomPool::~RoomPool() = default;

std::shared_ptr<void> RoomPool::take(std::size_t bytes, std::size_t* given)
{
    std::unique_ptr<Room> room;
    {
        const std::scoped_lock lock(mutex_);
        // The smallest that is large enough; they are in order of size.
        const auto found = std::ranges::lower_bound(free_, bytes, {}, [](const auto& one) { return one->size; });
        if (found != free_.end() && (*found)->size <= 2 * bytes + 4096) {
            room = std::move(*found);
            free_.erase(found);
        }
    }
    if (!room)
        room = std::make_unique<Room>(std::max<std::size_t>(bytes, 64));
    if (given != nullptr)
        *given = room->size;
    void* const data = room->data;
    return {data, [pool = shared_from_this(), owned = room.release()](void*) {
                pool->giveBack(std::unique_ptr<Room>(owned));
            }};
}

void RoomPool::close()
{
    const std::scoped_lock lock(mutex_);
    closed_ = true;
    free_.clear();
}

void RoomPool::giveBack(std::unique_ptr<Room> room)
{
    const std::scoped_lock lock(mutex_);
    if (closed_)
        return;
    free_.insert(std::ranges::lower_bound(free_, room->size, {}, [](const auto& one) { return one->size; }),
                 std::move(room));
    if (free_.size() > mostFree)
        free_.erase(free_.begin());
}

std::int64_t LaneImage::size() const
{
    std::int64_t count = shape[0] * blocks() * imageLanes();
    for (std::size_t axis = 2; axis < shape.size(); ++axis)
        count *= shape[axis];
    return count;
}

std::shared_ptr<LaneImage> newLaneImage(Shape shape, RoomPool& pool)
{
    auto image = std::make_shared<LaneImage>();
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

LaneImagePtr toImage(const Value& value, RoomPool& pool)
{
    auto image = newLaneImage(value.shape, pool);
    reorder(dnnl_road::plain(value.shape, dnnl_road::DataType::f32), value.floats.data(),
            dnnl_road::inLanes(value.shape, dnnl_road::DataType::f32), image->floats.get());
    return image;
}

ValuePtr toValue(const LaneImage& image)
{
    auto value = newValue(ElementType::Float32, image.shape);
    reorder(dnnl_road::inLanes(image.shape, dnnl_road::DataType::f32), image.floats.get(),
            dnnl_road::plain(image.shape, dnnl_road::DataType::f32), value->floats.data());
    return value;
}

} // namespace termscope
