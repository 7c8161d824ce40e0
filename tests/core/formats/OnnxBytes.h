// ONNX files written field by field, so that a test decides where in the file the data lie, and how large they are.
#pragma once

#include "core/files/Files.h"
#include "tests/support/SparseFiles.h"

#include <cstdint>
#include <cstring>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace termscope::samples {

inline std::string varint(std::uint64_t value)
{
    std::string out;
    for (; value >= 0x80; value >>= 7)
        out += static_cast<char>(value | 0x80);
    return out + static_cast<char>(value);
}

inline std::string number(int field, std::uint64_t value)
{
    return varint(static_cast<std::uint64_t>(field) << 3) + varint(value);
}

/// The tag and the length of a field whose content follows.
inline std::string opened(int field, std::uint64_t length)
{
    return varint(static_cast<std::uint64_t>(field) << 3 | 2) + varint(length);
}

inline std::string content(int field, std::string_view bytes)
{
    return opened(field, bytes.size()) + std::string(bytes);
}

inline std::string bytesOfFloats(std::span<const float> values)
{
    return {reinterpret_cast<const char*>(values.data()), values.size_bytes()};
}

inline constexpr int floatType = 1;

/// TensorProto up to its data.
inline std::string tensorHead(const std::string& name, const std::vector<std::int64_t>& shape, int type = floatType)
{
    std::string out;
    for (const std::int64_t axis : shape)
        out += number(1, static_cast<std::uint64_t>(axis));
    return out + number(2, static_cast<std::uint64_t>(type)) + content(8, name);
}

inline std::string rawTensor(const std::string& name, const std::vector<std::int64_t>& shape,
                             std::span<const float> values)
{
    return tensorHead(name, shape) + content(9, bytesOfFloats(values));
}

/// ValueInfoProto of a [1, features] input or output.
inline std::string valueInfo(const std::string& name, std::int64_t features)
{
    const std::string axes = content(1, number(1, 1)) + content(1, number(1, static_cast<std::uint64_t>(features)));
    return content(1, name) + content(2, content(1, number(1, floatType) + content(2, axes)));
}

inline std::string intAttribute(const std::string& name, std::int64_t value)
{
    return content(1, name) + number(3, static_cast<std::uint64_t>(value)) + number(20, 2);
}

inline std::string node(const std::string& op, const std::string& name, const std::vector<std::string>& inputs,
                        const std::string& output, const std::string& attribute = {})
{
    std::string out;
    for (const std::string& input : inputs)
        out += content(1, input);
    out += content(2, output) + content(3, name) + content(4, op);
    return attribute.empty() ? out : out + content(5, attribute);
}

/// GraphProto up to its initializers: y = x · wᵀ, or x · w where `transposed`.
inline std::string linearGraph(std::int64_t outputs, std::int64_t inputs, bool transposed = false)
{
    return content(1, node("Gemm", "fc", {"x", "w"}, "y", transposed ? "" : intAttribute("transB", 1)))
           + content(2, "g") + content(11, valueInfo("x", inputs)) + content(12, valueInfo("y", outputs));
}

/// ModelProto up to its graph; `padding` bytes of text move what comes after.
inline std::string modelHead(std::size_t padding = 0)
{
    return number(1, 8) + content(2, std::string(padding, 'p')) + content(8, content(1, "") + number(2, 13));
}

inline std::string model(const std::string& graph, std::size_t padding = 0)
{
    return modelHead(padding) + content(7, graph);
}

/// A model with a linear layer of zeros, `rows` × `columns`, as one raw initializer that begins at a multiple of four
/// bytes, or one beyond it.
inline bool writeLinearOfZeros(const std::filesystem::path& path, std::int64_t rows, std::int64_t columns, bool aligned)
{
    const auto data = static_cast<std::uint64_t>(4 * rows * columns);
    const std::string graph = linearGraph(rows, columns);
    const std::string tensor = tensorHead("w", {rows, columns});
    const std::string rawHead = opened(9, data);
    const std::uint64_t tensorSize = tensor.size() + rawHead.size() + data;
    const std::uint64_t graphSize = graph.size() + opened(5, tensorSize).size() + tensorSize;
    for (std::size_t padding = 0;; ++padding) {
        const std::string head = modelHead(padding) + opened(7, graphSize) + graph + opened(5, tensorSize) + tensor
                                 + rawHead;
        if (head.size() % 4 == (aligned ? 0 : 1))
            return writeSparse(path, head.size() + data, {{0, head}});
    }
}

} // namespace termscope::samples
