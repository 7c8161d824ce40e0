// A network file opened in the app, from the request to the first page that is drawn with it.
#include "tests/bench/Application.h"
#include "tests/bench/Bench.h"

#include "app/window/MainWindow.h"
#include "app/window/PageRenderer.h"
#include "core/base/Text.h"
#include "tests/support/SparseFiles.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QPixmap>
#include <QSettings>
#include <QTemporaryDir>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <filesystem>
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
    std::vector<SafetensorsMatrix> matrices;
    const auto add = [&](const std::string& name, std::int64_t rows, std::int64_t columns) {
        matrices.push_back({name, "BF16", rows, columns, 2});
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
    std::mt19937 random(1);
    std::normal_distribution<float> normal(0.0F, 0.02F);
    std::string first;
    for (std::int64_t i = 0; i < width * width; ++i) // cut, not rounded
        first += littleEndian(std::bit_cast<std::uint32_t>(normal(random)) >> 16, 2);
    const auto [head, size] = safetensorsHead(matrices);
    return writeSparse(path, size, {{0, head}, {head.size(), first}});
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

/// A network and its images opened together: until there is a first estimate of the accuracy; and, as a counter, the
/// longest time without anything new in the window, a result or a bar that moved.
void openToEstimate(benchmark::State& state, const OpenFiles& files)
{
    double longest = 0.0;
    for (auto _ : state) {
        MainWindow window;
        window.resize(1280, 800);
        window.show();
        QElapsedTimer timer;
        timer.start();
        double before = 0.0;
        const auto news = [&] {
            const double now = static_cast<double>(timer.nsecsElapsed()) / 1e6;
            longest = std::max(longest, now - before);
            before = now;
        };
        for (const auto signal :
             {&Findings::weightsChanged, &Findings::summariesChanged, &Findings::distributionChanged,
              &Findings::groupChanged, &Findings::evaluationChanged, &Findings::figuresChanged})
            QObject::connect(&window.workbench(), signal, &window, news);
        QObject::connect(&window.workbench(), &Workbench::viewProgress, &window, news);
        QObject::connect(&window.files(), &FileActions::progressChanged, &window, news);
        window.files().openAtStart({}, files);
        const auto isEstimated = [&] {
            const EvaluationPtr& evaluation = window.workbench().evaluation();
            return evaluation != nullptr && evaluation->evaluated > 0;
        };
        while (!isEstimated() && timer.elapsed() < 1000LL * patience)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents, 10);
        state.SetIterationTime(static_cast<double>(timer.nsecsElapsed()) / 1e9);
        if (!isEstimated())
            return state.SkipWithError("nothing was evaluated");
        window.workbench().cancel();
    }
    state.counters["longest_wait_ms"] = longest;
    state.SetLabel("target: <= 5000 ms, longest_wait_ms <= 1000");
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
    OpenFiles files;
    files.network = path;
    files.images = QString::fromStdString((file.parent_path() / "val").string());
    files.labels = QString::fromStdString((file.parent_path() / "val_labels.txt").string());
    files.preprocess = QStringLiteral("keras");
    if (std::filesystem::exists(files.images.toStdString(), error))
        benchmark::RegisterBenchmark("open/mobilenet_v2_first_estimate",
                                     [files](benchmark::State& state) { openToEstimate(state, files); })
            ->Unit(benchmark::kMillisecond)
            ->Iterations(1)
            ->UseManualTime();
}

} // namespace termscope::bench
