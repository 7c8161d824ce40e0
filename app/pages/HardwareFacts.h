// What the Array page says in numbers about a race: registers and the switch between QT and TR, widths, the units after
// the array, energy and area.
#pragma once

#include "app/worker/ArrayResults.h"
#include "widgets/array/FactsView.h"

namespace termscope {

/// Control registers of the TR array, the delay of switching modes, coefficient widths, output units.
std::vector<FactsView::Section> hardwareSections(const ArrayRace& race);

/// Energy and area of both arrays by the model, and the published ratios beside the model's.
std::vector<FactsView::Section> energySections(const ArrayRace& race, const NetworkTimes* network);

} // namespace termscope
