// Pickles put together operation by operation, as torch.save writes them.
#pragma once

#include "core/files/Files.h"
#include "tests/support/SparseFiles.h"

#include <string>
#include <utility>
#include <vector>

namespace termscope::pickles {

inline std::string unicode(const std::string& text)
{
    return "X" + littleEndian(text.size(), 4) + text;
}

inline std::string whole(std::int64_t value)
{
    return "\x8a\x08" + littleEndian(static_cast<std::uint64_t>(value), 8);
}

inline std::string tuple(const std::vector<std::int64_t>& numbers)
{
    std::string text = "(";
    for (const std::int64_t number : numbers)
        text += whole(number);
    return text + "t";
}

inline std::string global(const std::string& module, const std::string& name)
{
    return "c" + module + "\n" + name + "\n";
}

struct StorageText {
    std::string key;
    std::string type; ///< "Float"
    std::int64_t numbers = 0;
};

inline std::string storage(const StorageText& of, bool old = false)
{
    return "(" + unicode("storage") + global("torch", of.type + "Storage") + unicode(of.key) + unicode("cpu")
           + whole(of.numbers) + (old ? "N" : "") + "tQ";
}

struct ViewText {
    std::int64_t offset = 0;
    std::vector<std::int64_t> shape;
    std::vector<std::int64_t> strides;
};

inline std::string tensor(const std::string& storageText, const ViewText& view)
{
    return global("torch._utils", "_rebuild_tensor_v2") + "(" + storageText + whole(view.offset) + tuple(view.shape)
           + tuple(view.strides) + "\x89" + global("collections", "OrderedDict") + ")RtR";
}

/// `quantizer`: a tuple.
inline std::string quantizedTensor(const std::string& storageText, const ViewText& view, const std::string& quantizer)
{
    return global("torch._utils", "_rebuild_qtensor") + "(" + storageText + whole(view.offset) + tuple(view.shape)
           + tuple(view.strides) + quantizer + "\x89" + global("collections", "OrderedDict") + ")RtR";
}

inline std::string dict(const std::vector<std::pair<std::string, std::string>>& entries)
{
    std::string text = "}(";
    for (const auto& [key, value] : entries)
        text += unicode(key) + value;
    return text + "u";
}

inline std::string pickled(const std::string& value)
{
    return std::string("\x80\x02") + value + ".";
}

inline Bytes bytes(const std::string& text)
{
    return {bytesOf(text).begin(), bytesOf(text).end()};
}

} // namespace termscope::pickles
