#include "resources/Examples.h"

#include "core/base/Translatable.h"
#include "resources/Embedded.h"

#include <algorithm>
#include <array>

extern "C" {
extern const std::byte termscope_fashion_network[], termscope_fashion_network_end[];
extern const std::byte termscope_fashion_images[], termscope_fashion_images_end[];
extern const std::byte termscope_fashion_labels[], termscope_fashion_labels_end[];
extern const std::byte termscope_fashion_int8_network[], termscope_fashion_int8_network_end[];
extern const std::byte termscope_fashion_vit_network[], termscope_fashion_vit_network_end[];
extern const std::byte termscope_verses_network[], termscope_verses_network_end[];
extern const std::byte termscope_verses_transformer_network[], termscope_verses_transformer_network_end[];
extern const std::byte termscope_verses_text[], termscope_verses_text_end[];
extern const std::byte termscope_verses_vocabulary[], termscope_verses_vocabulary_end[];
}

namespace termscope::embedded {
namespace {

Example digits()
{
    Example example;
    example.name = "digits";
    example.title = TERMSCOPE_TRANSLATABLE("core", "Handwritten digits: a multilayer perceptron on MNIST");
    example.networkName = networkName;
    example.dataName = datasetName;
    example.network = network();
    example.images = images();
    example.labels = labels();
    example.preprocessing = "raw";
    return example;
}

Example fashion()
{
    Example example;
    example.name = "fashion";
    example.title = TERMSCOPE_TRANSLATABLE("core", "Clothes: a convolutional network on Fashion-MNIST");
    example.networkName = TERMSCOPE_TRANSLATABLE("core", "fashion_cnn.onnx (embedded)");
    example.dataName = TERMSCOPE_TRANSLATABLE("core", "2,000 Fashion-MNIST test images (embedded)");
    example.network = {termscope_fashion_network, termscope_fashion_network_end};
    example.images = {termscope_fashion_images, termscope_fashion_images_end};
    example.labels = {termscope_fashion_labels, termscope_fashion_labels_end};
    example.preprocessing = "raw";
    example.classNames = "T-shirt or top\nTrouser\nPullover\nDress\nCoat\nSandal\nShirt\nSneaker\nBag\nAnkle boot\n";
    return example;
}

/// The same clothes, for the same network after a quantizer.
Example quantizedFashion()
{
    Example example = fashion();
    example.name = "fashion-int8";
    example.title = TERMSCOPE_TRANSLATABLE("core",
                                           "Clothes, quantized: the same network in int8, as a quantizer wrote it");
    example.networkName = TERMSCOPE_TRANSLATABLE("core", "fashion_cnn_int8.onnx (embedded)");
    example.network = {termscope_fashion_int8_network, termscope_fashion_int8_network_end};
    return example;
}

/// The same clothes, cut into patches that attend to each other.
Example fashionTransformer()
{
    Example example = fashion();
    example.name = "fashion-vit";
    example.title = TERMSCOPE_TRANSLATABLE("core", "Clothes, by a transformer: a vision transformer on Fashion-MNIST");
    example.networkName = TERMSCOPE_TRANSLATABLE("core", "fashion_vit.onnx (embedded)");
    example.network = {termscope_fashion_vit_network, termscope_fashion_vit_network_end};
    return example;
}

Example verses()
{
    Example example;
    example.name = "verses";
    example.title = TERMSCOPE_TRANSLATABLE("core",
                                           "The next word, by an LSTM: a language model on the King James Version");
    example.networkName = TERMSCOPE_TRANSLATABLE("core", "verses_lstm.onnx (embedded)");
    example.dataName = TERMSCOPE_TRANSLATABLE("core", "held-out chapters of the King James Version (embedded)");
    example.network = {termscope_verses_network, termscope_verses_network_end};
    example.text = {termscope_verses_text, termscope_verses_text_end};
    example.vocabulary = {termscope_verses_vocabulary, termscope_verses_vocabulary_end};
    return example;
}

/// The same text, read by a transformer.
Example versesTransformer()
{
    Example example = verses();
    example.name = "verses-transformer";
    example.title = TERMSCOPE_TRANSLATABLE(
        "core", "The next word, by a transformer: a language model on the King James Version");
    example.networkName = TERMSCOPE_TRANSLATABLE("core", "verses_transformer.onnx (embedded)");
    example.network = {termscope_verses_transformer_network, termscope_verses_transformer_network_end};
    return example;
}

} // namespace

std::span<const Example> examples()
{
    static const std::array all{digits(), fashion(),          quantizedFashion(), fashionTransformer(),
                                verses(), versesTransformer()};
    return all;
}

std::string exampleNames()
{
    std::string names;
    for (const Example& example : examples())
        names.append(names.empty() ? "" : ", ").append(example.name);
    return names;
}

const Example* findExample(std::string_view name)
{
    const auto found = std::ranges::find(examples(), name, &Example::name);
    return found == examples().end() ? nullptr : &*found;
}

} // namespace termscope::embedded
