// A row of controls for what one layer has of its own: how it runs, its bits, g, k and s. It shows what it is given and
// emits what the user asked for.
#pragma once

#include "core/settings/Settings.h"

#include <QWidget>

#include <array>

class QComboBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace termscope {

class LayerOverrideEditor : public QWidget {
    Q_OBJECT

public:
    explicit LayerOverrideEditor(QWidget* parent = nullptr);

    /// `title`: whose they are ("conv1", "3 layers"). `effective`: what counts where the layer has nothing of its own.
    /// Emits nothing.
    void setLayer(const QString& title, const LayerOverride& own, const Settings& effective);
    /// Puts the focus on the first control.
    void beginEditing();

signals:
    void edited(const termscope::LayerOverride& own);

private:
    QSpinBox* addSpin(const QString& name, const QString& tip, int minimum, int maximum);
    void show(const LayerOverride& own);
    LayerOverride read() const;
    void changed();

    QLabel* title_;
    QComboBox* method_;
    std::array<QSpinBox*, 5>
        spins_{}; ///< weight bits, data bits, g, k, s; their lowest value stands for "as all layers"
    QPushButton* reset_;
    Settings effective_;
};

} // namespace termscope
