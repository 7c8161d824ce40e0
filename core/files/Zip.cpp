#include "core/files/Zip.h"

#include "core/base/Limits.h"
#include "core/base/Text.h"
#include "core/files/ZipDirectory.h"

#include <algorithm>
#include <set>
#include <zip.h>

namespace termscope {
namespace {

/// libzip's error record, released with it.
class ZipError {
public:
    ZipError() { zip_error_init(&error_); }
    ZipError(const ZipError&) = delete;
    ZipError& operator=(const ZipError&) = delete;
    ~ZipError() { zip_error_fini(&error_); }

    zip_error_t* get() { return &error_; }
    std::string sentence() { return zip_error_strerror(&error_); }

private:
    zip_error_t error_{};
};

struct FileCloser {
    void operator()(zip_file_t* file) const { zip_fclose(file); }
};

Result<void> checkSizes(const std::vector<ZipMember>& members, std::uint64_t archiveSize, const std::string& file)
{
    // What is stored takes no more than the archive does.
    const std::uint64_t largest = std::max(limits::zipUnpacked, archiveSize);
    std::uint64_t total = 0;
    for (const ZipMember& member : members) {
        const bool suspicious = member.unpacked > limits::unpackUnsuspicious
                                && member.unpacked / limits::unpackRatio > member.packed;
        if (suspicious || member.packed > archiveSize)
            return fail(file, ": member ", printable(member.name), ": expected to unpack to at most ",
                        limits::unpackRatio, " times its size, found ", member.unpacked, " bytes from ", member.packed);
        if (member.unpacked > largest - total)
            return fail(file, ": expected members of at most ", largest, " bytes unpacked, found more");
        total += member.unpacked;
    }
    return {};
}

} // namespace

void ZipReader::Closer::operator()(zip* archive) const
{
    zip_discard(archive);
}

Result<ZipReader> ZipReader::open(ByteView bytes, const std::string& file)
{
    ZipError error;
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, error.get());
    if (source == nullptr)
        return fail(file, ": cannot be read (", error.sentence(), ")");
    ZipReader reader;
    reader.file_ = file;
    reader.archive_.reset(zip_open_from_source(source, ZIP_RDONLY, error.get()));
    if (!reader.archive_) {
        zip_source_free(source);
        return fail(file, ": expected a whole zip archive, found one that is damaged or cut short");
    }
    std::set<std::string> names;
    const std::vector<ZipPlace> places = zipPlaces(bytes);
    const zip_int64_t count = zip_get_num_entries(reader.archive_.get(), 0);
    if (count > limits::zipMembers)
        return fail(file, ": expected at most ", limits::zipMembers, " members, found ", count);
    for (zip_int64_t index = 0; index < count; ++index) {
        zip_stat_t info;
        constexpr zip_uint64_t needed = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE;
        if (zip_stat_index(reader.archive_.get(), static_cast<zip_uint64_t>(index), 0, &info) != 0
            || (info.valid & needed) != needed)
            return fail(file, ": member ", index, ": expected a name and sizes, found a damaged entry");
        if (!names.insert(info.name).second)
            return fail(file, ": expected every member name once, found ", inQuotes(info.name), " twice");
        ZipMember member{info.name, info.comp_size, info.size, {}};
        const auto at = static_cast<std::size_t>(index);
        if (at < places.size() && places[at].stored && places[at].name == member.name
            && places[at].size == member.unpacked)
            member.stored = places[at].data;
        reader.members_.push_back(std::move(member));
    }
    if (const auto checked = checkSizes(reader.members_, bytes.size(), file); !checked)
        return tl::unexpected(checked.error());
    return reader;
}

Result<Bytes> ZipReader::read(std::size_t index) const
{
    const ZipMember& member = members_[index];
    const std::string where = text(file_, ": member ", printable(member.name));
    const std::unique_ptr<zip_file_t, FileCloser> opened(zip_fopen_index(archive_.get(), index, 0));
    if (!opened)
        return fail(where, ": cannot be read (", zip_strerror(archive_.get()), ")");
    Bytes bytes;
    if (member.packed == member.unpacked)
        bytes.reserve(member.unpacked + 1); // no more than the archive has
    while (true) {
        const std::size_t done = bytes.size();
        // One byte more than declared: it makes libzip compare the checksum, and tells when there is more.
        const auto room = static_cast<std::size_t>(
            std::min<std::uint64_t>(member.unpacked + 1, std::max<std::uint64_t>(std::uint64_t{1} << 16, 2 * done)));
        bytes.resize(room);
        const zip_int64_t got = zip_fread(opened.get(), bytes.data() + done, room - done);
        if (got < 0)
            return fail(where, ": is damaged (", zip_file_strerror(opened.get()), ")");
        bytes.resize(done + static_cast<std::size_t>(got));
        if (got == 0 || bytes.size() > member.unpacked)
            break;
    }
    if (bytes.size() != member.unpacked)
        return fail(where, ": expected ", member.unpacked, " bytes, found ",
                    bytes.size() > member.unpacked ? "more" : std::to_string(bytes.size()));
    return bytes;
}

Result<Bytes> zipBytes(const std::vector<ZipInput>& members)
{
    ZipError error;
    zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, error.get());
    if (target == nullptr)
        return fail("cannot make a zip archive (", error.sentence(), ")");
    const std::unique_ptr<zip_source_t, decltype(&zip_source_free)> keeper(target, zip_source_free);
    zip_source_keep(target); // opening takes one of the two references
    zip_t* archive = zip_open_from_source(target, ZIP_TRUNCATE, error.get());
    if (archive == nullptr) {
        zip_source_free(target);
        return fail("cannot make a zip archive (", error.sentence(), ")");
    }
    const auto stop = [&] {
        const std::string reason = zip_strerror(archive);
        zip_discard(archive);
        return fail("cannot make a zip archive (", reason, ")");
    };
    constexpr zip_uint16_t firstDay = (1 << 5) | 1; // 1980-01-01, the start of the format's calendar
    for (const ZipInput& member : members) {
        zip_source_t* content = zip_source_buffer(archive, member.bytes.data(), member.bytes.size(), 0);
        if (content == nullptr)
            return stop();
        const zip_int64_t index = zip_file_add(archive, member.name.c_str(), content, ZIP_FL_ENC_UTF_8);
        if (index < 0) {
            zip_source_free(content);
            return stop();
        }
        const auto entry = static_cast<zip_uint64_t>(index);
        if (zip_set_file_compression(archive, entry, ZIP_CM_STORE, 0) != 0
            || zip_file_set_dostime(archive, entry, 0, firstDay, 0) != 0)
            return stop();
    }
    if (zip_close(archive) != 0)
        return stop();
    zip_stat_t info;
    if (zip_source_stat(target, &info) != 0 || zip_source_open(target) != 0)
        return fail("cannot make a zip archive (", zip_error_strerror(zip_source_error(target)), ")");
    Bytes bytes(info.size);
    const zip_int64_t got = zip_source_read(target, bytes.data(), bytes.size());
    zip_source_close(target);
    if (got != static_cast<zip_int64_t>(bytes.size()))
        return fail("cannot make a zip archive (", got, " of ", bytes.size(), " bytes)");
    return bytes;
}

} // namespace termscope
