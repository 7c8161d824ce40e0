#include "core/data/images/ImageFolder.h"

#include "core/base/Limits.h"
#include "core/base/Text.h"
#include "core/data/images/ImageDecoder.h"
#include "core/data/images/LabelsFile.h"
#include "core/files/Files.h"
#include "core/files/Lines.h"

#include <algorithm>
#include <unordered_set>

namespace termscope {
namespace {

namespace fs = std::filesystem;

/// Names end to end, as a folder may hold millions.
class NameList {
public:
    void add(std::string_view name)
    {
        names_ += name;
        ends_.push_back(names_.size());
    }
    std::int64_t count() const { return std::ssize(ends_); }
    std::string_view at(std::int64_t index) const
    {
        const auto i = static_cast<std::size_t>(index);
        const std::size_t first = i == 0 ? 0 : ends_[i - 1];
        return std::string_view(names_).substr(first, ends_[i] - first);
    }

private:
    std::string names_;
    std::vector<std::size_t> ends_;
};

class FolderSource : public ImageSource {
public:
    FolderSource(fs::path folder, NameList names) : folder_(std::move(folder)), names_(std::move(names)) {}

    std::int64_t count() const override { return names_.count(); }
    std::string nameOf(std::int64_t index) const override { return (folder_ / names_.at(index)).string(); }
    Result<Image> read(std::int64_t index) const override
    {
        const std::string file = nameOf(index);
        const Result<Bytes> bytes = readFile(file, limits::pictureFile);
        return bytes ? decodeImage(*bytes, file) : tl::unexpected(bytes.error());
    }

private:
    fs::path folder_;
    NameList names_;
};

/// Files with names of pictures in a folder and the folders in it, relative to `root`, in alphabetical order.
Result<std::vector<std::string>> picturesBelow(const fs::path& folder, const fs::path& root)
{
    std::vector<std::string> names;
    std::error_code error;
    for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        std::error_code unreadable; // of this entry alone, say a link to nowhere: then it is no picture
        if (hasImageName(entry->path().filename().string()) && entry->is_regular_file(unreadable))
            names.push_back(entry->path().lexically_relative(root).string());
    }
    if (error)
        return fail(folder.string(), ": cannot be read (", error.message(), ")");
    std::ranges::sort(names);
    return names;
}

struct Listing {
    std::vector<std::string> folders; ///< in alphabetical order
    std::int64_t pictures = 0;
};

/// What is directly in a folder.
Result<Listing> listingOf(const fs::path& folder)
{
    Listing listing;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        std::error_code unreadable;
        const std::string name = entry->path().filename().string();
        if (!name.starts_with('.') && entry->is_directory(unreadable))
            listing.folders.push_back(name);
        else if (hasImageName(name))
            ++listing.pictures;
    }
    if (error)
        return fail(folder.string(), ": cannot be read (", error.message(), ")");
    std::ranges::sort(listing.folders);
    return listing;
}

/// "0", "1", "10", "2" is the order of names, and of the labels that a network learned; it is not that of the numbers.
bool numbersOutOfOrder(const std::vector<std::string>& names)
{
    std::int64_t last = -1;
    bool falls = false;
    for (const std::string& name : names) {
        const auto number = wholeNumber(name);
        if (!number)
            return false;
        falls |= *number < last;
        last = *number;
    }
    return falls;
}

std::string images(std::int64_t count, std::string_view one, std::string_view more)
{
    return text(count, count == 1 ? text(" image ", one) : text(" images ", more));
}

Result<LabelledImages> withFolderPerClass(const ImageFolderConfig& config, const Listing& listing)
{
    const std::vector<std::string>& folders = listing.folders;
    LabelledImages result;
    NameList names;
    for (std::size_t i = 0; i < folders.size(); ++i) {
        const fs::path folder = config.folder / folders[i];
        const std::int32_t label = config.classes ? config.classes->find(folders[i]) : static_cast<std::int32_t>(i);
        if (label < 0)
            return fail(folder.string(), ": expected a folder named for a class, found none of the classes called ",
                        inQuotes(folders[i]));
        const auto pictures = picturesBelow(folder, config.folder);
        if (!pictures)
            return tl::unexpected(pictures.error());
        for (const std::string& picture : *pictures) {
            names.add(picture);
            result.labels.push_back(label);
        }
    }
    if (names.count() == 0)
        return fail(config.folder.string(),
                    ": expected images (JPEG or PNG) in folders named for their classes, found none");
    if (listing.pictures > 0)
        result.warnings.push_back(text(config.folder.string(), ": ", images(listing.pictures, "is", "are"),
                                       " in no class's folder and left out"));
    if (!config.classes && numbersOutOfOrder(folders))
        result.warnings.push_back(text(
            config.folder.string(), ": the classes' folders are numbered in the order of their names, ", "in which ",
            folders[0], ", ", folders[1], ", ", folders[2], " come first; a file of class names gives another order"));
    result.classNames = config.classes ? config.classes->names() : folders;
    result.source = std::make_shared<FolderSource>(config.folder, std::move(names));
    return result;
}

Result<LabelledImages> withoutLabels(const ImageFolderConfig& config)
{
    const auto pictures = picturesBelow(config.folder, config.folder);
    if (!pictures)
        return tl::unexpected(pictures.error());
    if (pictures->empty())
        return fail(config.folder.string(),
                    ": expected images (JPEG or PNG) in folders named for their classes, found none");
    NameList names;
    for (const std::string& picture : *pictures)
        names.add(picture);
    LabelledImages result;
    result.source = std::make_shared<FolderSource>(config.folder, std::move(names));
    return result;
}

Result<LabelledImages> withLabelsFile(const ImageFolderConfig& config)
{
    auto file = readLabelsFile(*config.labels, config.classes);
    if (!file)
        return tl::unexpected(file.error());
    LabelledImages result;
    NameList names;
    std::unordered_set<std::string> listed;
    for (const LabelledName& entry : file->entries) {
        const fs::path name = fs::path(entry.name).lexically_normal();
        if (name.is_absolute() || name.empty() || *name.begin() == "..")
            return fail(config.labels->string(), ": expected images inside ", config.folder.string(), ", found ",
                        inQuotes(entry.name));
        names.add(name.string());
        listed.insert(name.string());
        result.labels.push_back(entry.label);
    }
    const auto pictures = picturesBelow(config.folder, config.folder);
    if (!pictures)
        return tl::unexpected(pictures.error());
    const auto isListed = [&](const std::string& picture) { return listed.contains(picture); };
    const auto there = std::ranges::count_if(*pictures, isListed);
    if (there == 0)
        return fail(config.labels->string(), ": expected images of ", config.folder.string(), ", found ",
                    inQuotes(names.at(0)), " and no other that is there");
    if (const std::int64_t unlisted = std::ssize(*pictures) - there; unlisted > 0)
        result.warnings.push_back(text(config.folder.string(), ": ", images(unlisted, "has", "have"), " no label in ",
                                       config.labels->string(), " and left out"));
    result.classNames = std::move(file->classNames);
    result.source = std::make_shared<FolderSource>(config.folder, std::move(names));
    return result;
}

} // namespace

Result<LabelledImages> openImageFolder(const ImageFolderConfig& config)
{
    std::error_code error;
    if (!fs::is_directory(config.folder, error))
        return fail(config.folder.string(), ": expected a folder with images",
                    fs::exists(config.folder, error) ? ", found a file" : ", found no such folder");
    const auto open = [&]() -> Result<LabelledImages> {
        if (config.labels)
            return withLabelsFile(config);
        const auto listing = listingOf(config.folder);
        if (!listing)
            return tl::unexpected(listing.error());
        return listing->folders.empty() ? withoutLabels(config) : withFolderPerClass(config, *listing);
    };
    Result<LabelledImages> result = open();
    if (result) {
        const fs::path name = config.folder.filename();
        result->name = (name.empty() ? config.folder.parent_path().filename() : name).string();
    }
    return result;
}

} // namespace termscope
