// Networks that run on some data and not on others: they look numbers up in a table, and those of some images or texts
// lie beyond its end. Written as ONNX, so that core, the tool and the window read the same.
#pragma once

#include "core/formats/FormatReaders.h"
#include "tests/core/Samples.h"
#include "tests/core/formats/OnnxBytes.h"

namespace termscope::samples {

inline constexpr int int64Type = 7;

/// ValueInfoProto; an axis of −1 may have any size.
inline std::string openValueInfo(const std::string& name, int type, const std::vector<std::int64_t>& shape)
{
    std::string axes;
    for (const std::int64_t axis : shape)
        axes += content(1, axis < 0 ? content(2, "any") : number(1, static_cast<std::uint64_t>(axis)));
    return content(1, name) + content(2, content(1, number(1, static_cast<std::uint64_t>(type)) + content(2, axes)));
}

/// The same with named axes of any size.
inline std::string namedValueInfo(const std::string& name, int type, const std::vector<const char*>& names)
{
    std::string axes;
    for (const char* const axis : names)
        axes += content(1, content(2, axis));
    return content(1, name) + content(2, content(1, number(1, static_cast<std::uint64_t>(type)) + content(2, axes)));
}

inline std::string intsAttribute(const std::string& name, const std::vector<std::int64_t>& values)
{
    std::string out = content(1, name);
    for (const std::int64_t value : values)
        out += number(8, static_cast<std::uint64_t>(value));
    return out + number(20, 7);
}

inline std::string randomTensor(std::mt19937& random, const std::string& name, const std::vector<std::int64_t>& shape)
{
    return rawTensor(name, shape, normalFloats(random, static_cast<std::size_t>(elementCount(shape))));
}

/// Four pixels, 0…1, to three classes: each pixel times ten is looked up in a table of five. Images go through one at a
/// time, and those with a pixel from 0.5 on cannot.
inline std::string failingImageNetwork()
{
    std::mt19937 random(3);
    const std::vector<float> ten{10.0F};
    std::string graph = content(1, node("Mul", "scale", {"x", "ten"}, "scaled"))
                        + content(1, node("Cast", "whole", {"scaled"}, "numbers", intAttribute("to", int64Type)))
                        + content(1, node("Gather", "lookup", {"table", "numbers"}, "values"))
                        + content(1, node("Gemm", "fc", {"values", "w"}, "y", intAttribute("transB", 1)));
    graph += content(2, "g") + content(5, rawTensor("ten", {1}, ten)) + content(5, randomTensor(random, "table", {5}))
             + content(5, randomTensor(random, "w", {3, 4}));
    graph += content(11, openValueInfo("x", floatType, {1, 4})) + content(12, openValueInfo("y", floatType, {1, 3}));
    return model(graph);
}

/// A language model of 25 words that runs on the first ten: beside the embedding it looks numbers made of the tokens up
/// in a table of ten. A convolution over both, with a normalization after it.
inline std::string failingTextNetwork()
{
    std::mt19937 random(4);
    std::uniform_real_distribution<float> uniform(0.5F, 4.0F);
    std::vector<float> variance(25);
    std::ranges::generate(variance, [&] { return uniform(random); });
    std::string one(8, '\0');
    one[0] = 1;
    std::string graph =
        content(1, node("Gather", "embed", {"embedding", "tokens"}, "known"))
        + content(1, node("Mul", "same", {"tokens", "one"}, "numbers"))
        + content(1, node("Gather", "lookup", {"table", "numbers"}, "found"))
        + content(1, node("Add", "both", {"known", "found"}, "rows"))
        + content(1, node("Transpose", "in", {"rows"}, "turned", intsAttribute("perm", {0, 2, 1})))
        + content(1, node("Conv", "conv", {"turned", "w"}, "sums"))
        + content(1, node("BatchNormalization", "norm", {"sums", "gamma", "beta", "mean", "variance"}, "normal"))
        + content(1, node("Transpose", "out", {"normal"}, "logits", intsAttribute("perm", {0, 2, 1})));
    graph += content(2, "g") + content(5, number(1, 1) + number(2, int64Type) + content(8, "one") + content(9, one))
             + content(5, randomTensor(random, "embedding", {25, 4}))
             + content(5, randomTensor(random, "table", {10, 4})) + content(5, randomTensor(random, "w", {25, 4, 1}))
             + content(5, randomTensor(random, "gamma", {25})) + content(5, randomTensor(random, "beta", {25}))
             + content(5, randomTensor(random, "mean", {25})) + content(5, rawTensor("variance", {25}, variance));
    graph += content(11, namedValueInfo("tokens", int64Type, {"batch", "time"}))
             + content(12, openValueInfo("logits", floatType, {-1, -1, 25}));
    return model(graph);
}

/// The 25 words of failingTextNetwork, a line each.
inline std::string failingVocabulary()
{
    std::string lines = "<eos>\n";
    for (int word = 1; word < 25; ++word)
        lines += "w" + std::to_string(word) + "\n";
    return lines;
}

/// A text of 200 words and the end of its line, which can be looked up but for the one at `strange`; −1: all can.
inline std::string failingText(int strange)
{
    std::string line;
    for (int i = 0; i < 200; ++i)
        line += "w" + std::to_string(i == strange ? 20 : i % 9 + 1) + (i < 199 ? " " : "\n");
    return line;
}

/// A language model with a state of 2^48 bytes: no machine gives it, and none has to try.
inline std::string hugeNetwork()
{
    std::mt19937 random(5);
    const std::vector<std::int64_t> state{1 << 22, 1 << 22, 4};
    std::string graph = content(1, node("Gather", "lookup", {"table", "tokens"}, "rows"))
                        + content(1, node("MatMul", "fc", {"rows", "w"}, "logits"))
                        + content(1, node("Identity", "keep", {"state"}, "next"));
    graph += content(2, "g") + content(5, randomTensor(random, "table", {25, 4}))
             + content(5, randomTensor(random, "w", {4, 25}));
    graph += content(11, namedValueInfo("tokens", int64Type, {"batch", "time"}))
             + content(11, openValueInfo("state", floatType, state))
             + content(12, openValueInfo("logits", floatType, {-1, -1, 25}))
             + content(12, openValueInfo("next", floatType, state));
    return model(graph);
}

/// False where a sanitizer ends the process in place of std::bad_alloc.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool allocationsMayFail = false;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
inline constexpr bool allocationsMayFail = false;
#else
inline constexpr bool allocationsMayFail = true;
#endif
#else
inline constexpr bool allocationsMayFail = true;
#endif

inline NetworkPtr parsed(const std::string& bytes, const std::string& name)
{
    return std::make_shared<const Network>(
        unwrap(parseOnnx(ByteView(reinterpret_cast<const std::byte*>(bytes.data()), bytes.size()), name)));
}

} // namespace termscope::samples
