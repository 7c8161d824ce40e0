#include "app/cli/Interrupt.h"

#include <csignal>

namespace termscope::cli {
namespace {

volatile std::sig_atomic_t noted = 0;

void note(int)
{
    noted = 1;
}

} // namespace

void watchInterrupt()
{
    struct sigaction action {};
    action.sa_handler = note;
    action.sa_flags = static_cast<int>(SA_RESETHAND | SA_RESTART);
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
}

bool interrupted()
{
    return noted != 0;
}

tl::unexpected<Failure> interruptedFailure()
{
    return failed("interrupted: nothing was written");
}

} // namespace termscope::cli
