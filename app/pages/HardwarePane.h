// The Hardware tab of the Array page: the cell as a diagram of counted units, the registers that switch it between QT
// and TR, and the facts beside; and the array as SystemVerilog, written to a folder.
#pragma once

#include "app/worker/Workbench.h"
#include "hwmodel/energy/GateCounts.h"

#include <QWidget>

class QPushButton;

namespace termscope {

class CellDiagram;
class FactsView;

class HardwarePane : public QWidget {
    Q_OBJECT

public:
    explicit HardwarePane(Workbench& workbench, QWidget* parent = nullptr);

    /// The race is another one, or gone.
    void showRace();

    /// Writes the TR array with the product that it computes. Errors: what hardware is not written for; a folder with
    /// other files in it.
    Result<void> writeRtl(const QString& folder) const;

signals:
    /// A cell is to be seen at work.
    void cellWanted();
    /// A part of another page is.
    void partWanted(const QString& page, const QString& part);
    void failed(const QString& sentence);
    void said(const QString& sentence);

private:
    void showRegisters(const ArrayRace& race);
    void showSwitch();
    void switchMode();
    void openUnit(const QString& unit);
    void askForFolder();
    void saveRtl(const QString& folder);

    Workbench& workbench_;
    GateCounts counts_;
    CellDiagram* diagram_;
    FactsView* facts_;
    QPushButton* switch_;
    QPushButton* write_;
    QString caption_;          ///< of the diagram, unless a unit speaks
    TermMacConfig configured_; ///< what the race runs
    TermMacConfig written_;    ///< what the registers hold now
};

} // namespace termscope
