#include "hwmodel/energy/ModeComparison.h"

namespace termscope {
namespace {

Result<ModeFigures> figuresOf(std::span<const LayerShape> layers, TimingConfig config, TermMode mode,
                              const UnitCosts& costs, std::span<const TermMacConfig> own)
{
    config.mac = MacKind::Term;
    ModeFigures figures;
    Count cycles;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const bool quantized = i < own.size() && own[i].mode == TermMode::Quantized;
        config.terms = i < own.size() ? own[i] : config.terms;
        config.terms.mode = quantized ? TermMode::Quantized : mode;
        const Result<LayerTiming> timing = timeLayer(layers[i], config);
        if (!timing)
            return tl::unexpected(timing.error());
        cycles += timing->cycles;
        figures.energy += energyOf(*timing, operationsOf(layers[i], config), config, costs);
    }
    if (!cycles.fits())
        return fail("the cycles of all layers do not fit 64 bits");
    figures.cycles = cycles.value();
    return figures;
}

double ratio(double a, double b)
{
    return b > 0.0 ? a / b : 0.0;
}

} // namespace

Result<ModeComparison> compareModes(std::span<const LayerShape> layers, const TimingConfig& config,
                                    const UnitCosts& costs, const PublishedFigures& published,
                                    std::span<const TermMacConfig> own)
{
    const Result<ModeFigures> quantized = figuresOf(layers, config, TermMode::Quantized, costs, own);
    if (!quantized)
        return tl::unexpected(quantized.error());
    const Result<ModeFigures> revealed = figuresOf(layers, config, TermMode::Revealed, costs, own);
    if (!revealed)
        return tl::unexpected(revealed.error());
    ModeComparison comparison{*quantized, *revealed, {}, {}};
    comparison.ratios.push_back({"model, provisioned",
                                 {},
                                 false,
                                 ratio(static_cast<double>(quantized->cycles), static_cast<double>(revealed->cycles)),
                                 ratio(quantized->energy.total(), revealed->energy.total())});
    comparison.board = published.fpga ? published.fpga->board : std::string();
    if (published.fpga)
        for (const PublishedRatio& row : published.fpga->ratios)
            comparison.ratios.push_back({text("published: ", row.network, ", ", published.fpga->board), row.network,
                                         true, row.latency, row.energy});
    return comparison;
}

} // namespace termscope
