#include "app/pages/RaceHighlight.h"

#include "widgets/array/ArrayView.h"
#include "widgets/array/TermMacView.h"
#include "widgets/terms/StepPlayer.h"

#include <algorithm>
#include <utility>

namespace termscope {
namespace {

constexpr double fastestFollowed = 10.0; // cycles a second

/// Lines of a product that one image makes.
std::int64_t linesOfImage(const ArrayRun& run, const ArrayChoice& array)
{
    return std::max<std::int64_t>(run.product->shape.m / array.samples, 1);
}

} // namespace

RaceHighlight::RaceHighlight(Session& session, Workbench& workbench, const StepPlayer& clock,
                             std::array<ArrayView*, 2> arrays, std::array<TermMacView*, 2> cells, QWidget& page)
    : QObject(&page), session_(session), workbench_(workbench), clock_(clock), arrays_(arrays), cells_(cells),
      page_(page)
{
    connect(&session_, &Session::highlightChanged, this, &RaceHighlight::lightCells);
    for (int lane = 0; lane < 2; ++lane)
        connect(arrays_[static_cast<std::size_t>(lane)], &ArrayView::cellHovered, this,
                [this, lane](int row, int column) {
                    hovered_ = {lane, row, column};
                    highlightHovered();
                });
}

void RaceHighlight::update()
{
    if (hovered_.row >= 0)
        highlightHovered();
    lightCells();
}

void RaceHighlight::restart()
{
    lit_ = Highlight();
    session_.pin(lit_);
    following_ = false;
    session_.follow({});
}

/// What is in the cell under the mouse at this cycle.
void RaceHighlight::highlightHovered()
{
    const std::optional<LayerRun> product = layerRun(hovered_.lane);
    if (!product || hovered_.row < 0)
        return session_.hoverOver({});
    session_.hoverOver(
        highlightOf(*product, cellDetail(product->run, positionOf(hovered_.lane), hovered_.row, hovered_.column)));
}

std::int64_t RaceHighlight::positionOf(int lane) const
{
    return std::min<std::int64_t>(clock_.step(), workbench_.race()->lane(lane).run->schedule.cycles());
}

/// None for a typed product, whose operands are no layer's.
std::optional<LayerRun> RaceHighlight::layerRun(int lane) const
{
    const ArrayRacePtr& race = workbench_.race();
    const NetworkPtr& network = workbench_.weights();
    if (!race || race->layer < 0 || !network || race->layer >= static_cast<int>(network->layers.size()))
        return std::nullopt;
    const WeightLayer& layer = network->layers[static_cast<std::size_t>(race->layer)];
    const ArrayRun& run = *race->lane(lane).run;
    const std::int64_t place = layer.window && session_.dataset()
                                   ? windowAt(*layer.window, imagePlace(session_.view(), *session_.dataset()))
                                   : 0;
    const std::int64_t line = session_.shown().image * linesOfImage(run, session_.view().array) + place;
    return LayerRun{run, layer, race->layer, line < run.product->shape.m ? line : -1};
}

/// The cells that hold at this cycle what is lit. Only what is in sight is asked.
void RaceHighlight::lightCells()
{
    if (!page_.isVisible() || !workbench_.race())
        return;
    const Highlight& what = session_.highlight();
    for (int lane = 0; lane < 2; ++lane) {
        const std::optional<LayerRun> product = layerRun(lane);
        ArrayView* const array = arrays_[static_cast<std::size_t>(lane)];
        TermMacView* const cell = cells_[static_cast<std::size_t>(lane)];
        array->setLit(product ? litCells(*product, array->frame().moment, what) : std::vector<std::pair<int, int>>());
        cell->setLit(product && cell->cell() ? litValues(*product, *cell->cell(), what) : std::vector<int>());
    }
}

void RaceHighlight::follow(const std::optional<CellDetail>& cell)
{
    const std::optional<LayerRun> found = layerRun(1);
    if (!cell || !found || found->number != session_.view().layer || clock_.step() == clock_.stepCount()) {
        if (std::exchange(following_, false))
            session_.follow({});
        return;
    }
    if (!cell->operands || (clock_.isPlaying() && !clock_.isWaiting() && clock_.rate() > fastestFollowed))
        return;
    const ValuesAt held = weightsOf(*found, *cell->operands);
    if (!following_ || session_.followed()) {
        following_ = true;
        // Of a convolution that page shows the place in the middle of the image, whatever place the cell is at.
        const std::int64_t lines = linesOfImage(found->run, session_.view().array);
        session_.follow(
            Followed{found->number, held.row, held.first, session_.dataset() ? cell->operands->input / lines : -1});
    }
    pinPair(*found, *cell);
}

/// Unless something else was chosen to stay lit meanwhile.
void RaceHighlight::pinPair(const LayerRun& product, const CellDetail& cell)
{
    if (!page_.isVisible() || session_.pinned() != lit_)
        return;
    lit_ = highlightOf(product, cell);
    session_.pin(lit_);
}

} // namespace termscope
