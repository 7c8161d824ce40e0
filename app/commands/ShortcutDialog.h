// The list of all keys, to be searched (F1 or ?).
#pragma once

#include "app/commands/ShortcutList.h"

#include <QDialog>

class QLineEdit;
class QTreeWidget;

namespace termscope {

class ShortcutDialog : public QDialog {
    Q_OBJECT

public:
    /// Shows the rows in their order, a heading for each topic.
    explicit ShortcutDialog(const std::vector<ShortcutRow>& rows, QWidget* parent = nullptr);

    QSize sizeHint() const override;

private:
    void filter(const QString& typed);

    QLineEdit* field_;
    QTreeWidget* tree_;
};

} // namespace termscope
