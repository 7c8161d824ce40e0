#include "app/pages/HardwareFacts.h"

#include "hwmodel/registers/ControlRegisters.h"
#include "hwmodel/tmac/CoefficientVector.h"
#include "hwmodel/units/OutputUnits.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace termscope {
namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("HardwareFacts", text);
}

QString grouped(std::int64_t number)
{
    return QLocale().toString(static_cast<qlonglong>(number));
}

QString onOff(bool on)
{
    return on ? tr("on") : tr("off");
}

/// "1.23 µJ": three figures in the unit that fits.
QString energyText(double picojoules)
{
    static constexpr const char* units[] = {"pJ", "nJ", "µJ", "mJ", "J"};
    std::size_t unit = 0;
    while (picojoules >= 999.5 && unit + 1 < std::size(units)) {
        picojoules /= 1000.0;
        ++unit;
    }
    return QLocale().toString(picojoules, 'g', 3) + QLatin1Char(' ') + QString::fromUtf8(units[unit]);
}

QString areaText(double squareMicrometres)
{
    return tr("%1 mm²").arg(squareMicrometres * 1e-6, 0, 'g', 3);
}

FactsView::Section registerSection(const TermMacConfig& config)
{
    const Result<ControlRegisters> registers = registersFor(config);
    if (!registers)
        return {tr("Control registers"), {}, QString::fromStdString(registers.error().message)};
    const bool revealed = registers->mode() == TermMode::Revealed;
    const auto word = [](const Result<std::uint16_t>& packed) {
        return packed ? QStringLiteral("0x%1").arg(*packed, 4, 16, QLatin1Char('0'))
                      : QString::fromStdString(packed.error().message);
    };
    return {tr("Control registers"),
            {{tr("HESE encoder"), onOff(registers->heseOn)},
             {tr("term comparator"), onOff(registers->comparatorOn)},
             {tr("bit width"), QString::number(registers->bitWidth)},
             {tr("group size"), QString::number(registers->groupSize)},
             {tr("group budget"), revealed ? QString::number(registers->groupBudget) : tr("not looked at")},
             {tr("data terms"), revealed ? QString::number(registers->dataTerms) : tr("not looked at")},
             {tr("mode word"), word(packModeWord(*registers))},
             {tr("term word"), word(packTermWord(*registers))}},
            {}};
}

FactsView::Section switchSection(const ArrayRace& race)
{
    const TimingConfig& config = race.revealed.run->config();
    TermMacConfig quantized = config.terms;
    quantized.mode = TermMode::Quantized;
    const auto row = [](const QString& name, std::int64_t delay, std::int64_t cycles) {
        const double share = 100.0 * static_cast<double>(delay)
                             / static_cast<double>(std::max<std::int64_t>(cycles, 1));
        return QStringList{name, QObject::tr("%1 cycles").arg(grouped(delay)),
                           QObject::tr("%1 %").arg(share, 0, 'f', 2)};
    };
    const std::int64_t toQuantized = switchDelay(config.array, config.terms);
    const std::int64_t toRevealed = switchDelay(config.array, quantized);
    return {tr("Switching the same array"),
            {row(tr("TR to QT"), toQuantized, race.revealed.provisionedCycles),
             row(tr("QT to TR"), toRevealed, race.revealed.provisionedCycles)},
            tr("What is in flight has to leave first. The share is of this product's cycles under TR.")};
}

FactsView::Section widthSection(const ArrayRace& race)
{
    const TermMacConfig& terms = race.revealed.run->config().terms;
    const std::int64_t depth = race.revealed.run->product->shape.k;
    TermMacConfig quantized = terms;
    quantized.mode = TermMode::Quantized;
    return {tr("Coefficient vector for K = %1").arg(depth),
            {{tr("coefficients"), QString::number(coefficientCount(terms.weightBits, terms.dataBits))},
             {tr("bits each, TR"), QString::number(coefficientWidth(terms, depth))},
             {tr("bits each, QT"), QString::number(coefficientWidth(quantized, depth))},
             {tr("bits of the result"), QString::number(resultBits(terms.weightBits, terms.dataBits, depth))}},
            {}};
}

FactsView::Section unitsSection(const ArrayRace& race)
{
    const TermMacConfig& terms = race.revealed.run->config().terms;
    const bool revealed = terms.mode == TermMode::Revealed;
    OutputUnitsConfig config;
    config.requantizer.wordBits = resultBits(terms.weightBits, terms.dataBits, race.revealed.run->product->shape.k);
    config.requantizer.multiplierBits = 8;
    config.requantizer.bits = terms.dataBits;
    config.heseOn = revealed;
    config.dataTerms = revealed ? terms.dataTerms : 0;
    FactsView::Section section{tr("Units after a column"), {{tr("cycles"), tr("a word"), tr("added")}}, {}};
    for (const OutputUnit& unit : outputUnits(config))
        section.rows.push_back(
            {QString::fromStdString(unit.name), QString::number(unit.busyCycles), QString::number(unit.addedCycles)});
    section.rows.push_back(
        {tr("in all"), QString::number(outputInterval(config)), QString::number(outputLatency(config))});
    section.note = tr("Bit by bit, with an 8-bit multiplier in the requantizer.");
    return section;
}

} // namespace

std::vector<FactsView::Section> hardwareSections(const ArrayRace& race)
{
    return {registerSection(race.revealed.run->config().terms), switchSection(race), widthSection(race),
            unitsSection(race)};
}

std::vector<FactsView::Section> energySections(const ArrayRace& race, const NetworkTimes* network)
{
    const EnergyBreakdown& rival = race.rival.energy;
    const EnergyBreakdown& revealed = race.revealed.energy;
    std::vector<FactsView::Section> sections{
        {tr("This product, by the model"),
         {{QString(), race.rival.shortName, race.revealed.shortName},
          {tr("compute"), energyText(rival.compute), energyText(revealed.compute)},
          {tr("SRAM"), energyText(rival.sram), energyText(revealed.sram)},
          {tr("total"), energyText(rival.total()), energyText(revealed.total())},
          {tr("cell area"), areaText(race.rival.area.cells), areaText(race.revealed.area.cells)}},
         tr("Counts of what is really there times the unit costs at the left. Not a measurement.")}};
    if (network) {
        FactsView::Section ratios{tr("QT / TR on the same cells"), {{QString(), tr("latency"), tr("energy")}}, {}};
        for (const ModeRatio& ratio : network->comparison.ratios)
            ratios.rows.push_back({ratio.published ? QString::fromStdString(ratio.network) : tr("model, here"),
                                   QObject::tr("%1×").arg(ratio.latency, 0, 'f', 1),
                                   QObject::tr("%1×").arg(ratio.energy, 0, 'f', 1)});
        ratios.note =
            tr("The model's energies are bounds. The named ones are published: %1; other settings and technology.")
                .arg(QString::fromStdString(network->comparison.board));
        sections.push_back(std::move(ratios));
    }
    return sections;
}

} // namespace termscope
