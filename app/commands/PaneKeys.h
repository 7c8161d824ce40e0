// Panes by keyboard: from one to the next, and their sizes, since the handles of splitters take no focus.
#pragma once

#include <QObject>

class QMainWindow;
class QMenu;

namespace termscope {

class PaneKeys : public QObject {
    Q_OBJECT

public:
    explicit PaneKeys(QMainWindow& window);

    /// Adds the actions.
    void fill(QMenu& menu);

    /// The focus goes to the first control of the pane after, or before, the one that has it.
    void goToPane(bool forward);
    /// The pane with the focus takes `pixels` from the one beside it; negative: it gives them. Nothing where no pane is
    /// beside it in that direction.
    void resizePane(Qt::Orientation orientation, int pixels);

private:
    QMainWindow& window_;
};

} // namespace termscope
