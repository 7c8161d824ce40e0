#include "app/cli/Interrupt.h"

#include <csignal>

namespace termscope::cli {
namespace {

volatile std::sig_atomic_t noted = 0;

void note(int)
{
    noted = 1;
}

const CancelScope::Stop interrupted = [] { return noted != 0; };

void watchInterrupt()
{
    struct sigaction action {};
    action.sa_handler = note;
    action.sa_flags = static_cast<int>(SA_RESETHAND | SA_RESTART);
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
}

} // namespace

InterruptScope::InterruptScope() : scope_(&interrupted)
{
    watchInterrupt();
}

} // namespace termscope::cli
