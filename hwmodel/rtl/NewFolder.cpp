#include "hwmodel/rtl/NewFolder.h"

#include "core/files/Files.h"

#include <unistd.h>

namespace termscope {

namespace fs = std::filesystem;

Result<void> checkNewFolder(const fs::path& folder)
{
    const Result<bool> fresh = isFreshFolder(folder);
    if (!fresh)
        return tl::unexpected(fresh.error());
    if (!*fresh)
        return fail(folder.string(), ": expected a folder that is new or empty, found other files");
    return {};
}

Result<void> writeFolder(const fs::path& folder, const std::vector<DesignFile>& files)
{
    if (const Result<void> checked = checkNewFolder(folder); !checked)
        return checked;
    std::error_code error;
    const fs::path target = fs::absolute(folder.has_filename() ? folder : folder.parent_path());
    const fs::path beside = target.parent_path() / text(".", target.filename().string(), ".", ::getpid());
    const auto write = [&]() -> Result<void> {
        for (const DesignFile& file : files) {
            fs::create_directories((beside / file.name).parent_path(), error);
            if (error)
                return fail(folder.string(), ": cannot be made (", error.message(), ")");
            if (const Result<void> written = writeFile(beside / file.name, file.content); !written)
                return written;
        }
        fs::rename(beside, target, error); // over an empty folder, too
        if (error)
            return fail(folder.string(), ": cannot be made (", error.message(), ")");
        return {};
    };
    Result<void> written = write();
    if (!written)
        fs::remove_all(beside, error);
    return written;
}

} // namespace termscope
