// Asks what to hand out, in which form and where to; shows how far it is.
#pragma once

#include "app/teach/handout/HandoutJob.h"

#include <QDialog>

class QButtonGroup;
class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSpinBox;

namespace termscope {

class HandoutDialog : public QDialog {
    Q_OBJECT

public:
    /// `lessons`: that may be handed out. `window` is its parent.
    HandoutDialog(WindowParts& window, const std::vector<Lesson>& lessons);

    ~HandoutDialog() override;

    void reject() override;

    /// What the dialog asks for at present. Error: a names file that cannot be
    /// read.
    Result<HandoutRequest> request() const;

signals:
    /// Everything was written.
    void done(const QStringList& files);

private:
    QWidget* buildWhat();
    QWidget* buildSheets();
    QWidget* buildForm();
    void updateFields();
    void browseNames();
    void browseFolder();
    void run();
    void stop();
    void say(const QString& sentence);
    HandoutKind kind() const;
    HandoutFormat format() const;

    WindowParts& window_;
    std::vector<Lesson> lessons_;
    QButtonGroup* kinds_ = nullptr;
    QButtonGroup* formats_ = nullptr;
    QComboBox* lesson_ = nullptr;
    QSpinBox* first_ = nullptr;
    QSpinBox* last_ = nullptr;
    QLineEdit* names_ = nullptr;
    QCheckBox* withText_ = nullptr;
    QCheckBox* together_ = nullptr;
    QComboBox* answers_ = nullptr;
    QComboBox* paper_ = nullptr;
    QLineEdit* folder_ = nullptr;
    QLabel* files_ = nullptr;
    QLabel* message_ = nullptr;
    QProgressBar* progress_ = nullptr;
    QPushButton* start_ = nullptr;
    QPushButton* close_ = nullptr;
    QWidget* fields_ = nullptr;
    std::unique_ptr<HandoutJob> job_;
};

/// File > Hand out opens the dialog over `window` from now on. The window itself does not know handouts: they open
/// windows.
void connectHandouts(MainWindow& window);

} // namespace termscope
