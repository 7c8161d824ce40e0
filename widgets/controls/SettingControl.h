// The control of one row of settingsTable(): a slider with a typed value or a choice, and a reset button.
//
// It shows settings it is given and says what the user wants; it never changes settings itself. While a slider is
// dragged or a key or button is held, edits are in progress; the last one, at the release, is not: one step for undo.
#pragma once

#include "core/settings/Settings.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QSlider;
class QSpinBox;
class QToolButton;

namespace termscope {

class SettingControl : public QWidget {
    Q_OBJECT

public:
    /// Compact: all in one row. Wide: the slider has a row of its own.
    enum class Style { Compact, Wide };

    /// `info` is a row of settingsTable().
    explicit SettingControl(const SettingInfo& info, Style style = Style::Compact, QWidget* parent = nullptr);

    QString key() const;
    const SettingInfo& info() const { return info_; }

    /// Shows value, range and whether it is the default. Emits nothing.
    void setSettings(const Settings& settings);

    /// So that the fields of several controls stand in one column.
    int labelWidth() const;
    void setLabelWidth(int width);

signals:
    void valueEdited(const QString& key, int value, bool inProgress);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void buildInteger(Style style);
    void buildChoice();
    void addReset();
    void describe(QWidget* field, const QString& accessibleName);
    void edited(int value);
    void release();
    void tint();

    const SettingInfo& info_;
    QLabel* label_ = nullptr;
    QSlider* slider_ = nullptr;
    QSpinBox* spin_ = nullptr;
    QComboBox* choice_ = nullptr;
    QToolButton* reset_ = nullptr;
    int value_ = 0;
    bool held_ = false;       ///< a mouse button or a key that changes the value is down
    bool unfinished_ = false; ///< an edit in progress was emitted and not yet its end
};

} // namespace termscope
