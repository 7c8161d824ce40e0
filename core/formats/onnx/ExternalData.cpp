#include "core/formats/onnx/ExternalData.h"

#include "core/base/Text.h"

#include <charconv>

namespace termscope::onnxfile {
namespace {

namespace fs = std::filesystem;

struct Place {
    std::string location;
    std::uint64_t offset = 0;
    std::optional<std::uint64_t> length;
};

Result<Place> placeOf(const onnx::TensorProto& tensor, const std::string& where)
{
    Place place;
    for (const auto& entry : tensor.external_data()) {
        if (entry.key() == "location")
            place.location = entry.value();
        if (entry.key() != "offset" && entry.key() != "length")
            continue;
        std::uint64_t number = 0;
        const char* const end = entry.value().data() + entry.value().size();
        const auto [rest, error] = std::from_chars(entry.value().data(), end, number);
        if (error != std::errc() || rest != end)
            return fail(where, ": expected a number as ", entry.key(), " of its external data, found ",
                        inQuotes(entry.value()));
        if (entry.key() == "offset")
            place.offset = number;
        else
            place.length = number;
    }
    if (place.location.empty())
        return fail(where, ": expected the name of the file with its data, found none");
    return place;
}

/// The file, if it is one inside the folder.
Result<fs::path> confined(const fs::path& folder, const std::string& location, const std::string& where)
{
    const fs::path relative(location);
    fs::path path = folder;
    bool inside = !relative.is_absolute() && location.find('\\') == std::string::npos
                  && location.find('\0') == std::string::npos;
    for (const fs::path& part : relative)
        inside = inside && part != "..";
    if (!inside)
        return fail(where, ": expected its data in a file beside the model, found the path ", inQuotes(location));
    std::error_code error;
    for (const fs::path& part : relative) {
        path /= part;
        if (fs::is_symlink(fs::symlink_status(path, error)))
            return fail(where, ": expected its data in a file beside the model, found a symbolic link at ",
                        inQuotes(path.lexically_relative(folder).string()));
    }
    if (!fs::exists(path, error))
        return fail(where, ": expected its data in the file ", inQuotes(location), ", found no such file");
    if (!fs::is_regular_file(path, error))
        return fail(where, ": expected its data in the file ", inQuotes(location), ", found that it is none");
    return path;
}

} // namespace

Result<FileBytes> externalData(const onnx::TensorProto& tensor, const TensorData& data, const std::string& where)
{
    if (!data.folder)
        return fail(where, ": expected its data in the file, found them in another file (external data)");
    const Result<Place> place = placeOf(tensor, where);
    if (!place)
        return tl::unexpected(place.error());
    MappedFilePtr& file = (*data.others)[place->location];
    if (!file) {
        const Result<fs::path> path = confined(*data.folder, place->location, where);
        if (!path)
            return tl::unexpected(path.error());
        Result<MappedFilePtr> opened = MappedFile::open(*path);
        if (!opened)
            return fail(where, ": expected its data in the file ", inQuotes(place->location),
                        ", found that it cannot be read");
        file = std::move(*opened);
    }
    const std::uint64_t size = file->bytes().size();
    const std::uint64_t rest = place->offset > size ? 0 : size - place->offset;
    const std::uint64_t length = place->length.value_or(rest);
    if (place->offset > size || length > rest)
        return fail(where, ": expected ", place->length ? text(length, " bytes") : "its data", " from byte ",
                    place->offset, " on in the file ", inQuotes(place->location), ", found ", size, " bytes");
    return FileBytes(file->bytes().subspan(place->offset, length), file);
}

} // namespace termscope::onnxfile
