// TermScope's libraries in another program: the terms of a number, the cycles of a product, the layers of a network.
#include <core/formats/NetworkReader.h>
#include <core/terms/Encoder.h>
#include <hwmodel/timing/ArrayTiming.h>

#include <iostream>

int main(int count, char** arguments)
{
    using namespace termscope;
    std::cout << "27 = " << toText(encodeTerms(27, Encoding::Hese)) << '\n';
    if (const auto timing = parallelTiming({.rows = 128, .columns = 64}, {.m = 128, .k = 784, .n = 512}))
        std::cout << timing->cycles << " cycles\n";
    if (count < 2)
        return 0;
    const Result<NetworkPtr> network = readNetwork(arguments[1]);
    if (network)
        std::cout << (*network)->layers.size() << " layers\n";
    else
        std::cerr << network.error().message << '\n';
    return network ? 0 : 2;
}
