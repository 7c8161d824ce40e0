// layers: the shapes of a network's layers, as a table or in the files of other simulators.
#include "app/cli/Command.h"
#include "app/cli/Inputs.h"
#include "app/cli/JsonText.h"
#include "app/cli/Options.h"
#include "app/cli/TableOptions.h"
#include "app/cli/TextTable.h"

#include "core/base/Text.h"
#include "core/files/Files.h"
#include "core/files/Lines.h"
#include "hwmodel/rtl/NewFolder.h"
#include "hwmodel/topology/LayerFormats.h"

namespace termscope::cli {
namespace {

constexpr std::int64_t largestLayersBatch = std::int64_t{1} << 31;

/// "3x3", "1" of what is no convolution.
std::string windowText(const TableLayer& layer, const Shape SlidingWindow::*sizes)
{
    std::string words;
    for (const std::int64_t size : layer.window ? (*layer.window).*sizes : Shape{})
        words += text(words.empty() ? "" : "x", size);
    return words;
}

std::string layersCsv(const LayerTable& table)
{
    std::string csv = "layer,kind,m,k,n,repeats,kernel,strides,macs\n";
    for (const TableLayer& layer : table.layers)
        csv += text(csvCell(layer.shape.name), ',', nameOf(layer.kind), ',', layer.shape.gemm.m, ',',
                    layer.shape.gemm.k, ',', layer.shape.gemm.n, ',', layer.shape.repeats, ',',
                    windowText(layer, &SlidingWindow::kernel), ',', windowText(layer, &SlidingWindow::strides), ',',
                    *macsOf(layer.shape), '\n');
    return csv;
}

std::string layersJson(const std::string& network, const LayerTable& table, std::int64_t batch)
{
    Json layers = Json::array();
    std::int64_t all = 0;
    for (const TableLayer& layer : table.layers) {
        const std::int64_t macs = *macsOf(layer.shape);
        all += macs;
        layers.push_back({{"name", layer.shape.name},
                          {"kind", nameOf(layer.kind)},
                          {"m", layer.shape.gemm.m},
                          {"k", layer.shape.gemm.k},
                          {"n", layer.shape.gemm.n},
                          {"repeats", layer.shape.repeats},
                          {"kernel", layer.window ? Json(layer.window->kernel) : Json(nullptr)},
                          {"strides", layer.window ? Json(layer.window->strides) : Json(nullptr)},
                          {"macs", macs}});
    }
    return toText(Json{{"network", network}, {"batch", batch}, {"layers", layers}, {"macs", all}}) + "\n";
}

std::string layersText(const LayerTable& table)
{
    TextTable shown({"layer", "kind", "M", "K", "N", "times", "kernel", "strides", "MACs"}, 2);
    std::int64_t all = 0;
    for (const TableLayer& layer : table.layers) {
        const std::int64_t macs = *macsOf(layer.shape);
        all += macs;
        const GemmShape& gemm = layer.shape.gemm;
        shown.addRow({printable(layer.shape.name), std::string(nameOf(layer.kind)), text(gemm.m), text(gemm.k),
                      text(gemm.n), text(layer.shape.repeats), windowText(layer, &SlidingWindow::kernel),
                      windowText(layer, &SlidingWindow::strides), text(macs)});
    }
    shown.addRow({"all", "", "", "", "", "", "", "", text(all)});
    return shown.toText();
}

class LayersCommand : public Command {
public:
    std::string name() const override { return "layers"; }
    std::string summary() const override { return "The shapes of a network's layers, also for other simulators."; }
    std::string examples() const override
    {
        return "A layer is a product of an M×K and a K×N matrix, taken so many times: once for each group of "
               "channels,\n"
               "head or time step. --to writes them as the topology of SCALE-Sim v2 or v3 (its Sparsity tells of "
               "every\n"
               "four weights how many are not zero), as Timeloop's problems, a file for each layer, or as ZigZag's\n"
               "workload. What a format has no words for is written in those that it has, with the same\n"
               "multiply-accumulates, and named on standard error. `time --topology` reads SCALE-Sim's back.\n"
               "\n"
               "Examples:\n"
               "  termscope-cli layers --example fashion\n"
               "  termscope-cli layers net.onnx --to scale-sim --out net.csv\n"
               "  termscope-cli layers cnn.onnx --input-shape x=1x3x224x224 --to timeloop --out problems\n"
               "  termscope-cli layers net.onnx --to zigzag --weight-bits 4 > workload.yaml\n";
    }

    void addOptions(CLI::App& app) override
    {
        addChoice(app, "--to", to_, {"scale-sim", "scale-sim-v3", "timeloop", "zigzag"},
                  "Write the layers as this simulator reads them; without it a table.");
        addText(app, "--out", "PATH", out_,
                "Where --to writes: a file; of timeloop a folder, new or empty. [default: standard output]");
        addInteger(app, "--batch", batch_, {1, largestLayersBatch}, "Samples. [default 1]");
        addSettings(app, settings_, {"weight_bits", "data_bits"});
        addText(app, "--csv", "FILE", table_.csv,
                "Write the table as CSV to a file; - prints it in place of the text.");
        addFlag(app, "--json", table_.json, "Print JSON.");
        addNetworkChoice(app, network_);
    }

    Outcome run(Output& output) override
    {
        if (Outcome checked = check(); !checked)
            return checked;
        const Result<NetworkPtr> network = openNetwork(network_);
        if (!network)
            return badInput(network.error());
        const LayerTable table = layerTable(**network, batch_.value_or(1), to_ == "scale-sim-v3");
        if (table.layers.empty())
            return badInput((*network)->name, ": expected layers with weights, found none whose size is known",
                            openSizesHint(**network));
        std::int64_t all = 0;
        for (const TableLayer& layer : table.layers) {
            const Result<std::int64_t> macs = macsOf(layer.shape);
            if (!macs || __builtin_add_overflow(all, *macs, &all))
                return badInput(macs ? Error{"the multiply-accumulates of all layers do not fit 64 bits"}
                                     : macs.error());
        }
        printWarnings(**network);
        printWarnings(table.warnings);
        if (to_)
            return writeTo(table, output);
        return writeTable(table_,
                          {[&] { return layersCsv(table); },
                           [&] { return layersJson((*network)->name, table, batch_.value_or(1)); },
                           [&] { return layersText(table); }},
                          output);
    }

private:
    std::vector<std::filesystem::path> inputs() const
    {
        return network_.file ? std::vector<std::filesystem::path>{*network_.file}
                             : std::vector<std::filesystem::path>{};
    }

    Outcome check() const
    {
        if (to_ && (table_.json || table_.csv))
            return badInput(table_.json ? "--json" : "--csv", ": is of the table, expected no --to beside it, found ",
                            *to_);
        if (out_ && !to_)
            return badInput("--out: expected --to beside it, which says what is written, found none");
        if (out_) {
            const Result<void> writable = to_ == "timeloop" ? checkNewFolder(*out_) : checkOutputPath(*out_, inputs());
            if (!writable)
                return badInput(writable.error());
        }
        if (Outcome checked = checkOptions(settings_); !checked)
            return checked;
        return checkTableOptions(table_, inputs());
    }

    Outcome writeTo(const LayerTable& table, Output& output) const
    {
        const Result<WrittenLayers> written = writeLayers(table, *layerFormatFromName(*to_),
                                                          {settings_.weightBits, settings_.dataBits});
        if (!written)
            return badInput(written.error());
        printWarnings(written->warnings);
        if (!out_) {
            for (const LayerFile& file : written->files)
                output.write((&file == written->files.data() ? "" : "---\n") + file.content);
            return {};
        }
        Result<void> done;
        if (to_ == "timeloop") {
            std::vector<DesignFile> files;
            for (const LayerFile& file : written->files)
                files.push_back({file.name, file.content});
            done = writeFolder(*out_, files);
        } else {
            done = writeFile(*out_, written->files.front().content);
        }
        return done ? Outcome() : badInput(done.error());
    }

    NetworkChoice network_;
    Settings settings_;
    TableOptions table_;
    std::optional<std::string> to_;
    std::optional<std::string> out_;
    std::optional<std::int64_t> batch_;
};

} // namespace

std::unique_ptr<Command> makeLayersCommand()
{
    return std::make_unique<LayersCommand>();
}

} // namespace termscope::cli
