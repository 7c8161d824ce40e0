#include "core/files/MappedFile.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <mutex>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace termscope {
namespace {

/// A mapped range, as the signal handler sees it.
struct Guard {
    std::atomic<std::uintptr_t> begin{0};
    std::atomic<std::uintptr_t> end{0}; ///< 0: free
    std::atomic<bool> lost{false};      ///< a page was asked for that the file no longer has
};

std::array<Guard, 1024> guards;
std::mutex guardsMutex;
struct sigaction before;
std::uintptr_t pageSize = 4096;

/// Puts a page of zeros where the file lost one, if it is ours; else does what was done before.
void onBusError(int number, siginfo_t* info, void* context)
{
    const auto address = reinterpret_cast<std::uintptr_t>(info->si_addr);
    for (Guard& guard : guards) {
        if (address < guard.begin.load() || address >= guard.end.load())
            continue;
        void* const page = reinterpret_cast<void*>(address / pageSize * pageSize);
        if (::mmap(page, pageSize, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) == page) {
            guard.lost = true;
            return;
        }
    }
    if ((before.sa_flags & SA_SIGINFO) != 0)
        before.sa_sigaction(number, info, context);
    else if (before.sa_handler != SIG_DFL && before.sa_handler != SIG_IGN)
        before.sa_handler(number);
    else
        ::sigaction(number, &before, nullptr); // the same instruction fails again, and ends the program
}

/// The number of a guard for the range; −1 where all are taken.
int guardOf(const void* start, std::size_t size)
{
    const std::lock_guard lock(guardsMutex);
    static const bool installed = [] {
        pageSize = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
        struct sigaction action {};
        action.sa_sigaction = onBusError;
        action.sa_flags = SA_SIGINFO;
        ::sigemptyset(&action.sa_mask);
        return ::sigaction(SIGBUS, &action, &before) == 0;
    }();
    if (!installed)
        return -1;
    for (std::size_t i = 0; i < guards.size(); ++i) {
        if (guards[i].end != 0)
            continue;
        guards[i].lost = false;
        guards[i].begin = reinterpret_cast<std::uintptr_t>(start);
        guards[i].end = reinterpret_cast<std::uintptr_t>(start) + size;
        return static_cast<int>(i);
    }
    return -1;
}

} // namespace

Result<MappedFilePtr> MappedFile::open(const std::filesystem::path& path)
{
    std::shared_ptr<MappedFile> result(new MappedFile);
    result->name_ = path.string();
    struct stat info {};
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    const bool large = file >= 0 && ::fstat(file, &info) == 0 && S_ISREG(info.st_mode)
                       && static_cast<std::uintmax_t>(info.st_size) >= smallest;
    const auto size = static_cast<std::size_t>(large ? info.st_size : 0);
    void* const start = large ? ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0) : MAP_FAILED;
    const int guard = start == MAP_FAILED ? -1 : guardOf(start, size);
    if (guard >= 0) {
        result->bytes_ = {static_cast<const std::byte*>(start), size};
        result->file_ = file;
        result->guard_ = guard;
        result->seconds_ = info.st_mtim.tv_sec;
        result->nanoseconds_ = info.st_mtim.tv_nsec;
        return result;
    }
    if (start != MAP_FAILED)
        ::munmap(start, size);
    if (file >= 0)
        ::close(file);
    Result<Bytes> bytes = readFile(path);
    if (!bytes)
        return tl::unexpected(bytes.error());
    result->small_ = std::move(*bytes);
    result->bytes_ = result->small_;
    return result;
}

MappedFile::~MappedFile()
{
    if (!mapped())
        return;
    const std::lock_guard lock(guardsMutex);
    ::munmap(const_cast<std::byte*>(bytes_.data()), bytes_.size());
    ::close(file_);
    guards[static_cast<std::size_t>(guard_)].end = 0;
}

void MappedFile::release(const void* first, std::size_t count) const
{
    const auto begin = reinterpret_cast<std::uintptr_t>(first);
    const auto own = reinterpret_cast<std::uintptr_t>(bytes_.data());
    if (!mapped() || count == 0 || begin < own || begin + count > own + bytes_.size())
        return;
    // Pages that are released without need come back from the disk cache.
    const std::uintptr_t firstPage = begin / pageSize * pageSize;
    ::madvise(reinterpret_cast<void*>(firstPage), begin + count - firstPage, MADV_DONTNEED);
}

Result<void> MappedFile::unchanged() const
{
    if (!mapped())
        return {};
    struct stat info {};
    if (::fstat(file_, &info) != 0)
        return fail(name_, ": cannot be read (", std::strerror(errno), ")");
    const bool same = static_cast<std::size_t>(info.st_size) == bytes_.size() && info.st_mtim.tv_sec == seconds_
                      && info.st_mtim.tv_nsec == nanoseconds_ && !guards[static_cast<std::size_t>(guard_)].lost;
    if (!same)
        return fail(name_, ": expected the file as it was opened (", bytes_.size(),
                    " bytes), found that it was changed since (", info.st_size, " bytes): open it again");
    return {};
}

KeptBytes::KeptBytes(const FileBytes& source) : view_(source)
{
    if (source.mapped() && source.bytes.size() >= smallestMapped)
        return;
    owner_ = std::make_shared<const Bytes>(source.bytes.begin(), source.bytes.end());
    view_ = FileBytes(ByteView(*owner_));
}

} // namespace termscope
