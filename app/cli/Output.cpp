#include "app/cli/Output.h"

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace termscope::cli {

void Output::write(std::string_view text)
{
    if (failed())
        return;
    errno = 0;
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size())
        reason_ = errno == 0 ? EIO : errno;
}

Outcome Output::finish()
{
    errno = 0;
    if (!failed() && std::fflush(stdout) != 0)
        reason_ = errno == 0 ? EIO : errno;
    if (!failed())
        return {};
    if (reason_ == EPIPE)
        return tl::unexpected<Failure>(Failure{"", exitFailure});
    return cli::failed("standard output: cannot be written (", std::strerror(reason_), ")");
}

} // namespace termscope::cli
