// All keys of the window by topic: those of its actions, and those that its widgets publish.
#pragma once

#include <QString>

#include <vector>

class QMainWindow;

namespace termscope {

struct ShortcutRow {
    QString topic; ///< "File", "Plots"
    QString keys;
    QString effect;
};

/// In the order of the menus, then of the pages; rows of one topic stand together, none twice.
std::vector<ShortcutRow> shortcutRows(const QMainWindow& window);

} // namespace termscope
