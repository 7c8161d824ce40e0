// How a run of the tool ends: exit code 0, or a code and the sentence for standard error.
#pragma once

#include "core/base/Error.h"

#include <string>
#include <utility>

namespace termscope::cli {

inline constexpr int exitSuccess = 0;
inline constexpr int exitFailure = 1;  ///< it ran, but the answer is a failure
inline constexpr int exitBadInput = 2; ///< usage, or a file that cannot be read or written

struct Failure {
    std::string sentence; ///< empty when there is nobody to tell
    int exitCode = exitBadInput;
};

using Outcome = tl::expected<void, Failure>;

/// The user has to change the command or a file: exit code 2.
template <class... Parts>
tl::unexpected<Failure> badInput(const Parts&... parts)
{
    return tl::unexpected<Failure>(Failure{text(parts...), exitBadInput});
}

inline tl::unexpected<Failure> badInput(const Error& error)
{
    return tl::unexpected<Failure>(Failure{error.message, exitBadInput});
}

/// The command was right and the answer is no: exit code 1.
template <class... Parts>
tl::unexpected<Failure> failed(const Parts&... parts)
{
    return tl::unexpected<Failure>(Failure{text(parts...), exitFailure});
}

} // namespace termscope::cli
