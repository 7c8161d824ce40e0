// Networks that every program carries in itself, each with data that it never saw: for File > Examples and --example.
// How each was made is told in the README of models and of data.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace termscope::embedded {

struct Example {
    std::string_view name;                 ///< "fashion": what users type
    std::string_view title;                ///< one line for menus and lists
    const char* networkName;               ///< what messages and sessions call the network
    const char* dataName;                  ///< and the data
    std::span<const std::byte> network;    ///< ONNX
    std::span<const std::byte> images;     ///< gzipped IDX; empty where the data are text
    std::span<const std::byte> labels;     ///< gzipped IDX
    std::span<const std::byte> text;       ///< gzipped text for readTokens' parts; empty where the data are images
    std::span<const std::byte> vocabulary; ///< gzipped, one token a line
    std::string_view preprocessing;        ///< for parsePreprocessing
    std::string_view classNames;           ///< a line for each class; empty where they are plain numbers
};

/// In the order they are shown; the first one is what a program opens without files.
std::span<const Example> examples();
/// "digits, fashion, …": of all, for help and errors.
std::string exampleNames();

/// The example of this name; none: nullptr.
const Example* findExample(std::string_view name);

} // namespace termscope::embedded
