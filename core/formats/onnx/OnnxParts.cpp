#include "core/formats/onnx/OnnxParts.h"

#include "core/base/ByteOrder.h"
#include "core/base/Limits.h"

#include <array>
#include <limits>
#include <string>

namespace termscope::onnxfile {
namespace {

/// The messages on the way to a tensor's data.
enum class Message { Model, Function, Graph, Node, Attribute, Tensor };

/// The message that a field of another holds; none for fields that are kept as they are.
std::optional<Message> messageIn(Message message, std::uint64_t field)
{
    switch (message) {
    case Message::Model:
        return field == 7    ? std::optional(Message::Graph)
               : field == 25 ? std::optional(Message::Function)
                             : std::nullopt;
    case Message::Function: return field == 7 ? std::optional(Message::Node) : std::nullopt;
    case Message::Graph:
        return field == 5 ? std::optional(Message::Tensor) : field == 1 ? std::optional(Message::Node) : std::nullopt;
    case Message::Node: return field == 5 ? std::optional(Message::Attribute) : std::nullopt;
    case Message::Attribute:
        return field == 5 ? std::optional(Message::Tensor) : field == 6 ? std::optional(Message::Graph) : std::nullopt;
    case Message::Tensor: return std::nullopt;
    }
    return std::nullopt;
}

// Fields of TensorProto.
constexpr std::uint64_t dataType = 2;
constexpr std::uint64_t floatData = 4;
constexpr std::uint64_t rawData = 9;

constexpr std::uint64_t lengthDelimited = 2;
constexpr std::size_t longFloatData = std::size_t{1} << 16;

struct Field {
    std::uint64_t number = 0;
    std::uint64_t wire = 0;
    std::uint64_t value = 0; ///< of a variable-length integer
    ByteView whole;
    ByteView content; ///< of a length-delimited one
};

std::optional<std::uint64_t> takeVarint(ByteView& bytes)
{
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64 && !bytes.empty(); shift += 7) {
        const auto byte = std::to_integer<std::uint64_t>(bytes[0]);
        bytes = bytes.subspan(1);
        value |= (byte & 0x7F) << shift;
        if ((byte & 0x80) == 0)
            return value;
    }
    return std::nullopt;
}

/// The next field; none where the bytes are not a message. Groups, which nobody writes any more, are refused.
std::optional<Field> takeField(ByteView& bytes)
{
    const ByteView start = bytes;
    const auto tag = takeVarint(bytes);
    if (!tag || *tag >> 3 == 0)
        return std::nullopt;
    Field field{*tag >> 3, *tag & 7, 0, {}, {}};
    std::uint64_t length = 0;
    if (field.wire == 0 || field.wire == lengthDelimited) {
        const auto number = takeVarint(bytes);
        if (!number)
            return std::nullopt;
        field.value = *number;
        length = field.wire == 0 ? 0 : *number;
    } else if (field.wire == 1 || field.wire == 5) {
        length = field.wire == 1 ? 8 : 4;
    } else {
        return std::nullopt;
    }
    if (length > bytes.size())
        return std::nullopt;
    field.content = bytes.first(length);
    bytes = bytes.subspan(length);
    field.whole = start.first(start.size() - bytes.size());
    return field;
}

void appendVarint(std::string& out, std::uint64_t value)
{
    for (; value >= 0x80; value >>= 7)
        out += static_cast<char>(value | 0x80);
    out += static_cast<char>(value);
}

void appendContent(std::string& out, std::uint64_t field, std::string_view content)
{
    appendVarint(out, field << 3 | lengthDelimited);
    appendVarint(out, content.size());
    out += content;
}

/// True for a tensor whose data are float_data in one piece, as a packed field is: the very bytes that raw_data would
/// have.
bool hasLongFloatData(ByteView tensor)
{
    std::uint64_t type = 0;
    int pieces = 0;
    bool plain = true;
    while (!tensor.empty()) {
        const auto field = takeField(tensor);
        if (!field)
            return false;
        if (field->number == dataType)
            type = field->value;
        plain = plain && field->number != rawData;
        if (field->number == floatData) {
            ++pieces;
            plain = plain && field->wire == lengthDelimited && field->content.size() >= longFloatData
                    && field->content.size() % sizeof(float) == 0;
        }
    }
    return plain && pieces == 1 && type == onnx::TensorProto::FLOAT;
}

/// Copies a message without the data of its tensors. `graphs`: how many the message lies in; what lies in more than are
/// read is kept as it is. False: it is none.
bool copyMessage(ByteView bytes, Message message, std::size_t graphs, std::string& out, std::vector<ByteView>& places)
{
    graphs += message == Message::Graph ? 1 : 0;
    const std::uint64_t data = message == Message::Tensor && hasLongFloatData(bytes) ? floatData : rawData;
    while (!bytes.empty()) {
        const auto field = takeField(bytes);
        if (!field)
            return false;
        const auto inner = field->wire == lengthDelimited ? messageIn(message, field->number) : std::nullopt;
        if (inner && (*inner != Message::Graph || graphs <= limits::innerGraphs)) {
            std::string copied;
            if (!copyMessage(field->content, *inner, graphs, copied, places))
                return false;
            appendContent(out, field->number, copied);
        } else if (message == Message::Tensor && field->number == data && field->wire == lengthDelimited) {
            std::array<std::byte, 8> number{};
            storeLittleEndian<std::uint64_t>(places.size(), number.data());
            appendContent(out, rawData, {reinterpret_cast<const char*>(number.data()), number.size()});
            places.push_back(field->content);
        } else {
            out.append(reinterpret_cast<const char*>(field->whole.data()), field->whole.size());
        }
    }
    return true;
}

} // namespace

std::optional<ModelParts> takeApart(ByteView bytes)
{
    ModelParts parts;
    std::string rest;
    if (!copyMessage(bytes, Message::Model, 0, rest, parts.places)
        || rest.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())
        || !parts.model.ParseFromString(rest))
        return std::nullopt;
    return parts;
}

ByteView placeOf(const onnx::TensorProto& tensor, const std::vector<ByteView>& places)
{
    const ByteView number = bytesOf(tensor.raw_data());
    return number.size() == 8 ? places[loadLittleEndian<std::uint64_t>(number.data())] : ByteView{};
}

} // namespace termscope::onnxfile
