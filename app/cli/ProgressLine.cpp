#include "app/cli/ProgressLine.h"

#include "core/base/Error.h"

#include <unistd.h>

#include <cstdio>

namespace termscope::cli {

ProgressLine::ProgressLine() : shown_(::isatty(STDERR_FILENO) == 1) {}

ProgressLine::~ProgressLine()
{
    if (!said_.empty())
        std::fputs("\r\x1b[K", stderr);
}

void ProgressLine::show(double fraction)
{
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
    left_.report(fraction, seconds);
    std::string line = text(static_cast<int>(100.0 * fraction), " %");
    if (const std::optional<double> left = left_.at(seconds))
        line += text(", about ", toText(rounded(*left)), " left");
    if (shown_ && line != said_)
        std::fprintf(stderr, "\r\x1b[K%s", (said_ = line).c_str());
}

} // namespace termscope::cli
