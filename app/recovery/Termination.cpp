#include "app/recovery/Termination.h"

#include <QSocketNotifier>

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace termscope {
namespace {

constexpr int endingSignals[] = {SIGTERM, SIGINT, SIGHUP};

/// A handler of a signal may do little more than write: what it writes wakes the event loop.
int wakePipe[2] = {-1, -1};

void wake(int)
{
    const int kept = errno;
    const char any = 0;
    [[maybe_unused]] const ssize_t written = ::write(wakePipe[1], &any, 1);
    errno = kept;
}

void handleWith(void (*handler)(int), int flags)
{
    struct sigaction action {};
    action.sa_handler = handler;
    action.sa_flags = flags;
    sigemptyset(&action.sa_mask);
    for (const int signal : endingSignals)
        ::sigaction(signal, &action, nullptr);
}

} // namespace

Termination::Termination(QObject* parent) : QObject(parent)
{
    if (::pipe2(wakePipe, O_CLOEXEC | O_NONBLOCK) != 0)
        qFatal("no pipe for signals");
    notifier_ = new QSocketNotifier(wakePipe[0], QSocketNotifier::Read, this);
    connect(notifier_, &QSocketNotifier::activated, this, [this] {
        char any[16];
        while (::read(wakePipe[0], any, sizeof any) > 0) {
        }
        emit requested();
    });
    handleWith(wake, static_cast<int>(SA_RESETHAND | SA_RESTART));
}

Termination::~Termination()
{
    handleWith(SIG_DFL, 0);
    delete notifier_;
    ::close(wakePipe[0]);
    ::close(wakePipe[1]);
}

} // namespace termscope
