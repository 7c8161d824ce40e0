// Joins the cells of two racing arrays to the rest of the window: a cell under the mouse highlights the weight in it,
// what is highlighted anywhere lights the cells that hold it, and the Terms page follows the cell that was chosen.
#pragma once

#include "app/highlight/LitCells.h"
#include "app/worker/Workbench.h"

#include <QObject>

namespace termscope {

class ArrayView;
class StepPlayer;
class TermMacView;

class RaceHighlight : public QObject {
    Q_OBJECT

public:
    /// The views of the rival and of TR; all of them and the clock are on `page`, and live as long as it.
    RaceHighlight(Session& session, Workbench& workbench, const StepPlayer& clock, std::array<ArrayView*, 2> arrays,
                  std::array<TermMacView*, 2> cells, QWidget& page);

    /// The cells hold something else: the clock went on.
    void update();
    /// Another cell was chosen, or none: the Terms page shows the user's group again.
    void restart();
    /// The Terms page shows the group and image of the TR array's chosen cell, and its present pair lit; while the
    /// clock runs too fast to be read, it waits. It keeps them while the clock rests, and has the user's group again
    /// when the clock is at its end or no cell is chosen. What the user chose elsewhere meanwhile, or cleared, stays
    /// as it is until a cell is chosen.
    void follow(const std::optional<CellDetail>& cell);

private:
    struct HoveredCell {
        int lane = 0;
        int row = -1; ///< −1 for none
        int column = -1;
    };

    std::optional<LayerRun> layerRun(int lane) const;
    std::int64_t positionOf(int lane) const;
    void highlightHovered();
    void lightCells();
    void pinPair(const LayerRun& product, const CellDetail& cell);

    Session& session_;
    Workbench& workbench_;
    const StepPlayer& clock_;
    std::array<ArrayView*, 2> arrays_;
    std::array<TermMacView*, 2> cells_;
    QWidget& page_;
    HoveredCell hovered_;
    Highlight lit_;          ///< what the chosen cell keeps lit
    bool following_ = false; ///< the Terms page shows the chosen cell's group
};

} // namespace termscope
