// A network file opened in the app, from the request to the first page that is drawn with it.
#include "tests/bench/Application.h"
#include "tests/bench/Bench.h"

#include "app/MainWindow.h"
#include "app/PageRenderer.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QPixmap>
#include <QSettings>
#include <QTemporaryDir>

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>

namespace termscope::bench {
namespace {

constexpr int patience = 120; // seconds

/// Of a window that shows the embedded digits: the file read, its first layer's histograms made, the page painted.
void open(benchmark::State& state, const QString& file)
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
    state.SetLabel("target: <= 500 ms");
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
    const char* const data = std::getenv("TERMSCOPE_DATA");
    const std::filesystem::path file = std::filesystem::path(data == nullptr ? "" : data) / "imagenet"
                                       / "mobilenet_v2.onnx";
    std::error_code error;
    if (!std::filesystem::exists(file, error))
        return;
    makeApplication();
    const QString path = QString::fromStdString(file.string());
    benchmark::RegisterBenchmark("open/mobilenet_v2", [path](benchmark::State& state) { open(state, path); })
        ->Unit(benchmark::kMillisecond)
        ->Iterations(3)
        ->UseManualTime();
}

} // namespace termscope::bench
