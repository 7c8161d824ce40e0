// Asks for a text, the vocabulary that numbers its tokens, the streams it is cut into and the window.
#pragma once

#include "app/session/ViewState.h"

#include <QDialog>

class QComboBox;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace termscope {

class TextDialog : public QDialog {
    Q_OBJECT

public:
    /// Shows what is open now.
    explicit TextDialog(const OpenFiles& now, QWidget* parent = nullptr);

    /// What was asked for, in tokens, vocabulary, streams, window and order; the rest as in `now`.
    OpenFiles files() const;

private:
    QLineEdit* addPath(const QString& title, const QString& help, const QString& path, const QString& dialogTitle);

    OpenFiles now_;
    QLineEdit* tokens_;
    QLineEdit* vocabulary_;
    QSpinBox* streams_;
    QSpinBox* window_;
    QComboBox* order_;
    QSpinBox* limit_;
};

} // namespace termscope
