#include "core/files/Gzip.h"

#include "core/base/Limits.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <zlib.h>

namespace termscope {
namespace {

/// zlib's state, released with it.
class Inflater {
public:
    explicit Inflater(ByteView packed) : packed_(packed) { ready_ = inflateInit2(&stream_, 15 + 16) == Z_OK; }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;
    ~Inflater()
    {
        if (ready_)
            inflateEnd(&stream_);
    }

    /// Unpacks into `target`; the number of bytes made, less than asked for only at the end. None: the data is damaged.
    std::optional<std::size_t> read(std::span<std::byte> target)
    {
        std::size_t done = 0;
        while (ready_ && done < target.size()) {
            if (ended_ && (packed_.empty() || inflateReset(&stream_) != Z_OK))
                return done;
            const auto step = [](std::size_t size) {
                return static_cast<uInt>(std::min<std::size_t>(size, std::numeric_limits<int>::max()));
            };
            stream_.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(packed_.data()));
            stream_.avail_in = step(packed_.size());
            stream_.next_out = reinterpret_cast<Bytef*>(target.data() + done);
            stream_.avail_out = step(target.size() - done);
            const uInt offered = stream_.avail_in;
            const uInt room = stream_.avail_out;
            const int status = inflate(&stream_, Z_NO_FLUSH);
            packed_ = packed_.subspan(offered - stream_.avail_in);
            done += room - stream_.avail_out;
            ended_ = status == Z_STREAM_END;
            if (status != Z_OK && status != Z_STREAM_END)
                return std::nullopt;
        }
        return ready_ ? std::optional(done) : std::nullopt;
    }

private:
    ByteView packed_;
    z_stream stream_{};
    bool ready_ = false;
    bool ended_ = false;
};

tl::unexpected<Error> damaged(const std::string& file)
{
    return fail(file, ": expected a whole gzip file, found one that is damaged or cut short");
}

} // namespace

Result<Bytes> gunzip(ByteView packed, std::uint64_t limit, const std::string& file)
{
    Inflater inflater(packed);
    Bytes unpacked;
    while (true) {
        const std::size_t done = unpacked.size();
        // One byte more than allowed tells that there is more.
        const auto room = static_cast<std::size_t>(
            std::min<std::uint64_t>(limit + 1, std::max<std::uint64_t>(std::uint64_t{1} << 16, 2 * done)));
        unpacked.resize(room);
        const auto made = inflater.read(std::span(unpacked).subspan(done));
        if (!made)
            return damaged(file);
        const bool full = done + *made == room;
        unpacked.resize(done + *made);
        if (unpacked.size() > limits::unpackUnsuspicious && unpacked.size() / limits::unpackRatio > packed.size())
            return fail(file, ": expected to unpack to at most ", limits::unpackRatio, " times its size, found more");
        if (unpacked.size() > limit)
            return fail(file, ": expected at most ", limit, " bytes unpacked, found more");
        if (!full)
            return unpacked;
    }
}

Result<Bytes> gunzipStart(ByteView packed, std::size_t count, const std::string& file)
{
    Bytes unpacked(count);
    const auto made = Inflater(packed).read(unpacked);
    if (!made)
        return damaged(file);
    unpacked.resize(*made);
    return unpacked;
}

} // namespace termscope
