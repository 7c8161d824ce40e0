// One operation of a network's graph, as the file writes it.
#pragma once

#include "core/tensor/Value.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace termscope {

struct Graph;
using GraphPtr = std::shared_ptr<const Graph>;

/// What an attribute holds where no operator of ours could read it: a type, a sparse tensor, a list of tensors.
struct Unread {
    std::string what;
};

struct Attribute {
    std::string name;
    std::variant<std::int64_t, float, std::string, std::vector<std::int64_t>, std::vector<float>,
                 std::vector<std::string>, ValuePtr, GraphPtr, Unread>
        content;
};

struct Node {
    std::string name; ///< the file's, or "Conv_3" for the unnamed node with index 3
    std::string op;   ///< "Conv"; with its domain where that is not ONNX's own: "com.example.Conv"
    std::vector<Attribute> attributes;
    std::vector<int> inputs;  ///< numbers of values; −1 for an input that is left out. Behind the operator's own come
                              ///< the values of the scope around that its graphs read, graph by graph
    std::vector<int> outputs; ///< −1 for an output that nobody asks for
    std::vector<int> layers;  ///< indices into Network::layers: its weight; W and R of a recurrent node

    /// The number of an input's value; −1 where it is left out.
    int input(std::size_t index) const { return index < inputs.size() ? inputs[index] : -1; }

    /// The attribute, or `otherwise` where it is missing or of another type.
    std::int64_t integer(std::string_view key, std::int64_t otherwise) const { return get(key, otherwise); }
    float number(std::string_view key, float otherwise) const { return get(key, otherwise); }
    std::string text(std::string_view key, std::string otherwise) const { return get(key, std::move(otherwise)); }
    std::vector<std::int64_t> integers(std::string_view key) const { return get(key, std::vector<std::int64_t>{}); }
    std::vector<float> numbers(std::string_view key) const { return get(key, std::vector<float>{}); }
    std::vector<std::string> texts(std::string_view key) const { return get(key, std::vector<std::string>{}); }
    ValuePtr value(std::string_view key) const { return get(key, ValuePtr{}); }
    GraphPtr graph(std::string_view key) const { return get(key, GraphPtr{}); }
    bool has(std::string_view key) const { return find(key) != nullptr; }
    /// All attributes but the one of that name.
    std::vector<Attribute> attributesBut(std::string_view key) const
    {
        std::vector<Attribute> kept;
        for (const Attribute& attribute : attributes)
            if (attribute.name != key)
                kept.push_back(attribute);
        return kept;
    }

private:
    const Attribute* find(std::string_view key) const
    {
        for (const Attribute& attribute : attributes)
            if (attribute.name == key)
                return &attribute;
        return nullptr;
    }
    template <class T>
    T get(std::string_view key, T otherwise) const
    {
        const Attribute* found = find(key);
        const T* content = found == nullptr ? nullptr : std::get_if<T>(&found->content);
        return content == nullptr ? otherwise : *content;
    }
};

} // namespace termscope
