// The end that others ask for: SIGTERM, SIGINT, SIGHUP, as kill, a terminal that is closed and a logout send them.
#pragma once

#include <QObject>

class QSocketNotifier;

namespace termscope {

/// Turns the signals into one of Qt, on the GUI thread. One a program; lives on the GUI thread. A second signal of the
/// same kind ends the program at once, as it would without this.
class Termination : public QObject {
    Q_OBJECT

public:
    explicit Termination(QObject* parent = nullptr);
    /// The signals do again what they did.
    ~Termination() override;

signals:
    void requested();

private:
    QSocketNotifier* notifier_;
};

} // namespace termscope
