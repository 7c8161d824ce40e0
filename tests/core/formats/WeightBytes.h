// Files of weights put together value by value.
#pragma once

#include "core/files/Files.h"
#include "core/files/FloatBytes.h"
#include "core/formats/NetworkReader.h"
#include "tests/support/SparseFiles.h"

#include <random>
#include <string>
#include <vector>

namespace termscope {

struct SafetensorsPiece {
    std::string name;
    std::string type; ///< "I8"
    std::vector<std::int64_t> shape;
    std::string bytes;
};

inline std::string safetensorsText(const std::vector<SafetensorsPiece>& pieces)
{
    std::string json;
    std::string data;
    for (const auto& [name, type, shape, bytes] : pieces) {
        std::string axes;
        for (const std::int64_t axis : shape)
            axes += (axes.empty() ? "" : ",") + std::to_string(axis);
        json += text(json.empty() ? "{" : ",", "\"", name, "\":{\"dtype\":\"", type, "\",\"shape\":[", axes,
                     "],\"data_offsets\":[", data.size(), ",", data.size() + bytes.size(), "]}");
        data += bytes;
    }
    json += "}";
    json.resize((json.size() + 7) / 8 * 8, ' ');
    return littleEndian(json.size(), 8) + json + data;
}

inline std::string floatText(const std::vector<float>& values, FloatType type = FloatType::F32)
{
    const Bytes bytes = bytesFromFloats(values, type);
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// Whole numbers, each in so many bytes.
inline std::string wholeText(const std::vector<std::int64_t>& values, int bytes)
{
    std::string text;
    for (const std::int64_t value : values)
        text += littleEndian(static_cast<std::uint64_t>(value), bytes);
    return text;
}

inline Result<NetworkPtr> parsedText(const std::string& content, const std::string& name = "net")
{
    return parseNetwork(bytesOf(content), name);
}

/// From `low` to `high`.
inline std::vector<std::int64_t> someWholes(std::size_t count, std::int64_t low, std::int64_t high, unsigned seed = 1)
{
    std::mt19937 random(seed);
    std::uniform_int_distribution<std::int64_t> any(low, high);
    std::vector<std::int64_t> values(count);
    for (std::int64_t& value : values)
        value = any(random);
    return values;
}

/// Eighths, so that every product with a small integer is exact.
inline std::vector<float> someScales(std::size_t count, unsigned seed = 2)
{
    std::vector<float> scales;
    for (const std::int64_t whole : someWholes(count, 1, 63, seed))
        scales.push_back(static_cast<float>(whole) / 8.0F);
    return scales;
}

inline std::vector<std::int32_t> integersOf(const WeightLayer& layer)
{
    std::vector<std::int32_t> values(layer.given->integers->size());
    layer.given->integers->read(0, values);
    return values;
}

} // namespace termscope
