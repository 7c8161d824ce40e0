// Undo and redo work wherever the focus is: fields that have nothing of their own to take back leave the keys alone.
#pragma once

#include <QObject>

class QWidget;

namespace termscope {

/// Qt's number boxes and lines of text take Ctrl+Z for their text, also when nothing has been typed, so that the last
/// change of a setting cannot be undone while the cursor is in one. This gives the keys to the window there. A text that
/// is being typed keeps them until it is committed (Enter, or the focus leaves).
class UndoKeys : public QObject {
    Q_OBJECT

public:
    /// For all fields inside `window`, which owns this.
    explicit UndoKeys(QWidget& window);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget& window_;
};

} // namespace termscope
