// export: the network with its revealed weights, as a file.
#include "app/cli/Command.h"
#include "app/cli/ExportCheck.h"
#include "app/cli/Inputs.h"
#include "app/cli/JsonText.h"
#include "app/cli/LayerOptions.h"
#include "app/cli/Options.h"
#include "app/cli/TextTable.h"

#include "core/formats/Formats.h"
#include "core/settings/NetworkPlan.h"
#include "core/study/LayerDistribution.h"
#include "core/study/RevealedWeights.h"

#include <array>
#include <cstdio>

namespace termscope::cli {
namespace {

std::vector<std::string> formatKeys()
{
    std::vector<std::string> keys;
    for (const FormatInfo* format : writtenFormats())
        keys.emplace_back(format->key);
    return keys;
}

/// "Format of OUT [safetensors, npz, onnx; default: by its extension]; onnx for an ONNX network only."
std::string formatHelp()
{
    std::string choices;
    std::string limits;
    for (const FormatInfo* format : writtenFormats()) {
        choices += text(choices.empty() ? "" : ", ", format->key);
        if (format->overSource)
            limits += text("; ", format->key, " for an ", format->title, " network only");
    }
    return text("Format of OUT [", choices, "; default: by its extension]", limits, ".");
}

/// Terms of one layer's quantized weights, and those that are written; none of a layer that stays in float32.
struct LayerTerms {
    Method method = Method::Quantized; ///< what was done to this layer
    std::int64_t total = 0;
    std::int64_t kept = 0;
};

std::vector<LayerTerms> termsOf(const NetworkPtr& network, Method method, const Settings& settings)
{
    const NetworkPlan revealed(*network, Method::Revealed, settings);
    const NetworkPlan plan(*network, method, settings);
    LayerStudy study;
    std::vector<LayerTerms> result;
    for (int layer = 0; layer < static_cast<int>(network->layers.size()); ++layer) {
        const LayerDistribution distribution = study.distribution(network, layer, revealed[layer]);
        const Method own = plan[layer].method;
        if (own == Method::Float)
            result.push_back({own, 0, 0});
        else
            result.push_back({own, distribution.termsTotal,
                              own == Method::Revealed ? distribution.termsKept : distribution.termsTotal});
    }
    return result;
}

class ExportCommand : public Command {
public:
    std::string name() const override { return "export"; }
    std::string summary() const override
    {
        return "Write the network with its revealed weights: safetensors, npz or ONNX.";
    }
    std::string examples() const override
    {
        return "What is written is read back and compared before it is put in its place.\n"
               "\n"
               "Examples:\n"
               "  termscope-cli export --out revealed.safetensors --group-size 8 --budget 12\n"
               "  termscope-cli export net.onnx --out revealed.onnx --weight-bits 6 --budget 8\n"
               "  termscope-cli export net.npz --out quantized.npz --method qt --weight-bits 4 --json\n";
    }

    void addOptions(CLI::App& app) override
    {
        addText(app, "--out", "OUT", out_, "The file to write, whole or not at all.")->required();
        addChoice(app, "--format", formatName_, formatKeys(), formatHelp());
        addChoice(app, "--method", methodName_, {"tr", "qt"},
                  "tr: quantized and revealed; qt: quantized only. [default tr]");
        addSettingsOf(app, settings_, WeightSpec | RevealSpec);
        addLayerRules(app, layers_);
        addFlag(app, "--json", json_, "Print what was written as JSON.");
        addNetworkChoice(app, network_);
    }

    Outcome run(Output& output) override;

private:
    Outcome prepare();
    Result<Bytes> bytesFor(ExportedNetwork& exported) const;
    std::string reportJson(const Network& network, const std::vector<LayerTerms>& terms, std::size_t bytes) const;
    std::string reportText(const Network& network, const std::vector<LayerTerms>& terms, std::size_t bytes) const;

    NetworkChoice network_;
    std::optional<std::string> out_;
    std::optional<std::string> formatName_;
    std::optional<std::string> methodName_;
    const FormatInfo* format_ = nullptr;
    Method method_ = Method::Revealed;
    Settings settings_;
    std::vector<LayerRule> layers_;
    bool json_ = false;
};

/// Finds what cannot be before anything is read.
Outcome ExportCommand::prepare()
{
    std::string extension = std::filesystem::path(*out_).extension().string();
    std::ranges::transform(extension, extension.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
    const std::string name = formatName_ ? *formatName_ : extension.empty() ? extension : extension.substr(1);
    format_ = findFormat(name);
    if (format_ == nullptr || format_->write == nullptr)
        return badInput(*out_, ": expected a name that ends in ", writtenEndings(), ", or --format");
    method_ = methodName_ == "qt" ? Method::Quantized : Method::Revealed;
    if (method_ == Method::Quantized)
        settings_.budget = std::min(settings_.budget, maximumFor(*findSetting("budget"), settings_)); // not used
    if (Outcome checked = checkOptions(settings_); !checked)
        return checked;
    std::vector<std::filesystem::path> inputs;
    if (network_.file)
        inputs.emplace_back(*network_.file);
    if (const Result<void> writable = checkOutputPath(*out_, inputs); !writable)
        return badInput(writable.error());
    return {};
}

Result<Bytes> ExportCommand::bytesFor(ExportedNetwork& exported) const
{
    return exportBytes(*format_,
                       {*exported.network, exported.weights, exported.replaced, exportMetadata(method_, settings_),
                        [this] { return networkBytes(network_); }, &exported.warnings},
                       *out_);
}

Outcome ExportCommand::run(Output& output)
{
    if (Outcome prepared = prepare(); !prepared)
        return prepared;
    const Result<NetworkPtr> network = openNetwork(network_);
    if (!network)
        return badInput(network.error());
    if (Outcome applied = applyLayerRules(settings_, layers_, **network); !applied)
        return applied;
    Result<ExportedNetwork> exported = exportedNetwork(*network, method_, settings_);
    if (!exported)
        return badInput(exported.error());
    const Result<Bytes> bytes = bytesFor(*exported);
    if (!bytes)
        return badInput(bytes.error());
    if (const Result<void> same = checkExport(*exported->network, exported->weights, *bytes, *out_); !same)
        return failed(same.error().message);
    const std::vector<LayerTerms> terms = termsOf(exported->network, method_, settings_);
    if (const Result<void> same = unchanged(**network); !same)
        return badInput(same.error());
    if (const Result<void> written = writeFile(*out_, *bytes); !written)
        return badInput(written.error());
    printWarnings(**network);
    for (const std::string& warning : exported->warnings)
        std::fprintf(stderr, "warning: %s\n", warning.c_str());
    output.write(json_ ? reportJson(**network, terms, bytes->size()) : reportText(**network, terms, bytes->size()));
    return {};
}

std::string ExportCommand::reportJson(const Network& network, const std::vector<LayerTerms>& terms,
                                      std::size_t bytes) const
{
    Json layers = Json::array();
    std::int64_t kept = 0;
    std::int64_t total = 0;
    for (std::size_t i = 0; i < terms.size(); ++i) {
        if (network.layers[i].isAttention()) // holds no weights
            continue;
        kept += terms[i].kept;
        total += terms[i].total;
        layers.push_back({{"name", network.layers[i].name},
                          {"method", nameOf(terms[i].method)},
                          {"kept_terms", terms[i].kept},
                          {"dropped_terms", terms[i].total - terms[i].kept}});
    }
    Json settings = Json::object();
    for (const auto& [key, value] : exportMetadata(method_, settings_))
        settings[key] = value;
    return toText(Json{{"network", network.name},
                       {"out", *out_},
                       {"format", format_->title},
                       {"bytes", bytes},
                       {"settings", std::move(settings)},
                       {"layers", std::move(layers)},
                       {"kept_terms", kept},
                       {"dropped_terms", total - kept}})
           + "\n";
}

std::string ExportCommand::reportText(const Network& network, const std::vector<LayerTerms>& terms,
                                      std::size_t bytes) const
{
    TextTable table({"layer", "method", "terms", "kept", "kept %"}, 2);
    LayerTerms all;
    const auto percent = [](const LayerTerms& layer) {
        return layer.total == 0 ? "-"
                                : fixed(100.0 * static_cast<double>(layer.kept) / static_cast<double>(layer.total), 2);
    };
    for (std::size_t i = 0; i < terms.size(); ++i) {
        if (network.layers[i].isAttention())
            continue;
        table.addRow({printable(network.layers[i].name), std::string(nameOf(terms[i].method)), text(terms[i].total),
                      text(terms[i].kept), percent(terms[i])});
        all.total += terms[i].total;
        all.kept += terms[i].kept;
    }
    table.addRow({"all", "", text(all.total), text(all.kept), percent(all)});
    return text("wrote ", *out_, " (", format_->title, ", ", bytes, " bytes) from ", printable(network.name), "\n\n",
                table.toText());
}

} // namespace

std::unique_ptr<Command> makeExportCommand()
{
    return std::make_unique<ExportCommand>();
}

} // namespace termscope::cli
