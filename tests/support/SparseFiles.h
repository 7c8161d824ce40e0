// Large files of weights for tests and benchmarks that take next to no room on the disk: all but a few bytes are holes,
// which read as zeros.
#pragma once

#include "core/base/Text.h"

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

namespace termscope {

/// The lowest `bytes` bytes of a value, lowest first.
inline std::string littleEndian(std::uint64_t value, int bytes)
{
    std::string text;
    for (int i = 0; i < bytes; ++i)
        text += static_cast<char>(value >> (8 * i) & 0xFF);
    return text;
}

/// `size` bytes of zeros but for the pieces, each at its place. False where the folder does not take it.
inline bool writeSparse(const std::filesystem::path& path, std::uint64_t size,
                        const std::vector<std::pair<std::uint64_t, std::string>>& pieces)
{
    std::ofstream file(path, std::ios::binary);
    for (const auto& [place, bytes] : pieces)
        file.seekp(static_cast<std::streamoff>(place)).write(bytes.data(), std::ssize(bytes));
    file.close();
    std::error_code error;
    std::filesystem::resize_file(path, size, error);
    return file.good() && !error;
}

struct SafetensorsMatrix {
    std::string name;
    std::string type; ///< "BF16"
    std::int64_t rows = 0;
    std::int64_t columns = 0;
    std::int64_t itemSize = 0; ///< bytes
};

/// The first bytes of a safetensors file, to the header's end; the size of the whole file.
inline std::pair<std::string, std::uint64_t> safetensorsHead(const std::vector<SafetensorsMatrix>& matrices)
{
    std::string json;
    std::int64_t place = 0;
    for (const auto& [name, type, rows, columns, itemSize] : matrices) {
        const std::int64_t end = place + rows * columns * itemSize;
        json += text(json.empty() ? "{" : ",", "\"", name, "\":{\"dtype\":\"", type, "\",\"shape\":[", rows, ",",
                     columns, "],\"data_offsets\":[", place, ",", end, "]}");
        place = end;
    }
    json += "}";
    json.resize((json.size() + 63) / 64 * 64, ' ');
    return {littleEndian(json.size(), 8) + json, 8 + json.size() + static_cast<std::uint64_t>(place)};
}

} // namespace termscope
