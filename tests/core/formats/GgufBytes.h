// GGUF files put together piece by piece.
#pragma once

#include "tests/support/SparseFiles.h"

#include <string>
#include <vector>

namespace termscope::gguf {

struct Piece {
    std::string name;
    std::vector<std::int64_t> axes; ///< ggml's order: the contiguous one first
    std::uint32_t type = 0;
    std::string bytes;
    std::uint64_t size = 0; ///< where `bytes` are only the start
};

inline std::string string(const std::string& text)
{
    return littleEndian(text.size(), 8) + text;
}

/// A key of type uint32, or of another that its bytes are of.
inline std::string key(const std::string& name, std::uint32_t value)
{
    return string(name) + littleEndian(4, 4) + littleEndian(value, 4);
}

/// All before the data, and how many bytes the data has.
inline std::pair<std::string, std::uint64_t> head(const std::vector<Piece>& pieces,
                                                  const std::vector<std::string>& keys = {}, std::uint32_t version = 3)
{
    std::string text = "GGUF" + littleEndian(version, 4) + littleEndian(pieces.size(), 8)
                       + littleEndian(keys.size() + 2, 8);
    text += string("general.architecture") + littleEndian(8, 4) + string("llama");
    text += string("tokenizer.ggml.tokens") + littleEndian(9, 4) + littleEndian(8, 4) + littleEndian(2, 8)
            + string("<s>") + string("a");
    for (const std::string& pair : keys)
        text += pair;
    std::uint64_t place = 0;
    for (const Piece& piece : pieces) {
        text += string(piece.name) + littleEndian(piece.axes.size(), 4);
        for (const std::int64_t axis : piece.axes)
            text += littleEndian(static_cast<std::uint64_t>(axis), 8);
        text += littleEndian(piece.type, 4) + littleEndian(place, 8);
        place += (std::max<std::uint64_t>(piece.size, piece.bytes.size()) + 31) / 32 * 32;
    }
    text.resize((text.size() + 31) / 32 * 32, '\0');
    return {text, place};
}

inline std::string file(const std::vector<Piece>& pieces, const std::vector<std::string>& keys = {},
                        std::uint32_t version = 3)
{
    std::string text = head(pieces, keys, version).first;
    for (const Piece& piece : pieces) {
        text += piece.bytes;
        text.resize((text.size() + 31) / 32 * 32, '\0');
    }
    return text;
}

} // namespace termscope::gguf
