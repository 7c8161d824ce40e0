// How the C library keeps memory that was given back, and what is said where there is none left.
#pragma once

#include "core/base/Error.h"

#include <new>
#include <optional>
#include <string_view>

namespace termscope {

/// Does the work; false where it ended with std::bad_alloc. The one place where that is caught.
template <class Work>
[[nodiscard]] bool fitsInMemory(const Work& work)
{
    try {
        work();
        return true;
    } catch (const std::bad_alloc&) {
        return false;
    }
}

/// What the work gives, a Result. Error besides: "WHAT needs more memory than there is".
template <class Work>
auto withinMemory(std::string_view what, const Work& work) -> decltype(work())
{
    std::optional<decltype(work())> found;
    if (!fitsInMemory([&] { found.emplace(work()); }))
        return fail(what, " needs more memory than there is");
    return *std::move(found);
}

/// For a program that runs for days on several threads: memory that was freed is used again by all of them, and large
/// blocks go back to the system at once. Without it glibc gives every thread an arena of its own, and keeps in it holes
/// of up to 32 MiB. Once, before there is a second thread; elsewhere than on glibc it does nothing.
void keepMemorySmall();

} // namespace termscope
