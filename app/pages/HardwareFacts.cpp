#include "app/pages/HardwareFacts.h"

#include "hwmodel/registers/ControlRegisters.h"
#include "hwmodel/tmac/CoefficientVector.h"
#include "hwmodel/units/OutputUnits.h"
#include "widgets/language/Numbers.h"
#include "widgets/language/Translated.h"

#include <algorithm>
#include <span>

namespace termscope {
namespace {

/// A number in a pattern, such as "%1 mm²".
FactsView::Cell figure(const QString& pattern, double value, char format, int precision)
{
    return {pattern.arg(numberText(value, format, precision)), pattern.arg(QString::number(value, format, precision))};
}

FactsView::Cell count(const QString& pattern, std::int64_t number)
{
    return {pattern.arg(countText(number)), pattern.arg(number)};
}

FactsView::Cell plain(std::int64_t number)
{
    return count(QStringLiteral("%1"), number);
}

QString onOff(bool on)
{
    return on ? termscope::tr("on") : termscope::tr("off");
}

/// "1.23 µJ": three figures in the unit that fits.
FactsView::Cell energyText(double picojoules)
{
    static constexpr const char* units[] = {"pJ", "nJ", "µJ", "mJ", "J"};
    std::size_t unit = 0;
    while (picojoules >= 999.5 && unit + 1 < std::size(units)) {
        picojoules /= 1000.0;
        ++unit;
    }
    return figure(QStringLiteral("%1 ") + QString::fromUtf8(units[unit]), picojoules, 'g', 3);
}

FactsView::Cell areaText(double squareMicrometres)
{
    return figure(termscope::tr("%1 mm²"), squareMicrometres * 1e-6, 'g', 3);
}

FactsView::Section registerSection(const TermMacConfig& config)
{
    const Result<ControlRegisters> registers = registersFor(config);
    if (!registers)
        return {termscope::tr("Control registers"), {}, QString::fromStdString(registers.error().message)};
    const bool revealed = registers->mode() == TermMode::Revealed;
    const auto word = [](const Result<std::uint16_t>& packed) {
        return packed ? QStringLiteral("0x%1").arg(*packed, 4, 16, QLatin1Char('0'))
                      : QString::fromStdString(packed.error().message);
    };
    return {termscope::tr("Control registers"),
            {{termscope::tr("HESE encoder"), onOff(registers->heseOn)},
             {termscope::tr("term comparator"), onOff(registers->comparatorOn)},
             {termscope::tr("bit width"), plain(registers->bitWidth)},
             {termscope::tr("group size"), plain(registers->groupSize)},
             {termscope::tr("group budget"),
              revealed ? plain(registers->groupBudget) : FactsView::Cell(termscope::tr("not looked at"))},
             {termscope::tr("data terms"),
              revealed ? plain(registers->dataTerms) : FactsView::Cell(termscope::tr("not looked at"))},
             {termscope::tr("mode word"), word(packModeWord(*registers))},
             {termscope::tr("term word"), word(packTermWord(*registers))}},
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
        return FactsView::Row{name, count(termscope::tr("%1 cycles"), delay),
                              figure(termscope::tr("%1 %"), share, 'f', 2)};
    };
    const std::int64_t toQuantized = switchDelay(config.array, config.terms);
    const std::int64_t toRevealed = switchDelay(config.array, quantized);
    return {termscope::tr("Switching the same array"),
            {row(termscope::tr("TR to QT"), toQuantized, race.revealed.provisionedCycles),
             row(termscope::tr("QT to TR"), toRevealed, race.revealed.provisionedCycles)},
            termscope::tr("What is in flight has to leave first. The share is of this product's cycles under TR.")};
}

FactsView::Section widthSection(const ArrayRace& race)
{
    const TermMacConfig& terms = race.revealed.run->config().terms;
    const std::int64_t depth = race.revealed.run->product->shape.k;
    const ProductTerms& product = *race.revealed.run->product;
    const std::int64_t inPosition = depth / product.positions / product.blocks;
    TermMacConfig quantized = terms;
    quantized.mode = TermMode::Quantized;
    return {termscope::tr("Coefficient vector for K = %1").arg(depth),
            {{termscope::tr("coefficients"), plain(coefficientCount(terms.weightBits, terms.dataBits))},
             {termscope::tr("bits each, TR"), plain(coefficientWidth(terms, depth, inPosition))},
             {termscope::tr("bits each, QT"), plain(coefficientWidth(quantized, depth, inPosition))},
             {termscope::tr("bits of the result"), plain(resultBits(terms.weightBits, terms.dataBits, depth))}},
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
    FactsView::Section section{termscope::tr("Units after a column"),
                               {{termscope::tr("cycles"), termscope::tr("a word"), termscope::tr("added")}},
                               {}};
    for (const OutputUnit& unit : outputUnits(config))
        section.rows.push_back({translated(unit.name), plain(unit.busyCycles), plain(unit.addedCycles)});
    section.rows.push_back({termscope::tr("in all"), plain(outputInterval(config)), plain(outputLatency(config))});
    section.note = termscope::tr("Bit by bit, with an 8-bit multiplier in the requantizer.");
    return section;
}

} // namespace

namespace {

/// What hardware that streams the stored integers does about their zero points.
FactsView::Section correctionSection(const ZeroPointCorrection& product, const NetworkTimes* network)
{
    FactsView::Section section{termscope::tr("Zero-point correction"), {}, {}};
    const bool whole = network != nullptr && network->correction;
    const auto row = [&](const QString& name, std::int64_t ZeroPointCorrection::*count) {
        FactsView::Row cells{name, plain(product.*count)};
        if (whole)
            cells.push_back(plain((*network->correction).*count));
        section.rows.push_back(std::move(cells));
    };
    if (whole)
        section.rows.push_back({QString(), termscope::tr("product"), termscope::tr("all layers")});
    row(termscope::tr("additions"), &ZeroPointCorrection::additions);
    row(termscope::tr("multiplications"), &ZeroPointCorrection::multiplications);
    row(termscope::tr("additions, once"), &ZeroPointCorrection::onceAdditions);
    row(termscope::tr("multiplications, once"), &ZeroPointCorrection::onceMultiplications);
    section.note = termscope::tr("Terms are those of stored integer − zero point, and need none. Hardware that streams "
                                 "the stored integers adds up the data where weights have zero points, and, once, the "
                                 "weights of each output where data have one.");
    return section;
}

FactsView::Bar energyBar(const QString& name, const EnergyBreakdown& energy)
{
    return {name, {energy.compute, energy.sram, energy.zeroPoints}};
}

/// How the ratio of what is counted and that of what is provisioned come to differ.
QString energyNote(const EnergyBreakdown& rival, const EnergyBreakdown& revealed, const NetworkTimes* network)
{
    const QString counts = termscope::tr(
        "Counts of what is really there times the unit costs at the left. Not a measurement.");
    const auto model = network == nullptr ? std::span<const ModeRatio>()
                                          : std::span<const ModeRatio>(network->comparison.ratios);
    if (model.empty() || model.front().published || revealed.total() <= 0.0)
        return counts;
    return counts + QLatin1Char(' ')
           + termscope::tr(
                 "Counted so, the rival takes %1× the energy of TR; provisioned, with every pair at work that "
                 "hardware reserves, QT takes %2×: most of the pairs that QT reserves never come.")
                 .arg(numberText(rival.total() / revealed.total(), 'f', 1), numberText(model.front().energy, 'f', 1));
}

FactsView::Row correctionRow(const EnergyBreakdown& rival, const EnergyBreakdown& revealed)
{
    return {termscope::tr("zero-point correction"), energyText(rival.zeroPoints), energyText(revealed.zeroPoints)};
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
        {termscope::tr("This product, by the model"),
         {{QString(), race.rival.shortName, race.revealed.shortName},
          {termscope::tr("compute"), energyText(rival.compute), energyText(revealed.compute)},
          {termscope::tr("SRAM"), energyText(rival.sram), energyText(revealed.sram)},
          {termscope::tr("total"), energyText(rival.total()), energyText(revealed.total())},
          {termscope::tr("cell area"), areaText(race.rival.area.cells), areaText(race.revealed.area.cells)}},
         energyNote(rival, revealed, network),
         {energyBar(race.rival.shortName, rival), energyBar(race.revealed.shortName, revealed)},
         {termscope::tr("compute"), termscope::tr("SRAM")}}};
    if (race.revealed.correction)
        sections.front().partsOfBars << termscope::tr("zero points");
    if (race.revealed.correction) {
        FactsView::Section& product = sections.front();
        product.rows.insert(product.rows.end() - 2, correctionRow(rival, revealed));
        sections.push_back(correctionSection(*race.revealed.correction, network));
    }
    if (network) {
        FactsView::Section ratios{termscope::tr("QT / TR on the same cells"),
                                  {{QString(), termscope::tr("latency"), termscope::tr("energy")}},
                                  {}};
        for (const ModeRatio& ratio : network->comparison.ratios)
            ratios.rows.push_back(
                {ratio.published ? QString::fromStdString(ratio.network) : termscope::tr("model, here"),
                 figure(termscope::tr("%1×"), ratio.latency, 'f', 1),
                 figure(termscope::tr("%1×"), ratio.energy, 'f', 1)});
        ratios.note =
            termscope::tr(
                "The model's energies are bounds. The named ones are published: %1; other settings and technology.")
                .arg(QString::fromStdString(network->comparison.board));
        sections.push_back(std::move(ratios));
    }
    return sections;
}

} // namespace termscope
