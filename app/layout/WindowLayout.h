// How the user has arranged the window: its size and place, docks, splitters, and the tabs inside pages. Kept from one
// start to the next; what is shown in them belongs to the session.
#pragma once

#include <QByteArray>
#include <QHash>
#include <QMainWindow>

namespace termscope {

/// Parts are known by their object names: a splitter or tab widget without one is not kept.
class WindowLayout {
public:
    /// `window` has all its parts, is not shown yet, and outlives this. Its present arrangement is the one that reset()
    /// goes back to.
    explicit WindowLayout(QMainWindow& window);

    /// The arrangement of the last start. What does not fit this window (of another version, say) is passed over.
    void restore();
    /// No larger than what the window's screen leaves for it and its frame.
    void fitToScreen();
    /// For the next start.
    void keep() const;
    /// The arrangement of the first start, at once.
    void reset();

private:
    QMainWindow& window_;
    QSize size_;
    QByteArray docks_;
    QHash<QString, QByteArray> splitters_;
    QHash<QString, int> tabs_;
};

} // namespace termscope
