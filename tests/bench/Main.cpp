#include "tests/bench/Bench.h"

#include <benchmark/benchmark.h>

int main(int argc, char** argv)
{
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv))
        return 2;
    termscope::bench::registerRevealing();
    termscope::bench::registerNetwork();
    termscope::bench::registerInference();
    termscope::bench::registerCancelling();
    termscope::bench::registerTiming();
    termscope::bench::registerSimulation();
    termscope::bench::registerStudies();
    termscope::bench::registerData();
#ifdef TERMSCOPE_APP
    termscope::bench::registerFrames();
    termscope::bench::registerOpening();
#endif
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return 0;
}
