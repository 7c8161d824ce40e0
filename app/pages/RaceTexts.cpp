#include "app/pages/RaceTexts.h"

#include "widgets/language/Numbers.h"
#include "widgets/language/Translated.h"

#include <algorithm>

namespace termscope {

QString verdictText(const ArrayRace& race, const ArrayChoice& array)
{
    const std::int64_t rival = race.rival.run->schedule.cycles();
    const std::int64_t revealed = race.revealed.run->schedule.cycles();
    QString verdict =
        tr("<b>%1</b> on %2×%3 cells: %4 takes <b>%5 times</b> as many cycles as %6.")
            .arg(race.product.toHtmlEscaped())
            .arg(array.rows)
            .arg(array.columns)
            .arg(race.rival.shortName)
            .arg(numberText(static_cast<double>(rival) / static_cast<double>(std::max<std::int64_t>(revealed, 1)), 'f',
                            2))
            .arg(race.revealed.shortName);
    if (!race.remark.isEmpty())
        verdict += QLatin1Char(' ') + race.remark;
    verdict += tr("<br>Cycles provisioned / adaptive / ideal:");
    for (const RaceLane* lane : {&race.rival, &race.revealed})
        if (lane->run->config().mac == MacKind::Term)
            verdict += tr(" %1 %2 / %3 / %4;")
                           .arg(lane->shortName, countText(lane->provisionedCycles), countText(lane->adaptiveCycles),
                                countText(lane->idealCycles));
    verdict.chop(1);
    return verdict;
}

QString captionText(const RaceLane& lane, std::int64_t position)
{
    const Schedule& schedule = lane.run->schedule;
    const Moment moment = schedule.at(std::min(position, schedule.cycles()));
    const QString fold = tr("fold %1 of %2").arg(countText(moment.fold + 1), countText(schedule.folds()));
    QString text;
    switch (moment.phase) {
    case ArrayPhase::Finished: text = tr("finished"); break;
    case ArrayPhase::Loading: text = tr("%1, loading").arg(fold); break;
    case ArrayPhase::Draining: text = tr("%1, draining").arg(fold); break;
    case ArrayPhase::Computing:
        text = tr("%1, step %2 of %3, cycle %4 of %5")
                   .arg(fold, countText(std::min(moment.step + 1, schedule.stepsOfFold())),
                        countText(schedule.stepsOfFold()))
                   .arg(moment.cycleInStep + 1)
                   .arg(moment.stepLength);
        break;
    }
    text += QLatin1Char('\n');
    if (schedule.config().mac == MacKind::Parallel)
        return text
               + tr("one multiply-accumulate a cycle; utilisation %1 %")
                     .arg(numberText(100.0 * lane.utilisation, 'f', 1));
    return text
           + tr("%1 of %2 pairs a step; utilisation %3 %")
                 .arg(numberText(lane.meanPairs, 'f', 1))
                 .arg(countText(lane.steps->provisioned))
                 .arg(numberText(100.0 * lane.utilisation, 'f', 1));
}

} // namespace termscope
