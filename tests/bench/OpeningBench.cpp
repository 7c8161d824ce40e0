// A network file opened in the app, from the request to the first page that is drawn with it.
#include "tests/bench/Application.h"
#include "tests/bench/Bench.h"

#include "app/MainWindow.h"
#include "app/PageRenderer.h"
#include "core/base/Text.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QPixmap>
#include <QSettings>
#include <QTemporaryDir>

#include <benchmark/benchmark.h>

#include <bit>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>

namespace termscope::bench {
namespace {

constexpr int patience = 120; // seconds

/// The weights of a language model of 7 billion parameters in bfloat16, 13 GB that take 34 MB on the disk: those of the
/// first layer are numbers, the others are holes, which read as zeros. False where the folder does not take it.
bool writeLanguageModel(const std::filesystem::path& path)
{
    constexpr std::int64_t width = 4096;
    constexpr std::int64_t inner = 11008;
    constexpr std::int64_t words = 32000;
    std::string header;
    std::int64_t place = 0;
    const auto add = [&](const std::string& name, std::int64_t rows, std::int64_t columns) {
        const std::int64_t end = place + 2 * rows * columns;
        header += text(header.empty() ? "{" : ",", "\"", name, "\":{\"dtype\":\"BF16\",\"shape\":[", rows, ",", columns,
                       "],\"data_offsets\":[", place, ",", end, "]}");
        place = end;
    };
    for (int block = 0; block < 32; ++block) {
        for (const char* name : {"q", "k", "v", "o"})
            add(text("model.layers.", block, ".self_attn.", name, "_proj.weight"), width, width);
        add(text("model.layers.", block, ".mlp.gate_proj.weight"), inner, width);
        add(text("model.layers.", block, ".mlp.up_proj.weight"), inner, width);
        add(text("model.layers.", block, ".mlp.down_proj.weight"), width, inner);
    }
    add("model.embed_tokens.weight", words, width);
    add("lm_head.weight", words, width);
    header += "}";
    header.resize((header.size() + 7) / 8 * 8, ' ');
    std::mt19937 random(1);
    std::normal_distribution<float> normal(0.0F, 0.02F);
    std::vector<std::uint16_t> first(static_cast<std::size_t>(width * width));
    for (std::uint16_t& value : first)
        value = static_cast<std::uint16_t>(std::bit_cast<std::uint32_t>(normal(random)) >> 16); // cut, not rounded
    std::ofstream file(path, std::ios::binary);
    const std::uint64_t size = header.size();
    file.write(reinterpret_cast<const char*>(&size), sizeof size); // little-endian, as this machine
    file.write(header.data(), static_cast<std::streamsize>(size));
    file.write(reinterpret_cast<const char*>(first.data()), static_cast<std::streamsize>(2 * first.size()));
    file.close();
    std::error_code error;
    std::filesystem::resize_file(path, sizeof size + size + static_cast<std::uint64_t>(place), error);
    return file.good() && !error;
}

/// Of a window that shows the embedded digits: the file read, its first layer's histograms made, the page painted.
void open(benchmark::State& state, const QString& file, const char* target)
{
    for (auto _ : state) {
        MainWindow window;
        window.resize(1280, 800);
        window.show();
        window.files().openExample();
        if (!waitUntilSettled(window, patience))
            return state.SkipWithError("the embedded network was not ready");
        QElapsedTimer timer;
        timer.start();
        window.files().open({file});
        const auto isShown = [&] {
            return !window.session().files().network.isEmpty() && window.workbench().distribution() != nullptr;
        };
        while (!isShown() && timer.elapsed() < 1000LL * patience)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents, 10);
        const QPixmap page = window.grab();
        state.SetIterationTime(static_cast<double>(timer.nsecsElapsed()) / 1e9);
        if (!isShown() || page.isNull())
            return state.SkipWithError("nothing was shown");
        window.workbench().cancel();
    }
    state.SetLabel(target);
}

void openLanguageModel(benchmark::State& state)
{
    static const QTemporaryDir folder;
    static const QString file = folder.filePath(QStringLiteral("language.safetensors"));
    static const bool written = writeLanguageModel(file.toStdString());
    if (!written)
        return state.SkipWithError("the temporary folder does not take large sparse files");
    open(state, file, "target: <= 1000 ms");
}

} // namespace

void makeApplication()
{
    static int argc = 1;
    static char name[] = "termscope_bench";
    static char* argv[] = {name, nullptr};
    static const QTemporaryDir home;
    if (QCoreApplication::instance() != nullptr)
        return;
    qputenv("QT_QPA_PLATFORM", "offscreen");
    // Never destroyed: what Qt keeps in statics of its own may be gone by then.
    new QApplication(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("TermScopeBench"));
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, home.path());
}

void registerOpening()
{
    makeApplication();
    benchmark::RegisterBenchmark("open/safetensors_13gb", openLanguageModel)
        ->Unit(benchmark::kMillisecond)
        ->Iterations(3)
        ->UseManualTime();
    const char* const data = std::getenv("TERMSCOPE_DATA");
    const std::filesystem::path file = std::filesystem::path(data == nullptr ? "" : data) / "imagenet"
                                       / "mobilenet_v2.onnx";
    std::error_code error;
    if (!std::filesystem::exists(file, error))
        return;
    const QString path = QString::fromStdString(file.string());
    benchmark::RegisterBenchmark("open/mobilenet_v2",
                                 [path](benchmark::State& state) { open(state, path, "target: <= 500 ms"); })
        ->Unit(benchmark::kMillisecond)
        ->Iterations(3)
        ->UseManualTime();
}

} // namespace termscope::bench
